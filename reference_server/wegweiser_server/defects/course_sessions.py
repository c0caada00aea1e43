"""Wrong course sessions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .record_editing import adding, changing, dropping, edit_records, one_in_ten, setting
from .registry import defect

if TYPE_CHECKING:
    from .model import Answer, App, Request


def _more(name: str, convicts: str, says: str, edit: Any, **limits: Any) -> None:
    identity = f"course-sessions/{convicts}"
    edit_records(f"course-sessions/{name}", identity, says, edit, of=("course-sessions",), **limits)


def _integration(edit: Any) -> Any:
    def change(record: dict[str, Any]) -> None:
        if record.get("programme", {}).get("code") == "integration":
            edit(record)

    return change


def _free(number: int) -> Any:
    return lambda record: record["places"].update(free=number) if "places" in record else None


def _without_postcode(record: dict[str, Any]) -> None:
    record.get("location", {}).pop("postcode", None)


_more("kind-lost", "integration-kind", "integration courses have no kind", _integration(dropping("kind")))
_more(
    "kind-empty",
    "integration-kind",
    "one kind in ten has no code",
    _integration(setting("kind", {"label": "Kurs"})),
    only=one_in_ten,
)
_more(
    "postcode-lost",
    "integration-postcode",
    "integration courses have no postcode",
    _integration(_without_postcode),
)
_more(
    "one-postcode-lost",
    "integration-postcode",
    "one postcode in ten is missing",
    _integration(_without_postcode),
    only=one_in_ten,
)
_more(
    "place-lost",
    "integration-postcode",
    "items of integration courses have no place",
    _integration(dropping("location", "online")),
    lists=False,
)
_more(
    "availability-lost",
    "integration-availability",
    "unknown availability is left out",
    _integration(dropping("availability")),
)
_more(
    "one-availability-lost",
    "integration-availability",
    "one availability in ten is missing",
    _integration(dropping("availability")),
    only=one_in_ten,
)
_more(
    "nowhere",
    "place-or-online",
    "one session in ten is nowhere",
    dropping("location", "online"),
    only=one_in_ten,
)
_more("online-not-marked", "place-or-online", "virtual sessions are not marked as online", dropping("online"))
_more(
    "undated",
    "start-or-flexible",
    "one session in ten has neither date nor flexible start",
    dropping("startDate", "flexibleStart"),
    only=one_in_ten,
)
_more(
    "flexible-not-marked",
    "start-or-flexible",
    "flexible starts are not marked",
    setting("flexibleStart", False),
)
_more(
    "ends-before-start",
    "start-before-end",
    "start and end are swapped",
    lambda record: record.update(
        startDate=record.get("endDate", "2030-01-02"), endDate=record.get("startDate", "2029-01-01")
    ),
)
_more(
    "one-year-wrong",
    "start-before-end",
    "one year in ten is wrong",
    changing("startDate", lambda day: f"2099{day[4:]}"),
    only=one_in_ten,
)
_more("ended-kept", "ended-leave", "ended sessions stay", setting("endDate", "2026-01-31"), only=one_in_ten)
_more(
    "archive",
    "ended-leave",
    "nothing is ever taken from the lists",
    setting("endDate", "2025-12-31"),
    items=False,
)
_more("free-above-max", "free-within-max", "free and all places are swapped", _free(999))
_more(
    "one-free-above-max",
    "free-within-max",
    "one count in ten is of another time",
    _free(500),
    only=one_in_ten,
)
_more(
    "full-with-places",
    "availability-agrees",
    "every course is called full",
    setting("availability", {"code": "full", "label": "Ausgebucht"}),
)
_more("free-without-places", "availability-agrees", "no place is free, whatever the availability", _free(0))
_more(
    "course-id-of-the-source",
    "course-resolves",
    "courseId is the number of the source",
    changing("courseId", "kn-{}".format),
)
_more(
    "course-not-published",
    "course-resolves",
    "one course in ten is not published",
    adding("courseId", "c-nowhere"),
    only=one_in_ten,
)


@defect(
    "course-sessions/courses-missing",
    convicts="course-sessions/course-resolves",
    says="every second course is neither listed nor answered",
)
async def courses_missing(request: Request, app: App) -> Answer:
    if request.is_item and request.collection == "courses" and _odd(request.path):
        return await app(request.at("/courses/unknown-to-all"))
    answer = await app(request)
    if request.collection != "courses" or not answer.has_list:
        return answer
    document = answer.json()
    document["items"] = [one for one in document["items"] if not _odd(one["id"])]
    return answer.with_json(document)


def _odd(text: str) -> bool:
    return text[-1] in "13579bdfhjlnprtvxz"
