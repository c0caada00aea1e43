"""Whether what the description says of its collections is true."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from wegweiser_conformance import expect
from wegweiser_conformance.checks.service_description.group import GROUP
from wegweiser_conformance.checks.service_description.reading import (
    claimed_by,
    collections_of,
    counted,
    described,
    filled_text,
)
from wegweiser_conformance.comparing import shape
from wegweiser_conformance.model import NotTested, Violation
from wegweiser_conformance.target import COLLECTIONS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wegweiser_conformance.model import Seen
    from wegweiser_conformance.target import Target

check = GROUP.check
_STORAGE = ("none", "cache-time", "allowed")


@check("service-description/collections-as-claimed")
def collections_as_claimed(target: Target, seen: Seen) -> Iterator[Violation]:
    answer = described(target)
    found = Counter(str(entry.get("id")) for _, entry in collections_of(answer))
    wanted = Counter(name for name in COLLECTIONS if name in claimed_by(target).classes)
    seen.judged(len(wanted))
    if found != wanted:
        yield Violation(counted(wanted), counted(found), answer, "/collections")


@check("service-description/collections-not-empty")
def collections_not_empty(target: Target, seen: Seen) -> Iterator[Violation]:
    for collection in target.collections:
        with seen.part(collection):
            page = target.list_page(collection)
            seen.judged()
            if not page.items:
                yield Violation("at least one record", "none", page.answer, "/items")


@check("service-description/parameters-as-claimed")
def parameters_as_claimed(target: Target, seen: Seen) -> Iterator[Violation]:
    answer = described(target)
    lists = {one.collection: one for one in claimed_by(target).operations if one.kind == "list"}
    for place, entry in collections_of(answer):
        operation = lists.get(str(entry.get("id")))
        if operation is None:
            continue
        wanted = Counter(one.name for one in operation.parameters if one.location == "query")
        named = entry.get("parameters")
        found = Counter(map(str, named)) if isinstance(named, list) else Counter[str]()
        seen.judged(where=str(operation.collection))
        if found != wanted or not isinstance(named, list):
            missing, more = wanted - found, found - wanted
            actual = f"missing: {counted(missing)}; too many: {counted(more)}"
            yield Violation(counted(wanted), actual, answer, f"/collections/{place}/parameters")


@check("service-description/collection-total-true")
def collection_total_true(target: Target, seen: Seen) -> Iterator[Violation]:
    answer = described(target)
    for place, entry in collections_of(answer):
        collection = str(entry.get("id"))
        if collection not in target.collections:
            continue
        with seen.part(collection):
            count = _count(target, collection)
            seen.judged()
            if entry.get("total") == count:
                continue
            now, count = _asked_again(target, place, collection)
            if now != count:
                expected = f"{count}, the records of the list"
                yield Violation(expected, now, answer, f"/collections/{place}/total")


@check("service-description/usage-stated")
def usage_stated(target: Target, seen: Seen) -> Iterator[Violation]:
    answer = described(target)
    for place, entry in collections_of(answer):
        usage, pointer = entry.get("usage"), f"/collections/{place}/usage"
        seen.judged(where=str(entry.get("id")))
        if not isinstance(usage, dict):
            yield Violation("the terms of use", shape(entry, "usage"), answer, pointer)
            continue
        if not filled_text(usage.get("termsUrl")):
            yield Violation(
                "the address of the terms", shape(usage, "termsUrl"), answer, f"{pointer}/termsUrl"
            )
        for name in ("nonProfitOnly", "mayTranslate"):
            if not isinstance(usage.get(name), bool):
                yield Violation("true or false", shape(usage, name), answer, f"{pointer}/{name}")
        if usage.get("storage") not in _STORAGE:
            found = str(usage.get("storage", "nothing"))
            yield Violation(" or ".join(_STORAGE), found, answer, f"{pointer}/storage")


def _count(target: Target, collection: str) -> int:
    """The records of a list: counted by following it to its end, else as it says itself."""
    walk = target.walk(collection)
    if walk.complete and walk.last.page.get("end") != "limit":
        return len(walk.records)
    return _exact_total(walk.first.total if walk.first.exact else None, collection)


def _asked_again(target: Target, place: int, collection: str) -> tuple[Any, int]:
    """Total of the description and of the list, both afresh: the data may have changed since."""
    description = target.ask(target.description_path, fresh=True)
    page = target.list_at(collection, target.list_page(collection).answer.url, fresh=True)
    stated = expect.at(description.object, f"/collections/{place}/total", "nothing")
    if not page.exact or "static" in target.classes:
        return stated, _count(target, collection)
    return stated, _exact_total(page.total, collection)


def _exact_total(total: int | None, collection: str) -> int:
    if total is None:
        raise NotTested(f"{collection} states no exact total and could not be read to its end")
    return total
