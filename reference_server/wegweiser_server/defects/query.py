"""Wrong ways of reading a query string: too lenient, mostly."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

from .leniency import CODED, DATES, FLAGS, INVALID, KNOWN, SINGLE, drops, reads
from .model import Answer
from .registry import defect

if TYPE_CHECKING:
    from collections.abc import Callable

    from .model import App, Request

drops(
    "unknown-ignored",
    "unknown-parameter",
    "unknown parameters are ignored",
    lambda _, name, __: name not in KNOWN,
)
drops(
    "unknown-ignored-on-items",
    "unknown-parameter",
    "items ignore every parameter but the language",
    lambda asked, name, _: asked.is_item and name != "lang",
)
drops(
    "unknown-ignored-on-code-lists",
    "unknown-parameter",
    "code lists ignore every parameter",
    lambda asked, *_: "code-lists" in asked.path,
)
drops(
    "unknown-ignored-on-description",
    "unknown-parameter",
    "the description ignores every parameter but the language",
    lambda asked, name, _: asked.path in ("", "/") and name != "lang",
)
drops(
    "paging-names-ignored",
    "unknown-parameter",
    "the names of other ways of paging are ignored",
    lambda _, name, __: name in ("page", "offset"),
)
drops(
    "filters-of-others-ignored",
    "unknown-parameter",
    "offices ignore the filters of other lists",
    lambda asked, name, _: asked.path == "/offices" and name in ("startFrom", "offerType", "mode"),
)


@defect("query/names-in-any-case", convicts="query/unknown-parameter", says="names are read in any case")
async def names_in_any_case(request: Request, app: App) -> Answer:
    right = {name.lower(): name for name in KNOWN}
    query = [(right.get(name.lower(), name), value) for name, value in request.query]
    return await app(request.asking(query) if query != list(request.query) else request)


def _takes_one(name: str, says: str, place: int, parameters: frozenset[str]) -> None:
    async def run(request: Request, app: App) -> Answer:
        for parameter in parameters:
            values = request.values(parameter)
            if len(values) > 1:
                request = request.replace(parameter, values[place])
        return await app(request)

    defect(f"query/{name}", convicts="query/repeated-parameter", says=says)(run)


_takes_one("first-of-repeated", "of a repeated single value the first is taken", 0, SINGLE)
_takes_one("last-of-repeated", "of a repeated single value the last is taken", -1, SINGLE)
_takes_one("last-limit-of-several", "of several `limit`s the last is taken", -1, frozenset({"limit"}))
_takes_one(
    "last-postcode-of-several", "of several `postcode`s the last is taken", -1, frozenset({"postcode"})
)
_takes_one("last-language-of-several", "of several `lang`s the last is taken", -1, frozenset({"lang"}))

drops("empty-dropped", "empty-value", "empty values are dropped", lambda _, __, value: value == "")
drops(
    "empty-filters-dropped",
    "empty-value",
    "empty codes are dropped",
    lambda _, name, value: value == "" and name not in SINGLE,
)
drops(
    "empty-dates-dropped",
    "empty-value",
    "empty dates are dropped",
    lambda _, name, value: not value and name in DATES,
)


@defect(
    "query/empty-beside-dropped",
    convicts="query/empty-value",
    says="an empty value beside a right one is dropped",
)
async def empty_beside_dropped(request: Request, app: App) -> Answer:
    filled = {name for name, value in request.query if value}
    kept = [(name, value) for name, value in request.query if value or name not in filled]
    return await app(request.asking(kept) if len(kept) < len(request.query) else request)


@defect(
    "query/unknown-codes-find-nothing", convicts="query/unknown-code", says="unknown codes give an empty list"
)
async def unknown_codes_find_nothing(request: Request, app: App) -> Answer:
    answer = await app(request)
    if answer.status != 400 or not request.is_list:
        return answer
    document = answer.json()
    listed = document.get("errors", [])
    wrong = [
        error["parameter"] for error in listed if error["parameter"] in CODED and error["code"] == INVALID
    ]
    others = [error for error in listed if error["parameter"] not in wrong]
    if others or not wrong:
        return answer.with_json({**document, "errors": others})
    found = await app(request.without(*wrong))
    page = {"total": 0, "totalRelation": "exact"}
    return found.with_json({"items": [], "page": page}) if found.status == 200 else answer


@defect(
    "query/unknown-code-beside-ignored", convicts="query/unknown-code", says="only the first code is checked"
)
async def unknown_code_beside_ignored(request: Request, app: App) -> Answer:
    for name in KNOWN - SINGLE:
        values = request.values(name)
        if len(values) > 1:
            request = request.replace(name, values[0])
    return await app(request)


reads("codes-in-any-case", "unknown-code", "codes match in any case", (*CODED, *FLAGS), str.lower)
reads("codes-trimmed", "unknown-code", "blanks around codes are cut off", (*CODED, *FLAGS), str.strip)
reads(
    "true-for-only",
    "unknown-code",
    "`true` is taken for `only`",
    FLAGS,
    lambda value: "only" if value == "true" else None,
)
reads(
    "comma-for-repeated", "unknown-code", "comma lists are split", (), lambda value: value.partition(",")[0]
)
reads(
    "sort-unchecked",
    "unknown-code",
    "an unknown order is the usual one",
    ("sort",),
    lambda value: None if value in ("date", "distance", "relevance", "") else "distance",
)


def _breaks(name: str, says: str, broken: Callable[[Request], bool]) -> None:
    async def run(request: Request, app: App) -> Answer:
        answer = await app(request)
        return answer.with_status(500) if broken(request) else answer

    defect(f"query/{name}", convicts="query/never-a-server-error", says=says)(run)


_breaks("breaks-on-nul", "a NUL breaks the database's driver", lambda asked: b"%00" in asked.raw_query)
_breaks(
    "breaks-on-bad-utf-8", "bytes that are no UTF-8 break the parser", lambda asked: b"%FF" in asked.raw_query
)
_breaks(
    "breaks-on-huge-numbers",
    "huge numbers break the database's driver",
    lambda asked: re.search(rb"=[0-9]{19,}", asked.raw_query) is not None,
)
_breaks(
    "breaks-on-foreign-cursors", "a cursor of another make breaks the decoder",
    lambda asked: (asked.value("cursor") or "").startswith("eyJ"),
)  # fmt: skip
_breaks(
    "breaks-on-impossible-dates",
    "impossible dates break the calendar",
    lambda asked: "-02-31" in unquote(asked.raw_query.decode("latin-1")),
)
_breaks(
    "breaks-on-quotes", "quotation marks break the text search", lambda asked: '"' in (asked.value("q") or "")
)


def _slashes(name: str, says: str, hit: Callable[[Request], bool], redirect: bool) -> None:
    async def run(request: Request, app: App) -> Answer:
        if not (request.path.endswith("/") and len(request.path) > 1 and hit(request)):
            return await app(request)
        bare = request.path.rstrip("/")
        if redirect:
            return Answer(308, (("Location", "../" + bare.strip("/").rpartition("/")[2]),))
        return await app(request.at(bare))

    defect(f"query/{name}", convicts="query/trailing-slash", says=says)(run)


_slashes("slash-accepted", "a slash at the end is accepted", lambda asked: True, redirect=False)
_slashes("slash-redirected", "a slash at the end redirects", lambda asked: True, redirect=True)
_slashes(
    "slash-accepted-on-items", "items accept a slash at the end", lambda asked: asked.is_item, redirect=False
)
_slashes(
    "slash-accepted-on-code-lists",
    "code lists accept it",
    lambda asked: "code-lists" in asked.path,
    redirect=False,
)


@defect(
    "query/first-parameter-counts", convicts="query/parameter-order", says="what precedes `limit` is lost"
)
async def first_parameter_counts(request: Request, app: App) -> Answer:
    names = [name for name, _ in request.query]
    if not request.is_list or "limit" not in names or names[0] == "limit" or "cursor" in names:
        return await app(request)
    honest = await app(request)
    if honest.status != 200:
        return honest
    return await app(request.asking(list(request.query)[names.index("limit") :]))


@defect(
    "query/centre-by-position",
    convicts="query/parameter-order",
    says="latitude and longitude are read by position",
)
async def centre_by_position(request: Request, app: App) -> Answer:
    names = [name for name, _ in request.query]
    lat, lon = request.value("lat"), request.value("lon")
    if lat and lon and names.index("lon") < names.index("lat"):
        return await app(request.replace("lat", lon).replace("lon", lat))
    return await app(request)


@defect("query/cursor-must-be-last", convicts="query/parameter-order", says="a cursor counts only at the end")
async def cursor_must_be_last(request: Request, app: App) -> Answer:
    names = [name for name, _ in request.query]
    moved = "cursor" in names and names[-1] != "cursor"
    return await app(request.without("cursor") if moved else request)


def _demands(name: str, says: str, header: str) -> None:
    async def run(request: Request, app: App) -> Answer:
        answer = await app(request)
        return answer if request.header(header) else answer.with_status(400).with_body(b"")

    defect(f"query/{name}", convicts="query/no-header-needed", says=says)(run)


_demands("user-agent-demanded", "the gateway demands a `User-Agent`", "user-agent")
_demands("accept-demanded", "the gateway demands an `Accept`", "accept")


@defect("query/accept-negotiated", convicts="query/accept-ignored", says="what `Accept` does not name is 406")
async def accept_negotiated(request: Request, app: App) -> Answer:
    answer = await app(request)
    accept = request.header("accept") or "*/*"
    if "json" in accept.replace("vnd.example+json", "") or "*/*" in accept:
        return answer
    return answer.with_status(406)


@defect("query/html-for-browsers", convicts="query/accept-ignored", says="browsers get a page")
async def html_for_browsers(request: Request, app: App) -> Answer:
    answer = await app(request)
    if (request.header("accept") or "").startswith("text/html"):
        return answer.with_header("Content-Type", "text/html").with_body(b"<pre>" + answer.body + b"</pre>")
    return answer


@defect(
    "query/accept-echoed", convicts="query/accept-ignored", says="`Content-Type` repeats what was accepted"
)
async def accept_echoed(request: Request, app: App) -> Answer:
    answer = await app(request)
    accept = (request.header("accept") or "").partition(",")[0]
    return answer.with_header("Content-Type", accept) if "example+json" in accept else answer
