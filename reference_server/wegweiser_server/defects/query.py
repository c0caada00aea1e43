"""Wrong ways of reading a query string: too lenient, mostly."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

from .model import Answer
from .registry import defect

if TYPE_CHECKING:
    from collections.abc import Callable

    from .model import App, Request

    type_of_reading = Callable[[str], str | None]

_FLAGS = (
    "remote", "childcare", "barrierFree", "freePlaces", "flexibleStart", "privateAgency",
    "temporaryAgencyWork",
)  # fmt: skip
_CODED = (
    "kind", "offerType", "workingTime", "mode", "funding", "programme", "suitability", "contract",
    "eligibility",
)  # fmt: skip
_REPEATED = frozenset({*_CODED, "occupation", "language", "entryLevel", "targetLevel"})
_SINGLE = frozenset({
    "limit", "cursor", "sort", "lang", "q", "postcode", "lat", "lon", "radiusKm", "ags", "placeless",
    "updatedSince", "publishedSince", "startFrom", "startTo", "courseId", *_FLAGS,
})  # fmt: skip
_KNOWN = _REPEATED | _SINGLE
_INVALID = "invalid-parameter"
_INTEGERS, _DECIMALS = ("limit", "radiusKm"), ("lat", "lon")
_DATES = ("publishedSince", "startFrom", "startTo")


def _reads(
    name: str, convicts: str, says: str, parameters: tuple[str, ...], reading: type_of_reading
) -> None:
    """A server that understands odd values: `reading` gives what it takes them for, None to leave them."""

    async def run(request: Request, app: App) -> Answer:
        query = [(given, _read(given, value)) for given, value in request.query]
        return await app(request.asking(query) if query != list(request.query) else request)

    def _read(given: str, value: str) -> str:
        read = reading(value) if not parameters or given in parameters else None
        return value if read is None else read

    defect(f"query/{name}", convicts=f"query/{convicts}", says=says)(run)


def _drops(name: str, convicts: str, says: str, dropped: Callable[[Request, str, str], bool]) -> None:
    """A server that passes over what it should refuse."""

    async def run(request: Request, app: App) -> Answer:
        kept = [pair for pair in request.query if not dropped(request, *pair)]
        return await app(request.asking(kept) if len(kept) < len(request.query) else request)

    defect(f"query/{name}", convicts=f"query/{convicts}", says=says)(run)


_drops(
    "unknown-ignored",
    "unknown-parameter",
    "unknown parameters are ignored",
    lambda _, name, __: name not in _KNOWN,
)
_drops(
    "unknown-ignored-on-items",
    "unknown-parameter",
    "items ignore every parameter but the language",
    lambda asked, name, _: asked.is_item and name != "lang",
)
_drops(
    "unknown-ignored-on-code-lists",
    "unknown-parameter",
    "code lists ignore every parameter",
    lambda asked, *_: "code-lists" in asked.path,
)
_drops(
    "unknown-ignored-on-description",
    "unknown-parameter",
    "the description ignores every parameter but the language",
    lambda asked, name, _: asked.path in ("", "/") and name != "lang",
)
_drops(
    "paging-names-ignored",
    "unknown-parameter",
    "the names of other ways of paging are ignored",
    lambda _, name, __: name in ("page", "offset"),
)
_drops(
    "filters-of-others-ignored",
    "unknown-parameter",
    "offices ignore the filters of other lists",
    lambda asked, name, _: asked.path == "/offices" and name in ("startFrom", "offerType", "mode"),
)


@defect("query/names-in-any-case", convicts="query/unknown-parameter", says="names are read in any case")
async def names_in_any_case(request: Request, app: App) -> Answer:
    right = {name.lower(): name for name in _KNOWN}
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


_takes_one("first-of-repeated", "of a repeated single value the first is taken", 0, _SINGLE)
_takes_one("last-of-repeated", "of a repeated single value the last is taken", -1, _SINGLE)
_takes_one("last-limit-of-several", "of several `limit`s the last is taken", -1, frozenset({"limit"}))
_takes_one(
    "last-postcode-of-several", "of several `postcode`s the last is taken", -1, frozenset({"postcode"})
)
_takes_one("last-language-of-several", "of several `lang`s the last is taken", -1, frozenset({"lang"}))

_drops("empty-dropped", "empty-value", "empty values are dropped", lambda _, __, value: value == "")
_drops(
    "empty-filters-dropped",
    "empty-value",
    "empty codes are dropped",
    lambda _, name, value: value == "" and name not in _SINGLE,
)
_drops(
    "empty-dates-dropped",
    "empty-value",
    "empty dates are dropped",
    lambda _, name, value: not value and name in _DATES,
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
        error["parameter"] for error in listed if error["parameter"] in _CODED and error["code"] == _INVALID
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
    for name in _KNOWN - _SINGLE:
        values = request.values(name)
        if len(values) > 1:
            request = request.replace(name, values[0])
    return await app(request)


_reads("codes-in-any-case", "unknown-code", "codes match in any case", (*_CODED, *_FLAGS), str.lower)
_reads("codes-trimmed", "unknown-code", "blanks around codes are cut off", (*_CODED, *_FLAGS), str.strip)
_reads(
    "true-for-only",
    "unknown-code",
    "`true` is taken for `only`",
    _FLAGS,
    lambda value: "only" if value == "true" else None,
)
_reads(
    "comma-for-repeated", "unknown-code", "comma lists are split", (), lambda value: value.partition(",")[0]
)
_reads(
    "sort-unchecked",
    "unknown-code",
    "an unknown order is the usual one",
    ("sort",),
    lambda value: None if value in ("date", "distance", "relevance", "") else "distance",
)


def _as_integer(value: str) -> str | None:
    """As `int(value)` reads it in some languages: signs, blanks, underscores, every script's digits."""
    try:
        return str(int(value))
    except ValueError:
        return None


