"""Checks of the group `live`: what caches and apps need: freshness, tags, compression, limits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wegweiser_conformance import everywhere, foreign_tags, http_fields, sightings
from wegweiser_conformance.entry import demand_entry
from wegweiser_conformance.likeness import unlike
from wegweiser_conformance.model import NotApplicable, NotTested, Violation
from wegweiser_conformance.registry import Group

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from wegweiser_conformance.everywhere import Place
    from wegweiser_conformance.exchange import Exchange
    from wegweiser_conformance.model import Seen
    from wegweiser_conformance.target import Target

GROUP = Group("live")
check = GROUP.check

_LONGEST_AGE = 300
_SMALLEST_TO_COMPRESS = 1_400


@check("live/cache-control")
def cache_control(target: Target, seen: Seen) -> Iterator[Violation]:
    for answer in _good_answers(target):
        yield from _says(answer, "Cache-Control", seen)


@check("live/cache-control-always")
def cache_control_always(target: Target, seen: Seen) -> Iterator[Violation]:
    unchanged = [answer for _, answer in everywhere.revalidations(target) if answer.status == 304]
    for answer in (*_good_answers(target), *unchanged):
        yield from _says(answer, "Cache-Control", seen)


@check("live/lists-five-minutes")
def lists_five_minutes(target: Target, seen: Seen) -> Iterator[Violation]:
    """On a 304 as well: what it states is from then on what a cache goes by."""
    everywhere.visit(target)
    list(everywhere.revalidations(target))
    for collection, answer in sightings.list_answers(target, statuses=frozenset({200, 304})):
        said = http_fields.directives(answer.headers.get("Cache-Control"))
        for name in ("max-age", "s-maxage"):
            if name in said:
                seen.judged(where=collection)
                age = http_fields.seconds(said[name])
                if age is None or age > _LONGEST_AGE:
                    expected = f"{name} of {_LONGEST_AGE} or less"
                    yield Violation(expected, f"{name}={said[name]}", answer)
        if said and not said.keys() & {"max-age", "s-maxage"}:
            seen.judged(where=collection)
    if not seen.compared:
        demand_entry(target)


@check("live/etag")
def etag(target: Target, seen: Seen) -> Iterator[Violation]:
    for answer in _good_answers(target):
        yield from _says(answer, "ETag", seen)


@check("live/etag-always")
def etag_always(target: Target, seen: Seen) -> Iterator[Violation]:
    for answer in _good_answers(target):
        tags = answer.headers.all("ETag")
        seen.judged(where=_kind(target, answer))
        if len(tags) != 1 or not http_fields.is_entity_tag(tags[0]):
            found = f"ETag: {', '.join(tags)}" if tags else "no ETag"
            yield Violation('an ETag of the form "…" or W/"…"', found, answer)


@check("live/not-modified")
def not_modified(target: Target, seen: Seen) -> Iterator[Violation]:
    for turn, (place, headers) in enumerate(everywhere.conditional(target)):
        with seen.part(place.name):
            tag = _tag(everywhere.ask(target, place, headers=headers))
            for form in _forms(tag, turn):
                seen.judged()
                yield from _unchanged(target, place, headers, form)


@check("live/modified-when-unmatched")
def modified_when_unmatched(target: Target, seen: Seen) -> Iterator[Violation]:
    """Tags that were never given, and those that the path gave in other languages and under other queries."""
    _in_another_language(target)
    for place in everywhere.last_of_each_kind(target):
        with seen.part(place.name):
            full = everywhere.ask(target, place)
            if full.status != 200:
                raise NotTested(f"{full.what} gave {full.outcome}")
            answer = foreign_tags.ask(target, place)
            difference = unlike(full, answer)
            if difference:
                tags = {"If-None-Match": dict(answer.sent)["If-None-Match"]}
                answer = everywhere.ask(target, place, headers=tags)
                difference = unlike(full, answer)
            seen.judged()
            if answer.status != 200 and difference:
                yield Violation("200 and the full answer", difference, answer)
            elif difference and not unlike(full, everywhere.ask(target, place, fresh=True)):
                yield Violation(f"the answer #{full.number}", difference, answer)


@check("live/etag-changes-with-body")
def etag_changes_with_body(target: Target, seen: Seen) -> Iterator[Violation]:
    _in_another_language(target)
    by_tag: dict[tuple[str, str], Exchange] = {}
    tagged = [answer for answer in _good_answers(target) if answer.headers.get("ETag") and answer.readable]
    for answer in tagged:
        key = (answer.url, http_fields.opaque(answer.headers.get("ETag") or ""))
        before = by_tag.setdefault(key, answer)
        if before is not answer:
            seen.judged(where=_kind(target, answer))
            if before.json() != answer.json():
                expected = f"another ETag than in answer #{before.number}, as the body differs"
                yield Violation(expected, answer.headers.get("ETag"), answer)
    several = [url for url in {url for url, _ in by_tag} if sum(url == one for one, _ in by_tag) > 1]
    seen.judged(len(several), where="several tags of one URL")


@check("live/etag-holds")
def etag_holds(target: Target, seen: Seen) -> Iterator[Violation]:
    for turn, place in _one_of_each_kind(target):
        with seen.part(place.name):
            first = everywhere.ask(target, place)
            again = everywhere.ask(target, place, headers=everywhere.strange(target, place, turn))
            if not _same_and_tagged_alike(first, again):
                again = target.again(first)
            if first.body != again.body or not first.headers.get("ETag"):
                raise NotTested(f"{first.what} did not give the same body with an ETag twice")
            seen.judged()
            tags = [http_fields.opaque(answer.headers.get("ETag") or "") for answer in (first, again)]
            if tags[0] != tags[1]:
                found = again.headers.get("ETag") or "none"
                yield Violation(f"ETag {first.headers.get('ETag')}, as the body is the same", found, again)


@check("live/gzip")
def gzip(target: Target, seen: Seen) -> Iterator[Violation]:
    for answer in everywhere.visit(target):
        accepted = http_fields.names(dict(answer.sent).get("Accept-Encoding", "gzip"))
        large = answer.method == "GET" and len(answer.body) > _SMALLEST_TO_COMPRESS
        if not (large and "gzip" in accepted and _is_json(answer)):
            continue
        seen.judged(where=_kind(target, answer))
        if "gzip" not in http_fields.names(answer.headers.get("Content-Encoding")):
            yield Violation(f"gzip, as the body has {len(answer.body)} bytes", "no gzip", answer)


@check("live/retry-after")
def retry_after(target: Target, seen: Seen) -> Iterator[Violation]:
    limited = [answer for answer in everywhere.visit(target) if answer.status == 429]
    if not limited:
        raise NotApplicable("no answer was 429")
    for answer in limited:
        seen.judged()
        stated = answer.headers.get("Retry-After")
        if http_fields.seconds(stated) is None and http_fields.instant(stated or "") is None:
            yield Violation("Retry-After: seconds or a date", f"Retry-After: {stated or 'missing'}", answer)


@check("live/ratelimit-fields")
def ratelimit_fields(target: Target, seen: Seen) -> Iterator[Violation]:
    for answer in everywhere.visit(target):
        for name in ("RateLimit", "RateLimit-Policy"):
            for value in answer.headers.all(name):
                seen.judged(where=name)
                if not http_fields.is_rate_limit(value):
                    yield Violation(f'{name}: "default";…', f"{name}: {value[:80]}", answer)
    if not seen.compared:
        raise NotApplicable("no answer carries RateLimit fields, which it need not")


def _one_of_each_kind(target: Target) -> list[tuple[int, Place]]:
    """Good places, with the turn in which strangers ask for them."""
    places = everywhere.typical(target)
    good = everywhere.first_of_each_kind(everywhere.typical(target, refusals=False))
    return [(places.index(place), place) for place in good]


def _same_and_tagged_alike(one: Exchange, other: Exchange) -> bool:
    tags = [http_fields.opaque(answer.headers.get("ETag") or "") for answer in (one, other)]
    return one.body == other.body and tags[0] == tags[1]


def _good_answers(target: Target) -> list[Exchange]:
    return [one for one in everywhere.visit(target) if one.status == 200 and one.method == "GET"]


def _kind(target: Target, answer: Exchange) -> str:
    operation = target.operation_of(answer)
    return operation.kind if operation else "other"


def _says(answer: Exchange, name: str, seen: Seen) -> Iterator[Violation]:
    seen.judged()
    if not (answer.headers.get(name) or "").strip():
        yield Violation(name, f"no {name}", answer)


def _is_json(answer: Exchange) -> bool:
    return answer.media_type == "application/json" or answer.media_type.endswith("+json")


def _in_another_language(target: Target) -> None:
    for place, _ in everywhere.held(target):
        headers = everywhere.in_another_language(target, place)
        if headers:
            everywhere.ask(target, place, headers=headers)


def _tag(answer: Exchange) -> str:
    tag = answer.headers.get("ETag")
    if answer.status != 200 or tag is None or not http_fields.is_entity_tag(tag):
        raise NotTested(f"{answer.what} gave {answer.outcome} without a well-formed ETag")
    return tag


def _forms(tag: str, turn: int) -> tuple[str, ...]:
    """The tag as given; at every fourth place also another spelling that names it under weak comparison."""
    opaque = http_fields.opaque(tag)
    others = (
        opaque if http_fields.is_weak(tag) else f"W/{tag}",
        f'"no-such-tag", {tag}',
        f'W/"0",{tag} , "1"',
    )
    return (tag, others[turn // 4 % len(others)]) if turn % 4 == 0 else (tag,)


def _unchanged(target: Target, place: Place, headers: Mapping[str, str], tag: str) -> Iterator[Violation]:
    """A violation unless the tag gives 304; a tag that is no longer current says nothing."""
    answer = everywhere.ask(target, place, headers={**headers, "If-None-Match": tag})
    if answer.status == 304:
        if answer.body:
            yield Violation("304 without a body", f"304 with {len(answer.body)} bytes", answer)
        return
    if answer.status == 200 and http_fields.opaque(answer.headers.get("ETag") or "") not in tag:
        now = everywhere.ask(target, place, headers=headers, fresh=True)
        if http_fields.opaque(now.headers.get("ETag") or "") not in tag:
            raise NotTested(f"{answer.what} has another ETag each time, or changed")
    yield Violation("304", answer.outcome, answer)
