"""In which districts a record counts: by its places, offices by the area that they serve."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wegweiser_conformance import expect

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    type_of_record = Mapping[str, Any]

DIGITS = 5


def of(record: type_of_record, known: Iterable[str] = ()) -> set[str]:
    """The districts of a record; an area wider than a district stands for all `known` ones in it."""
    areas = _texts(record, "areaServed[]")
    if areas:
        exact = {area[:DIGITS] for area in areas if len(area) >= DIGITS}
        wide = tuple(area for area in areas if len(area) < DIGITS)
        return exact | {district for district in known if wide and district.startswith(wide)}
    places = _texts(record, "locations[].ags") + _texts(record, "location.ags")
    return {ags[:DIGITS] for ags in places if len(ags) >= DIGITS}


def known(records: Iterable[type_of_record]) -> set[str]:
    """Every district that some record names outright."""
    return {district for record in records for district in of(record)}


def of_courses(courses: Iterable[type_of_record], sessions: Iterable[type_of_record]) -> dict[str, set[str]]:
    """A course is where its sessions are."""
    found: dict[str, set[str]] = {str(course.get("id")): set() for course in courses}
    for session in sessions:
        course = session.get("courseId")
        if course in found:
            found[str(course)] |= of(session)
    return found


def _texts(record: type_of_record, path: str) -> list[str]:
    return [value for value in expect.values(record, path) if isinstance(value, str)]
