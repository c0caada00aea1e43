"""The language is named truly: in `Content-Language`, in `Vary`, in the tags themselves."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from wegweiser_conformance import everywhere, fields, language_tags, observed
from wegweiser_conformance.checks.languages import asked
from wegweiser_conformance.checks.languages.group import GROUP
from wegweiser_conformance.model import NotTested, Unjudged, Violation
from wegweiser_conformance.routes import asked as parameters_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wegweiser_conformance.exchange import Exchange
    from wegweiser_conformance.model import Seen
    from wegweiser_conformance.target import Target

check = GROUP.check
_PROBLEM = "application/problem+json"
_RECORDS = frozenset({"list", "item", "page", "area", "area-page"})
_OTHER_EASY_GERMAN = re.compile(
    r"de-(?:si|ls|eg|leicht|leichte|einfach|easy|plain|x-.*|.+-simple|simple-.+)", re.I
)


@check("languages/content-language-true")
def content_language_true(target: Target, seen: Seen) -> Iterator[Violation]:
    _ask_lists(target)
    _ask_problems(target)
    known = {one.lower() for one in asked.languages(target)}
    told: set[tuple[str, str]] = set()
    for answer in target.traffic:
        where = _bears_words(target, answer)
        if where is None:
            continue
        seen.judged(where=where)
        fault = _misnamed(target, answer, known)
        if fault is not None and (where, fault[1]) not in told:
            told.add((where, fault[1]))
            yield Violation(*fault, answer)
    yield from _one_wording_for_two_languages(target)


def _bears_words(target: Target, answer: Exchange) -> str | None:
    """The kind of answer, if it has labels or is a problem."""
    if answer.method != "GET":
        return None
    if answer.media_type == _PROBLEM:
        return "problems"
    operation = target.operation_of(answer)
    if answer.status != 200 or operation is None or operation.kind not in _RECORDS:
        return None
    return operation.kind if answer.object.get("items", answer.object) else None


def _misnamed(target: Target, answer: Exchange, known: set[str]) -> tuple[str, str] | None:
    stated = answer.headers.get("Content-Language")
    among = ", ".join(sorted(known))
    if stated is None:
        return f"Content-Language, one of {among}", "no such field"
    if stated.strip().lower() not in known:
        return f"Content-Language, one of {among}", stated[:40]
    if answer.media_type == _PROBLEM:
        return None
    operation = target.operation_of(answer)
    try:
        written = asked.written_in(target, str(operation and operation.collection), answer)
    except Unjudged:
        return None
    if written and stated.strip().lower() not in {one.lower() for one in written}:
        return f"Content-Language {' or '.join(sorted(written))}, as the labels are", stated[:40]
    return None


def _two_at_most(target: Target) -> list[str]:
    known = asked.languages(target)
    return list(asked.two(target)) if len(known) > 1 else known


def _ask_lists(target: Target) -> None:
    """Lists in two languages and in a spelling that is none of them, by parameter and by header."""
    known = _two_at_most(target)
    for number, collection in enumerate(target.collections):
        for language in [known[-1], asked.spelled(known[0], known[-1], number)]:
            with suppress(NotTested):
                asked.page_in(target, collection, language)


def _ask_problems(target: Target) -> None:
    """A refusal and an unknown record, each in the default language and as strangers ask, in another one."""
    for turn, place in enumerate(everywhere.typical(target)):
        if place.kind in everywhere.TYPICAL_REFUSALS:
            everywhere.ask(target, place)
            everywhere.ask(target, place, headers=everywhere.strange(target, place, turn))


def _one_wording_for_two_languages(target: Target) -> Iterator[Violation]:
    """Two problems that differ only in the language they claim cannot be worded alike in both.

    In easy German or the German of Austria a sentence may well be that of German.
    """
    heard: dict[tuple[str, str], tuple[str, Exchange]] = {}
    for answer in target.traffic:
        stated = (answer.headers.get("Content-Language") or "").lower()
        words = tuple(str(answer.object.get(name)) for name in ("title", "detail"))
        if answer.media_type == _PROBLEM and stated and len(" ".join(words)) >= 20:
            language, earlier = heard.setdefault((words[0], words[1]), (stated, answer))
            if not language_tags.akin(language, stated):
                actual = f"the same words as answer #{earlier.number} says to be in {language}"
                yield Violation(f"words in {stated}", actual, answer, "/detail")
                return


@check("languages/vary-accept-language")
def vary_accept_language(target: Target, seen: Seen) -> Iterator[Violation]:
    """Only answers without `lang`, and only of those kinds that were seen to follow the header."""
    _ask_problems(target)
    _ask_again(target)
    depending = _depending(target)
    told: set[tuple[str, int]] = set()
    for answer in target.traffic:
        kind = _kind(target, answer)
        if kind not in depending or "lang" in parameters_of(answer.url):
            continue
        seen.judged(where=kind)
        varies = [one.strip().lower() for one in (answer.headers.get("Vary") or "").split(",")]
        if not {"accept-language", "*"} & set(varies) and (kind, answer.status) not in told:
            told.add((kind, answer.status))
            yield Violation("Vary: Accept-Language", answer.headers.get("Vary", "no Vary"), answer)


def _ask_again(target: Target) -> None:
    """The list that is held already: a 304 varies as the 200 does."""
    first = asked.page_by_header(target, target.in_turn[0], _two_at_most(target)[-1])
    etag = first.answer.headers.get("ETag")
    if etag and "live" in target.classes:
        sent = dict(first.answer.sent) | {"If-None-Match": etag}
        target.client.ask(first.answer.url, headers=sent)


def _kind(target: Target, answer: Exchange) -> str:
    operation = target.operation_of(answer)
    if answer.media_type == _PROBLEM and answer.status >= 400:
        return "problems"
    if operation is None or operation.kind not in _RECORDS or answer.status not in {200, 304}:
        return ""
    return operation.kind


def _depending(target: Target) -> set[str]:
    """Kinds of answers that came in different languages when only the header differed."""
    _, other = asked.two(target)
    collection = target.in_turn[0]
    wishes: tuple[dict[str, str], ...] = ({}, {"Accept-Language": other})
    found: set[str] = set()
    pages = [target.list_page(collection, headers=wish) for wish in wishes]
    if _differ(pages[0].answer, pages[1].answer):
        found |= {"list"}
    path = f"/{collection}/{pages[0].items[0].get('id') if pages[0].items else ''}"
    if _differ(*(target.ask(path, headers=wish) for wish in wishes)):
        found |= {"item"}
    missing = f"/{collection}/no-such-record"
    if _differ(*(target.ask(missing, headers=wish) for wish in wishes)):
        found |= {"problems"}
    if not found:
        raise NotTested("no answer was seen to depend on Accept-Language")
    return found


def _differ(one: Exchange, other: Exchange) -> bool:
    return one.status == other.status and _words(one) != _words(other)


def _words(answer: Exchange) -> Any:
    stated = answer.headers.get("Content-Language")
    leaves = fields.leaves(answer.object)
    return stated, [text for pointer, text in leaves if pointer.endswith(("/label", "/title", "/detail"))]


@check("languages/easy-german-tag")
def easy_german_tag(target: Target, seen: Seen) -> Iterator[Violation]:
    for pointer, tag in fields.located(target.description, "languages[]"):
        seen.judged(where="description")
        if isinstance(tag, str) and _OTHER_EASY_GERMAN.fullmatch(tag):
            yield Violation("de-simple for easy German", tag, target.description_answer, pointer)
    told: set[str] = set()
    for record in observed.records(target):
        for pointer, tag in record.leaves:
            if pointer.endswith("/lang") and isinstance(tag, str):
                seen.judged(record.times, where=record.collection)
                if _OTHER_EASY_GERMAN.fullmatch(tag) and tag not in told:
                    told.add(tag)
                    where = observed.pointed(record, pointer)
                    yield Violation("de-simple for easy German", tag, record.answer, where)
