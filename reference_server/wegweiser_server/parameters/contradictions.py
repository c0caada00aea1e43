"""Parameters that are right each for itself and wrong together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..problems.refusals import Fault

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

CONFLICT = "conflicting-parameters"
PLACES = (("postcode",), ("lat", "lon"), ("ags",))
CHOICES = "postcode, lat + lon, ags"
CENTRE = ("postcode", "lat", "lon")
ANY_PLACE = (*CENTRE, "ags")


def contradictions(values: Mapping[str, tuple[str, ...]]) -> Iterator[Fault]:
    yield from _half_a_point(values)
    yield from _two_places(values)
    yield from _alone("radiusKm", CENTRE, "postcode, lat + lon", values)
    yield from _alone("placeless", ANY_PLACE, CHOICES, values)
    yield from _sort(values)


def _half_a_point(asked: Collection[str]) -> Iterator[Fault]:
    for name, partner in (("lat", "lon"), ("lon", "lat")):
        if name in asked and partner not in asked:
            yield Fault(name, CONFLICT, "needs", {"partner": partner}, (partner,))


def _two_places(asked: Collection[str]) -> Iterator[Fault]:
    given = [kind for kind in PLACES if any(name in asked for name in kind)]
    if len(given) > 1:
        for name in (name for kind in given for name in kind if name in asked):
            yield Fault(name, CONFLICT, "one-place", {"choices": CHOICES}, ("postcode", "lat + lon", "ags"))


def _alone(name: str, partners: tuple[str, ...], shown: str, asked: Collection[str]) -> Iterator[Fault]:
    if name in asked and not any(partner in asked for partner in partners):
        yield Fault(name, CONFLICT, "needs", {"partner": shown}, partners)


def _sort(values: Mapping[str, tuple[str, ...]]) -> Iterator[Fault]:
    sort = values.get("sort", ("",))[0]
    if sort == "distance" and not any(name in values for name in CENTRE):
        yield Fault("sort", CONFLICT, "needs", {"partner": "postcode, lat + lon"}, CENTRE)
    if sort == "relevance" and "q" not in values:
        yield Fault("sort", CONFLICT, "needs", {"partner": "q"}, ("q",))
