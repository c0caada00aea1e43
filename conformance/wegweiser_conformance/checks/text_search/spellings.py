"""Other spellings of a word: umlauts, ß, inflected forms. They should find the same records."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wegweiser_conformance import expect, title_words
from wegweiser_conformance.checks.text_search.group import GROUP, distinctive, hits, ids
from wegweiser_conformance.model import NotApplicable, Violation
from wegweiser_conformance.predicted import blame_unless_changed
from wegweiser_conformance.scopes import own_scope

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from wegweiser_conformance.model import Seen
    from wegweiser_conformance.scopes import Scope
    from wegweiser_conformance.target import Target

check = GROUP.check


@check("text-search/umlauts")
def umlauts(target: Target, seen: Seen) -> Iterator[Violation]:
    """In capital letters, which is another rule; who does not know that one is asked again."""
    lists = [one for one in target.collections if target.thorough(one, 2)]
    yield from _same_hits(target, seen, lists, title_words.transcribed, "an umlaut")


@check("text-search/sharp-s")
def sharp_s(target: Target, seen: Seen) -> Iterator[Violation]:
    yield from _same_hits(target, seen, target.collections, lambda word: word.replace("ß", "ss"), "ß")


@check("text-search/word-forms")
def word_forms(target: Target, seen: Seen) -> Iterator[Violation]:
    for collection in target.collections:
        if not target.one_of_two(collection):
            continue
        with seen.part(collection):
            scope = own_scope(target, collection)
            word = _first(scope, title_words.inflected, "a form that is beyond doubt")
            form = title_words.inflected(word)
            found = ids(hits(target, scope, {"q": form}))
            titled = {record["id"] for record in scope.records if title_words.bear(record, word)}
            seen.judged(len(titled))
            missing = titled - found
            if missing:
                blame_unless_changed(target, scope)
                answer = hits(target, scope, {"q": form}).first.answer
                expected = f"the titles with {word!r} for {form!r}"
                yield Violation(expected, expect.difference(missing, ()), answer, "/items")


def _same_hits(
    target: Target, seen: Seen, lists: Iterable[str], spelled: Callable[[str], str], feature: str
) -> Iterator[Violation]:
    for collection in lists:
        with seen.part(collection):
            scope = own_scope(target, collection)
            word = _first(scope, lambda one: spelled(one) if spelled(one) != one else "", feature)
            one, other = (hits(target, scope, {"q": spelling}) for spelling in (word, spelled(word).upper()))
            if ids(one) != ids(other):
                other = hits(target, scope, {"q": spelled(word)})
            seen.judged(len(one.records))
            fault = expect.difference(ids(one), ids(other))
            if fault:
                blame_unless_changed(target, scope)
                expected = f"the hits of {word!r} for {spelled(word)!r}"
                yield Violation(expected, fault, other.first.answer, "/items")


def _first(scope: Scope, other: Callable[[str], str], feature: str) -> str:
    """The rarest title word that can be spelled otherwise."""
    found = next((word for word in distinctive(scope) if other(word)), None)
    if found is None:
        raise NotApplicable(f"no title word of the {scope.collection} read has {feature}")
    return found
