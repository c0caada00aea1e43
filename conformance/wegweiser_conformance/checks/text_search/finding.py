"""A title word finds its records; nonsense finds nothing; 200 characters are enough."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wegweiser_conformance import expect, labels, title_words
from wegweiser_conformance.checks.place_search import contradictions
from wegweiser_conformance.checks.place_search.contradictions import LONGEST
from wegweiser_conformance.checks.text_search.group import GROUP, distinctive
from wegweiser_conformance.model import NotApplicable, NotTested, Violation
from wegweiser_conformance.predicted import begins, exactly
from wegweiser_conformance.scopes import own_list, own_scope, scope_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from wegweiser_conformance.model import Seen
    from wegweiser_conformance.scopes import Forecast, Scope
    from wegweiser_conformance.target import Target

check = GROUP.check

_WORDS = 2
_PAGES = 2


@check("text-search/title-word-finds-record")
def title_word_finds_record(target: Target, seen: Seen) -> Iterator[Violation]:
    for collection in target.collections:
        with seen.part(collection):
            scope = own_scope(target, collection)
            for word in distinctive(scope)[: 1 if target.turn(collection) else _WORDS]:
                yield from exactly(target, seen, scope, {"q": word}, *at_least_titles(scope, word))
            if target.thorough(collection, 2):
                yield from _frequent(target, seen, collection)
    with seen.part("another language"):
        yield from _in_another_language(target, seen)


def _frequent(target: Target, seen: Seen, collection: str) -> Iterator[Violation]:
    """The word of most titles of the whole list: a search that ends too early ends before all of them.

    If two pages hold all its hits, each of those records must be there.
    """
    scope = own_list(target, collection)
    if scope is not None:
        word = distinctive(scope)[-1]
        asked, forecast = {"q": word}, at_least_titles(scope, word)
        answer = target.ask(f"/{collection}", scope.query(target, asked))
        total = expect.at(answer.object, "/page/total")
        short = isinstance(total, int) and total <= _PAGES * target.max_limit
        yield from begins(target, seen, scope, asked, *forecast, pages=_PAGES if short else 1)


def _in_another_language(target: Target, seen: Seen) -> Iterator[Violation]:
    """The title that an answer shows in its second language is one of the record, too.

    What a program translated, perhaps only to answer, need not be in any index.
    """
    known = labels.languages(target) if "languages" in target.classes else []
    for collection in target.collections if len(known) > 1 else ():
        scope = own_scope(target, collection)
        page = target.list_page(collection, {**scope.params, "limit": target.max_limit, "lang": known[1]})
        held = {str(record.get("id")) for record in scope.records}
        shown = [one for one in page.items if _written_in(one, known[1]) and one.get("id") in held]
        words = [word for word in title_words.rarest_first(shown) if not _titled(scope.records, word)]
        if words:
            titled = _titled(shown, words[0])
            forecast = scope.forecast(lambda record: record.get("id") in titled, lambda _: True)  # noqa: B023
            told = f"titles with {words[0]!r} in {known[1]} at least"
            yield from exactly(target, seen, scope, {"q": words[0]}, forecast, told)
            return
    raise NotApplicable("no title read was written in two languages by people")


def _written_in(record: Mapping[str, Any], language: str) -> bool:
    stated = expect.at(record, "/title/lang")
    by_people = expect.at(record, "/title/origin") != "machine"
    return by_people and isinstance(stated, str) and stated.lower() == language.lower()


def _titled(records: Iterable[Mapping[str, Any]], word: str) -> set[object]:
    return {record.get("id") for record in records if title_words.bear(record, word)}


@check("text-search/nonsense-finds-nothing")
def nonsense_finds_nothing(target: Target, seen: Seen) -> Iterator[Violation]:
    """By itself, and beside the filters that make the window: there words are forgotten most easily."""
    word = title_words.nonsense(target.seed)
    for collection in target.collections:
        if not target.thorough(collection, 2):
            continue
        with seen.part(collection):
            scope = scope_of(target, collection)
            every = [{"q": word}, *([scope.query(target, {"q": word})] if scope.params else [])]
            for asked in every if target.thorough(collection, 1) else every[-1:]:
                yield from _nothing(target, seen, collection, asked)
            if target.turn(collection) == 0 and not target.frugal:
                yield from _no_wildcards(target, seen, collection)


def _no_wildcards(target: Target, seen: Seen, collection: str) -> Iterator[Violation]:
    """A title word with `_` for some letters occurs nowhere, but is found by who hands it on to a database.

    Who cuts it into its pieces, or looks at its first letters only, finds others than that word's records.
    """
    word = title_words.masked(target.sample(collection))
    answer = target.ask(f"/{collection}", {"q": word}) if word else None
    if answer is None or answer.status != 200:
        return
    seen.judged()
    items = target.list_page(collection, {"q": word}).items
    if items and all(title_words.shows_masked(one, word) for one in items):
        expected = f"no records, as {word!r} is no word and `_` no letter"
        yield Violation(expected, f"{len(items)} records", answer, "/items")


def _nothing(target: Target, seen: Seen, collection: str, asked: Mapping[str, Any]) -> Iterator[Violation]:
    answer = target.ask(f"/{collection}", asked)
    if answer.status != 200:
        raise NotTested(f"{answer.what} gave {answer.outcome}")
    page = target.list_page(collection, asked)
    seen.judged()
    if page.items:
        found = f"{len(page.items)} records, total {page.total}"
        yield Violation("no records, total 0", found, answer, "/items")
    elif page.total:
        yield Violation("total 0", page.total, answer, "/page/total")


@check("text-search/length")
def length(target: Target, seen: Seen) -> Iterator[Violation]:
    """Characters are counted, not bytes: the letter asked takes two."""
    for collection in target.collections:
        if target.turn(collection):
            continue
        with seen.part(collection):
            yield from contradictions.judge(target, seen, collection, contradictions.TOO_LONG)
            enough = target.ask(f"/{collection}", {"q": "ü" * LONGEST})
            if enough.status in {0, 414, 502, 503, 504}:
                raise NotTested(f"a q of {LONGEST} characters gave {enough.outcome}")
            seen.judged()
            if enough.status != 200 or not isinstance(enough.object.get("items"), list):
                yield Violation(f"200, as q has {LONGEST} characters", enough.outcome, enough)


def at_least_titles(scope: Scope, word: str) -> tuple[Forecast, str]:
    """The records whose title shows the word, and that in words; hits that do not show it are allowed."""
    titled = _titled(scope.records, word)
    forecast = scope.forecast(lambda record: record.get("id") in titled, lambda _: True)
    return forecast, f"titles with {word!r} at least"
