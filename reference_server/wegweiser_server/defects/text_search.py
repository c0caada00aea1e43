"""Words that find the wrong records."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from .filters.codes import refusal
from .registry import defect
from .wrong_lists import arrange, ask_otherwise, carries, everything, filter_names, paged, refused

if TYPE_CHECKING:
    from .model import Answer, App, Request
    from .wrong_lists import Record, Rewrite

MORE, CASE = "text-search/more-words-fewer-hits", "text-search/case-insensitive"
TITLE, NONSENSE = "text-search/title-word-finds-record", "text-search/nonsense-finds-nothing"
COMBINED = "text-search/combines-with-filters"


def words(request: Request) -> list[str]:
    return (request.value("q") or "").split()


def several(request: Request) -> bool:
    return len(words(request)) > 1


def with_words(choose: Any) -> Rewrite:
    return lambda request: request.replace("q", " ".join(choose(words(request))))


def shown_title(record: Record) -> str:
    title = record.get("title")
    return str(title.get("value")) if isinstance(title, dict) else str(record.get("name", ""))


@defect("text-search/words-joined-with-or", convicts=MORE, says="any of the words is enough")
async def words_joined_with_or(request: Request, app: App) -> Answer:
    if not request.is_list or not several(request):
        return await app(request)
    refusal_ = await refused(request, app)
    if refusal_:
        return refusal_
    first, found = await everything(request, app)
    known = {record["id"] for record in found}
    for word in words(request):
        for record in (await everything(request.replace("q", word), app))[1]:
            if record["id"] not in known:
                known.add(record["id"])
                found.append(record)
    return paged(request, first, found)


ask_otherwise(
    "text-search/first-word-only",
    MORE,
    "only the first word counts",
    several,
    with_words(lambda all_: all_[:1]),
)
ask_otherwise(
    "text-search/last-word-only",
    MORE,
    "only the last word counts",
    several,
    with_words(lambda all_: all_[-1:]),
)


@defect("text-search/unknown-words-dropped", convicts=MORE, says="words that find nothing are dropped")
async def unknown_words_dropped(request: Request, app: App) -> Answer:
    if not request.is_list or not several(request):
        return await app(request)
    refusal_ = await refused(request, app)
    if refusal_:
        return refusal_
    known = []
    for word in words(request):
        if (await everything(request.replace("q", word), app))[1]:
            known.append(word)
    return (await app(request.replace("q", " ".join(known) or "-"))).with_next_for(request)


def _case(name: str, says: str, keep: Any) -> None:
    """Hits only where the title shows the word in the case that was asked."""
    arrange(
        name,
        CASE,
        says,
        lambda request: request.value("q") is not None,
        lambda request, records: [record for record in records if keep(words(request), shown_title(record))],
    )


def _same_case(asked: list[str], title: str) -> bool:
    return all(word in title for word in asked)


def _ascii_folded(asked: list[str], title: str) -> bool:
    return all(_ascii_lower(word) in _ascii_lower(title) for word in asked)


def _ascii_lower(text: str) -> str:
    return "".join(char.lower() if char.isascii() else char for char in text)


_case("text-search/case-sensitive", "upper and lower case are told apart", _same_case)
_case("text-search/only-ascii-folded", "umlauts are not folded", _ascii_folded)

arrange(
    "text-search/titles-not-indexed",
    TITLE,
    "words of the title are not searched",
    carries("q"),
    lambda request, records: [
        record
        for record in records
        if not any(word.lower() in shown_title(record).lower() for word in words(request))
    ],
)
arrange(
    "text-search/stale-index",
    TITLE,
    "one record in three is not in the index",
    carries("q"),
    lambda _, records: [record for record in records if sum(map(ord, record["id"])) % 3],
)
ask_otherwise(
    "text-search/words-ignored",
    NONSENSE,
    "`q` is understood and ignored",
    carries("q"),
    lambda one: one.without("q"),
)


@defect("text-search/any-letter-for-underscore", convicts=NONSENSE, says="`_` in `q` stands for any letter")
async def any_letter_for_underscore(request: Request, app: App) -> Answer:
    asked = request.value("q") or ""
    if not request.is_list or "_" not in asked:
        return await app(request)
    refusal_ = await refused(request, app)
    if refusal_:
        return refusal_
    first, found = await everything(request.without("q"), app)
    pattern = re.compile(re.escape(asked).replace("_", "."), re.IGNORECASE)
    return paged(request, first, [one for one in found if pattern.search(shown_title(one))])


@defect("text-search/falls-back-to-all", convicts=NONSENSE, says="words that find nothing give all records")
async def falls_back_to_all(request: Request, app: App) -> Answer:
    answer = await app(request)
    if request.is_list and request.value("q") and answer.has_list and not answer.json()["page"]["total"]:
        return (await app(request.without("q"))).with_next_for(request)
    return answer


def beside_filters(request: Request) -> bool:
    return request.value("q") is not None and bool(filter_names(request))


ask_otherwise(
    "text-search/filters-ignored",
    COMBINED,
    "beside `q` filters are ignored",
    beside_filters,
    lambda request: request.without(*filter_names(request)[-1:]),
)
ask_otherwise(
    "text-search/words-ignored-beside-filters",
    COMBINED,
    "beside filters `q` is ignored",
    lambda request: (
        (beside_filters(request) and len(filter_names(request)) > 1)
        or (request.collection == "offices" and beside_filters(request))
    ),
    lambda request: request.without("q"),
)
arrange(
    "text-search/filtered-after-cutting",
    COMBINED,
    "the filters are applied to the best three hits only",
    beside_filters,
    lambda _, records: records[:3],
)

LENGTH = "text-search/length"


@defect("text-search/bytes-counted", convicts=LENGTH, says="200 bytes are allowed, not 200 characters")
async def bytes_counted(request: Request, app: App) -> Answer:
    asked = request.value("q") or ""
    return refusal("q") if request.is_list and len(asked.encode()) > 200 else await app(request)


@defect("text-search/any-length", convicts=LENGTH, says="`q` may be of any length")
async def any_length(request: Request, app: App) -> Answer:
    asked = request.value("q") or ""
    return await app(request.replace("q", asked[:200]) if len(asked) > 200 else request)


def _exact_letters(request: Request, records: list[Record]) -> list[Record]:
    """Only hits whose title shows the very letters, whatever the case."""
    asked = words(request)
    return [
        record for record in records if all(word.lower() in shown_title(record).lower() for word in asked)
    ]


for _rule in ("umlauts", "sharp-s", "word-forms"):
    arrange(
        f"text-search/{_rule}-told-apart",
        f"text-search/{_rule}",
        "only the very letters that were asked are found",
        carries("q"),
        _exact_letters,
    )
