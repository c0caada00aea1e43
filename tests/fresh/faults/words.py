"""Wrong searches by words."""

# mypy: disable-error-code="method-assign,assignment"

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from tests.fresh.faulty import fault, instead

if TYPE_CHECKING:
    from tests.fresh.asked import Asked, Given
    from tests.fresh.publisher import Publisher


@fault("words/or", "q finds records with any of its words")
def _(p: Publisher) -> None:
    instead(p, "worded", lambda inner, record, q: any(inner(record, word) for word in q.split() or [q]))


@fault("words/case", "q regards upper and lower case")
def _(p: Publisher) -> None:
    p.worded = lambda record, q: all(word in p.haystack(record) for word in q.split())


@fault("words/case-of-umlauts", "LOWER() of the database leaves umlauts alone: MÜLLER finds nothing")
def _(p: Publisher) -> None:
    def lower(text: str) -> str:
        return "".join(one.lower() if one.isascii() else one for one in text)

    p.worded = lambda record, q: all(lower(word) in lower(p.haystack(record)) for word in q.split())


@fault("words/umlauts", "q knows umlauts as they are written only")
def _(p: Publisher) -> None:
    p.worded = lambda record, q: all(word in p.haystack(record).casefold() for word in q.casefold().split())


@fault("words/like-wildcards", "% and _ in q are wildcards of LIKE")
def _(p: Publisher) -> None:
    def worded(inner: Any, record: Any, q: str) -> bool:
        if "%" not in q and "_" not in q:
            return bool(inner(record, q))
        form = re.escape(q.casefold()).replace("%", ".*").replace("_", ".")
        return re.search(form, p.haystack(record).casefold()) is not None

    instead(p, "worded", worded)


@fault("words/phrase", "q is one phrase: its words must stand side by side")
def _(p: Publisher) -> None:
    def worded(inner: Any, record: Any, q: str) -> bool:
        asked, held = p.words(q), p.words(p.haystack(record))
        return any(held[at : at + len(asked)] == asked for at in range(len(held)))

    instead(p, "worded", worded)


@fault("words/first-word", "only the first word of q counts")
def _(p: Publisher) -> None:
    instead(p, "worded", lambda inner, record, q: inner(record, (q.split() or [q])[0]))


@fault("words/german-titles", "q looks at German titles only: an English title word finds nothing")
def _(p: Publisher) -> None:
    p.haystack = lambda record: record["title"]["de"][0] if "title" in record else record.get("name", "")


@fault("words/employer-only", "q looks at employers, not at titles")
def _(p: Publisher) -> None:
    p.haystack = lambda record: (record.get("employer") or record.get("provider") or {}).get("name", "")


@fault("words/fuzzy", "nonsense finds what is most like it")
def _(p: Publisher) -> None:
    def find(inner: Any, collection: str, values: Any, place: Any) -> Any:
        found = inner(collection, values, place)
        return found or (
            inner(collection, {k: v for k, v in values.items() if k != "q"}, place)[:3]
            if "q" in values
            else found
        )

    instead(p, "find", find)


@fault("words/filters-ignored", "beside q filters are ignored")
def _(p: Publisher) -> None:
    def find(inner: Any, collection: str, values: Any, place: Any) -> Any:
        kept = ("q", "postcode", "lat", "lon", "placeless", "radiusKm", "ags")
        return inner(
            collection, {k: v for k, v in values.items() if k in kept} if "q" in values else values, place
        )

    instead(p, "find", find)


@fault("words/filter-or-q", "a filter beside q adds hits (OR)")
def _(p: Publisher) -> None:
    def find(inner: Any, collection: str, values: Any, place: Any) -> Any:
        found = inner(collection, values, place)
        if "q" not in values or "programme" not in values:
            return found
        ids = {one["id"] for one, _ in found}
        return found + [one for one in inner(collection, {k: v for k, v in values.items() if k != "q"}, place)
                        if one[0]["id"] not in ids][:5]  # fmt: skip

    instead(p, "find", find)


@fault("words/fifty", "a search by words finds 50 at most, and total says 50")
def _(p: Publisher) -> None:
    def find(inner: Any, collection: str, values: Any, place: Any) -> Any:
        found = inner(collection, values, place)
        return found[:50] if "q" in values else found

    instead(p, "find", find)


@fault(
    "words/short-dropped",
    "a short word (up to three letters) beside others is dropped, alone it finds nothing",
)
def _(p: Publisher) -> None:
    def worded(inner: Any, record: Any, q: str) -> bool:
        long = [word for word in q.split() if len(word) > 3]
        return bool(long) and bool(inner(record, " ".join(long)))

    instead(p, "worded", worded)


@fault("words/plus", "a plus in the query is a plus, so that two words are one")
def _(p: Publisher) -> None:
    def route(inner: Any, asked: Asked) -> Given:
        asked.query = asked.query.replace("+", "%2B")
        return inner(asked)  # type: ignore[no-any-return]

    instead(p, "route", route)


@fault("words/of-asked-language", "q looks at the texts of the answer's language only")
def _(p: Publisher) -> None:
    now: dict[str, str] = {}

    def list_(inner: Any, asked: Asked, collection: str) -> Any:
        now["lang"] = p.language(asked, dict(asked.pairs) if "lang=" in asked.query else {})
        return inner(asked, collection)

    def haystack(record: Any) -> str:
        title = record.get("title") or {"de": (record.get("name", ""), "")}
        return str(title.get(now.get("lang", "de"), title["de"])[0])

    instead(p, "listed", list_)
    p.haystack = haystack


@fault("words/too-long-cut", "a q of more than 200 characters is cut")
def _(p: Publisher) -> None:
    instead(
        p,
        "known",
        lambda inner, c: (made := inner(c)) | {"q": replace(made["q"], understands=lambda text: text[:200])},
    )
