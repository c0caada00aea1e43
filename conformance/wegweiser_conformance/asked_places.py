"""Which places are asked: they come from the records themselves, chosen by rule, with radii that tell.

A place tells if it has hits and misses among the records; best if some record is near only by its second
location. Postcodes with a leading zero go first among equals.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from wegweiser_conformance import place_maths
from wegweiser_conformance.model import NotApplicable

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from wegweiser_conformance.place_maths import Point
    from wegweiser_conformance.reading import ListPage
    from wegweiser_conformance.scopes import Forecast, Scope

_RADII = (187, 113, 61, 37, 17, 7)
_MOST_PLACES = 20
_WHOLE_AGS = 8


@dataclass(frozen=True, slots=True)
class Around:
    """A centre as it can be asked, by postcode or by coordinates."""

    point: Point
    postcode: str
    radius: int

    @property
    def by_postcode(self) -> dict[str, Any]:
        return {"postcode": self.postcode, "radiusKm": self.radius}

    @property
    def by_point(self) -> dict[str, Any]:
        return {"lat": decimals(self.point.lat), "lon": decimals(self.point.lon), "radiusKm": self.radius}


def decimals(degrees: float) -> str:
    """Three decimals, as clients are asked to send them; never an exponent."""
    return f"{degrees:.3f}"


def around(scope: Scope, *, with_postcode: bool) -> list[Around]:
    """Centres that have hits and misses in the scope, the most telling first."""
    candidates = _centres(scope, bool if with_postcode else lambda _: True)
    if not candidates:
        raise NotApplicable(
            f"none of the {len(scope.records)} {scope.window.collection} read has coordinates"
        )
    held = [place_maths.points(record) for record in scope.records]
    scored = [
        (_score(held, point, radius), -place, Around(point, postcode, radius))
        for place, (point, postcode) in enumerate(candidates)
        for radius in _RADII
    ]
    best = sorted(scored, key=lambda one: one[:2], reverse=True)
    return [one for score, _, one in best if score > (0, 0)] or [best[0][2]]


def borne_without_coordinates(scope: Scope) -> list[Around]:
    """Postcodes that a record bears without coordinates, and another one with them: so it can be located."""
    bare = {
        postcode
        for record in scope.records
        if not place_maths.points(record)
        for postcode in place_maths.notations(record, "postcode")
    }
    return [Around(point, postcode, 0) for point, postcode in _centres(scope, bare.__contains__)]


def forecast(
    scope: Scope, centre: Point, radius: float, postcode: str, placeless: str, blur: float = 0.0
) -> Forecast:
    """What must be found around a centre, and what may be."""

    def judged(record: Mapping[str, Any]) -> bool | None:
        if place_maths.placeless(record):
            return placeless != "exclude"
        return False if placeless == "only" else place_maths.within(record, centre, radius, postcode, blur)

    return scope.forecast(lambda record: judged(record) is True, lambda record: judged(record) is not False)


def forecast_area(scope: Scope, ags: str, placeless: str) -> Forecast:
    """What must be found under an area, and what may be."""

    def judged(record: Mapping[str, Any]) -> bool | None:
        hit = place_maths.serves(record, ags) if "areaServed" in record else place_maths.in_area(record, ags)
        if place_maths.placeless(record):
            return hit if "areaServed" in record else placeless != "exclude"
        return False if placeless == "only" else hit

    return scope.forecast(lambda record: judged(record) is True, lambda record: judged(record) is not False)


def echoed_centre(page: ListPage) -> Point | None:
    place = page.answer.object.get("place")
    return place_maths.point(place.get("centre")) if isinstance(place, dict) else None


def areas(scope: Scope, lengths: tuple[int, ...]) -> list[str]:
    """Beginnings of AGS that occur, one for each length, each telling if possible."""
    held = {ags for record in scope.records for ags in place_maths.notations(record, "ags")}
    later, chosen = _only_later(scope), []
    short = {ags for ags in held if len(ags) < _WHOLE_AGS}

    def by_rule(area: str) -> tuple[int, bool, bool, str]:
        """Where a later location lies, or one that names its district only: some find less there."""
        has_later, has_short = (any(ags.startswith(area) for ags in some) for some in (later, short))
        return -(has_later + has_short), not has_later, *_leading_zero_first(area)

    for length in lengths:
        offered = sorted({ags[:length] for ags in held if len(ags) >= length}, key=by_rule)
        telling = (ags for ags in offered if _tells(scope, ags))
        chosen += [next(telling, offered[0])] if offered else []
    if not chosen:
        raise NotApplicable(f"none of the {len(scope.records)} {scope.window.collection} read has an AGS")
    return chosen


def _tells(scope: Scope, ags: str) -> bool:
    return 0 < len(forecast_area(scope, ags, "exclude").required) < len(scope.listed)


def _leading_zero_first(notation: str) -> tuple[bool, str]:
    return not notation.startswith("0"), notation


def _centres(scope: Scope, wanted: Callable[[str], bool]) -> list[tuple[Point, str]]:
    """Points that occur at wanted postcodes, those of second locations first, then leading zeros."""
    found: dict[tuple[Point, str], tuple[bool, bool, str]] = {}
    for record in scope.records:
        for index, place in enumerate(place_maths.places(record)):
            point, postcode = place_maths.point(place), place.get("postcode")
            postcode = postcode if isinstance(postcode, str) else ""
            if point is not None and wanted(postcode):
                rank = (index == 0, *_leading_zero_first(postcode))
                key = (point, postcode)
                found[key] = min(found.get(key, rank), rank)
    return sorted(found, key=lambda key: (found[key], key[0].lat, key[0].lon))[:_MOST_PLACES]


def _score(held: list[list[Point]], centre: Point, radius: int) -> tuple[int, int]:
    """Whether some record is near by a later location only; and how even hits and misses are."""
    sure = radius - place_maths.edge(radius)
    near = [[one.kilometres_to(centre) <= sure for one in points] for points in held if points]
    hits = sum(map(any, near))
    by_later = any(any(one) and not one[0] for one in near)
    return int(by_later), min(hits, len(held) - hits)


def _only_later(scope: Scope) -> set[str]:
    """The AGS of later locations, where the first lies in another district."""
    found: set[str] = set()
    for record in scope.records:
        first, *later = place_maths.notations(record, "ags") or [""]
        found |= {ags for ags in later if ags[:5] != first[:5]}
    return found
