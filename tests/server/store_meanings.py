"""What each filter of the contract means, written down a second time: plain code on canonical records."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from collections.abc import Callable

    Meaning = Callable[["Record", tuple[str, ...]], bool]

Record = dict[str, Any]
BERLIN = ZoneInfo("Europe/Berlin")


def one_of(name: str) -> Meaning:
    return lambda record, asked: record.get(name) in asked


def any_of(name: str) -> Meaning:
    return lambda record, asked: any(value in asked for value in record.get(name, []))


def any_code_of(name: str) -> Meaning:
    return lambda record, asked: any(dated["code"] in asked for dated in record.get(name, []))


def three_valued(known: Callable[[Record], bool]) -> Meaning:
    return lambda record, asked: asked[0] == "include" or known(record) == (asked[0] == "only")


def known_true(name: str) -> Meaning:
    return three_valued(lambda record: record.get(name) is True)


def occupation(record: Record, asked: tuple[str, ...]) -> bool:
    return any(record.get("occupation", {}).get("kldb", "?").startswith(value) for value in asked)


def language(record: Record, asked: tuple[str, ...]) -> bool:
    demanded = [demand["lang"] for demand in record.get("requiredLanguages", [])]
    tags = {tag.lower() for tag in [*demanded, *record.get("languages", [])]}
    return any(value.lower() in tags for value in asked)


def published_since(record: Record, asked: tuple[str, ...]) -> bool:
    if "publishedAt" not in record:
        return False
    day = datetime.fromisoformat(record["publishedAt"]).astimezone(BERLIN).date()
    return day >= date.fromisoformat(asked[0])


def has_free_places(record: Record) -> bool:
    free = record.get("places", {}).get("free", 0)
    return record.get("availability") in ("free", "few") or free > 0


def by(meaning: Callable[[str], Meaning], **names: str) -> dict[str, Meaning]:
    """The meaning of each parameter, made for the property that it judges."""
    return {parameter: meaning(name) for parameter, name in names.items()}


def by_name(meaning: Callable[[str], Meaning], *names: str) -> dict[str, Meaning]:
    return {name: meaning(name) for name in names}


STARTS: dict[str, Meaning] = {
    "startFrom": lambda record, asked: record.get("startDate", "") >= asked[0],
    "startTo": lambda record, asked: record.get("startDate", "unknown") <= asked[0],
}
JOBS: dict[str, Meaning] = {
    **STARTS,
    **by_name(one_of, "offerType", "contract"),
    **by(any_of, workingTime="workingTimes", suitability="suitability"),
    **by_name(known_true, "temporaryAgencyWork", "privateAgency", "remote"),
    "occupation": occupation,
    "language": language,
    "publishedSince": published_since,
}
COURSES: dict[str, Meaning] = {
    **STARTS,
    **by_name(one_of, "kind", "programme", "entryLevel", "targetLevel"),
    **by_name(any_of, "mode"),
    **by_name(any_code_of, "funding", "eligibility"),
    **by_name(known_true, "flexibleStart", "childcare", "barrierFree"),
    "freePlaces": three_valued(has_free_places),
}
MEANINGS: dict[str, dict[str, Meaning]] = {
    "jobs": JOBS,
    "course-sessions": {**COURSES, "courseId": one_of("courseId")},
    "courses": COURSES,
    "offices": {"kind": one_of("kind"), "language": language, "barrierFree": known_true("barrierFree")},
}
