"""What a request for a list asked, in the contract's terms; None for whatever the contract would refuse."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from wegweiser_conformance import routes
from wegweiser_conformance.asked_places import echoed_centre
from wegweiser_conformance.place_maths import Point
from wegweiser_conformance.scopes import Condition
from wegweiser_conformance.well_formed import well_formed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from wegweiser_conformance.reading import ListPage
    from wegweiser_conformance.target import Target

DEFAULT_RADIUS = 25
PLACE, PLACELESS, WORDS = "place", "placeless", "q"
_CENTRES = ("postcode", "lat", "ags")


@dataclass(frozen=True, slots=True)
class Place:
    """A postcode, a point or an area, as asked; the point of a postcode is the answer's to say."""

    postcode: str = ""
    point: Point | None = None
    radius: int = DEFAULT_RADIUS
    ags: str = ""

    @property
    def has_centre(self) -> bool:
        return not self.ags

    @property
    def told(self) -> str:
        if self.ags:
            return f"ags={self.ags}"
        centre = f"postcode={self.postcode}" if self.postcode else "lat and lon"
        return f"{centre} within {self.radius} km"


@dataclass(frozen=True, slots=True)
class Question:
    """One list as asked. `selecting` names whatever decides which records are found.

    `hits` are what its words find, where another answer has told; ranking and spelling are the server's own.
    """

    collection: str
    asked: Mapping[str, list[str]]
    conditions: tuple[Condition, ...] = ()
    place: Place | None = None
    placeless: str = "exclude"
    words: bool = False
    hits: frozenset[str] | None = None

    @property
    def selecting(self) -> tuple[str, ...]:
        names = [condition.name for condition in self.conditions]
        names += [PLACE] if self.place else []
        names += [PLACELESS] if self.place and self.placeless != "exclude" else []
        return (*names, *((WORDS,) if self.words else ()))

    def without(self, name: str) -> Question:
        """As if one selecting thing had not been asked."""
        if name == PLACE:
            return replace(self, place=None, placeless="exclude")
        if name == PLACELESS:
            return replace(self, placeless="exclude")
        if name == WORDS:
            return replace(self, words=False, hits=None)
        return replace(self, conditions=tuple(one for one in self.conditions if one.name != name))

    @property
    def sort(self) -> str:
        """The order in which the records must come."""
        if "sort" in self.asked:
            return self.asked["sort"][0]
        if self.place and self.place.has_centre:
            return "distance"
        if self.words:
            return "relevance"
        return "id" if self.collection == "offices" else "date"

    @property
    def told(self) -> str:
        """What selects, in words; empty if nothing does."""
        parts = [str(condition) for condition in self.conditions]
        parts += [self.place.told] if self.place else []
        parts += [f"placeless={self.placeless}"] if PLACELESS in self.selecting else []
        return " and ".join(parts)


def question_of(target: Target, page: ListPage) -> Question | None:
    """What the first page of a list was asked; None if not every parameter is the contract's own."""
    asked = routes.asked(page.answer.url)
    operation = target.operation(page.collection)
    known = {one.name: one for one in operation.parameters if one.location == "query"}
    if not asked.keys() <= known.keys() or not all(well_formed(known[name], asked[name]) for name in asked):
        return None
    if (
        "cursor" in asked
        or sum(name in asked for name in _CENTRES) > 1
        or ("lat" in asked) != ("lon" in asked)
    ):
        return None
    place = _place(asked)
    if place is None and asked.keys() & {"radiusKm", "placeless"}:
        return None
    if "radiusKm" in asked and not (place and place.has_centre):
        return None
    return Question(
        collection=page.collection,
        asked=asked,
        conditions=tuple(
            Condition(name, one.filter.match, one.filter.property, tuple(asked[name]))
            for name, one in known.items()
            if one.filter is not None and name in asked and asked[name] != ["include"]
        ),
        place=_located(place, page) if place else None,
        placeless=asked.get("placeless", ["exclude"])[0],
        words="q" in asked,
    )


def _place(asked: Mapping[str, list[str]]) -> Place | None:
    first = {name: values[0] for name, values in asked.items()}
    radius = int(first.get("radiusKm", DEFAULT_RADIUS))
    if "ags" in first:
        return Place(ags=first["ags"])
    if "postcode" in first:
        return Place(postcode=first["postcode"], radius=radius)
    if "lat" in first:
        return Place(point=Point(float(first["lat"]), float(first["lon"])), radius=radius)
    return None


def _located(place: Place, page: ListPage) -> Place:
    """Where a postcode has its centre is the server's to say, in its echo."""
    if place.ags or place.point:
        return place
    return replace(place, point=echoed_centre(page))
