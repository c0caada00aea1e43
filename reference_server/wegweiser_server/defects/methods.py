"""Wrong ways with methods other than GET."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .model import Answer
from .registry import defect

if TYPE_CHECKING:
    from .model import App, Request

_READING = ("GET", "HEAD", "OPTIONS")


@defect("methods/head-refused", convicts="methods/head-answers", says="HEAD is 405", heads=True)
async def head_refused(request: Request, app: App) -> Answer:
    if request.method == "HEAD":
        return Answer(405, (("Allow", "GET"),))
    return await app(request)


@defect(
    "methods/head-always-200",
    convicts="methods/head-answers",
    says="HEAD is 200, also of what is not there",
    heads=True,
)
async def head_always_200(request: Request, app: App) -> Answer:
    answer = await app(request)
    return answer.with_status(200) if request.method == "HEAD" else answer


@defect("methods/head-untyped", convicts="methods/head-answers", says="HEAD says text/plain", heads=True)
async def head_untyped(request: Request, app: App) -> Answer:
    answer = await app(request)
    return answer.with_header("Content-Type", "text/plain") if request.method == "HEAD" else answer


@defect(
    "methods/head-404-on-items", convicts="methods/head-answers-live", says="HEAD knows no items", heads=True
)
async def head_404_on_items(request: Request, app: App) -> Answer:
    answer = await app(request)
    return answer.with_status(404) if request.method == "HEAD" and request.is_item else answer


def _loses(name: str, header: str) -> None:
    """HEAD answers without a header that GET has."""

    async def run(request: Request, app: App) -> Answer:
        answer = await app(request)
        return answer.without_header(header) if request.method == "HEAD" else answer

    says = f"HEAD leaves out {header}"
    defect(f"methods/{name}", convicts="methods/head-answers-live", says=says, heads=True)(run)


_loses("head-without-etag", "ETag")
_loses("head-without-cache-control", "Cache-Control")
_loses("head-without-cors", "Access-Control-Allow-Origin")
_loses("head-without-language", "Content-Language")
_loses("head-without-vary", "Vary")
_loses("head-without-type", "Content-Type")


@defect(
    "methods/head-other-etag", convicts="methods/head-answers-live", says="HEAD hashes no body", heads=True
)
async def head_other_etag(request: Request, app: App) -> Answer:
    answer = await app(request)
    return answer.with_header("ETag", '"da39a3ee"') if request.method == "HEAD" else answer


@defect("methods/post-handled", convicts="methods/others-refused", says="POST is handled like GET")
async def post_handled(request: Request, app: App) -> Answer:
    return await app(request if request.method in _READING else request.by("GET"))


@defect("methods/delete-accepted", convicts="methods/others-refused", says="DELETE of a record is 204")
async def delete_accepted(request: Request, app: App) -> Answer:
    return Answer(204) if request.method == "DELETE" else await app(request)


@defect("methods/others-404", convicts="methods/others-refused", says="other methods are 404")
async def others_404(request: Request, app: App) -> Answer:
    answer = await app(request)
    return answer if request.method in _READING else answer.with_status(404)


@defect(
    "methods/others-500-on-lists",
    convicts="methods/others-refused",
    says="lists answer other methods with 500",
)
async def others_500_on_lists(request: Request, app: App) -> Answer:
    answer = await app(request)
    return answer.with_status(500) if request.is_list and request.method not in _READING else answer


@defect("methods/allow-missing", convicts="methods/allow-named", says="a 405 does not say what is allowed")
async def allow_missing(request: Request, app: App) -> Answer:
    answer = await app(request)
    return answer.without_header("Allow") if answer.status == 405 else answer


@defect("methods/allow-wrong", convicts="methods/allow-named", says="a 405 names the method that it refuses")
async def allow_wrong(request: Request, app: App) -> Answer:
    answer = await app(request)
    return answer.with_header("Allow", request.method) if answer.status == 405 else answer
