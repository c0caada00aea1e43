"""Wrong ways of being called directly: freshness, tags, compression, limits."""

from __future__ import annotations

import hashlib
import itertools
from typing import TYPE_CHECKING

from .editing import change_answers, is_description, with_header, without_header
from .registry import defect

if TYPE_CHECKING:
    from .model import Answer, App, Request

_AGES = "live/lists-five-minutes"
_uncached = without_header("Cache-Control")
_untagged = without_header("ETag")


def _good(_: Request, answer: Answer) -> bool:
    return answer.status == 200


def _code_list(request: Request, _: Answer) -> bool:
    return request.path.startswith("/code-lists")


change_answers("live/uncached", "live/cache-control", "nothing says how long it may be kept", _uncached)
change_answers(
    "live/items-uncached",
    "live/cache-control-always",
    "items lack it",
    _uncached,
    lambda asked, _: asked.is_item,
)
change_answers(
    "live/code-lists-uncached", "live/cache-control-always", "code lists lack it", _uncached, _code_list
)
change_answers(
    "live/unchanged-uncached",
    "live/cache-control-always",
    "a 304 does not renew the time",
    _uncached,
    lambda _, answer: answer.status == 304,
)
change_answers(
    "live/description-uncached",
    "live/cache-control-always",
    "the description lacks it",
    _uncached,
    lambda asked, _: is_description(asked),
)
for _name, _value, _says in (
    ("lists-for-an-hour", "public, max-age=3600", "lists may be kept for an hour"),
    ("lists-301-seconds", "public, max-age=301", "lists may be kept for 301 seconds"),
    ("lists-shared-longer", "public, max-age=60, s-maxage=86400", "shared caches may keep lists for a day"),
):
    change_answers(
        f"live/{_name}", _AGES, _says, with_header("Cache-Control", _value), lambda asked, _: asked.is_list
    )
change_answers(
    "live/later-pages-longer",
    _AGES,
    "later pages may be kept for a day",
    with_header("Cache-Control", "max-age=86400"),
    lambda asked, _: asked.is_list and asked.value("cursor") is not None,
)

change_answers("live/untagged", "live/etag", "no answer has an ETag", _untagged)
change_answers(
    "live/items-untagged", "live/etag-always", "items lack it", _untagged, lambda asked, _: asked.is_item
)
change_answers("live/code-lists-untagged", "live/etag-always", "code lists lack it", _untagged, _code_list)


def _unquoted(_: Request, answer: Answer) -> Answer:
    tag = answer.header("ETag")
    return answer.with_header("ETag", tag.removeprefix("W/").strip('"')) if tag else answer


change_answers("live/tag-unquoted", "live/etag-always", "the ETag lacks its quotes", _unquoted)
change_answers(
    "live/tag-small-w",
    "live/etag-always",
    "weak tags begin with a small w",
    with_header("ETag", 'w/"3f2a"'),
    _good,
)


@defect("live/never-304", convicts="live/not-modified", says="`If-None-Match` is ignored")
async def never_304(request: Request, app: App) -> Answer:
    return await app(request.without_header("if-none-match"))


def _ignores_tags(name: str, says: str, when: str) -> None:
    async def run(request: Request, app: App) -> Answer:
        hit = {"items": request.is_item, "later pages": request.value("cursor") is not None}[when]
        return await app(request.without_header("if-none-match") if hit else request)

    defect(f"live/{name}", convicts="live/not-modified", says=says)(run)


_ignores_tags("items-never-304", "items are never 304", "items")
_ignores_tags("later-pages-never-304", "later pages are never 304", "later pages")


@defect(
    "live/tags-compared-as-text", convicts="live/not-modified", says="only the very text of the tag gives 304"
)
async def tags_compared_as_text(request: Request, app: App) -> Answer:
    answer = await app(request.without_header("if-none-match"))
    if request.header("if-none-match") == answer.header("ETag"):
        return await app(request)
    return answer