def _as_float(value: str) -> str | None:
    """As a number type reads it: 5.0 and 1e1 are whole."""
    try:
        number = float(value)
    except ValueError:
        return None
    return str(int(number)) if number == number and abs(number) < 1e6 and number == int(number) else None


_reads("integers-by-conversion", "integer-literal", "`int()` reads integers", _INTEGERS, _as_integer)
_reads("integers-as-floats", "integer-literal", "integers are read as floats", _INTEGERS, _as_float)
_reads("integers-trimmed", "integer-literal", "blanks around integers are cut off", _INTEGERS, str.strip)
_reads(
    "integers-cut",
    "integer-literal",
    "integers are read up to the first other character",
    _INTEGERS,
    lambda value: found[0] if (found := re.match("[0-9]+", value)) else None,
)
_reads(
    "plus-accepted",
    "integer-literal",
    "a plus before integers is accepted",
    ("limit",),
    lambda value: value.lstrip("+"),
)
_reads("radius-trimmed", "integer-literal", "blanks around `radiusKm` are cut off", ("radiusKm",), str.strip)


def _as_decimal(value: str) -> str | None:
    try:
        number = float(value)
    except ValueError:
        return None
    return f"{number:.6f}" if abs(number) <= 180 else None


_reads("decimals-by-conversion", "decimal-literal", "`float()` reads coordinates", _DECIMALS, _as_decimal)
_reads(
    "decimal-comma",
    "decimal-literal",
    "a decimal comma is accepted",
    _DECIMALS,
    lambda value: value.replace(",", "."),
)
_reads(
    "nan-is-zero",
    "decimal-literal",
    "NaN is taken for 0",
    _DECIMALS,
    lambda value: "0" if value == "NaN" else None,
)
_reads(
    "latitude-clamped",
    "decimal-literal",
    "latitudes off the globe are clamped",
    ("lat",),
    lambda value: _clamped(value, 90),
)
_reads(
    "longitude-clamped",
    "decimal-literal",
    "longitudes off the globe are clamped",
    ("lon",),
    lambda value: _clamped(value, 180),
)


def _clamped(value: str, most: float) -> str | None:
    if not re.fullmatch(r"-?[0-9]{1,3}(\.[0-9]+)?", value):
        return None
    return str(max(-most, min(most, float(value))))


_LENIENT = re.compile(r"\s*(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:T.*)?\s*")


def _rolled_over(value: str) -> str | None:
    """As calendars of some languages have it: the 31st of February is in March."""
    found = re.fullmatch(r"([0-9]{4}-[0-9]{2})-(29|30|31)", value)
    return f"{found[1]}-28" if found else None


def _as_date(value: str) -> str | None:
    found = _LENIENT.fullmatch(value)
    return f"{int(found[1]):04}-{int(found[2]):02}-{int(found[3]):02}" if found else None


def _german(value: str) -> str | None:
    found = re.fullmatch(r"(\d{2})\.(\d{2})\.(\d{4})", value)
    return f"{found[3]}-{found[2]}-{found[1]}" if found else None


def _by_library(value: str) -> str | None:
    """As a newer library reads ISO 8601: without hyphens, by weeks."""
    from datetime import date

    try:
        return date.fromisoformat(value).isoformat()
    except ValueError:
        return None


_reads("dates-rolled-over", "date-literal", "impossible days are rolled over", _DATES, _rolled_over)
_reads("dates-leniently", "date-literal", "2026-2-1 is a date", _DATES, _as_date)
_reads("dates-german", "date-literal", "01.02.2026 is a date", _DATES, _german)
_reads("dates-by-library", "date-literal", "20260201 and 2026-W05-1 are dates", _DATES, _by_library)
_reads(
    "date-times-cut",
    "date-literal",
    "a time behind a date is cut off",
    _DATES,
    lambda value: value.partition("T")[0],
)
_reads("dates-stripped", "date-literal", "blanks around dates are cut off", _DATES, str.strip)
_drops(
    "wrong-dates-ignored",
    "date-literal",
    "what is no date is ignored",
    lambda _, name, value: name in _DATES and bool(value) and not re.fullmatch(r"\d{4}-\d\d-\d\d", value),
)

_reads(
    "languages-split",
    "notation-literal",
    "a comma list of languages is read",
    ("lang",),
    lambda value: value.partition(",")[0],
)
_reads("notations-stripped", "notation-literal", "line feeds and blanks are cut off", (), str.strip)
_reads(
    "postcode-padded",
    "notation-literal",
    "a postcode of four digits gets a zero",
    ("postcode",),
    lambda value: f"0{value}" if re.fullmatch("[0-9]{4}", value) else None,
)
_reads(
    "occupation-unchecked",
    "notation-literal",
    "an occupation that is no number is passed over",
    ("occupation",),
    lambda value: None if re.fullmatch("[0-9]{1,5}", value) or not value else "99999",
)
_reads(
    "ids-unchecked",
    "notation-literal",
    "an id in the query may be anything",
    ("courseId",),
    lambda value: None if re.fullmatch("[A-Za-z0-9][A-Za-z0-9._~-]*", value) or not value else "none",
)
_reads(
    "levels-in-any-case",
    "notation-literal",
    "levels match in any case",
    ("entryLevel", "targetLevel"),
    str.upper,
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
