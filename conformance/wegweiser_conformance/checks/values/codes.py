"""Codes that are in their lists, still valid, and labelled as the lists say."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from wegweiser_conformance import expect, fields, labels, moments, observed
from wegweiser_conformance.checks.values.group import GROUP
from wegweiser_conformance.model import NotTested
from wegweiser_conformance.passive import Fault, judge

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from wegweiser_conformance.model import Finding, Seen
    from wegweiser_conformance.observed import Observed
    from wegweiser_conformance.target import Target

check = GROUP.check


@check("values/codes-in-lists")
def codes_in_lists(target: Target, seen: Seen) -> Iterator[Finding]:
    own = _own_codes(target)

    def rule(record: Observed) -> Iterator[Fault | None]:
        for pointer, list_id, code in _codes(target, record):
            known = own(list_id) if code.startswith("x-") else frozenset()
            right = code in known or _in_contract(target, list_id, code)
            yield None if right else Fault(f"a code of {list_id}", code[:64], pointer)

    yield from judge(target, seen, rule, nothing="no code")


def _codes(target: Target, record: Observed) -> Iterator[tuple[str, str, str]]:
    """(pointer, code list, code), in whatever form the record carries it."""
    component = fields.component_of(target.projection, record.collection)
    for field in fields.fields_of(target.projection, component):
        if field.code_list:
            for pointer, value in fields.located(record.value, field.path):
                code = value.get("code") if isinstance(value, dict) else value
                if isinstance(code, str) and not _foreign_state(field.code_list, code):
                    yield f"{pointer}/code" if isinstance(value, dict) else pointer, field.code_list, code


def _foreign_state(list_id: str, code: str) -> bool:
    """The list of states is Germany's; a place abroad has its own."""
    return (
        list_id == "states" and not code.upper().startswith("DE") and re.match("[A-Z]{2}-", code) is not None
    )


def _in_contract(target: Target, list_id: str, code: str) -> bool:
    code_list = target.contract.code_lists[list_id]
    if list_id == "states" or code_list.scheme == "own":
        return code in code_list.entries
    return bool(code_list.pattern and re.fullmatch(code_list.pattern, code))


def _own_codes(target: Target) -> Callable[[str], frozenset[str]]:
    """The codes of a list as this server gives it: asked only for codes that it added."""

    @lru_cache(maxsize=64)
    def codes(list_id: str) -> frozenset[str]:
        return frozenset(labels.labels_of(labels.served(target, list_id)))

    return codes


@check("values/codes-not-expired")
def codes_not_expired(target: Target, seen: Seen) -> Iterator[Finding]:
    def rule(record: Observed) -> Iterator[Fault | None]:
        when = _time_of(record.value)
        for pointer, list_id, code in _codes(target, record) if when else ():
            entry = target.contract.code_lists[list_id].entries.get(code)
            last = moments.day(entry.raw.get("validThrough")) if entry else None
            expired = last is not None and when is not None and when > last
            if expired and _says_so(record.value, pointer):
                expired = False
            wanted = f"a code of {list_id} that was valid on {when}"
            yield Fault(wanted, f"{code}, valid through {last}", pointer) if expired else None

    yield from judge(target, seen, rule, nothing="no dated record with codes")


def _says_so(record: dict[str, Any], pointer: str) -> bool:
    """Funding and eligibility bear their own last day in the record: then nobody is misled."""
    return bool(expect.at(record, pointer.removesuffix("/code") + "/validThrough"))


def _time_of(record: dict[str, Any]) -> date | None:
    """The day from which the record counts: a session from its start, a job from its publication."""
    days = (moments.day(record.get("startDate")), expect.berlin_day(record.get("publishedAt")))
    known = [day for day in days if day is not None]
    return min(known) if known else None


@check("values/labels-name-the-code")
def labels_name_the_code(target: Target, seen: Seen) -> Iterator[Finding]:
    lists = _served_labels(target)
    if not lists:
        raise NotTested("no code list could be read")

    def rule(record: Observed) -> Iterator[Fault | None]:
        language = labels.language_of(target, record.answer)
        for pointer, list_id, code, label in labels.coded(target, record.collection, record.value):
            held = lists.get(list_id, {}).get(code)
            if held:
                own = labels.label_in(held, language) if language else None
                right = label == own if own is not None else label in held.values()
                wanted = (
                    f"{own or 'a label'}, as {list_id} labels {code} ({language or 'no language stated'})"
                )
                yield None if right else Fault(wanted, label[:80], f"{pointer}/label")

    yield from judge(target, seen, rule, nothing="no labelled code")


def _served_labels(target: Target) -> dict[str, labels.type_of_labels]:
    found: dict[str, labels.type_of_labels] = {}
    for list_id in sorted(_lists_used(target)):
        try:
            found[list_id] = labels.labels_of(labels.served(target, list_id))
        except NotTested:
            continue
    return found


def _lists_used(target: Target) -> set[str]:
    used: set[str] = set()
    for record in observed.records(target):
        used |= {list_id for _, list_id, _, _ in labels.coded(target, record.collection, record.value)}
    return used