@defect(
    "live/tag-lists-unread", convicts="live/not-modified", says="of several tags only the first is compared"
)
async def tag_lists_unread(request: Request, app: App) -> Answer:
    first = (request.header("if-none-match") or "").partition(",")[0].strip()
    return await app(request.with_header("if-none-match", first) if first else request)


@defect(
    "live/304-of-another-language",
    convicts="live/not-modified",
    says="tags hold in the default language only",
)
async def only_default_language(request: Request, app: App) -> Answer:
    return await app(
        request.without_header("if-none-match") if request.header("accept-language") else request
    )


@defect("live/always-304", convicts="live/modified-when-unmatched", says="any `If-None-Match` gives 304")
async def always_304(request: Request, app: App) -> Answer:
    answer = await app(request.without_header("if-none-match"))
    held = request.header("if-none-match") and answer.status == 200
    return answer.with_status(304).with_body(b"") if held else answer


@defect(
    "live/unmatched-412", convicts="live/modified-when-unmatched", says="a tag that does not match is 412"
)
async def unmatched_412(request: Request, app: App) -> Answer:
    answer = await app(request)
    return answer.with_status(412) if request.header("if-none-match") and answer.status == 200 else answer


@defect(
    "live/unmatched-empty",
    convicts="live/modified-when-unmatched",
    says="a tag that does not match gives no records",
)
async def unmatched_empty(request: Request, app: App) -> Answer:
    answer = await app(request)
    if request.header("if-none-match") and answer.has_list and request.is_list:
        return answer.with_json({**answer.json(), "items": []})
    return answer


@defect(
    "live/tag-by-path",
    convicts="live/etag-changes-with-body",
    says="every language of a URL has the same tag",
)
async def tag_by_path(request: Request, app: App) -> Answer:
    answer = await app(request.without_header("if-none-match"))
    digest = hashlib.sha256(request.path.encode() + request.raw_query).hexdigest()[:16]
    return answer.with_header("ETag", f'"{digest}"') if answer.status == 200 else answer


@defect(
    "live/tag-by-import", convicts="live/etag-changes-with-body", says="the tag is the time of the import"
)
async def tag_by_import(request: Request, app: App) -> Answer:
    answer = await app(request.without_header("if-none-match"))
    return answer.with_header("ETag", 'W/"20261122"') if answer.status == 200 else answer


_turns = itertools.count()


@defect("live/tag-each-time", convicts="live/etag-holds", says="every answer has a tag of its own")
async def tag_each_time(request: Request, app: App) -> Answer:
    answer = await app(request)
    return answer.with_header("ETag", f'"{next(_turns)}"') if answer.status == 200 else answer


@defect(
    "live/item-tag-each-time", convicts="live/etag-holds", says="every answer of an item has a tag of its own"
)
async def item_tag_each_time(request: Request, app: App) -> Answer:
    answer = await app(request)
    return (
        answer.with_header("ETag", f'"{next(_turns)}"')
        if request.is_item and answer.status == 200
        else answer
    )


@defect("live/uncompressed", convicts="live/gzip", says="nothing is compressed", encodes=True)
async def uncompressed(request: Request, app: App) -> Answer:
    return await app(request.without_header("accept-encoding"))


@defect("live/lists-compressed-only", convicts="live/gzip", says="only lists are compressed", encodes=True)
async def lists_compressed_only(request: Request, app: App) -> Answer:
    return await app(request if request.is_list else request.without_header("accept-encoding"))


def _limited(request: Request, answer: Answer) -> bool:
    return request.path == "/no-such-path"


change_answers(
    "live/429-without-time",
    "live/retry-after",
    "a 429 does not say until when",
    lambda _, answer: answer.with_status(429).without_header("Retry-After"),
    _limited,
)
change_answers(
    "live/429-with-words",
    "live/retry-after",
    "a 429 says when in words",
    lambda _, answer: answer.with_status(429).with_header("Retry-After", "a minute"),
    _limited,
)
change_answers(
    "live/ratelimit-of-an-old-draft",
    "live/ratelimit-fields",
    "`RateLimit` is a mere list of numbers",
    with_header("RateLimit", "599, 600;w=60 left"),
)
