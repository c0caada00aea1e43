"""No natural person is named: in texts, in numbers and links, as employer, provider or operator."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from wegweiser_conformance import expect, fields, observed, privacy
from wegweiser_conformance.checks.personal_data import scanning
from wegweiser_conformance.checks.personal_data.group import GROUP
from wegweiser_conformance.passive import Fault, judge

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wegweiser_conformance.checks.personal_data.scanning import Spot
    from wegweiser_conformance.model import Finding, Seen
    from wegweiser_conformance.observed import Observed
    from wegweiser_conformance.target import Target

check = GROUP.check
ORGANISATIONS = ("employer", "provider", "operator")
_FREE = frozenset({"value", "detail", "statement", "instructions", "note"})
_NUMBERS = frozenset({"id", "sourceRecordId", "courseId"})


@check("personal-data/free-text-clean")
def free_text_clean(target: Target, seen: Seen) -> Iterator[Finding]:
    def chosen(spot: Spot) -> bool:
        return spot.name in _FREE or (spot.pointer == "/name" and spot.body.collection == "offices")

    yield from scanning.scan(target, seen, chosen, privacy.persons, "a text without names of persons")
    yield from scanning.scan(target, seen, _is_street, privacy.residents, "a street and a number")


def _is_street(spot: Spot) -> bool:
    return spot.name == "street"


@check("personal-data/source-numbers-clean")
def source_numbers_clean(target: Target, seen: Seen) -> Iterator[Finding]:
    def chosen(spot: Spot) -> bool:
        return bool(spot.body.collection) and (spot.name in _NUMBERS or spot.name.endswith("Url"))

    def search(text: str) -> list[privacy.Trace]:
        link = text.partition("://")
        trace = privacy.number_of_a_person(link[2].partition("/")[2] if link[1] else text)
        return [] if trace is None else [trace]

    yield from scanning.scan(target, seen, chosen, search, "a number that betrays nobody")


@check("personal-data/names-only-of-organisations")
def names_only_of_organisations(target: Target, seen: Seen) -> Iterator[Finding]:
    def rule(record: Observed) -> Iterator[Fault | None]:
        for role, organisation in organisations(record.value):
            yield _name_fault(target, organisation, f"/{role}/name")

    yield from judge(target, seen, rule, nothing="no employer, provider or operator")
    yield from _units(target, seen)


def _name_fault(target: Target, organisation: dict[str, Any], pointer: str) -> Fault | None:
    name, kind = organisation.get("name"), expect.at(organisation, "/kind/code")
    if not isinstance(name, str):
        return None
    if kind != "organisation":
        trace = privacy.Trace(name, f"a name beside kind {kind or 'unknown'}")
        return scanning.fault(target, trace, "a name only beside kind organisation", pointer)
    return _suspicion(target, name, pointer)


def _suspicion(target: Target, name: str, pointer: str) -> Fault | None:
    """The publisher asserts an organisation: what still looks like a person must be looked at."""
    owner = re.search(r"\b(?:Inh\.|Inhaber(?:in)?)\s*:?\s+\w+\s+\w+", name)
    found = [privacy.Trace(name, "what looks like the name of an owner", certain=False)] if owner else []
    found += [trace for trace in privacy.persons(name) if trace.found == name or trace.certain]
    found += privacy.owners(name)
    if not found:
        return None
    trace = privacy.Trace(found[0].found, found[0].kind, certain=False)
    return scanning.fault(target, trace, "the name of an organisation", pointer)


def _units(target: Target, seen: Seen) -> Iterator[Finding]:
    """Publisher and contacts of the description are units as well."""
    description = observed.Observed("", target.description, target.description_answer, "")
    for path in ("publisher.name", "contacts[].unit"):
        for pointer, name in fields.located(target.description, path):
            if isinstance(name, str):
                seen.judged(where="description")
                for trace in privacy.persons(name):
                    yield scanning.finding(target, trace, "the name of a unit", description, pointer)


def organisations(record: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for role in ORGANISATIONS:
        organisation = record.get(role)
        if isinstance(organisation, dict):
            yield role, organisation
