"""The links of records: their form, their host, one for each record and the same for everyone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from wegweiser_conformance import everywhere, fields, observed, reading
from wegweiser_conformance.checks.records.group import GROUP
from wegweiser_conformance.comparing import unless_changed
from wegweiser_conformance.model import NotApplicable, NotTested, Violation
from wegweiser_conformance.passive import Fault, judge
from wegweiser_conformance.schemas import kind_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wegweiser_conformance.model import Finding, Seen
    from wegweiser_conformance.observed import Observed
    from wegweiser_conformance.reading import ListPage
    from wegweiser_conformance.target import Target

check = GROUP.check
_FORM = "an absolute https URL without %, credentials or a URL within"
_NESTED = re.compile(r"https?:|://", re.IGNORECASE)


@check("records/detail-url-form")
def detail_url_form(target: Target, seen: Seen) -> Iterator[Finding]:
    def rule(record: Observed) -> Iterator[Fault | None]:
        for pointer, name, value in fields.members(record.value):
            if name.endswith("Url"):
                fault = _fault_of(value)
                yield Fault(_FORM, fault, pointer) if fault else None

    yield from judge(target, seen, rule, nothing="no link")


def _fault_of(url: Any) -> str:
    """What is wrong with a link, in words; empty if nothing is."""
    if not isinstance(url, str):
        return kind_of(url)
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        return "no URL at all"
    if parts.scheme != "https" or not host:
        return f"scheme {parts.scheme or 'missing'}" if host or not parts.scheme else "no host"
    return _fault_of_rest(url, parts.netloc, url.partition("://")[2])


def _fault_of_rest(url: str, netloc: str, rest: str) -> str:
    if "%" in url:
        return "a % in it"
    if "@" in netloc:
        return "credentials in it"
    if any(character.isspace() or ord(character) < 32 for character in url):
        return "a blank in it"
    return "another URL nested in it" if _NESTED.search(rest) else ""


@check("records/detail-url-host")
def detail_url_host(target: Target, seen: Seen) -> Iterator[Finding]:
    declared = target.description.get("detailHosts")
    if not isinstance(declared, list):
        raise NotTested("the description has no list of detailHosts")
    hosts = {host.lower() for host in declared if isinstance(host, str)}

    def rule(record: Observed) -> Iterator[Fault | None]:
        url = record.value.get("detailUrl")
        if isinstance(url, str):
            host = _host(url)
            yield None if host in hosts else Fault(f"one of {', '.join(sorted(hosts))}", host, "/detailUrl")

    yield from judge(target, seen, rule, nothing="no detailUrl")


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "no host").lower()
    except ValueError:
        return "no host"


@check("records/detail-url-distinct")
def detail_url_distinct(target: Target, seen: Seen) -> Iterator[Violation]:
    first: dict[tuple[str, str], Observed] = {}
    told: set[tuple[str, str]] = set()
    for collection in target.collections:
        with seen.part(collection):
            _demand_pages_of_their_own(target, collection)
    for record in observed.records(target):
        url, id_ = record.value.get("detailUrl"), str(record.value.get("id"))
        if record.value.get("detailScope") != "record" or not isinstance(url, str):
            continue
        seen.judged(record.times, where=record.collection)
        earlier = first.setdefault((record.collection, url), record)
        if earlier.value.get("id") != record.value.get("id") and (record.collection, id_) not in told:
            told.add((record.collection, id_))
            yield Violation(
                "a page of its own, as detailScope is record",
                f"{id_} has the detailUrl of {earlier.value.get('id')}",
                record.answer,
                observed.pointed(record, "/detailUrl"),
            )


def _demand_pages_of_their_own(target: Target, collection: str) -> None:
    """Where every record says `listing`, none has a page that it could share."""

    def scopes() -> set[object]:
        return {
            one.value.get("detailScope") for one in observed.records(target) if one.collection == collection
        }

    if "record" not in scopes():
        complete = observed.read_to_its_end(target, collection)
        if "record" not in scopes():
            reason = f"no record read of {collection} has the detailScope record"
            raise NotApplicable(reason) if complete else NotTested(reason)


_OTHER_CALLER = {"Referer": "https://app.example/", "User-Agent": "another-app/1.0", "X-Request-Id": "b7"}


@check("records/detail-url-for-everyone")
def detail_url_for_everyone(target: Target, seen: Seen) -> Iterator[Violation]:
    for turn, place in enumerate(everywhere.typical(target)):
        if place.kind != "list":
            continue
        collection = place.collection
        with seen.part(collection):
            page = target.list_page(collection)
            answer = everywhere.ask(target, place, headers=everywhere.strange(target, place, turn))
            if answer.status != 200:  # whether that is due to `Accept` is judged elsewhere
                answer = everywhere.ask(target, place, headers=_OTHER_CALLER)
            others = [reading.read_page(collection, answer)]
            if _anonymous_beside_key(target):
                others.append(reading.read_page(collection, target.ask(f"/{collection}", auth=False)))
            for other in others:
                unless_changed(page, other)
                yield from _same_links(page, other, seen)


def _anonymous_beside_key(target: Target) -> bool:
    access = target.description.get("access")
    schemes = access.get("schemes") if isinstance(access, dict) else None
    return isinstance(schemes, list) and "anonymous" in schemes and bool(target.client.credential.scheme)


def _same_links(page: ListPage, other: ListPage, seen: Seen) -> Iterator[Violation]:
    links = {str(record.get("id")): record.get("detailUrl") for record in page.items}
    for place, record in enumerate(other.items):
        wanted = links.get(str(record.get("id")))
        if wanted is not None:
            seen.judged()
            if record.get("detailUrl") != wanted:
                yield Violation(
                    f"{wanted}, as in answer #{page.answer.number}",
                    str(record.get("detailUrl")),
                    other.answer,
                    f"/items/{place}/detailUrl",
                )
