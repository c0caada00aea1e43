"""Mutants of headers and of whole operations."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tests.matrix.model import Mutant, in_english, tenth_of_requests

from wegweiser_contract import load_contract
from wegweiser_server.defects.model import Answer
from wegweiser_server.defects.wrong_lists import everything, paged

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from wegweiser_contract import Operation
    from wegweiser_server.defects.model import App, Request, Run

    Change = Callable[[Request, Answer], Answer]
    When = Callable[[Request, Answer], bool]

HEADERS = (
    "Content-Type",
    "Content-Language",
    "Cache-Control",
    "Vary",
    "ETag",
    "Access-Control-Allow-Origin",
    "Access-Control-Expose-Headers",
)
PLACES: dict[str, tuple[str, When]] = {
    "everywhere": ("everywhere", lambda r, a: True),
    "on-lists": ("on lists", lambda r, a: r.is_list and a.status == 200),
    "on-later-pages": ("on later pages", lambda r, a: r.is_list and r.value("cursor") is not None),
    "on-items": ("on items", lambda r, a: r.is_item and a.status == 200),
    "on-code-lists": ("on code lists", lambda r, a: r.path.startswith("/code-lists")),
    "on-the-description": ("on the description", lambda r, a: r.path in ("", "/")),
    "on-errors": ("on errors", lambda r, a: a.status >= 400),
    "on-head": ("on HEAD", lambda r, a: r.method == "HEAD"),
    "on-304": ("on 304", lambda r, a: a.status == 304),
    "in-english": ("when English is asked for", lambda r, a: in_english(r)),
    "in-a-tenth": ("on one answer of ten", lambda r, a: tenth_of_requests(r)),
}
WRONG = {
    "Content-Type": "text/plain",
    "Content-Language": "fr",
    "Cache-Control": "public, max-age=86400",
    "Vary": "User-Agent",
    "ETag": '"constant"',
    "Access-Control-Allow-Origin": "https://example.org",
    "Access-Control-Expose-Headers": "X-Nothing",
}
ABOUT = {
    "Content-Language": ("languages",),
    "ETag": ("live",),
    "Vary": ("live", "languages"),
    "Cache-Control": ("live",),
    "Content-Type": ("query", "problems"),
}


def mutants(classes: frozenset[str]) -> Iterator[Mutant]:
    yield from _of_headers()
    for operation in load_contract().project(classes).operations:
        yield from _of_operation(operation)


def _of_headers() -> Iterator[Mutant]:
    for name in HEADERS:
        for place, (where, when) in PLACES.items():
            for how, change in (("dropped", _dropped(name)), ("wrong", _wrong(name))):
                yield Mutant(
                    f"headers/{name}:{how}-{place}",
                    f"{name} is {how} {where}",
                    _changed(change, when),
                    (*ABOUT.get(name, ("cors",)), "methods"),
                    heads=place == "on-head",
                )


def _dropped(name: str) -> Change:
    return lambda _, answer: answer.without_header(name)


def _wrong(name: str) -> Change:
    return lambda _, answer: answer.with_header(name, WRONG[name]) if answer.header(name) else answer


def _changed(change: Change, when: When) -> Run:
    async def run(request: Request, app: App) -> Answer:
        answer = await app(request)
        return change(request, answer) if when(request, answer) else answer

    return run


def _of_operation(operation: Operation) -> Iterator[Mutant]:
    pattern = re.compile(re.sub(r"\{[^}]*\}", "[^/]+", operation.path.rstrip("/") or "/?"))

    def concerns(request: Request, _: Answer) -> bool:
        return bool(pattern.fullmatch(request.path or "/"))

    name = operation.operation_id
    groups = {"list": ("paging", "query"), "item": ("records", "methods")}.get(
        operation.kind, ("service-description", "code-lists")
    )
    changes: dict[str, tuple[str, Change]] = {
        "missing": ("is not found", lambda _, a: _plain(a, 404)),
        "broken": ("fails with 500", lambda _, a: _plain(a, 500)),
        "empty-body": ("answers 200 without a body", lambda _, a: a.with_body(b"") if a.status == 200 else a),
        "no-content": ("answers 204", lambda _, a: Answer(204, a.headers) if a.status == 200 else a),
        "html": ("answers with a page for people", lambda _, a: _html(a)),
    }
    for how, (says, change) in changes.items():
        for suffix, where, when in (
            ("", "", concerns),
            ("-in-a-tenth", " once in ten", lambda r, a: concerns(r, a) and tenth_of_requests(r)),
            ("-in-english", " in English", lambda r, a: concerns(r, a) and in_english(r)),
            ("-on-head", " on HEAD", lambda r, a: concerns(r, a) and r.method == "HEAD"),
        ):
            yield Mutant(
                f"operations/{name}:{how}{suffix}",
                f"{name} {says}{where}",
                _changed(change, when),
                groups,
                heads=suffix == "-on-head",
            )
    if operation.kind == "list":
        yield from _of_list(operation)


def _plain(answer: Answer, status: int) -> Answer:
    return Answer(status, (("Content-Type", "text/plain"),), b"error")


def _html(answer: Answer) -> Answer:
    return answer.with_header("Content-Type", "text/html").with_body(b"<html><body>Willkommen</body></html>")


def _of_list(operation: Operation) -> Iterator[Mutant]:
    collection = operation.collection or ""

    def arranged(how: Callable[[list[dict[str, object]], int], list[dict[str, object]]]) -> Run:
        async def run(request: Request, app: App) -> Answer:
            if request.collection != collection or not request.is_list:
                return await app(request)
            answer, records = await everything(request, app)
            size = int(request.value("limit") or 20) if answer.has_list else 20
            return paged(request, answer, how(records, size)) if answer.has_list else answer

        return run

    ways: dict[str, tuple[str, Callable[[list[dict[str, object]], int], list[dict[str, object]]]]] = {
        "empty": ("is always empty", lambda records, _: []),
        "first-page-only": ("ends after its first page", lambda records, size: records[:size]),
        "last-missing": ("lacks its last record", lambda records, _: records[:-1]),
        "first-missing": ("lacks its first record", lambda records, _: records[1:]),
        "one-twice": ("has its first record twice", lambda records, _: records[:1] + records),
        "page-border-twice": (
            "repeats a record at the border of pages",
            lambda records, size: records[:size] + records[size - 1 :] if len(records) > size else records,
        ),
        "page-border-lost": (
            "loses a record at the border of pages",
            lambda records, size: records[:size] + records[size + 1 :],
        ),
        "rotated": (
            "begins in its middle",
            lambda records, _: records[len(records) // 2 :] + records[: len(records) // 2],
        ),
    }
    for how, (says, change) in ways.items():
        yield Mutant(
            f"operations/list-{collection}:{how}", f"/{collection} {says}", arranged(change), ("paging",)
        )
