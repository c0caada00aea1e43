"""Days that are compared in a wrong way."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from ...data.days import berlin_today
from ..registry import defect
from ..wrong_lists import FILTERS, asks, filter_otherwise, filtered, held, refused
from .naming import slug

if TYPE_CHECKING:
    from ..model import Answer, App, Request
    from ..wrong_lists import Keep, Record

START = "startDate"


def _at(record: Record, path: str) -> str:
    return str(next(iter(held(record, path)), ""))


def exclusive_from(record: Record, asked: tuple[str, ...]) -> bool:
    return _at(record, START) > asked[0]


def exclusive_to(record: Record, asked: tuple[str, ...]) -> bool:
    return "" < _at(record, START) < asked[0]


def turned_round_from(record: Record, asked: tuple[str, ...]) -> bool:
    return "" < _at(record, START) <= asked[0]


def turned_round_to(record: Record, asked: tuple[str, ...]) -> bool:
    return _at(record, START) >= asked[0]


def undated_from(record: Record, asked: tuple[str, ...]) -> bool:
    return not _at(record, START) or _at(record, START) >= asked[0]


def undated_to(record: Record, asked: tuple[str, ...]) -> bool:
    return _at(record, START) <= asked[0]


def only_the_day(record: Record, asked: tuple[str, ...]) -> bool:
    return _at(record, START) == asked[0]


def _utc_day(record: Record, name: str = "publishedAt") -> date | None:
    text = _at(record, name)
    return datetime.fromisoformat(text).astimezone(UTC).date() if text else None


def utc_day(record: Record, asked: tuple[str, ...]) -> bool:
    day = _utc_day(record)
    return day is not None and day >= date.fromisoformat(asked[0])


def day_after(record: Record, asked: tuple[str, ...]) -> bool:
    return _at(record, "publishedAt")[:10] > asked[0]


def as_text(record: Record, asked: tuple[str, ...]) -> bool:
    return _at(record, "publishedAt")[:10] >= asked[0]


def from_today_on(record: Record, asked: tuple[str, ...]) -> bool:
    return _at(record, START) >= max(asked[0], str(berlin_today()))


def of_change(record: Record, asked: tuple[str, ...]) -> bool:
    return _at(record, "updatedAt")[:10] >= asked[0]


WRONG: dict[str, dict[str, tuple[str, Keep]]] = {
    "startFrom": {
        "exclusive": ("the day itself is left out", exclusive_from),
        "turned-round": ("what starts earlier is found", turned_round_from),
        "undated-found": ("undated records are found, too", undated_from),
        "that-day-only": ("only that very day is found", only_the_day),
        "from-today-on": ("what has started already is never found", from_today_on),
    },
    "startTo": {
        "exclusive": ("the day itself is left out", exclusive_to),
        "turned-round": ("what starts later is found", turned_round_to),
        "undated-found": ("undated records are found, too", undated_to),
    },
    "publishedSince": {
        "utc": ("days are cut at midnight UTC", utc_day),
        "exclusive": ("the day itself is left out", day_after),
        "as-text": ("the day is cut from the text, whatever its offset", as_text),
        "of-change": ("`updatedAt` is compared instead of `publishedAt`", of_change),
    },
}

for _collection, _filters in FILTERS.items():
    for _parameter in WRONG.keys() & _filters.keys():
        for _fault, (_says, _keep) in WRONG[_parameter].items():
            _known = slug(_collection, _parameter)
            filter_otherwise(
                f"filters/{_known}-{_fault}",
                f"filters/{_known}",
                f"`{_parameter}` of /{_collection}: {_says}",
                _collection,
                _parameter,
                _keep,
            )


def _everywhere(name: str, convicts: str, says: str, wrong: dict[str, Keep]) -> None:
    """The same fault in all date filters of all lists."""

    async def run(request: Request, app: App) -> Answer:
        keeps = {one: keep for one, keep in wrong.items() if asks(request.collection or "", one)(request)}
        if not request.is_list or not keeps:
            return await app(request)
        return await refused(request, app) or await filtered(request, app, keeps)

    defect(name, convicts=convicts, says=says)(run)


_everywhere(
    "filters/bounds-exclusive",
    "filters/bounds-inclusive",
    "no date filter finds the day that it names",
    {"startFrom": exclusive_from, "startTo": exclusive_to, "publishedSince": day_after},
)
_everywhere(
    "filters/days-in-utc",
    "filters/bounds-inclusive",
    "`publishedSince` counts days in UTC",
    {"publishedSince": utc_day},
)
_everywhere(
    "filters/undated-open",
    "filters/undated-never-match",
    "undated records pass every date filter",
    {"startFrom": undated_from, "startTo": undated_to},
)
_everywhere(
    "filters/undated-early",
    "filters/undated-never-match",
    "undated records count as the earliest",
    {"startTo": undated_to},
)
