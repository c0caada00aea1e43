"""Places that can be: coordinates in pairs and near their postcode, and keys of one state."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wegweiser_conformance import fields, postcodes
from wegweiser_conformance.checks.values.group import GROUP
from wegweiser_conformance.passive import Fault, judge
from wegweiser_conformance.postcodes import FARTHEST_KM

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from wegweiser_conformance.model import Finding, Seen
    from wegweiser_conformance.observed import Observed
    from wegweiser_conformance.target import Target

check = GROUP.check


@check("values/coordinates-paired")
def coordinates_paired(target: Target, seen: Seen) -> Iterator[Finding]:
    def rule(record: Observed) -> Iterator[Fault | None]:
        for pointer, place in places(record):
            one, other = ("lat", "lon") if "lat" in place else ("lon", "lat")
            lone = one in place and other not in place
            yield Fault("lat and lon, or neither", f"only {one}", f"{pointer}/{one}") if lone else None

    yield from judge(target, seen, rule, nothing="no place", collections=_with_places(target))


@check("values/coordinates-near-postcode")
def coordinates_near_postcode(target: Target, seen: Seen) -> Iterator[Finding]:
    def rule(record: Observed) -> Iterator[Fault | None]:
        for pointer, place in places(record):
            point, centre = _point(place), postcodes.centre(str(place.get("postcode")))
            if point is None or centre is None or place.get("country", "DE") != "DE":
                continue
            far = postcodes.distance_km(point, centre)
            if far <= FARTHEST_KM:
                yield None
            else:
                wanted = f"within {FARTHEST_KM} km of the centre of {place['postcode']}"
                yield Fault(wanted, f"{far:.0f} km away", f"{pointer}/lat", certain=_surely_german(place))

    yield from judge(
        target, seen, rule, nothing="no postcode with coordinates", collections=_with_places(target)
    )


def _point(place: dict[str, Any]) -> tuple[float, float] | None:
    lat, lon = place.get("lat"), place.get("lon")
    numbers = [
        value for value in (lat, lon) if isinstance(value, (int, float)) and not isinstance(value, bool)
    ]
    return (float(numbers[0]), float(numbers[1])) if len(numbers) == 2 else None


def _surely_german(place: dict[str, Any]) -> bool:
    """Other countries have postcodes of five digits as well."""
    return place.get("country") == "DE" or "ags" in place or str(place.get("state", "")).startswith("DE-")


@check("values/ags-agrees-with-state")
def ags_agrees_with_state(target: Target, seen: Seen) -> Iterator[Finding]:
    prefixes = _prefixes(target)

    def rule(record: Observed) -> Iterator[Fault | None]:
        for pointer, place in places(record):
            ags, wanted = place.get("ags"), prefixes.get(str(place.get("state")))
            if isinstance(ags, str) and wanted is not None:
                right = ags.startswith(wanted)
                expected = f"{wanted}…, as the state is {place['state']}"
                yield None if right else Fault(expected, f"{ags[:2]}…", f"{pointer}/ags")

    yield from judge(target, seen, rule, nothing="no AGS beside a state", collections=_with_places(target))


def _prefixes(target: Target) -> Mapping[str, str]:
    """state → the two digits of its AGS, as the code list of the contract maps them."""
    entries = target.contract.code_lists["states"].entries
    return {
        code: mapping["code"]
        for code, entry in entries.items()
        for mapping in entry.raw.get("mappings", ())
        if mapping["scheme"] == "ags"
    }


def _with_places(target: Target) -> tuple[str, ...]:
    return tuple(name for name in target.collections if name != "courses")


def places(record: Observed) -> Iterator[tuple[str, dict[str, Any]]]:
    for path in ("locations[]", "location"):
        for pointer, place in fields.located(record.value, path):
            if isinstance(place, dict):
                yield pointer, place
