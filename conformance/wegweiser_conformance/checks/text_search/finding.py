"""A title word finds its records; nonsense finds nothing; 200 characters are enough."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wegweiser_conformance import title_words
from wegweiser_conformance.checks.text_search.group import GROUP, distinctive
from wegweiser_conformance.model import NotTested, Violation
from wegweiser_conformance.predicted import exactly
from wegweiser_conformance.refusals import refused
from wegweiser_conformance.scopes import own_scope

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wegweiser_conformance.model import Seen
    from wegweiser_conformance.scopes import Forecast, Scope
    from wegweiser_conformance.target import Target

check = GROUP.check

LONGEST = 200
_WORDS = 2


@check("text-search/title-word-finds-record")
def title_word_finds_record(target: Target, seen: Seen) -> Iterator[Violation]:
    for collection in target.collections:
        with seen.part(collection):
            scope = own_scope(target, collection)
            for word in distinctive(scope)[:_WORDS]:
                told = f"titles with {word!r} at least"
                yield from exactly(target, seen, scope, {"q": word}, at_least_titles(scope, word), told)


@check("text-search/nonsense-finds-nothing")
def nonsense_finds_nothing(target: Target, seen: Seen) -> Iterator[Violation]:
    word = title_words.nonsense(target.seed)
    for collection in target.collections:
        with seen.part(collection):
            answer = target.ask(f"/{collection}", {"q": word})
            if answer.status != 200:
                raise NotTested(f"{answer.what} gave {answer.outcome}")
            page = target.list_page(collection, {"q": word})
            seen.judged()
            if page.items or page.total:
                found = f"{len(page.items)} records, total {page.total}"
                yield Violation("no records, total 0", found, answer, "/items")


@check("text-search/length")
def length(target: Target, seen: Seen) -> Iterator[Violation]:
    """Characters are counted, not bytes: the letter asked takes two."""
    for collection in target.collections:
        if target.turn(collection) > 1:
            continue
        with seen.part(collection):
            seen.judged()
            too_long = target.ask(f"/{collection}", {"q": "ü" * (LONGEST + 1)})
            yield from refused(too_long, 400, "invalid-parameter", "q")
            if target.turn(collection):
                continue
            enough = target.ask(f"/{collection}", {"q": "ü" * LONGEST})
            if enough.status in {0, 414, 502, 503, 504}:
                raise NotTested(f"a q of {LONGEST} characters gave {enough.outcome}")
            seen.judged()
            if enough.status != 200 or not isinstance(enough.object.get("items"), list):
                yield Violation(f"200, as q has {LONGEST} characters", enough.outcome, enough)


def at_least_titles(scope: Scope, word: str) -> Forecast:
    """The records whose title shows the word; hits that do not show it are allowed."""
    titled = {record["id"] for record in scope.records if title_words.bear(record, word) and "id" in record}
    return scope.forecast(lambda record: record.get("id") in titled, lambda _: True)
