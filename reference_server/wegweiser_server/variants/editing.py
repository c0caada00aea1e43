"""Ways in which most variants work: they edit one kind of answer or all records, and leave the rest alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .model import Variant
from .registry import add, variant

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from ..around.messages import Answer, App, Request
    from .model import Line

    Record = dict[str, Any]
    Edit = Callable[[Any], object]
    Change = Callable[[Request, Answer], Answer]


def change_answers(name: str, permits: str, says: str, change: Change, **more: Any) -> None:
    """A server that changes what it sends, whatever was asked."""

    async def run(request: Request, app: App) -> Answer:
        return change(request, await app(request))

    variant(name, permits=permits, says=says, **more)(run)


def edit_description(name: str, permits: str, says: str, edit: Edit, **more: Any) -> None:
    """A server whose description is edited in place."""

    def change(request: Request, answer: Answer) -> Answer:
        described = is_description(request) and answer.status == 200
        return edited(answer, edit) if described else answer

    change_answers(name, permits, says, change, **more)


def edit_lists(name: str, permits: str, says: str, edit: Edit, **more: Any) -> None:
    """A server whose lists are edited in place."""

    def change(request: Request, answer: Answer) -> Answer:
        return edited(answer, edit) if request.is_list and answer.has_list else answer

    change_answers(name, permits, says, change, **more)


def edit_problems(name: str, permits: str, says: str, edit: Edit, **more: Any) -> None:
    """A server whose problems are edited in place."""

    def change(_: Request, answer: Answer) -> Answer:
        return edited(answer, edit) if answer.status >= 400 and answer.is_json else answer

    change_answers(name, permits, says, change, **more)


def edit_records(
    name: str, permits: str, says: str, edit: Callable[[str, Record], object], **more: Any
) -> None:
    """A server with other data: each stored record is edited in place, given its collection."""

    def alter(lines: Iterable[Line]) -> Iterator[Line]:
        for collection, record in lines:
            edit(collection, record)
            yield collection, record

    add(Variant(id=name, permits=permits, says=says, records=alter, **more))


def is_description(request: Request) -> bool:
    return request.path in ("", "/")


def edited(answer: Answer, edit: Edit) -> Answer:
    document = answer.json()
    edit(document)
    return answer.with_json(document)


def places(record: Record) -> list[Record]:
    found = [*record.get("locations", ()), record.get("location")]
    return [place for place in found if place]


def each(value: Any, change: Callable[[str, Any], Any]) -> Any:
    """The document with every member replaced by what becomes of it."""
    if isinstance(value, list):
        return [each(one, change) for one in value]
    if isinstance(value, dict):
        return {name: each(change(name, one), change) for name, one in value.items()}
    return value
