"""What a question must find: every known record is in, out, or free where the contract leaves it so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wegweiser_conformance import place_maths
from wegweiser_conformance.oracle.question import WORDS
from wegweiser_conformance.scopes import COURSES, Forecast

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

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
    judged = {id_: _judge(question, record) for id_, record in _identified(known.scope.records)}
    return _forecast(judged, question)


def _identified(records: Iterable[Mapping[str, Any]]) -> Iterable[tuple[str, Mapping[str, Any]]]:
    return ((record["id"], record) for record in records if isinstance(record.get("id"), str))


def _of_courses(known: Known, question: Question) -> Forecast | None:
    """A course is found by one of its sessions; by itself where nothing is asked of sessions."""
    own = [condition for condition in question.conditions if condition.name == _OWN]
    if own and known.own is None:
        return None
    for_sessions = question.without(_OWN)
    if not for_sessions.conditions and question.place is None:
        if known.own is None or not known.scope.whole:
            return None
        judged: dict[str, bool | None] = dict.fromkeys(known.own, True)
    else:
        judged = {}
        for session in known.scope.records:
            owner = session.get("courseId")
            if isinstance(owner, str):
                judged[owner] = _either(judged.get(owner, False), _judge(for_sessions, session))
    for id_ in judged:
        for condition in own:
            record = (known.own or {}).get(id_)
            judged[id_] = _both(judged[id_], None if record is None else condition.met_by(record))
    return _forecast(judged, question)


def _forecast(judged: Mapping[str, bool | None], question: Question) -> Forecast:
    """What words find is known from an answer to them alone; else only that nothing else is found."""
    sure = frozenset(id_ for id_, hit in judged.items() if hit)
    possible = frozenset(id_ for id_, hit in judged.items() if hit is not False)
    if WORDS not in question.selecting:
        return Forecast(sure, possible)
    if question.hits is None:
        return Forecast(frozenset(), possible)
    return Forecast(sure & question.hits, possible & question.hits)


def _judge(question: Question, record: Mapping[str, Any]) -> bool | None:
    result: bool | None = True
    for condition in question.conditions:
        met = condition.met_by(record)
        result = _both(result, True if met else (None if condition.may_be_met_by(record) else False))
        if result is False:
            return False
    return (
        result
        if question.place is None
        else _both(result, _placed(question.place, question.placeless, record))
    )


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


def _both(one: bool | None, other: bool | None) -> bool | None:
    if one is False or other is False:
        return False
    return None if one is None or other is None else True


def _either(one: bool | None, other: bool | None) -> bool | None:
    if one is True or other is True:
        return True
    return None if one is None or other is None else False
