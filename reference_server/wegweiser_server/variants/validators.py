"""Other entity tags, and other ways to compress."""

from __future__ import annotations

import gzip
from dataclasses import replace
from itertools import count
from typing import TYPE_CHECKING

from ..finishing import accepts_gzip
from .editing import change_answers
from .model import Variant
from .registry import add, variant

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..around.messages import Answer, App, Request
    from ..settings import Settings

TAGS = "§4 live: `ETag`, weak or strong, with `If-None-Match` → 304."
SHOULD_HOLD = "§4 live: a changed body has a changed ETag (MUST); an unchanged body keeps it (SHOULD)."
SHOULD_GZIP = "§4 core and live: gzip when accepted (SHOULD)."


def _retagged(answer: Answer, tag: str) -> Answer:
    return answer.with_header("ETag", tag) if answer.header("ETag") else answer


def _strong(answer: Answer) -> str:
    return (answer.header("ETag") or "").removeprefix("W/")


change_answers("tags/strong", TAGS, "tags are strong", lambda _, answer: _retagged(answer, _strong(answer)))


@variant("tags/short", permits=TAGS, says="tags are weak and short")
async def short(request: Request, app: App) -> Answer:
    return await _tagged(request, app, lambda tag: tag[1:8])


@variant("tags/signs", permits="RFC 9110, 8.8.3: a tag may hold commas.", says="tags hold commas and slashes")
async def signs(request: Request, app: App) -> Answer:
    return await _tagged(request, app, lambda tag: f"W/,{tag[1:8]},*;")


async def _tagged(request: Request, app: App, write: Callable[[str], str]) -> Answer:
    answer = await app(request.without_header("if-none-match"))
    if answer.status != 200:
        return answer
    tag = f'"{write(_strong(answer))}"'
    wanted = request.header("if-none-match") or ""
    tagged = _retagged(answer, f"W/{tag}")
    return _unmodified(tagged) if tag in wanted or wanted.strip() == "*" else tagged


def _unmodified(answer: Answer) -> Answer:
    return answer.with_status(304).with_body(b"").without_header("Content-Type", "Content-Language")


def _untagged(request: Request) -> Request:
    """What was asked, without what this variant adds to the tags."""
    given = request.header("if-none-match")
    if given is None or "~" not in given:
        return request
    kept = [part.partition("~")[0] + '"' if "~" in part else part for part in given.split(",")]
    return request.with_header("if-none-match", ",".join(kept))


_answers = count(1)


@variant(
    "tags/new-each-time",
    permits=SHOULD_HOLD,
    says="the tag of an unchanged body is another one each time; all of them are understood",
    discouraged=("live/etag-holds",),
)
async def new_each_time(request: Request, app: App) -> Answer:
    answer = await app(_untagged(request))
    return _retagged(answer, f'W/{_strong(answer)[:-1]}~{next(_answers)}"')


@variant(
    "tags/by-encoding",
    permits="RFC 9110, 8.8.3.3: tags differ between encodings.",
    says="tags end in `~gzip` where the body is compressed, as Apache has it",
    encodes=True,
)
async def by_encoding(request: Request, app: App) -> Answer:
    answer = await app(_untagged(request))
    packed = answer.header("Content-Encoding") or (answer.status == 304 and accepts_gzip(_accepted(request)))
    return _retagged(answer, f'{_strong(answer)[:-1]}~gzip"' if packed else _strong(answer))


def _accepted(request: Request) -> str:
    return request.header("accept-encoding") or ""


def _without_live(given: Settings) -> Settings:
    return replace(given, classes=tuple(name for name in given.classes if name != "live"))


async def _no_tags(request: Request, app: App) -> Answer:
    return (await app(request.without_header("if-none-match"))).without_header("ETag")


add(
    Variant(
        id="tags/none",
        permits="§4 core: `ETag` (SHOULD); only `live` demands it.",
        says="a server without `live` gives no tags",
        run=_no_tags,
        settings=_without_live,
        discouraged=("live/etag",),
    )
)


async def _nothing_kept(request: Request, app: App) -> Answer:
    return (await app(request)).without_header("Cache-Control")


add(
    Variant(
        id="caching/unsaid",
        permits="§4 core: `Cache-Control` (SHOULD); only `live` demands it.",
        says="a server without `live` does not say how long answers may be kept",
        run=_nothing_kept,
        settings=_without_live,
        discouraged=("live/cache-control",),
    )
)


@variant(
    "encoding/never",
    permits=SHOULD_GZIP,
    says="nothing is compressed",
    encodes=True,
    discouraged=("live/gzip",),
)
async def never(request: Request, app: App) -> Answer:
    return await app(request.without_header("accept-encoding"))


@variant("encoding/always", permits=SHOULD_GZIP, says="the shortest bodies are compressed too", encodes=True)
async def always(request: Request, app: App) -> Answer:
    answer = await app(request.without_header("accept-encoding"))
    if not answer.body or not accepts_gzip(_accepted(request)):
        return answer
    return answer.with_body(gzip.compress(answer.body, mtime=0)).with_header("Content-Encoding", "gzip")


def _typed_304(_: Request, answer: Answer) -> Answer:
    return answer.with_header("Content-Type", "application/json") if answer.status == 304 else answer


change_answers(
    "tags/304-with-type",
    "RFC 9110, 15.4.5: other fields of the 200 may stand on a 304.",
    "a 304 says the media type",
    _typed_304,
)
