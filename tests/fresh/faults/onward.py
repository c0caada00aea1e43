"""The order of lists, the way to the next page, and languages: mistakes of one line each."""

# mypy: disable-error-code="method-assign,assignment"

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING, Any

from tests.fresh.asked import Asked, Refusal
from tests.fresh.faulty import fault, instead
from tests.fresh.publisher import FILTERS

if TYPE_CHECKING:
    from tests.fresh.publisher import Publisher


@fault("order/by-day-only", "jobs come by the day they were published")
def _(p: Publisher) -> None:
    def key(inner: Any, c: str, sort: str, hit: Any, values: Any) -> Any:
        stamp = hit[0].get("publishedAt")
        if c != "jobs" or sort != "date" or not stamp:
            return inner(c, sort, hit, values)
        return (False, -datetime.fromisoformat(stamp).date().toordinal() * 86400.0, hit[0]["id"])

    instead(p, "sort_key", key)


@fault("order/unpublished-first", "jobs without publishedAt come first")
def _(p: Publisher) -> None:
    instead(p, "sort_key", lambda inner, c, sort, hit, values: (
        (False, float("-inf"), hit[0]["id"]) if c == "jobs" and sort == "date" and "publishedAt" not in hit[0]
        else inner(c, sort, hit, values)))  # fmt: skip


@fault("order/ties-by-language", "records of one date come by their title in the answer's language")
def _(p: Publisher) -> None:
    now = {"lang": "de"}

    def listed(inner: Any, asked: Asked, c: str) -> Any:
        now["lang"] = p.language(asked, p.parameters_of(asked, p.known(c)))
        return inner(asked, c)

    def key(inner: Any, c: str, sort: str, hit: Any, values: Any) -> Any:
        made = inner(c, sort, hit, values)
        text = (hit[0].get("title") or {}).get(now["lang"], ("",))[0]
        return (*made[:-1], text, made[-1]) if sort != "id" else made

    instead(p, "listed", listed)
    instead(p, "sort_key", key)


@fault("order/courses-by-next-start", "courses come by their next start")
def _(p: Publisher) -> None:
    instead(p, "sort_key", lambda inner, c, sort, hit, values: (
        (p.counted(hit[0]).get("nextStartDate", "9999"), hit[0]["id"]) if c == "courses" and sort == "date"
        else inner(c, sort, hit, values)))  # fmt: skip


@fault("order/courses-oldest-first", "courses come with the oldest change first")
def _(p: Publisher) -> None:
    instead(p, "sort_key", lambda inner, c, sort, hit, values: (
        (False, -inner(c, sort, hit, values)[1], hit[0]["id"]) if c == "courses" and sort == "date"
        else inner(c, sort, hit, values)))  # fmt: skip


@fault("order/unlocated-first", "near a centre records without coordinates come first")
def _(p: Publisher) -> None:
    instead(p, "sort_key", lambda inner, c, sort, hit, values: (
        (hit[1] is not None and hit[1] >= 0, max(hit[1] or 0, 0), hit[0]["id"]) if sort == "distance"
        else inner(c, sort, hit, values)))  # fmt: skip


def _next(p: Publisher, change: Any) -> None:
    instead(p, "next_of", lambda inner, asked, cursor: change(asked, inner(asked, cursor)))


@fault("next/entity", "next has &amp; between its parameters")
def _(p: Publisher) -> None:
    _next(p, lambda asked, text: text.replace("&", "&amp;"))


@fault("next/encoded-twice", "next is percent-encoded twice")
def _(p: Publisher) -> None:
    _next(p, lambda asked, text: text.replace("%", "%25"))


@fault("next/fragment", "next ends with a fragment")
def _(p: Publisher) -> None:
    _next(p, lambda asked, text: text + "#weiter")


@fault("next/joined-values", "next joins repeated values by commas")
def _(p: Publisher) -> None:
    def change(asked: Asked, text: str) -> str:
        pairs = [one.partition("=")[::2] for one in text[1:].split("&")]
        joined: dict[str, str] = {}
        for name, value in pairs:
            joined[name] = f"{joined[name]},{value}" if name in joined else value
        return "?" + "&".join(f"{name}={value}" for name, value in joined.items())

    _next(p, change)


