"""Place search as SQL: the rows `(n, km)` of the records that hit a place, each once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .conditions import Condition
from .globe import KILOMETRES, box, squared_chord, vector
from .interface import COURSES, Area, Near
from .terms import AGS, AGS_LENGTHS, NOWHERE, PLACELESS, POSTCODE, SERVED, TRUE, WITHIN, Kind

if TYPE_CHECKING:
    from .conditions import Terms
    from .interface import Placeless, Query

CHORD = "((s.x - ?) * (s.x - ?) + (s.y - ?) * (s.y - ?) + (s.z - ?) * (s.z - ?))"


def hits(place: Near | Area, placeless: Placeless, terms: Terms, counting: bool = False) -> Condition:
    """A SELECT of `n` and `km`; `km` is NULL without centre or coordinates, and for counting."""
    parts = []
    if placeless != "only":
        parts += _near(place, terms) if isinstance(place, Near) else _within(place, terms)
    if placeless != "exclude":
        parts.append(_bearing(PLACELESS if isinstance(place, Near) else NOWHERE, TRUE, terms))
    union = " UNION ALL ".join(part.sql for part in parts)
    arguments = tuple(argument for part in parts for argument in part.arguments)
    if counting:  # SQLite leaves out what nobody reads: `km` costs nothing here
        return Condition(f"SELECT DISTINCT n, NULL AS km FROM ({union})", arguments)
    return Condition(f"SELECT n, min(km) AS km FROM ({union}) GROUP BY n", arguments)


def wide_area(query: Query, terms: Terms) -> Condition | None:
    """An area with very many records is tested record by record, in the order that was asked for.

    Without distances: the order by distance stays with `hits`.
    """
    area = query.place
    if not isinstance(area, Area) or query.placeless != "exclude" or query.sort == "distance":
        return None
    if query.collection == COURSES or (terms.number(Kind(AGS, "place")), area.ags) not in terms.frequent:
        return None
    parts = _within(area, terms)
    sql = " OR ".join(f"EXISTS ({part.sql} AND t.n = r.n)" for part in parts)
    return Condition(f"({sql})", tuple(argument for part in parts for argument in part.arguments))


def _bearing(kind: str, value: str, terms: Terms, km: str = "NULL") -> Condition:
    sql = f"SELECT t.n AS n, {km} AS km FROM {terms.table}_term t WHERE t.kind = ? AND t.value = ?"
    return Condition(sql, (terms.number(Kind(kind, "place")), value))


def _near(place: Near, terms: Terms) -> list[Condition]:
    """Within the radius; and whatever bears the postcode, however far its coordinates are."""
    x, y, z = vector(place.lat, place.lon)
    from_centre = (x, x, y, y, z, z)
    kilometres = KILOMETRES.format(chord=CHORD)
    south, north, west, east = box(place.lat, place.lon, place.radius_km)
    around = Condition(
        f"SELECT s.n AS n, {kilometres} AS km FROM {terms.table}_box b JOIN {terms.table}_spot s USING (spot)"
        f" WHERE b.north >= ? AND b.south <= ? AND b.east >= ? AND b.west <= ? AND {CHORD} <= ?",
        (*from_centre, south, north, west, east, *from_centre, squared_chord(place.radius_km)),
    )
    if not place.postcode:
        return [around]
    nearest = f"(SELECT min({kilometres}) FROM {terms.table}_spot s WHERE s.n = t.n)"
    bearing = _bearing(POSTCODE, place.postcode, terms, nearest)
    return [around, Condition(bearing.sql, (*from_centre, *bearing.arguments))]


def _within(place: Area, terms: Terms) -> list[Condition]:
    """AGS of the location begins with the area. Offices with `areaServed` are judged by that alone: one of
    its prefixes lies in the area or contains it."""
    containing = [place.ags[:length] for length in AGS_LENGTHS if length <= len(place.ags)]
    return [
        _bearing(AGS, place.ags, terms),
        _bearing(WITHIN, place.ags, terms),
        *(_bearing(SERVED, prefix, terms) for prefix in containing),
    ]
