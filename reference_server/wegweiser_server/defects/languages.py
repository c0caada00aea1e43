"""Wrong languages: not chosen as asked, not named, disguised, or changing facts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .editing import change_answers, edit_description, edited, with_header, without_header
from .record_editing import changing, edit_records, texts
from .registry import defect

if TYPE_CHECKING:
    from collections.abc import Callable

    from .model import Answer, App, Request

OTHER = "en"


def _ask_otherwise(name: str, convicts: str, says: str, change: Callable[[Request], Request]) -> None:
    """A server that understands another request than the one that came."""

    async def run(request: Request, app: App) -> Answer:
        answer = await app(change(request) if request.collection else request)
        return answer.with_next_for(request) if answer.has_list and request.collection else answer

    defect(f"languages/{name}", convicts=f"languages/{convicts}", says=says)(run)


def _deaf(request: Request) -> Request:
    return request.without("lang").without_header("accept-language")


def _lang_ignored(request: Request) -> Request:
    return request.without("lang")


def _without_region(request: Request) -> Request:
    """Tags are compared whole: `de-AT` is unknown."""
    lang = request.value("lang")
    return _deaf(request) if lang and ("-" in lang or lang != lang.lower()) else request


def _when(
    condition: Callable[[Request], bool], change: Callable[[Request], Request]
) -> Callable[[Request], Request]:
    return lambda request: change(request) if condition(request) else request


def _wish_ignored(request: Request) -> Request:
    return request.without_header("accept-language")


def _first_wish(request: Request) -> Request:
    """Weights are not read: what stands first is preferred."""
    wish = request.header("accept-language")
    first = (wish or "").partition(",")[0].partition(";")[0].strip()
    return request.with_header("accept-language", first) if wish else request


def _whole_wish(request: Request) -> Request:
    """Ranges are compared whole."""
    wish = request.header("accept-language") or ""
    kept = [one for one in wish.split(",") if "-" not in one.partition(";")[0]]
    return request.with_header("accept-language", ",".join(kept)) if wish else request


def _header_first(request: Request) -> Request:
    return request.without("lang") if request.header("accept-language") else request


def _lenient(request: Request) -> Request:
    """A malformed tag is read as unknown."""
    lang = request.value("lang") or ""
    parts = lang.split("-")
    formed = (
        all(part.isalnum() and len(part) <= 8 for part in parts) and parts[0].isalpha() and len(parts[0]) > 1
    )
    return request if not lang or formed else request.without("lang")


def _underscored(request: Request) -> Request:
    lang = request.value("lang") or ""
    return request.replace("lang", lang.replace("_", "-")) if "_" in lang else request


_HONOURED = "lang-honoured"
_ask_otherwise("lang-ignored", _HONOURED, "`lang` is understood and ignored", _lang_ignored)
_ask_otherwise("lang-compared-whole", _HONOURED, "`de-AT` finds nothing", _without_region)
_ask_otherwise(
    "lang-on-lists-only",
    _HONOURED,
    "`lang` is ignored on items",
    _when(lambda request: request.is_item, _lang_ignored),
)
_ask_otherwise(
    "lang-on-first-page",
    _HONOURED,
    "`lang` is ignored on later pages",
    _when(lambda request: request.value("cursor") is not None, _lang_ignored),
)
_ask_otherwise(
    "lang-not-of-offices",
    _HONOURED,
    "offices know one language",
    _when(lambda request: request.collection == "offices", _deaf),
)

_BY_HEADER = "accept-language-honoured"
_ask_otherwise("header-ignored", _BY_HEADER, "`Accept-Language` is ignored", _wish_ignored)
_ask_otherwise("weights-ignored", _BY_HEADER, "the first language of the header wins", _first_wish)
_ask_otherwise("ranges-compared-whole", _BY_HEADER, "`en-AT` in the header finds nothing", _whole_wish)
_ask_otherwise(
    "header-on-lists-only",
    _BY_HEADER,
    "items ignore the header",
    _when(lambda request: request.is_item, _wish_ignored),
)
_ask_otherwise("header-before-lang", "lang-before-header", "the header goes before `lang`", _header_first)
_ask_otherwise(
    "header-before-lang-for-english",
    "lang-before-header",
    "English in the header goes before `lang`",
    _when(lambda request: request.header("accept-language") == OTHER, _header_first),
)
_ask_otherwise("malformed-falls-back", "malformed-lang", "a malformed `lang` falls back", _lenient)
_ask_otherwise("underscore-understood", "malformed-lang", "`de_DE` is understood", _underscored)


def _is_known(tag: str | None) -> bool:
    return tag is None or tag.partition("-")[0].partition(";")[0].partition(",")[0].lower() in ("de", "en")


def _refuse(name: str, says: str, status: int) -> None:
    async def run(request: Request, app: App) -> Answer:
        answer = await app(request)
        known = _is_known(request.value("lang"))
        return answer if known or not request.collection else answer.with_status(status)

    defect(f"languages/{name}", convicts="languages/unknown-language-no-error", says=says)(run)


_refuse("unknown-is-400", "an unknown language is 400", 400)
_refuse("unknown-is-406", "an unknown language is 406", 406)


@defect(
    "languages/unknown-in-header-is-406",
    convicts="languages/unknown-language-no-error",
    says="an unknown language in the header is 406",
)
async def unknown_in_header(request: Request, app: App) -> Answer:
    answer = await app(request)
    known = _is_known(request.header("accept-language")) or not request.collection
    return answer if known else answer.with_status(406)


@defect(
    "languages/unknown-without-labels",
    convicts="languages/unknown-language-no-error",
    says="in an unknown language labels are codes",
)
async def unknown_without_labels(request: Request, app: App) -> Answer:
    answer = await app(request)
    if _is_known(request.value("lang")) or not answer.has_list:
        return answer
    return edited(answer, lambda document: _label_by_code(document["items"]))


def _label_by_code(value: Any) -> None:
    if isinstance(value, list):
        for one in value:
            _label_by_code(one)
    elif isinstance(value, dict):
        if "label" in value and "code" in value:
            value["label"] = value["code"]
        for one in value.values():
            _label_by_code(one)


def _named(name: str, says: str, change: Any, when: Any = None) -> None:
    change_answers(f"languages/{name}", "languages/content-language-true", says, change, when)


def _echo(request: Request, answer: Answer) -> Answer:
    wish = request.value("lang") or (request.header("accept-language") or "de").partition(",")[0]
    return answer.with_header("Content-Language", wish)


_named("language-not-named", "the language is not named", without_header("Content-Language"))
_named("language-always-german", "the language named is always German", with_header("Content-Language", "de"))
_named("wish-echoed", "the wish is echoed", _echo)
_named(
    "language-not-named-on-errors",
    "errors name no language",
    without_header("Content-Language"),
    lambda _, answer: answer.status >= 400,
)
_named("both-languages-named", "both languages are named", with_header("Content-Language", "de, en"))
_named(
    "language-not-named-on-items",
    "items name no language",
    without_header("Content-Language"),
    lambda request, _: request.is_item,
)


@defect(
    "languages/problems-german-only",
    convicts="languages/content-language-true",
    says="problems are German whatever they say",
)
async def problems_german_only(request: Request, app: App) -> Answer:
    answer = await app(request)
    if answer.status < 400 or not answer.is_json:
        return answer
    german = await app(_deaf(request)) if request.value("lang") != "de" else answer
    return answer.with_body(german.body) if german.status == answer.status else answer


def _varying(name: str, says: str, value: str | None, when: Any = None) -> None:
    change = without_header("Vary") if value is None else with_header("Vary", value)
    change_answers(f"languages/{name}", "languages/vary-accept-language", says, change, when)


_varying("vary-missing", "nothing varies", None)
_varying("vary-by-encoding-only", "answers vary by encoding only", "Accept-Encoding")
_varying("vary-missing-on-items", "items do not vary", "Origin", lambda request, _: request.is_item)
_varying("vary-missing-on-errors", "errors do not vary", None, lambda _, answer: answer.status >= 400)
_varying("vary-missing-on-304", "304 does not vary", None, lambda _, answer: answer.status == 304)


def _asks_english(request: Request) -> bool:
    wish = request.value("lang") or request.header("accept-language") or ""
    return wish.lower().startswith(OTHER) and bool(request.collection)


def _in_english(name: str, says: str, edit: Callable[[Any], object]) -> None:
    """Another fact in English lists."""

    async def run(request: Request, app: App) -> Answer:
        answer = await app(request)
        return edited(answer, edit) if answer.has_list and _asks_english(request) else answer

    defect(f"languages/{name}", convicts="languages/facts-independent", says=says)(run)


def _each(edit: Callable[[Any], object]) -> Callable[[Any], None]:
    def change(document: Any) -> None:
        for record in document["items"]:
            edit(record)

    return change


def _one_less(document: Any) -> None:
    document["items"] = document["items"][1:]


def _english_total(document: Any) -> None:
    document["page"]["total"] = document["page"]["total"] // 2


_in_english("hits-lost", "the English index has one record less", _one_less)
_in_english("totals-of-an-index", "totals count translated records only", _english_total)
_in_english("other-order", "English lists are in another order", lambda document: document["items"].reverse())
_in_english(
    "own-links",
    "links lead to English pages",
    _each(changing("detailUrl", lambda url: url.replace(".example/", ".example/en/"))),
)
_in_english(
    "own-stamps",
    "English records have stamps of their own",
    _each(changing("updatedAt", lambda _: "2026-01-01T00:00:00Z")),
)
_in_english("own-ids", "English records have ids of their own", _each(changing("id", "{}-en".format)))
_in_english(
    "facts-lost",
    "English records lack what was not translated",
    _each(lambda record: [record.pop(name, None) for name in ("locations", "location", "exams")]),
)


@defect(
    "languages/fallback-disguised",
    convicts="languages/fallback-not-disguised",
    says="`lang` of a text is the language asked for",
)
async def fallback_disguised(request: Request, app: App) -> Answer:
    answer = await app(request)
    wish = request.value("lang")
    if wish is None or not answer.has_list:
        return answer
    return edited(answer, lambda document: [text.update(lang=wish) for text in texts(document["items"])])


@defect(
    "languages/fallback-disguised-in-english",
    convicts="languages/fallback-not-disguised",
    says="German titles are passed off as English",
)
async def fallback_disguised_in_english(request: Request, app: App) -> Answer:
    answer = await app(request)
    if not _asks_english(request) or not answer.has_list:
        return answer
    return edited(answer, lambda document: [text.update(lang=OTHER) for text in texts(document["items"])])


_cursors: dict[str, str] = {}


@defect(
    "languages/cursor-bound-to-language",
    convicts="languages/cursor-survives-change",
    says="a cursor is refused in another language than that of its page",
)
async def cursor_bound(request: Request, app: App) -> Answer:
    lang, cursor = request.value("lang") or "", request.value("cursor")
    if cursor and _cursors.get(cursor, lang) != lang:
        return await app(request.replace("cursor", "of-another-language"))
    answer = await app(request)
    if answer.has_list and request.collection:
        _cursors[str(answer.json()["page"].get("nextCursor"))] = lang
    return answer


@defect(
    "languages/cursor-starts-anew",
    convicts="languages/cursor-survives-change",
    says="in another language a cursor begins anew",
)
async def cursor_starts_anew(request: Request, app: App) -> Answer:
    later = request.value("cursor") is not None and _asks_english(request)
    return await app(request.without("cursor") if later else request)


edit_description(
    "languages/named-and-never-given",
    "languages/lang-honoured",
    "the description names a language that never comes",
    lambda document: document["languages"].append("fa"),
)
edit_description(
    "languages/given-and-not-named",
    "languages/unknown-language-no-error",
    "answers come in a language that the description does not name",
    lambda document: document["languages"].remove(OTHER),
)
edit_description(
    "languages/easy-german-de-si",
    "languages/easy-german-tag",
    "easy German is tagged de-si",
    lambda description: description["languages"].append("de-si"),
)
edit_records(
    "languages/easy-texts-de-ls",
    "languages/easy-german-tag",
    "easy texts are tagged de-ls",
    lambda record: [text.update(lang="de-ls") for text in texts(record)[:1]],
)
