"""Checks of the group `code-lists`: served complete, as shipped, and added to only as allowed."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Any

from wegweiser_conformance import expect, labels
from wegweiser_conformance.comparing import shape
from wegweiser_conformance.model import NotTested, Violation
from wegweiser_conformance.registry import Group
from wegweiser_conformance.schema_faults import schema_faults

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from wegweiser_conformance.exchange import Exchange
    from wegweiser_conformance.model import Seen
    from wegweiser_conformance.target import Target
    from wegweiser_contract import CodeList

GROUP = Group("code-lists")
check = GROUP.check
_FIXED = ("officialTerm", "validFrom", "validThrough", "broader", "legacy")
_FIXED_OF_THE_LIST = ("scheme", "pattern", "broaderList")
_IN_ONE_LANGUAGE = {"Accept-Language": "en"}


@check("code-lists/all-served")
def all_served(target: Target, seen: Seen) -> Iterator[Violation]:
    index = target.ask("/code-lists")
    named = expect.values(index.object, "items[].id")
    for list_id in target.contract.code_lists:
        seen.judged(where="index")
        if index.status != 200 or list_id not in named:
            yield Violation(f"the list {list_id} in the index", _outcome(index, "not named"), index, "/items")
    for list_id in dict.fromkeys([*target.contract.code_lists, *_ids(named)]):
        answer = target.ask(f"/code-lists/{list_id}")
        seen.judged(where="lists")
        if answer.status != 200 or answer.object.get("id") != list_id:
            actual = _outcome(answer, f"the id {answer.object.get('id')!r}")
            yield Violation(f"200 with the list {list_id}", actual, answer, "/id")
    translated = target.ask("/code-lists", headers=_IN_ONE_LANGUAGE)
    same = set(_ids(expect.values(translated.object, "items[].id"))) == set(_ids(named))
    seen.judged(where="index in another language")
    if translated.status != 200 or not same:
        yield Violation("200 and the same lists", _outcome(translated, "others"), translated, "/items")


def _outcome(answer: Exchange, otherwise: str) -> str:
    return otherwise if answer.status == 200 else answer.outcome


def _ids(named: list[Any]) -> list[str]:
    return [one for one in named if isinstance(one, str) and re.fullmatch("[a-z0-9-]{1,64}", one)]


@check("code-lists/match-schema")
def match_schema(target: Target, seen: Seen) -> Iterator[Violation]:
    """Of each document the first fault: what is wrong in one entry is wrong in most."""
    index = target.ask("/code-lists")
    named = _ids(expect.values(index.object, "items[].id"))
    lists = [target.ask(f"/code-lists/{one}") for one in dict.fromkeys([*target.contract.code_lists, *named])]
    for answer in (index, *lists):
        if answer.status == 200 and answer.object:
            seen.judged(where=str(answer.object.get("id", "index")))
            schema = "CodeListList" if answer is index else "CodeList"
            for fault in islice(schema_faults(target.projection, schema, answer.object), 1):
                yield Violation(fault.wanted, fault.found, answer, fault.pointer)


@check("code-lists/as-shipped")
def as_shipped(target: Target, seen: Seen) -> Iterator[Violation]:
    for shipped, answer in _pairs(target, seen):
        served = _entries(answer)
        for member in _FIXED_OF_THE_LIST:
            yield from _unlike(member, shipped.id, shipped.raw, answer.object, answer, "")
        for code, entry in shipped.entries.items():
            seen.judged(where=shipped.id)
            if code not in served:
                yield Violation(f"the code {code} of {shipped.id}", "missing", answer, "/codes")
                continue
            pointer, found = served[code]
            for member in _FIXED:
                yield from _unlike(member, code, entry.raw, found, answer, pointer)


def _unlike(
    member: str,
    name: str,
    shipped: Mapping[str, Any],
    found: Mapping[str, Any],
    answer: Exchange,
    pointer: str,
) -> Iterator[Violation]:
    """`legacy: false` may be left out."""
    wanted = shipped.get(member)
    if (found.get(member) or None) != (wanted or None):
        actual = str(found.get(member, "none"))[:80]
        yield Violation(f"{member} of {name}: {wanted or 'none'}", actual, answer, f"{pointer}/{member}")


@check("code-lists/own-codes-marked")
def own_codes_marked(target: Target, seen: Seen) -> Iterator[Violation]:
    for shipped, answer in _pairs(target, seen):
        for code, (pointer, _) in _entries(answer).items():
            seen.judged(where=shipped.id)
            if not (code in shipped.entries or code.startswith("x-") or _of_the_scheme(shipped, code)):
                yield Violation("a code of the shipped list, or x-…", code[:64], answer, f"{pointer}/code")


def _of_the_scheme(shipped: CodeList, code: str) -> bool:
    """Of an external scheme a publisher may list more codes than the contract does."""
    return bool(shipped.scheme == "external" and shipped.pattern and re.fullmatch(shipped.pattern, code))


@check("code-lists/labels-german-and-english")
def labels_german_and_english(target: Target, seen: Seen) -> Iterator[Violation]:
    answers = [answer for _, answer in _pairs(target, seen)]
    answers += [target.ask(f"/code-lists/{one}", headers=_IN_ONE_LANGUAGE) for one in _longest(target)]
    for answer in answers:
        if answer.status != 200:
            continue
        for code, (pointer, entry) in _entries(answer).items():
            held = {tag.partition("-")[0] for tag, text in labels.texts(entry.get("labels")).items() if text}
            seen.judged(where=str(answer.object.get("id")))
            if not {"de", "en"} <= held:
                missing = " and ".join(sorted({"de", "en"} - held))
                yield Violation(
                    f"{code} labelled in de and en", f"no label in {missing}", answer, f"{pointer}/labels"
                )


def _longest(target: Target) -> list[str]:
    return sorted(target.contract.code_lists, key=lambda one: -len(target.contract.code_lists[one].entries))[
        :1
    ]


@check("code-lists/count-true")
def count_true(target: Target, seen: Seen) -> Iterator[Violation]:
    index = target.ask("/code-lists")
    for place, summary in enumerate(expect.values(index.object, "items[]")):
        id_ = summary.get("id") if isinstance(summary, dict) else None
        if not isinstance(id_, str) or not _ids([id_]):
            continue
        with seen.part(id_):
            code_list = labels.served(target, id_)
            same = {member: code_list.get(member) for member in ("version", "scheme")}
            for member, value in {"codeCount": len(code_list["codes"]), **same}.items():
                seen.judged()
                if summary.get(member) != value:
                    actual = str(summary.get(member, shape(summary, member)))[:40]
                    yield Violation(
                        f"{value}, as in /code-lists/{id_}", actual, index, f"/items/{place}/{member}"
                    )

    yield from _miscounted(index, seen)


def _miscounted(index: Exchange, seen: Seen) -> Iterator[Violation]:
    """The index is one page, unless it says that another follows."""
    page, named = index.object.get("page"), expect.values(index.object, "items[]")
    if isinstance(page, dict) and "next" not in page:
        seen.judged(where="index")
        if page.get("total") != len(named):
            actual = str(page.get("total", shape(page, "total")))[:40]
            yield Violation(f"{len(named)}, as many lists are named", actual, index, "/page/total")
        elif page.get("totalRelation") != "exact":
            yield Violation("exact", shape(page, "totalRelation"), index, "/page/totalRelation")


def _pairs(target: Target, seen: Seen) -> Iterator[tuple[CodeList, Exchange]]:
    """Every list that the contract ships with the answer that serves it; the others stay untested parts."""
    for list_id, shipped in target.contract.code_lists.items():
        with seen.part(list_id):
            answer = target.ask(f"/code-lists/{list_id}")
            if answer.status != 200 or not isinstance(answer.object.get("codes"), list):
                raise NotTested(f"{answer.what} gave no code list ({answer.outcome})")
            yield shipped, answer


def _entries(answer: Exchange) -> dict[str, tuple[str, dict[str, Any]]]:
    """code → pointer and entry."""
    return {
        str(entry.get("code")): (f"/codes/{place}", entry)
        for place, entry in enumerate(expect.values(answer.object, "codes[]"))
        if isinstance(entry, dict)
    }
