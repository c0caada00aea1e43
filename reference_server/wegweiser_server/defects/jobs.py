"""Wrong jobs."""

from __future__ import annotations

from typing import Any

from .record_editing import adding, changing, dropping, edit_records, one_in_ten, setting


def _more(name: str, convicts: str, says: str, edit: Any, **limits: Any) -> None:
    edit_records(f"jobs/{name}", f"jobs/{convicts}", says, edit, of=("jobs",), **limits)


def _nowhere(record: dict[str, Any]) -> None:
    record.update(locations=[], remote=False)


def _range(edit: Any) -> Any:
    return lambda record: edit(record["salary"]) if "salary" in record else None


def _swapped(salary: dict[str, Any]) -> None:
    salary["min"], salary["max"] = salary.get("max", 2) + 1, salary.get("min", 1)


_more("nowhere", "place-or-remote", "one job in ten is nowhere", _nowhere, only=one_in_ten)
_more(
    "places-dropped-in-items",
    "place-or-remote",
    "items lose the places",
    dropping("locations", "remote"),
    lists=False,
)
_more("places-lost-of-all", "place-or-remote", "jobs come without places", dropping("locations"))
_more(
    "expired-kept",
    "expired-leave",
    "expired jobs stay",
    setting("validThrough", "2026-01-31"),
    only=one_in_ten,
)
_more(
    "archive",
    "expired-leave",
    "nothing is ever taken from the lists",
    setting("validThrough", "2025-12-31"),
    items=False,
)
_more(
    "ends-before-it-begins",
    "published-before-end",
    "the end is the day before publication",
    setting("validThrough", "2020-01-01"),
)
_more(
    "year-mixed-up",
    "published-before-end",
    "one year in ten is mixed up",
    changing("validThrough", lambda day: f"2019{day[4:]}"),
    only=one_in_ten,
)
_more("salary-swapped", "salary-range", "bounds are swapped", _range(_swapped))
_more("salary-without-currency", "salary-range", "amounts have no currency", _range(dropping("currency")))
_more("salary-without-unit", "salary-range", "items lose the unit", _range(dropping("unit")), lists=False)
_more(
    "salary-upside-down",
    "salary-range",
    "one salary in ten ends below its beginning",
    _range(adding("max", 1)),
    only=one_in_ten,
)
