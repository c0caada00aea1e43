"""Other words in problems."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .editing import edit_problems, edited, is_description
from .registry import variant

if TYPE_CHECKING:
    from ..around.messages import Answer, App, Request

WORDS = "§4 problems: `type`'s last segment is the code; what title and detail say is not fixed."
ANY_CODE = "§4 problems: all faults at once; `code` is any one of theirs."
OPTIONAL = "Schema `ProblemError`: `allowed` is optional; it is demanded where only certain values are known."


def _own_type(problem: dict[str, Any]) -> None:
    problem["type"] = f"https://www.agency.example/schnittstelle/fehler/{problem['code']}"


def _last_code(problem: dict[str, Any]) -> None:
    if problem.get("errors"):
        problem["errors"].reverse()
        problem["code"] = problem["errors"][0]["code"]
        problem["type"] = problem["type"].rpartition("/")[0] + "/" + problem["code"]


def _without_numbers(problem: dict[str, Any]) -> None:
    """Bounds and forms are no certain values: they need not be listed."""
    for fault in problem.get("errors", ()):
        if not any(value[:1].isalpha() for value in fault.get("allowed", ())):
            fault.pop("allowed", None)


edit_problems("problems/own-type", WORDS, "`type` begins with an address of the agency", _own_type)
edit_problems("problems/last-fault-first", ANY_CODE, "faults come in the opposite order", _last_code)
edit_problems("problems/fewer-allowed", OPTIONAL, "bounds of numbers are not listed", _without_numbers)


@variant(
    "problems/not-kept-said",
    permits="§4 live demands `Cache-Control` on 200 and 304 only.",
    says="problems say nothing about keeping them",
)
async def not_kept_said(request: Request, app: App) -> Answer:
    answer = await app(request)
    return answer.without_header("Cache-Control") if answer.status >= 400 else answer


@variant(
    "problems/tagged",
    permits="RFC 9110, 8.8.3: any answer may bear a tag.",
    says="problems bear a tag too",
)
async def tagged(request: Request, app: App) -> Answer:
    answer = await app(request)
    error = answer.status >= 400 and not is_description(request)
    return answer.with_header("ETag", f'"{len(answer.body):x}-{answer.status}"') if error else answer


@variant(
    "problems/german",
    permits="§4 languages: `Content-Language` is the language of labels and problems: the true one.",
    says="problems are in German, say so, and say next to nothing",
)
async def german(request: Request, app: App) -> Answer:
    answer = await app(request)
    if answer.status < 400 or not answer.is_json:
        return answer
    return edited(answer, _in_german).with_header("Content-Language", "de")


def _in_german(problem: dict[str, Any]) -> None:
    problem.update(title="Fehler", detail="So geht es nicht.")
    for fault in problem.get("errors", ()):
        fault["detail"] = "Bitte prüfen."
