"""Where a person lives does not travel: no street, no exact coordinates."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from wegweiser_conformance import expect, observed, privacy
from wegweiser_conformance.checks.personal_data import scanning
from wegweiser_conformance.checks.personal_data.group import GROUP
from wegweiser_conformance.checks.personal_data.names import organisations
from wegweiser_conformance.checks.values.places import places
from wegweiser_conformance.passive import Fault, judge
from wegweiser_conformance.postcodes import distance_km

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wegweiser_conformance.model import Finding, Seen
    from wegweiser_conformance.observed import Observed
    from wegweiser_conformance.target import Target

check = GROUP.check
_NOTHING = "no employer, provider or operator of another kind than organisation"
_STREET = re.compile(r"\w(?:straße|strasse|str\.|gasse|allee|weg|platz|ring|damm)\s+\d", re.IGNORECASE)
_ONE_SPOT_KM = 0.3
_COARSE = 2
_LENGTH_OF_AGS = 8

Area = tuple[str, str]
"""AGS and postcode."""
Spot = tuple[float, float]
"""Degrees north, degrees east."""


def _of_a_person(record: Observed) -> bool:
    """Some organisation of the record has a kind, and it is not `organisation`."""
    kinds = [expect.at(one, "/kind/code") for _, one in organisations(record.value)]
    return any(isinstance(kind, str) and kind != "organisation" for kind in kinds)


@check("personal-data/no-street-of-persons")
def no_street_of_persons(target: Target, seen: Seen) -> Iterator[Finding]:
    def rule(record: Observed) -> Iterator[Fault | None]:
        if _of_a_person(record):
            yield None
            for pointer, place in places(record):
                yield from _streets(target, place, pointer)

    yield from judge(target, seen, rule, nothing=_NOTHING)


def _streets(target: Target, place: dict[str, Any], pointer: str) -> Iterator[Fault]:
    street, town = place.get("street"), place.get("town")
    if street is not None:
        yield scanning.fault(target, privacy.Trace(str(street), "a street"), "no street", f"{pointer}/street")
    if isinstance(town, str) and _STREET.search(town):
        yield scanning.fault(target, privacy.Trace(town, "a street in the town"), "a town", f"{pointer}/town")


@check("personal-data/coordinates-no-finer-than-municipality")
def coordinates_no_finer(target: Target, seen: Seen) -> Iterator[Finding]:
    spots = _coarse_spots(target)

    def rule(record: Observed) -> Iterator[Fault | None]:
        for pointer, place in places(record) if _of_a_person(record) else ():
            if "lat" in place or "lon" in place:
                precision = place.get("precision")
                if precision in {"municipality", None}:
                    yield _one_spot(place, pointer, spots)
                else:
                    wanted = "precision municipality, as nobody's home is shown"
                    yield Fault(wanted, str(precision)[:40], f"{pointer}/precision")

    yield from judge(target, seen, rule, nothing=f"{_NOTHING}, with coordinates,")


def _coarse_spots(target: Target) -> dict[Area, list[Spot]]:
    """The points that organisations have by their municipality only, and say so."""
    spots: dict[Area, list[Spot]] = defaultdict(list)
    for record in observed.records(target):
        for _, place in () if _of_a_person(record) else places(record):
            area, spot = _area_and_spot(place)
            if area and spot and place.get("precision") == "municipality":
                spots[area].append(spot)
    return spots


def _area_and_spot(place: dict[str, Any]) -> tuple[Area | None, Spot | None]:
    lat, lon, ags = place.get("lat"), place.get("lon"), place.get("ags")
    known = isinstance(ags, str) and len(ags) == _LENGTH_OF_AGS
    spot = (lat, lon) if isinstance(lat, (int, float)) and isinstance(lon, (int, float)) else None
    return (str(ags), str(place.get("postcode"))) if known else None, spot


def _one_spot(place: dict[str, Any], pointer: str, spots: dict[Area, list[Spot]]) -> Fault | None:
    """A municipality has one centre, or one a postcode: another one is finer, whatever `precision` says.

    Points that were rounded to two decimals, a kilometre, were made coarse: they are left to their publisher.
    """
    area, spot = _area_and_spot(place)
    if area is None or spot is None or spot == (round(spot[0], _COARSE), round(spot[1], _COARSE)):
        return None
    known = spots[area] = spots.get(area) or [spot]
    away = min(distance_km(one, spot) for one in known)
    if away <= _ONE_SPOT_KM:
        return None
    said = "as precision says" if "precision" in place else "as nobody's home is shown"
    wanted = f"one point for the municipality {area[0]}, {said}"
    return Fault(wanted, f"another one {away:.1f} km away", f"{pointer}/lat", certain=False)
