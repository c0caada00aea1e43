"""Where a person lives does not travel: no street, no exact coordinates."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from wegweiser_conformance import expect, privacy
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
    spots: dict[str, tuple[float, float]] = {}

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


def _one_spot(place: dict[str, Any], pointer: str, spots: dict[str, tuple[float, float]]) -> Fault | None:
    """A municipality has one centre: several are finer, whatever `precision` says.

    Points that were rounded to two decimals, a kilometre, were made coarse: they are left to their publisher.
    """
    lat, lon, ags = place.get("lat"), place.get("lon"), place.get("ags")
    if not isinstance(lat, (int, float)) or not isinstance(lon, (int, float)) or not isinstance(ags, str):
        return None
    centre = spots.setdefault(ags, (lat, lon)) if len(ags) == 8 else (lat, lon)
    away = distance_km(centre, (lat, lon))
    if away <= _ONE_SPOT_KM or (lat, lon) == (round(lat, _COARSE), round(lon, _COARSE)):
        return None
    said = "as precision says" if "precision" in place else "as nobody's home is shown"
    wanted = f"one point for the municipality {ags}, {said}"
    return Fault(wanted, f"another one {away:.1f} km away", f"{pointer}/lat", certain=False)
