"""What a question must find: every known record is in, out, or free where the contract leaves it so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wegweiser_conformance import place_maths
from wegweiser_conformance.columns import each, mask
from wegweiser_conformance.oracle.question import WORDS
from wegweiser_conformance.scopes import COURSES, Forecast

if TYPE_CHECKING:
    from collections.abc import Mapping

    from wegweiser_conformance.oracle.known import Known
    from wegweiser_conformance.oracle.question import Place, Question

_OWN = "updatedSince"


def forecast(known: Known, question: Question) -> Forecast | None:
    """None where what is known does not suffice."""
    place = question.place
    if place is not None and place.has_centre and place.point is None:
        return None
    if known.scope.collection == COURSES:
        return _of_courses(known, question)
    return _among_hits(question, *_named(known, question))


def _of_courses(known: Known, question: Question) -> Forecast | None:
    """A course is found by one of its sessions; by itself where nothing is asked of sessions."""
    own = [condition for condition in question.conditions if condition.name == _OWN]
    if own and known.own is None:
        return None
    for_sessions = question.without(_OWN)
    if for_sessions.conditions or question.place is not None:
        sure, possible = _named(known, for_sessions)
    elif known.own is not None and known.scope.whole:
        sure = possible = frozenset(known.own)
    else:
        return None
    for condition in own:
        judged = {id_: condition.met_by(record) for id_, record in (known.own or {}).items()}
        sure = frozenset(id_ for id_ in sure if judged.get(id_, False))
        possible = frozenset(id_ for id_ in possible if judged.get(id_, True))
    return _among_hits(question, sure, possible)


def _among_hits(question: Question, sure: frozenset[str], possible: frozenset[str]) -> Forecast:
    """What words find is known from an answer to them alone; else only that nothing else is found."""
    if WORDS not in question.selecting:
        return Forecast(sure, possible)
    if question.hits is None:
        return Forecast(frozenset(), possible)
    return Forecast(sure & question.hits, possible & question.hits)


def _named(known: Known, question: Question) -> tuple[frozenset[str], frozenset[str]]:
    """The ids of what must be found, and of what may be: those of courses, where sessions decide."""
    columns, name = known.scope.columns, known.scope.owner
    sure = possible = columns.every
    for condition in question.conditions:
        sure &= condition.met_in(columns)
        possible &= condition.may_be_met_in(columns)
    if question.place is not None:
        hits = {at: _placed(question.place, question.placeless, columns.records[at]) for at in each(possible)}
        sure &= mask(at for at, hit in hits.items() if hit)
        possible &= mask(at for at, hit in hits.items() if hit is not False)
    return columns.named(name, sure), columns.named(name, possible)


def _placed(place: Place, placeless: str, record: Mapping[str, Any]) -> bool | None:
    if place.ags:
        hit = (
            place_maths.serves(record, place.ags)
            if "areaServed" in record
            else place_maths.in_area(record, place.ags)
        )
        if place_maths.placeless(record):
            return hit if "areaServed" in record else placeless != "exclude"
        return False if placeless == "only" else hit
    if place_maths.placeless(record):
        return placeless != "exclude"
    assert place.point is not None
    return (
        False
        if placeless == "only"
        else place_maths.within(record, place.point, place.radius, place.postcode)
    )