@fault("next/defaults-dropped", "next leaves out three-valued filters set to include")
def _(p: Publisher) -> None:
    _next(p, lambda asked, text: re.sub(r"(?<=[?&])(?!placeless)\w+=include&", "", text))
    instead(p, "signature", lambda inner, pairs: inner([one for one in pairs if one[1] != "include"]))


@fault("next/coordinates-rounded", "next rounds the coordinates to one decimal")
def _(p: Publisher) -> None:
    _next(p, lambda asked, text: re.sub(r"((?:lat|lon)=-?\d+\.\d)\d+", r"\1", text))
    instead(
        p, "signature", lambda inner, pairs: inner([one for one in pairs if one[0] not in ("lat", "lon")])
    )


@fault("cursor/added-filter", "a cursor goes with further filters")
def _(p: Publisher) -> None:
    names = {name for of in FILTERS.values() for name in of}
    held: dict[str, list[tuple[str, str]]] = {}

    def cursor(inner: Any, asked: Asked, begin: int) -> Any:
        made = inner(asked, begin)
        held[made] = asked.pairs
        return made

    def position(inner: Any, asked: Asked, given: str) -> Any:
        own = held.get(given)
        if own is None:
            raise Refusal(400, "invalid-cursor")
        kept = [one for one in asked.pairs if one in own or one[0] not in names]
        return inner(Asked(asked.method, asked.path, "&".join(f"{k}={v}" for k, v in kept), {}), given)

    instead(p, "cursor", cursor)
    instead(p, "position", position)


@fault("cursor/names-only", "a cursor goes with other values of the same parameters")
def _(p: Publisher) -> None:
    instead(p, "signature", lambda inner, pairs: inner([(name, "") for name, _ in pairs]))


@fault("cursor/order-of-parameters", "a cursor is refused if the parameters come in another order")
def _(p: Publisher) -> None:
    p.signature = lambda pairs: str(
        abs(hash(tuple(one for one in pairs if one[0] not in ("limit", "lang", "cursor"))))
    )


@fault("languages/begins", "a language is understood by its first two letters: den is de")
def _(p: Publisher) -> None:
    instead(p, "lookup", lambda inner, tag: inner(tag) or next(
        (one for one in p.languages if tag.lower().startswith(one[:2])), None))  # fmt: skip


@fault("languages/no-q-zero", "en;q=0 in Accept-Language is English")
def _(p: Publisher) -> None:
    def language(inner: Any, asked: Asked, values: Any) -> Any:
        asked.headers = asked.headers | {"accept-language": re.sub(
            r"q=0(\.0+)?(?![.\d])", "q=0.001", asked.headers.get("accept-language", ""))}  # fmt: skip
        return inner(asked, values)

    instead(p, "language", language)


@fault(
    "languages/first-subtag",
    "of a tag only its first part is looked at: zh-Hant never comes",
    languages=("de", "en", "zh-Hant"),
)
def _(p: Publisher) -> None:
    instead(p, "lookup", lambda inner, tag: inner(tag.partition("-")[0]))


@fault("languages/accept-crash", "an Accept-Language with a star crashes")
def _(p: Publisher) -> None:
    def language(inner: Any, asked: Asked, values: Any) -> Any:
        if "*" in asked.headers.get("accept-language", ""):
            raise Refusal(500, "internal")
        return inner(asked, values)

    instead(p, "language", language)


@fault("languages/hits-by-language", "in Arabic records without an English text are not found by q")
def _(p: Publisher) -> None:
    instead(p, "find", lambda inner, c, values, place: [one for one in inner(c, values, place)
            if values.get("lang") != "ar" or "q" not in values or "en" in one[0].get("title", {"en": 1})])  # fmt: skip


@fault("languages/total-by-language", "beside lang=en total counts translated records only")
def _(p: Publisher) -> None:
    instead(p, "total", lambda inner, hits, values: inner(
        [one for one in hits if values.get("lang") != "en" or "en" in one[0].get("title", {"en": 1})], values))  # fmt: skip
