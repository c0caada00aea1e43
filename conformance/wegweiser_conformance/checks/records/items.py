"""Items: every record of a list answers under its id, and is the same there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wegweiser_conformance import expect, observed, routes, sightings, varied
from wegweiser_conformance.checks.records.group import GROUP
from wegweiser_conformance.comparing import unless_changed
from wegweiser_conformance.model import NotApplicable, Violation
from wegweiser_conformance.observed import Observed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wegweiser_conformance.exchange import Exchange
    from wegweiser_conformance.model import Seen
    from wegweiser_conformance.target import Target

check = GROUP.check
_SHOWN = 6
_ABSENT = object()


@check("records/item-answers")
def item_answers(target: Target, seen: Seen) -> Iterator[Violation]:
    for collection in target.collections:
        with seen.part(collection):
            for record, answer in varied.items(target, collection):
                seen.judged()
                yield from item_of(target, collection, record["id"], answer)


def item_of(target: Target, collection: str, id_: str, answer: Exchange) -> Iterator[Violation]:
    """A violation unless the item is there; one that just left the list is no fault."""
    if answer.status != 200:
        page = target.list_at(collection, target.list_page(collection).answer.url, fresh=True)
        changed = page.data_version != target.list_page(collection).data_version
        again = target.ask_url(answer.url, fresh=True)
        if again.status != 200 and not changed:
            yield Violation(f"200 with the record {id_}", again.outcome, again)
    elif answer.object.get("id") != id_:
        yield Violation(f"the record {id_}", f"the id {answer.object.get('id')!r}", answer, "/id")


@check("records/item-equals-entry")
def item_equals_entry(target: Target, seen: Seen) -> Iterator[Violation]:
    for collection in target.collections:
        with seen.part(collection):
            answered = [pair for pair in varied.items(target, collection) if pair[1].status == 200]
            if not answered:
                raise NotApplicable(f"no item path of {collection} answers")
            _ask_filtered(target, collection, [record for record, _ in answered])
            found = [*_entries_asked(answered, seen), *_entries_elsewhere(target, answered, collection, seen)]
            if found:
                _unless_data_changed(target, collection)
            yield from found[:_SHOWN]


def _ask_filtered(target: Target, collection: str, opened_records: list[dict[str, Any]]) -> None:
    """A list that shows an opened record by way of a filter: it may come from another index."""
    opened_ids = {record["id"] for record in opened_records}
    for page in sightings.pages(target, target.client.traffic):
        asked = routes.asked(page.answer.url).keys() & {name for name, _, _ in target.filters(collection)}
        if page.collection == collection and asked and opened_ids & set(expect.ids(page.items)):
            return
    for name, match, path in target.filters(collection) if "query" in target.classes else ():
        held = [value for record in opened_records for value in expect.values(record, path)]
        if match in {"equals", "member"} and path.endswith(".code") and held:
            target.ask(f"/{collection}", {name: str(held[0]), "limit": target.max_limit})
            return


def _entries_asked(answered: list[tuple[dict[str, Any], Exchange]], seen: Seen) -> Iterator[Violation]:
    for entry, answer in answered:
        seen.judged()
        if differing := _differing(entry, answer.object):
            other = f"other {', '.join(differing)}"
            yield Violation("the same members as the list entry", other, answer, f"/{differing[0]}")


def _entries_elsewhere(
    target: Target, answered: list[tuple[dict[str, Any], Exchange]], collection: str, seen: Seen
) -> Iterator[Violation]:
    """Every entry of a list, however it was asked, against the item that was opened in the same language."""
    opened_items = [Observed(collection, answer.object, answer, "") for _, answer in answered]
    items = {(str(one.value.get("id")), one.language): one for one in opened_items}
    for record in observed.records(target):
        if record.collection != collection or not record.in_language_asked:
            continue
        item = items.get((str(record.value.get("id")), record.language)) if record.pointer else None
        if item is None:
            continue
        seen.judged(record.times)
        if differing := _differing(record.value, item.value):
            yield Violation(
                f"the same members as the item of answer #{item.answer.number}",
                f"other {', '.join(differing)}",
                record.answer,
                observed.pointed(record, f"/{differing[0]}"),
            )


def _differing(entry: dict[str, Any], item: dict[str, Any]) -> list[str]:
    names = sorted({*entry, *item} - {"distanceKm"})
    return [name for name in names if entry.get(name, _ABSENT) != item.get(name, _ABSENT)]


def _unless_data_changed(target: Target, collection: str) -> None:
    """Data that are no longer those that the list was read from prove nothing."""
    first = target.list_page(collection)
    unless_changed(first, target.list_at(collection, first.answer.url, fresh=True))
