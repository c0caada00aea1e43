"""Defects that edit records, in lists and items alike or in one of them only."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from zlib import crc32

from .registry import defect

if TYPE_CHECKING:
    from collections.abc import Callable

    from .model import Answer, App, Request

    type_of_record = dict[str, Any]
    type_of_edit = Callable[[type_of_record], object]
    type_of_choice = Callable[[type_of_record], bool]

COLLECTIONS = ("jobs", "course-sessions", "courses", "offices")


def every(record: type_of_record) -> bool:
    return True


def one_in_ten(record: type_of_record) -> bool:
    """Always the same ones, whatever is asked."""
    return crc32(str(record.get("id")).encode()) % 10 == 0


def edit_records(
    name: str,
    convicts: str,
    says: str,
    edit: type_of_edit,
    *,
    of: tuple[str, ...] = COLLECTIONS,
    only: type_of_choice = every,
    lists: bool = True,
    items: bool = True,
) -> None:
    """A server that edits its records in place before it sends them."""

    async def run(request: Request, app: App) -> Answer:
        answer = await app(request)
        if request.collection not in of or answer.status != 200 or not answer.is_json:
            return answer
        document = answer.json()
        for record in _records(document, lists, items):
            if only(record):
                edit(record)
        return answer.with_json(document)

    defect(name, convicts=convicts, says=says)(run)


def _records(document: Any, lists: bool, items: bool) -> list[type_of_record]:
    if not isinstance(document, dict):
        return []
    if "items" in document:
        return [one for one in document["items"] if isinstance(one, dict)] if lists else []
    return [document] if items else []


def places(record: type_of_record) -> list[type_of_record]:
    """Every place of a record."""
    found = [*record.get("locations", ()), record.get("location")]
    return [place for place in found if place]


def in_places(edit: type_of_edit) -> type_of_edit:
    def edit_all(record: type_of_record) -> None:
        for place in places(record):
            edit(place)

    return edit_all


def setting(name: str, value: Any) -> type_of_edit:
    """Sets a member where there is one."""

    def edit(record: type_of_record) -> None:
        if name in record:
            record[name] = value

    return edit


def adding(name: str, value: Any) -> type_of_edit:
    def edit(record: type_of_record) -> None:
        record[name] = value

    return edit


def dropping(*names: str) -> type_of_edit:
    def edit(record: type_of_record) -> None:
        for name in names:
            record.pop(name, None)

    return edit


def changing(name: str, change: Callable[[Any], Any]) -> type_of_edit:
    """Replaces a member by what becomes of it, where there is one."""

    def edit(record: type_of_record) -> None:
        if name in record:
            record[name] = change(record[name])

    return edit


def texts(value: Any) -> list[type_of_record]:
    """Every `{value, lang, origin}` below a value."""
    if isinstance(value, list):
        return [text for one in value for text in texts(one)]
    if not isinstance(value, dict):
        return []
    if "value" in value and "origin" in value:
        return [value]
    return [text for one in value.values() for text in texts(one)]


def codes(value: Any) -> list[type_of_record]:
    """Every `{code, label}` below a value."""
    if isinstance(value, list):
        return [code for one in value for code in codes(one)]
    if not isinstance(value, dict):
        return []
    own = [value] if "code" in value and "label" in value else []
    return own + [code for one in value.values() for code in codes(one)]


def in_codes(edit: type_of_edit) -> type_of_edit:
    def edit_all(record: type_of_record) -> None:
        for code in codes(record):
            edit(code)

    return edit_all


def in_texts(edit: type_of_edit) -> type_of_edit:
    def edit_all(record: type_of_record) -> None:
        for text in texts(record):
            edit(text)

    return edit_all
