"""Other ways to serve the code lists, whose content is fixed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .editing import edited
from .registry import variant

if TYPE_CHECKING:
    from ..around.messages import Answer, App, Request

ORDER = "§3: code lists are complete; in which order they come is free."
LABELS = "§3: labels in at least German and English."


async def _edit_lists(request: Request, app: App, index: Any, entries: Any) -> Answer:
    """The index and each list in their own way."""
    answer = await app(request)
    if not request.path.startswith("/code-lists") or answer.status != 200 or not answer.is_json:
        return answer
    return edited(answer, index if "items" in answer.json() else entries)


def _turn_index(document: dict[str, Any]) -> None:
    document["items"].reverse()


def _turn_codes(document: dict[str, Any]) -> None:
    document["codes"].reverse()
    for code in document["codes"]:
        code["labels"].reverse()


def _more_labels(document: dict[str, Any]) -> None:
    for code in document["codes"]:
        german = next(label["value"] for label in code["labels"] if label["lang"] == "de")
        code["labels"].append({"value": f"{german} (fr)", "lang": "fr", "origin": "machine"})


@variant("code-lists/other-order", permits=ORDER, says="lists, codes and labels come in the opposite order")
async def other_order(request: Request, app: App) -> Answer:
    return await _edit_lists(request, app, _turn_index, _turn_codes)


@variant("code-lists/more-labels", permits=LABELS, says="every code has a label in one more language")
async def more_labels(request: Request, app: App) -> Answer:
    return await _edit_lists(request, app, lambda _: None, _more_labels)
