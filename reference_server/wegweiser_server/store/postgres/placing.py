"""Place search as SQL: an area is a matter of terms, a centre one of distances."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wegweiser_server.store.globe import EARTH_RADIUS_KM, box, squared_chord, vector
from wegweiser_server.store.terms import AGS, AGS_LENGTHS, NOWHERE, PLACELESS, POSTCODE, SERVED, WITHIN

from .conditions import Condition, bearing

if TYPE_CHECKING:
    from wegweiser_server.store.interface import Area, Near, Placeless

    from .conditions import Terms

KILOMETRES = f"round(({2 * EARTH_RADIUS_KM!r} * asin(least(1.0, sqrt({{chord}}) / 2.0)))::numeric, 2)::float8"
UNKNOWN = "NULL::float8"


def within(area: Area, placeless: Placeless, terms: Terms) -> Condition:
    """AGS of the location begins with the area. Offices with `areaServed` are judged by that alone: one of
    its prefixes lies in the area or contains it."""
    wanted = [] if placeless == "exclude" else [terms.place(NOWHERE)]
    if placeless != "only":
        containing = [area.ags[:length] for length in AGS_LENGTHS if length <= len(area.ags)]
        wanted += [terms.place(AGS, area.ags), terms.place(WITHIN, area.ags)]
        wanted += [terms.place(SERVED, prefix) for prefix in containing]
    return bearing(wanted)


def around(near: Near, placeless: Placeless, terms: Terms) -> Condition:
    """A SELECT of `n` and `km` of each record that hits; `km` is NULL without coordinates.

    Within the radius; and whatever bears the postcode, however far its coordinates are.
    """
    parts = []
    if placeless != "only":
        parts.append(_in_circle(near, terms))
        if near.postcode:
            nearest = f"(SELECT min({_kilometres(near)}) FROM {terms.table}_spot s WHERE s.n = r.n)"
            parts.append(_bearing(terms, terms.place(POSTCODE, near.postcode), nearest))
    if placeless != "exclude":
        parts.append(_bearing(terms, terms.place(PLACELESS), UNKNOWN))
    union = " UNION ALL ".join(part.sql for part in parts)
    arguments = tuple(argument for part in parts for argument in part.arguments)
    return Condition(f"SELECT n, min(km) AS km FROM ({union}) every GROUP BY n", arguments)


def _bearing(terms: Terms, term: str, km: str) -> Condition:
    borne = bearing([term])
    return Condition(f"SELECT r.n AS n, {km} AS km FROM {terms.table} r WHERE {borne.sql}", borne.arguments)


def _in_circle(near: Near, terms: Terms) -> Condition:
    south, north, west, east = box(near.lat, near.lon, near.radius_km)
    edges = (("lat", south, north), ("lon", west, east))
    lines = (f"s.{axis} BETWEEN {_number(a)} AND {_number(b)}" for axis, a, b in edges)
    return Condition(
        f"SELECT s.n AS n, {_kilometres(near)} AS km FROM {terms.table}_spot s"
        f" WHERE {' AND '.join(lines)} AND {_chord(near)} <= {_number(squared_chord(near.radius_km))}"
    )


def _kilometres(near: Near) -> str:
    return KILOMETRES.format(chord=_chord(near))


def _chord(near: Near) -> str:
    """The square of the chord between a spot `s` and the centre."""
    pairs = zip("xyz", vector(near.lat, near.lon), strict=True)
    differences = (f"(s.{axis} - {_number(value)})" for axis, value in pairs)
    return "(" + " + ".join(f"{difference} * {difference}" for difference in differences) + ")"


def _number(value: float) -> str:
    """Written into the statement: it stands there several times, and is always a number."""
    return f"({float(value)!r})::float8"
