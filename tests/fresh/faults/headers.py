"""Wrong tags and times to keep."""

from __future__ import annotations

import hashlib
import re
import time
from typing import TYPE_CHECKING, Any

from tests.fresh.faults.ways import finished_otherwise
from tests.fresh.faulty import fault, instead

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.fresh.asked import Asked, Given
    from tests.fresh.publisher import Publisher


@fault("etag/shared-by-languages", "the ETag is that of the data, whatever the language")
def _(p: Publisher) -> None:
    def tag(inner: Any, given: Given) -> str:
        return (
            'W/"'
            + hashlib.sha1(re.sub(rb'"(label|value|lang)":"[^"]*"', b"", given.body)).hexdigest()[:16]
            + '"'
        )

    instead(p, "tag", tag)


@fault("etag/data-version", "the ETag is the state of the data, for every URL")
def _(p: Publisher) -> None:
    instead(p, "tag", lambda inner, given: f'"{p.world.version}"')


@fault("etag/by-time", "the ETag is the time")
def _(p: Publisher) -> None:
    instead(p, "tag", lambda inner, given: f'"{time.monotonic_ns()}"')


@fault("etag/unquoted", "the ETag has no quotes")
def _(p: Publisher) -> None:
    instead(p, "tag", lambda inner, given: inner(given).replace('"', ""))


@fault("etag/never-304", "If-None-Match is ignored")
def _(p: Publisher) -> None:
    _no_match(p, lambda asked: True)


@fault("etag/never-304-on-items", "If-None-Match is ignored on items")
def _(p: Publisher) -> None:
    _no_match(p, lambda asked: asked.path.count("/") > 1)


@fault("etag/list-of-tags", "If-None-Match with several tags is not understood")
def _(p: Publisher) -> None:
    _no_match(p, lambda asked: "," in asked.headers.get("if-none-match", ""))


@fault("etag/star", "If-None-Match: * is not understood")
def _(p: Publisher) -> None:
    _no_match(p, lambda asked: asked.headers.get("if-none-match") == "*")


@fault("etag/weak-unlike-strong", "W/ before the tag keeps it from matching", etag="strong")
def _(p: Publisher) -> None:
    _no_match(p, lambda asked: asked.headers.get("if-none-match", "").startswith("W/"))


def _no_match(p: Publisher, when: Callable[[Asked], bool]) -> None:
    def validate(inner: Any, asked: Asked, given: Given) -> None:
        if when(asked):
            asked.headers = {k: v for k, v in asked.headers.items() if k != "if-none-match"}
        inner(asked, given)

    instead(p, "validate", validate)


@fault("etag/always-304", "any If-None-Match gets 304")
def _(p: Publisher) -> None:
    def validate(inner: Any, asked: Asked, given: Given) -> None:
        inner(asked, given)
        given.status = 304 if "if-none-match" in asked.headers else given.status

    instead(p, "validate", validate)


@fault("etag/304-with-body", "304 has the body")
def _(p: Publisher) -> None:
    def finish(inner: Any, asked: Asked, given: Given) -> Given:
        made: Given = inner(asked, given)
        if made.status == 304 and asked.method == "GET":
            made.body = b"{}"
        return made

    instead(p, "finish", finish)


@fault("etag/missing-on-later-pages", "later pages have no ETag")
def _(p: Publisher) -> None:
    finished_otherwise(
        p, lambda asked, given: given.headers.pop("ETag", 0) if "cursor=" in asked.query else 0
    )


@fault("etag/missing-on-code-lists", "code lists have no ETag")
def _(p: Publisher) -> None:
    finished_otherwise(
        p, lambda asked, given: given.headers.pop("ETag", 0) if asked.path.startswith("/code-lists/") else 0
    )


@fault("cache/missing-on-304", "304 has no Cache-Control")
def _(p: Publisher) -> None:
    finished_otherwise(
        p, lambda asked, given: given.headers.pop("Cache-Control", 0) if given.status == 304 else 0
    )


@fault("cache/hour", "lists may be kept for an hour")
def _(p: Publisher) -> None:
    finished_otherwise(
        p,
        lambda asked, given: (
            given.headers.update({"Cache-Control": "public, max-age=3600"}) if given.status == 200 else 0
        ),
    )


@fault("cache/hour-of-later-pages", "later pages may be kept for an hour")
def _(p: Publisher) -> None:
    finished_otherwise(p, lambda asked, given: given.headers.update({"Cache-Control": "public, max-age=3600"})
            if "cursor=" in asked.query and given.status == 200 else 0)  # fmt: skip


@fault("cache/missing-on-items", "items have no Cache-Control")
def _(p: Publisher) -> None:
    finished_otherwise(
        p, lambda asked, given: given.headers.pop("Cache-Control", 0) if asked.path.count("/") > 1 else 0
    )
