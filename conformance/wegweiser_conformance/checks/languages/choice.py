"""Which language is chosen: by `lang`, by `Accept-Language`, by both, by neither."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wegweiser_conformance import language_tags, reading
from wegweiser_conformance.checks.languages import asked
from wegweiser_conformance.checks.languages.group import GROUP
from wegweiser_conformance.checks.paging.asking import SMALL
from wegweiser_conformance.comparing import same_order, unless_changed
from wegweiser_conformance.faulty_requests import judge_faults, odd_requests
from wegweiser_conformance.model import NotApplicable, NotTested, Violation
from wegweiser_conformance.odd_values import MALFORMED_TAGS as MALFORMED
from wegweiser_conformance.refusals import refused

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wegweiser_conformance.exchange import Exchange
    from wegweiser_conformance.model import Seen
    from wegweiser_conformance.reading import ListPage
    from wegweiser_conformance.target import Target

check = GROUP.check
_NOT_THERE = frozenset({400, 404, 406})


@check("languages/lang-honoured")
def lang_honoured(target: Target, seen: Seen) -> Iterator[Violation]:
    default, other = asked.two(target)
    for number, collection in enumerate(target.collections):
        with seen.part(collection):
            chosen = target.turn(collection) == 0
            every = asked.languages(target) if chosen else [other]
            spelled = [asked.spelled(default, other, number)]
            for wanted in [*every, *spelled] if target.thorough(collection, 2) else spelled:
                language = language_tags.lookup(wanted, asked.languages(target))
                if language is not None:
                    answer = asked.page_in(target, collection, wanted).answer
                    found = [*asked.labelled(target, collection, answer, language, seen)]
                    if found and answer.sent:  # which may be due to the header, and is judged elsewhere
                        answer = target.list_page(collection, lang=wanted).answer
                        found = [*asked.labelled(target, collection, answer, language, seen)]
                    yield from found
                    yield from _stated(answer, language)
            if target.thorough(collection, 1):
                yield from _item(target, seen, collection, other)
            if target.turn(collection) < 2:
                yield from _later_page(target, seen, collection, other)


def _stated(answer: Exchange, language: str) -> Iterator[Violation]:
    """An answer that says itself that its labels are in quite another language than the one it names."""
    stated = (answer.headers.get("Content-Language") or language).strip().lower()
    if answer.object.get("items") and not language_tags.akin(stated, language):
        yield Violation(
            f"labels in {language}, which the description names", f"Content-Language {stated[:40]}", answer
        )


def _later_page(target: Target, seen: Seen, collection: str, language: str) -> Iterator[Violation]:
    """The page that goes on in another language: its cursor comes from the list in the default one."""
    first = asked.without_lang(target, collection)
    if first.page.get("nextCursor") is not None:
        later = target.ask(f"/{collection}", asked.onward(first, language))
        if later.status == 200:
            yield from asked.labelled(target, collection, later, language, seen)


def _item(target: Target, seen: Seen, collection: str, language: str) -> Iterator[Violation]:
    first = asked.page_in(target, collection, language)
    if first.items:
        answer = target.ask(f"/{collection}/{first.items[0].get('id')}", {"lang": language})
        if answer.status == 200:
            yield from asked.labelled(target, collection, answer, language, seen)
        elif answer.status in _NOT_THERE:
            yield Violation(f"200, as the list in {language} shows this record", answer.outcome, answer)


@check("languages/accept-language-honoured")
def accept_language_honoured(target: Target, seen: Seen) -> Iterator[Violation]:
    _, other = asked.two(target)
    for collection in target.collections:
        with seen.part(collection):
            chosen = target.turn(collection) == 0
            plain = [other] if chosen and not target.frugal else []
            for header in [asked.harder_wish(target, collection), *plain]:
                wanted = language_tags.preferred(header, asked.languages(target))
                page = asked.page_by_header(target, collection, header)
                yield from asked.labelled(target, collection, page.answer, str(wanted), seen)
            for record in asked.page_in(target, collection, other).items[: int(chosen)]:
                path = f"/{collection}/{record.get('id')}"
                answer = target.ask(path, headers={"Accept-Language": other})
                if answer.status == 200:
                    yield from asked.labelled(target, collection, answer, other, seen)


@check("languages/lang-before-header")
def lang_before_header(target: Target, seen: Seen) -> Iterator[Violation]:
    default, other = asked.two(target)
    for collection in target.collections:
        if target.turn(collection) > 1:
            continue
        with seen.part(collection):
            lang = other if target.turn(collection) else default
            page = asked.page_in(target, collection, lang)
            yield from asked.labelled(target, collection, page.answer, lang, seen)


@check("languages/unknown-language-no-error")
def unknown_language_no_error(target: Target, seen: Seen) -> Iterator[Violation]:
    """By parameter in two collections, by header in one."""
    for collection in target.collections:
        if target.turn(collection) > 1:
            continue
        with seen.part(collection):
            strange = asked.not_named(target, collection)
            answers = [asked.page_of(target, collection, {"lang": strange})]
            if target.turn(collection) == 0 and not target.frugal:
                # What some programs send who wish for nothing: any language will do.
                anything = {"Accept-Language": f"{strange}, *;q=0.5"}
                answers.append(asked.page_of(target, collection, {}, anything))
            for answer in answers:
                seen.judged()
                if answer.status != 200 or not isinstance(answer.object.get("items"), list):
                    yield Violation(
                        f"an ordinary answer, although {strange} is unknown", answer.outcome, answer
                    )
                elif _unnamed(target, answer) or (
                    answer.object["items"] and not asked.written_in(target, collection, answer)
                ):
                    known = ", ".join(asked.languages(target))
                    actual = answer.headers.get("Content-Language") if _unnamed(target, answer) else ""
                    told = f"labels in {actual}" if actual else "labels of several or none"
                    yield Violation(f"labels in one of {known}", told, answer, "/items")


def _unnamed(target: Target, answer: Exchange) -> bool:
    """The answer says itself that it is in a language that the description does not name."""
    stated = (answer.headers.get("Content-Language") or "").strip().lower()
    return bool(stated) and stated not in {one.lower() for one in asked.languages(target)}


@check("languages/malformed-lang")
def malformed_lang(target: Target, seen: Seen) -> Iterator[Violation]:
    """Every wrong form in one collection or another, beside other faults; and one on an item."""
    for collection in target.collections:
        with seen.part(collection):
            rows = odd_requests(target, target.operation(collection))
            yield from judge_faults(target, seen, f"/{collection}", rows, of="lang")
    with seen.part("items"):
        yield from _malformed_on_an_item(target, seen)


def _malformed_on_an_item(target: Target, seen: Seen) -> Iterator[Violation]:
    for collection in target.collections:
        names = {parameter.name for parameter in target.operation(collection, "item").parameters}
        if "lang" in names:
            id_ = target.sample(collection)[0].get("id")
            seen.judged()
            answer = target.ask(f"/{collection}/{id_}", {"lang": MALFORMED[0]})
            yield from refused(answer, 400, "invalid-parameter", "lang")
            return


@check("languages/cursor-survives-change")
def cursor_survives_change(target: Target, seen: Seen) -> Iterator[Violation]:
    """From a page in the default language, which was asked without `lang`, to another language."""
    _, other = asked.two(target)
    for collection in target.collections:
        if target.turn(collection) > 1:
            continue
        with seen.part(collection):
            first = asked.without_lang(target, collection)
            if first.next_url is None:
                short = first.total is not None and first.total <= len(first.items)
                why = f"{collection} has no second page even with limit={SMALL}"
                raise NotApplicable(why) if short else NotTested(why)
            wanted = target.list_at(collection, first.next_url)
            answer = target.ask(f"/{collection}", asked.onward(first, other))
            seen.judged()
            yield from _leads_on(answer, wanted, other)


def _leads_on(answer: Exchange, wanted: ListPage, language: str) -> Iterator[Violation]:
    if answer.status != 200:
        yield Violation(f"200, although the cursor goes on in {language}", answer.outcome, answer)
        return
    page = reading.read_page(wanted.collection, answer)
    unless_changed(wanted, page)
    yield from same_order(wanted, page)
