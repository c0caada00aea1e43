"""Wrong languages."""

# mypy: disable-error-code="method-assign,assignment"

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from tests.fresh.asked import Asked, Given, Refusal
from tests.fresh.faulty import fault, instead
from tests.fresh.publisher import Publisher


@fault("languages/items-german", "items are German whatever is asked")
def _(p: Publisher) -> None:
    def item(inner: Any, asked: Asked, c: str, id_: str) -> Given:
        asked.query, asked.headers = "", {k: v for k, v in asked.headers.items() if k != "accept-language"}
        return inner(asked, c, id_)  # type: ignore[no-any-return]

    instead(p, "item", item)


@fault("languages/items-lang-only", "items heed lang but not Accept-Language")
def _(p: Publisher) -> None:
    def item(inner: Any, asked: Asked, c: str, id_: str) -> Given:
        asked.headers = {k: v for k, v in asked.headers.items() if k != "accept-language"}
        return inner(asked, c, id_)  # type: ignore[no-any-return]

    instead(p, "item", item)


@fault("languages/later-pages-german", "later pages are German")
def _(p: Publisher) -> None:
    def language(inner: Any, asked: Asked, values: Any) -> str:
        return p.languages[0] if "cursor=" in asked.query else inner(asked, values)

    instead(p, "language", language)


@fault("languages/content-language-fixed", "Content-Language is always de")
def _(p: Publisher) -> None:
    p.in_language = lambda lang: {"Content-Language": "de"}


@fault("languages/content-language-asked", "Content-Language repeats what was asked")
def _(p: Publisher) -> None:
    now: dict[str, str] = {}

    def language(inner: Any, asked: Asked, values: Any) -> str:
        now["asked"] = values.get("lang", "")
        return str(inner(asked, values))

    instead(p, "language", language)
    p.in_language = lambda lang: {"Content-Language": now["asked"] or lang}


@fault("languages/content-language-all", "Content-Language names all languages")
def _(p: Publisher) -> None:
    p.in_language = lambda lang: {"Content-Language": ", ".join(p.languages)}


@fault("languages/fallback-disguised", "a German text claims to be in the asked language")
def _(p: Publisher) -> None:
    instead(p, "text", lambda inner, held, lang: inner(held, lang) | {"lang": lang})


@fault("languages/labels-german", "labels stay German")
def _(p: Publisher) -> None:
    instead(p, "label", lambda inner, name, code, lang: inner(name, code, "de"))


@fault("languages/one-list-german", "labels of funding stay German")
def _(p: Publisher) -> None:
    instead(
        p, "label", lambda inner, name, code, lang: inner(name, code, "de" if name == "funding" else lang)
    )


@fault("languages/labels-english-for-arabic", "Arabic labels are the English ones")
def _(p: Publisher) -> None:
    instead(p, "label", lambda inner, name, code, lang: inner(name, code, "en" if lang == "ar" else lang))


@fault(
    "languages/no-lookup", "de-AT is not understood as de but falls back to English", languages=("en", "de")
)
def _(p: Publisher) -> None:
    p.lookup = lambda tag: tag if tag in p.languages else None


@fault("languages/case", "EN is not en")
def _(p: Publisher) -> None:
    instead(p, "lookup", lambda inner, tag: inner(tag) if tag == tag.lower() or "-" in tag else None)


@fault("languages/q-ignored", "the weights of Accept-Language are ignored")
def _(p: Publisher) -> None:
    def language(inner: Any, asked: Asked, values: Any) -> str:
        asked.headers = asked.headers | {
            "accept-language": re.sub(";[^,]*", "", asked.headers.get("accept-language", ""))
        }
        return str(inner(asked, values))

    instead(p, "language", language)


@fault("languages/first-tag-only", "only the first language of Accept-Language is looked at")
def _(p: Publisher) -> None:
    def language(inner: Any, asked: Asked, values: Any) -> str:
        asked.headers = asked.headers | {
            "accept-language": asked.headers.get("accept-language", "").split(",")[0]
        }
        return str(inner(asked, values))

    instead(p, "language", language)


@fault("languages/header-before-lang", "Accept-Language beats lang")
def _(p: Publisher) -> None:
    def language(inner: Any, asked: Asked, values: Any) -> str:
        return str(inner(asked, {} if asked.headers.get("accept-language", "*") != "*" else values))

    instead(p, "language", language)


@fault("languages/unknown-400", "a language that is not offered is refused")
def _(p: Publisher) -> None:
    def lookup(inner: Any, tag: str) -> Any:
        found = inner(tag)
        if found is None:
            raise Refusal(400, "invalid-parameter", [])
        return found

    instead(p, "lookup", lookup)


@fault("languages/vary-missing", "Vary does not name Accept-Language")
def _(p: Publisher) -> None:
    instead(p, "common", lambda inner, asked, given: inner(asked, given) | {"Vary": "Accept-Encoding"})


@fault("languages/vary-missing-on-items", "Vary of items does not name Accept-Language")
def _(p: Publisher) -> None:
    instead(p, "common", lambda inner, asked, given: inner(asked, given) | (
        {"Vary": "Accept-Encoding"} if asked.path.count("/") > 1 else {}))  # fmt: skip


@fault("languages/untranslated-left-out", "in English only records with an English title are listed")
def _(p: Publisher) -> None:
    def list_(inner: Any, asked: Asked, c: str) -> Given:
        lang = p.language(asked, dict(asked.pairs) if "lang=" in asked.query else {})
        p.records = lambda name: [
            one for one in Publisher.records(p, name) if lang != "en" or "en" in one.get("title", {"en": 1})]  # fmt: skip
        return inner(asked, c)  # type: ignore[no-any-return]

    instead(p, "listed", list_)


@fault("languages/date-by-language", "in English startDate is written as 12/31/2026")
def _(p: Publisher) -> None:
    def shown(inner: Any, c: str, record: Any, lang: str, km: Any) -> Any:
        made = inner(c, record, lang, km)
        if lang == "en" and "startDate" in made:
            year, month, day = made["startDate"].split("-")
            made["startDate"] = f"{month}/{day}/{year}"
        return made

    instead(p, "shown", shown)


@fault("languages/link-by-language", "detailUrl depends on the language")
def _(p: Publisher) -> None:
    instead(p, "shown", lambda inner, c, r, lang, km: (made := inner(c, r, lang, km)) | {
        "detailUrl": made["detailUrl"] + ("#en" if lang == "en" else "")})  # fmt: skip


@fault(
    "languages/summary-untranslated",
    "summary is always German, and says so, though an English one exists in the list",
)
def _(p: Publisher) -> None:
    def item(inner: Any, asked: Asked, c: str, id_: str) -> Given:
        given: Given = inner(asked, c, id_)
        record = p.world.collections[c][id_]
        if "summary" in record:
            given.document["summary"] = p.text(record["summary"], "de")
        return given

    instead(p, "item", item)


@fault("languages/malformed-ignored", "a malformed lang is ignored")
def _(p: Publisher) -> None:
    instead(p, "lang_parameter", lambda inner: replace(inner(), understands=str))


@fault("languages/problems-english", "problems are English and say so, German being the first language")
def _(p: Publisher) -> None:
    def problem(inner: Any, asked: Asked, refusal: Refusal) -> Given:
        given: Given = inner(asked, refusal)
        given.headers.pop("Content-Language", None)
        return given

    instead(p, "problem", problem)
