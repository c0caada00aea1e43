"""What the language must not change, and texts that own up to another one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wegweiser_conformance import expect, facts, language_tags
from wegweiser_conformance.checks.languages import asked
from wegweiser_conformance.checks.languages.group import GROUP
from wegweiser_conformance.model import Drifted, Violation

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from wegweiser_conformance.model import Seen
    from wegweiser_conformance.reading import ListPage
    from wegweiser_conformance.target import Target

check = GROUP.check
_MANY_WORDS = 6
_SMALL_WORDS = frozenset(
    {
        "am",
        "im",
        "und",
        "für",
        "mit",
        "zur",
        "zum",
        "der",
        "die",
        "das",
        "bei",
        "von",
        "auf",
        "ohne",
        "oder",
        "als",
    }
)


@check("languages/facts-independent")
def facts_independent(target: Target, seen: Seen) -> Iterator[Violation]:
    default, other = asked.two(target)
    for number, collection in enumerate(target.collections):
        with seen.part(collection):
            known = asked.languages(target)[1:] if target.turn(collection) == 0 else [other]
            for language in known:
                one = target.list_page(collection)
                two = asked.page_in(target, collection, language)
                yield from _same_facts(target, one, two, language, seen)
            if target.turn(collection) == 0:
                yield from _filtered(target, collection, number, (default, other), seen)


def _same_facts(
    target: Target, one: ListPage, two: ListPage, language: str, seen: Seen
) -> Iterator[Violation]:
    if one.data_version != two.data_version:
        again = target.list_at(one.collection, one.answer.url, fresh=True)
        if again.data_version != one.data_version:
            raise Drifted(one.collection)
    seen.judged(max(len(one.items), 1))
    for member in ("total", "totalRelation"):
        if one.page.get(member) != two.page.get(member):
            wanted = f"{member} {one.page.get(member)} as in answer #{one.answer.number}"
            yield Violation(wanted, str(two.page.get(member)), two.answer, f"/page/{member}")
    wanted_ids, found_ids = expect.ids(one.items), expect.ids(two.items)
    if wanted_ids != found_ids:
        actual = expect.difference(wanted_ids, found_ids) or "the same records in another order"
        yield Violation(f"the records of answer #{one.answer.number}", actual, two.answer, "/items")
        return
    for place, (record, same) in enumerate(zip(one.items, two.items, strict=True)):
        differing = facts.differing(facts.of(record), facts.of(same))
        if differing:
            wanted = f"the facts of answer #{one.answer.number}, whatever the language"
            yield Violation(
                wanted, f"another {differing} in {language}", two.answer, f"/items/{place}{differing}"
            )
            return


def _filtered(
    target: Target, collection: str, number: int, languages: tuple[str, str], seen: Seen
) -> Iterator[Violation]:
    """The same with a filter on a code, or in every second collection with a word of a title."""
    by_word = list(_a_word(target, collection, languages[0])) if number % 2 == 0 else []
    for params in by_word or _a_filter(target, collection):
        pages = [target.list_page(collection, {**params, "lang": one}) for one in languages]
        yield from _same_facts(target, pages[0], pages[1], languages[1], seen)


def _a_filter(target: Target, collection: str) -> Iterator[Mapping[str, str]]:
    for name, match, path in target.filters(collection):
        if match in {"equals", "member"} and path.endswith(".code"):
            held = [value for record in target.sample(collection) for value in expect.values(record, path)]
            if held and isinstance(held[0], str):
                yield {name: held[0]}
                return


def _a_word(target: Target, collection: str, language: str) -> Iterator[Mapping[str, str]]:
    if "text-search" not in target.classes:
        return
    for record in target.list_page(collection).items:
        title = expect.at(record, "/title/value") or record.get("name")
        words = [word for word in str(title).split() if word.isalpha() and len(word) > 4]
        if words:
            yield {"q": words[0]}
            return


@check("languages/fallback-not-disguised")
def fallback_not_disguised(target: Target, seen: Seen) -> Iterator[Violation]:
    """One long text under two languages is in one of them a disguise."""
    known = asked.languages(target)
    for collection in target.collections:
        with seen.part(collection):
            source = target.list_page(collection)
            others = [asked.two(target)[1]] if len(known) > 1 else []
            if target.turn(collection) < 2:
                others.append(asked.not_named(target, collection))
            for language in others:
                page = asked.page_in(target, collection, language)
                yield from _disguised(source, page, seen)


def _disguised(source: ListPage, page: ListPage, seen: Seen) -> Iterator[Violation]:
    texts = {(str(record.get("id")), at): text for record in source.items for at, text in _texts(record)}
    for place, record in enumerate(page.items):
        for at, text in _texts(record):
            known = texts.get((str(record.get("id")), at))
            if known is None:
                continue
            seen.judged()
            if _same_words(known, text) and not language_tags.akin(str(text["lang"]), str(known["lang"])):
                expected = (
                    f"lang {known['lang']}, as in answer #{source.answer.number}: the words are the same"
                )
                yield Violation(expected, f"lang {text['lang']}", page.answer, f"/items/{place}{at}/lang")
                return


def _same_words(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Names such as "telc Deutsch B1" are alike in two languages; a phrase with its small words is not.

    A row of names alone, as the English title of a post, is a name however long it is.
    """
    if one["value"] != other["value"]:
        return False
    words = str(one["value"]).split()
    german = str(one["lang"]).lower().startswith("de") and not _SMALL_WORDS.isdisjoint(words)
    names = sum(word[:1].isupper() or not word[:1].isalpha() for word in words)
    return len(words) >= 3 if german else len(words) >= _MANY_WORDS and names < 0.8 * len(words)


def _texts(value: Any, pointer: str = "") -> Iterator[tuple[str, Mapping[str, Any]]]:
    if facts.is_text(value):
        yield pointer, value
    elif isinstance(value, dict):
        for name, one in value.items():
            yield from _texts(one, f"{pointer}/{name}")
    elif isinstance(value, list):
        for place, one in enumerate(value):
            yield from _texts(one, f"{pointer}/{place}")
