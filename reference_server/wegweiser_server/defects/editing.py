"""Ways in which most defects work: they edit one kind of answer and leave all others alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .registry import defect

if TYPE_CHECKING:
    from collections.abc import Callable

    from .model import Answer, App, Request

    type_of_edit = Callable[[Any], object]
    type_of_change = Callable[[Request, Answer], Answer]
    type_of_choice = Callable[[Request, Answer], bool]


def is_description(request: Request) -> bool:
    return request.path in ("", "/")


def is_list(request: Request, answer: Answer) -> bool:
    """A good list, whose records and page can be edited."""
    return request.is_list and answer.has_list


def edit_description(name: str, convicts: str, says: str, edit: type_of_edit) -> None:
    """A server whose description is edited in place, whatever else it does."""

    async def run(request: Request, app: App) -> Answer:
        answer = await app(request)
        return edited(answer, edit) if is_description(request) and answer.status == 200 else answer

    defect(name, convicts=convicts, says=says)(run)


def edit_problems(name: str, convicts: str, says: str, edit: type_of_edit) -> None:
    """A server whose problem bodies are edited in place."""

    async def run(request: Request, app: App) -> Answer:
        answer = await app(request)
        return edited(answer, edit) if answer.status >= 400 and answer.is_json else answer

    defect(name, convicts=convicts, says=says)(run)


def edit_lists(name: str, convicts: str, says: str, edit: type_of_edit) -> None:
    """A server whose lists are edited in place."""

    async def run(request: Request, app: App) -> Answer:
        answer = await app(request)
        return edited(answer, edit) if request.is_list and answer.has_list else answer

    defect(name, convicts=convicts, says=says)(run)


def change_answers(
    name: str, convicts: str, says: str, change: type_of_change, when: type_of_choice | None = None
) -> None:
    """A server that changes some answers, headers mostly; HEAD and GET alike."""

    async def run(request: Request, app: App) -> Answer:
        answer = await app(request)
        return change(request, answer) if when is None or when(request, answer) else answer

    defect(name, convicts=convicts, says=says)(run)


def edited(answer: Answer, edit: type_of_edit) -> Answer:
    if not answer.is_json:
        return answer
    document = answer.json()
    edit(document)
    return answer.with_json(document)


def without(name: str) -> type_of_edit:
    """Takes a member away."""
    return lambda document: document.pop(name, None)


def with_(name: str, value: Any) -> type_of_edit:
    """Sets a member."""

    def edit(document: Any) -> None:
        document[name] = value

    return edit


def at(*path: str | int, then: type_of_edit) -> type_of_edit:
    """Edits what stands further inside, where it does."""

    def edit(document: Any) -> None:
        for step in path:
            present = step in document if isinstance(document, dict) else int(step) < len(document)
            if not present:
                return
            document = document[step]
        then(document)

    return edit


def without_header(name: str) -> type_of_change:
    return lambda _, answer: answer.without_header(name)


def with_header(name: str, value: str) -> type_of_change:
    return lambda _, answer: answer.with_header(name, value)


def in_page(edit: type_of_edit) -> type_of_edit:
    return at("page", then=edit)
