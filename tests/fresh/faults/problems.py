"""Wrong refusals."""

# mypy: disable-error-code="method-assign,assignment"

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from tests.fresh.asked import Asked, Given, Refusal
from tests.fresh.faults.ways import problem_otherwise
from tests.fresh.faulty import fault, instead

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.fresh.publisher import Publisher


@fault("problems/plain-json", "problems are application/json")
def _(p: Publisher) -> None:
    problem_otherwise(p, lambda given: given.headers.update({"Content-Type": "application/json"}))


@fault("problems/html-404", "404 is an HTML page")
def _(p: Publisher) -> None:
    def finish(inner: Any, asked: Asked, given: Given) -> Given:
        if given.status == 404:
            given.headers["Content-Type"] = "text/html"
            p.written = lambda document: b"<html><body>Not found</body></html>"
        try:
            return inner(asked, given)  # type: ignore[no-any-return]
        finally:
            p.__dict__.pop("written", None)

    instead(p, "finish", finish)


@fault("problems/status-text", "status in problems is a string")
def _(p: Publisher) -> None:
    problem_otherwise(p, lambda given: given.document.update(status=str(given.status)))


@fault("problems/status-other", "status in problems is always 400")
def _(p: Publisher) -> None:
    problem_otherwise(p, lambda given: given.document.update(status=400))


@fault("problems/type-blank", "type is about:blank")
def _(p: Publisher) -> None:
    problem_otherwise(p, lambda given: given.document.update(type="about:blank"))


@fault("problems/first-fault-only", "only the first faulty parameter is named")
def _(p: Publisher) -> None:
    problem_otherwise(
        p,
        lambda given: (
            given.document.update(errors=given.document["errors"][:1]) if "errors" in given.document else 0
        ),
    )


@fault("problems/other-parameter", "the fault of startTo is named startFrom")
def _(p: Publisher) -> None:
    def problem(inner: Any, asked: Asked, refusal: Refusal) -> Given:
        for one in refusal.faults:
            one.parameter = "startFrom" if one.parameter == "startTo" else one.parameter
        return inner(asked, refusal)  # type: ignore[no-any-return]

    instead(p, "problem", problem)


@fault("problems/snake-case", "parameters are named as in the code: working_time")
def _(p: Publisher) -> None:
    def change(given: Given) -> None:
        for one in given.document.get("errors", ()):
            one["parameter"] = re.sub("([A-Z])", lambda hit: "_" + hit[1].lower(), one["parameter"])

    problem_otherwise(p, change)


@fault("problems/no-allowed", "what is allowed is not listed")
def _(p: Publisher) -> None:
    problem_otherwise(p, lambda given: [one.pop("allowed", 0) for one in given.document.get("errors", ())])


@fault("problems/allowed-of-codes-missing", "what is allowed is listed for small lists only")
def _(p: Publisher) -> None:
    problem_otherwise(p, lambda given: [one.pop("allowed", 0) for one in given.document.get("errors", ())
                               if len(one.get("allowed", ())) > 10])  # fmt: skip


@fault("problems/raw", "detail holds the message of the database")
def _(p: Publisher) -> None:
    problem_otherwise(p, lambda given: given.document.update(
        detail='psycopg2.errors.InvalidTextRepresentation: invalid input syntax for type date: "x" LINE 1: SELECT * FROM jobs'
    ), 400)  # fmt: skip


@fault("problems/code-own", "problems have codes of the publisher")
def _(p: Publisher) -> None:
    problem_otherwise(
        p, lambda given: given.document.update(code="bad-request", type="https://x.example/bad-request"), 400
    )


@fault("problems/detail-missing", "404 has no detail")
def _(p: Publisher) -> None:
    problem_otherwise(p, lambda given: given.document.pop("detail"), 404)


@fault("problems/missing-is-200", "an item that does not exist is 200 with an empty object")
def _(p: Publisher) -> None:
    def item(inner: Any, asked: Asked, c: str, id_: str) -> Given:
        try:
            return inner(asked, c, id_)  # type: ignore[no-any-return]
        except Refusal:
            return Given(document={})

    instead(p, "item", item)


@fault("problems/unknown-path-200", "paths below an item answer like the item")
def _(p: Publisher) -> None:
    def route(inner: Any, asked: Asked) -> Given:
        asked.path = "/".join(asked.path.split("/")[:3])
        return inner(asked)  # type: ignore[no-any-return]

    instead(p, "route", route)


@fault("problems/slash", "a slash at the end is forgiven")
def _(p: Publisher) -> None:
    def route(inner: Any, asked: Asked) -> Given:
        asked.path = asked.path.rstrip("/")
        return inner(asked)  # type: ignore[no-any-return]

    instead(p, "route", route)


@fault("problems/slash-of-items", "a slash after an item is forgiven")
def _(p: Publisher) -> None:
    def route(inner: Any, asked: Asked) -> Given:
        if asked.path.count("/") == 3:
            asked.path = asked.path.rstrip("/")
        return inner(asked)  # type: ignore[no-any-return]

    instead(p, "route", route)


@fault("problems/odd-500", "a NUL byte crashes the database")
def _(p: Publisher) -> None:
    _crash(p, lambda asked: "%00" in asked.query)


@fault("problems/date-500", "the 30th of February crashes")
def _(p: Publisher) -> None:
    _crash(p, lambda asked: re.search("(from|to|since)=[0-9]{4}-02-3", asked.query, re.IGNORECASE))


@fault("problems/long-500", "a very long number crashes")
def _(p: Publisher) -> None:
    _crash(p, lambda asked: re.search("=[0-9]{15,}", asked.query))


@fault("problems/quote-500", "an apostrophe in q crashes")
def _(p: Publisher) -> None:
    _crash(p, lambda asked: re.search("q=[^&]*('|%27)", asked.query))


@fault("problems/operator-500", "operators of the text index (quote, star, minus) in q crash")
def _(p: Publisher) -> None:
    _crash(p, lambda asked: re.search(r'q=[^&]*("|%22|\*|%2A|-(&|$))', asked.query))


@fault("problems/bad-utf8-500", "bytes that are no UTF-8 crash")
def _(p: Publisher) -> None:
    _crash(p, lambda asked: re.search("%(ff|fe|c3(?!%[89ab]))", asked.query, re.IGNORECASE))


def _crash(p: Publisher, when: Callable[[Asked], Any]) -> None:
    def route(inner: Any, asked: Asked) -> Given:
        if when(asked):
            raise Refusal(500, "internal")
        return inner(asked)  # type: ignore[no-any-return]

    instead(p, "route", route)
