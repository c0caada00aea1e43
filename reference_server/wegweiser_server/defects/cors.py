"""Wrong ways of letting browsers read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .editing import change_answers, is_description, with_header, without_header
from .model import Answer
from .registry import defect

if TYPE_CHECKING:
    from .model import App, Request

_ALLOW_ORIGIN = "Access-Control-Allow-Origin"
_GOOD, _ERRORS, _PLAIN = "cors/allow-origin", "cors/allow-origin-on-errors", "cors/no-preflight-needed"
_missing = without_header(_ALLOW_ORIGIN)


def _doubled(_: Request, answer: Answer) -> Answer:
    return Answer(answer.status, (*answer.headers, (_ALLOW_ORIGIN, "*")), answer.body)


change_answers("cors/missing", _GOOD, "no answer lets browsers in", _missing)
change_answers("cors/lists-only", _GOOD, "items lack the header", _missing, lambda asked, _: asked.is_item)
change_answers(
    "cors/not-when-unchanged",
    _GOOD,
    "a 304 lacks the header",
    _missing,
    lambda _, answer: answer.status == 304,
)
change_answers(
    "cors/not-on-description",
    _GOOD,
    "the description lacks it",
    _missing,
    lambda asked, _: is_description(asked),
)
change_answers(
    "cors/not-on-code-lists",
    _GOOD,
    "code lists lack it",
    _missing,
    lambda asked, _: "code-lists" in asked.path,
)
change_answers("cors/twice", _GOOD, "server and gateway both set the header", _doubled)
change_answers(
    "cors/one-origin", _GOOD, "only one origin is let in", with_header(_ALLOW_ORIGIN, "https://app.example")
)

change_answers(
    "cors/good-answers-only",
    _ERRORS,
    "errors lack the header",
    _missing,
    lambda _, answer: answer.status >= 400,
)
change_answers(
    "cors/not-on-404", _ERRORS, "a 404 lacks the header", _missing, lambda _, answer: answer.status == 404
)
change_answers(
    "cors/not-on-400", _ERRORS, "a 400 lacks the header", _missing, lambda _, answer: answer.status == 400
)


@defect("cors/origin-refused", convicts=_PLAIN, says="unknown origins are 403")
async def origin_refused(request: Request, app: App) -> Answer:
    answer = await app(request)
    return answer.with_status(403) if request.header("origin") else answer


@defect("cors/null-origin-refused", convicts=_PLAIN, says="apps whose origin is null are 403")
async def null_origin_refused(request: Request, app: App) -> Answer:
    answer = await app(request)
    return answer.with_status(403) if request.header("origin") == "null" else answer


@defect("cors/origin-echoed", convicts=_PLAIN, says="the header echoes the origin that asks")
async def origin_echoed(request: Request, app: App) -> Answer:
    answer = await app(request)
    origin = request.header("origin")
    return answer.with_header(_ALLOW_ORIGIN, origin) if origin else answer
