"""Which requirement a wrong answer breaks: the one whose neglect explains it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from wegweiser_conformance.oracle.forecasting import forecast
from wegweiser_conformance.oracle.question import PLACE, PLACELESS, WORDS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from wegweiser_conformance.oracle.known import Known
    from wegweiser_conformance.oracle.question import Question

EVERY_RECORD = "paging/every-record-once"
TOTAL = "paging/total-matches"
SEVERAL = "filters/and-between-parameters"
WITH_WORDS = "text-search/combines-with-filters"


def requirement_of(question: Question, name: str) -> str:
    """The requirement that says what a selecting thing finds."""
    if name == PLACE:
        return _of_place(question)
    if name == PLACELESS:
        return f"place-search/placeless-{question.placeless}"
    if name == WORDS:
        return WITH_WORDS
    if name == "updatedSince":
        value = question.asked[name][0]
        return "changes/updated-since" if "T" in value else "changes/updated-since-day"
    slug = re.sub("([A-Z])", r"-\1", name).lower()
    return f"filters/{question.collection}-{slug}"


def _of_place(question: Question) -> str:
    place = question.place
    assert place is not None
    if place.ags:
        return "place-search/offices-area-served" if question.collection == "offices" else "place-search/ags"
    if "radiusKm" not in question.asked:
        return "place-search/radius-default"
    return "place-search/postcode" if place.postcode else "place-search/coordinates"


def blamed(known: Known, question: Question, found: Collection[str], *, complete: bool) -> str:
    """The requirement of the only thing asked, or of the one that was evidently not heeded."""
    names = [name for name in question.selecting if name != WORDS]
    if not names:
        return EVERY_RECORD
    beside_words = question.hits is not None
    if len(names) == 1 and not beside_words:
        return requirement_of(question, names[0])
    for name, other in _misreadings(question):
        guess = forecast(known, other)
        if guess is None:
            continue
        had = frozenset(found)
        fits = had <= guess.allowed and (not complete or guess.required <= had)
        if fits:
            return requirement_of(question, name)
    return WITH_WORDS if beside_words else SEVERAL


def _misreadings(question: Question) -> Iterator[tuple[str, Question]]:
    """Each thing asked, not heeded at all or by its first or last value only."""
    for name in question.selecting:
        if name != WORDS:
            yield name, question.without(name)
    for condition in question.conditions:
        for value in {condition.values[0], condition.values[-1]} if len(condition.values) > 1 else ():
            changed = tuple(
                replace(one, values=(value,)) if one is condition else one for one in question.conditions
            )
            yield condition.name, replace(question, conditions=changed)


def order_requirement(question: Question) -> str:
    """The requirement that fixes the order in which the records of this list must come."""
    if "sort" in question.asked:
        return (
            "sorting/by-distance" if question.sort == "distance" else f"sorting/{question.collection}-by-date"
        )
    if question.sort == "distance":
        return "sorting/default-by-distance"
    return "sorting/offices-by-id" if question.collection == "offices" else "sorting/default-by-date"
