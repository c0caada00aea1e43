"""Checks of the group `static`: a tree of files, its pages, its lists of districts. No query is ever sent."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from wegweiser_conformance import districts, expect, labels, reading, sightings, varied
from wegweiser_conformance.checks.records.items import item_of
from wegweiser_conformance.comparing import complete, unless_changed
from wegweiser_conformance.model import NotApplicable, NotTested, Violation
from wegweiser_conformance.passive import Fault, judge
from wegweiser_conformance.predicted import broken_off
from wegweiser_conformance.registry import Group

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wegweiser_conformance.model import Finding, Seen
    from wegweiser_conformance.observed import Observed
    from wegweiser_conformance.reading import ListPage, Walk
    from wegweiser_conformance.target import Target

GROUP = Group("static")
check = GROUP.check
RECORDS_A_PAGE = 100
_DISTRICTS_ASKED = 6
_DISTRICTS_WALKED = 40


@check("static/hundred-a-page")
def hundred_a_page(target: Target, seen: Seen) -> Iterator[Violation]:
    pages = list(sightings.pages(target))
    for page in pages:
        if page.next is not None:
            seen.judged(where=page.collection)
            if len(page.items) != RECORDS_A_PAGE:
                yield Violation(f"{RECORDS_A_PAGE} records", len(page.items), page.answer, "/items")
    if pages and not any(page.next for page in pages):
        raise NotApplicable("no list has a second page")


@check("static/page-paths")
def page_paths(target: Target, seen: Seen) -> Iterator[Violation]:
    pages = [page for page in sightings.pages(target) if page.next is not None]
    for page in pages:
        seen.judged(where=page.collection)
        led, wanted = urlsplit(page.next_url or ""), _pages_below(page)
        if led.query or led.fragment or not re.fullmatch(rf"{re.escape(wanted)}/[^/]+", led.path):
            yield Violation(f"a path below {wanted}/", page.next, page.answer, "/page/next")
    if not pages:
        raise NotApplicable("no list has a second page")


def _pages_below(page: ListPage) -> str:
    """The folder of pages of the list that was asked, whichever of its pages answered."""
    path = urlsplit(page.answer.url).path
    return path.rpartition("/")[0] if re.search(r"/pages/[^/]+$", path) else f"{path}/pages"


@check("static/by-ags-lists")
def by_ags_lists(target: Target, seen: Seen) -> Iterator[Violation]:
    for collection in target.collections:
        with seen.part(collection):
            first = target.list_page(collection)
            if (first.total or 0) <= RECORDS_A_PAGE:
                raise NotApplicable(f"{collection} has {first.total} records, not more than {RECORDS_A_PAGE}")
            for district in _chosen(target, _held(target, collection)):
                answer = target.ask(f"/{collection}/by-ags/{district}")
                seen.judged()
                if answer.status != 200 or not isinstance(answer.object.get("items"), list):
                    wanted = f"the list of {district}, where {collection} has records"
                    yield Violation(wanted, answer.outcome, answer)


@check("static/by-ags-exact")
def by_ags_exact(target: Target, seen: Seen) -> Iterator[Violation]:
    for collection in target.collections:
        with seen.part(collection):
            walk = target.walk(collection)
            held = _held(target, collection)
            found = {district: _listed(target, collection, district) for district in _chosen(target, held)}
            if len(walk.records) <= RECORDS_A_PAGE and not any(found.values()):
                count = len(walk.records)
                raise NotApplicable(f"{collection} has {count} records, not more than {RECORDS_A_PAGE}")
            for district, listed in found.items():
                if listed is None:
                    continue
                unless_changed(walk.first, listed.first)
                if broken := broken_off(target, listed):
                    yield broken
                    continue
                seen.judged(len(listed.records) or 1)
                yield from _exact(collection, district, held, walk, listed)


def _listed(target: Target, collection: str, district: str) -> Walk | None:
    """The list of a district, followed to its end; None where there is none (that is another check's)."""
    answer = target.ask(f"/{collection}/by-ags/{district}")
    if answer.status != 200:
        return None
    return reading.walk(reading.read_page(collection, answer), {}, target.ask_url, 2_000)


def _exact(
    collection: str, district: str, held: dict[str, set[str]], walk: Walk, listed: Walk
) -> Iterator[Violation]:
    """Both ways; of a collection not read to its end, only what is known."""
    found = set(expect.ids(listed.records))
    known = set(expect.ids(walk.records))
    wanted = {id_ for id_ in known if district in held.get(id_, ())}
    differing = expect.difference(wanted, found if walk.complete else found & known)
    if differing:
        expected = f"the {len(wanted)} records of {collection} in {district}"
        yield Violation(expected, differing, listed.first.answer, "/items")


def _held(target: Target, collection: str) -> dict[str, set[str]]:
    """record id → its districts."""
    records = target.walk(collection).records
    if collection == "courses":
        return districts.of_courses(records, complete(target.walk("course-sessions")).records)
    known = districts.known(records)
    return {str(one.get("id")): districts.of(one, known) for one in records}


def _chosen(target: Target, held: dict[str, set[str]]) -> list[str]:
    """The fullest and the emptiest, one with a leading zero, those that only
    a second place leads to; then the rest."""
    counts = Counter(district for found in held.values() for district in found)
    if not counts:
        raise NotApplicable("no record bears an AGS")
    ordered = [district for district, _ in sorted(counts.items(), key=lambda one: (-one[1], one[0]))]
    zero = [district for district in ordered if district.startswith("0")]
    several = [district for found in held.values() if len(found) > 1 for district in sorted(found)[-1:]]
    telling = [*ordered[:2], *zero[:1], *several[:2], *ordered[-2:]]
    count = _DISTRICTS_ASKED if target.frugal else _DISTRICTS_WALKED
    return list(dict.fromkeys([*telling, *ordered]))[:count]


@check("static/total-exact")
def total_exact(target: Target, seen: Seen) -> Iterator[Violation]:
    for page in sightings.pages(target):
        seen.judged(where=page.collection)
        if not page.exact:
            found = repr(page.page.get("totalRelation"))[:40]
            yield Violation("exact", found, page.answer, "/page/totalRelation")


@check("static/ids-lower-case")
def ids_lower_case(target: Target, seen: Seen) -> Iterator[Finding]:
    def rule(record: Observed) -> Iterator[Fault | None]:
        id_ = str(record.value.get("id"))
        yield None if id_ == id_.lower() else Fault("lower case", id_[:64], "/id")

    yield from judge(target, seen, rule, nothing="no record")


@check("static/one-language")
def one_language(target: Target, seen: Seen) -> Iterator[Finding]:
    declared = labels.languages(target)
    seen.judged(where="description")
    if len(declared) != 1:
        yield Violation(
            "one language", ", ".join(declared) or "none", target.description_answer, "/languages"
        )
        return
    yield from judge(
        target, seen, lambda record: _in_language(target, record, declared[0]), nothing="no label"
    )


def _in_language(target: Target, record: Observed, language: str) -> Iterator[Fault | None]:
    stated = record.answer.headers.get("Content-Language")
    if stated is not None and stated.strip().lower() != language.lower():
        yield Fault(f"Content-Language {language}, as the description says", stated[:40], "")
    for pointer, list_id, code, label in labels.coded(target, record.collection, record.value):
        try:
            held = labels.labels_of(labels.served(target, list_id)).get(code, {})
        except NotTested:
            continue
        own = labels.label_in(held, language)
        if own is not None:
            wanted = f"{own}, the label of {code} in {language}"
            yield None if label == own else Fault(wanted, label[:80], f"{pointer}/label")


@check("static/item-answers")
def item_answers(target: Target, seen: Seen) -> Iterator[Violation]:
    for collection in target.collections:
        with seen.part(collection):
            for record, answer in varied.items(target, collection):
                seen.judged()
                yield from item_of(target, collection, record["id"], answer)


@check("static/problem-bodies")
def problem_bodies(target: Target, seen: Seen) -> Iterator[Violation]:
    answers = [
        one for one in target.traffic if one.media_type == "application/problem+json" and one.method != "HEAD"
    ]
    for answer in answers:
        seen.judged()
        if answer.object.get("status") != answer.status:
            found: Any = answer.object.get("status", "none")
            yield Violation(f"a problem with status {answer.status}", str(found)[:40], answer, "/status")
    if not answers:
        raise NotApplicable("no error carried a problem body")
