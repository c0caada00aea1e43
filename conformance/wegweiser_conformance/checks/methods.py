"""Checks of the group `methods`: HEAD is GET without a body, everything else is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wegweiser_conformance import everywhere, http_fields
from wegweiser_conformance.entry import may_ask
from wegweiser_conformance.model import NotApplicable, NotTested, Violation
from wegweiser_conformance.registry import Group

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wegweiser_conformance.everywhere import Place
    from wegweiser_conformance.exchange import Exchange
    from wegweiser_conformance.model import Seen
    from wegweiser_conformance.target import Target

GROUP = Group("methods")
check = GROUP.check

_WRITING = ("POST", "PUT", "PATCH", "DELETE")
_COMPARED = (
    "Content-Type",
    "Content-Language",
    "ETag",
    "Last-Modified",
    "Cache-Control",
    "Vary",
    "Access-Control-Allow-Origin",
    "Access-Control-Expose-Headers",
)


@check("methods/head-answers")
def head_answers(target: Target, seen: Seen) -> Iterator[Violation]:
    for place in _headed(target):
        with seen.part(place.name):
            get, head = _pair(target, place)
            seen.judged()
            if head.status != get.status:
                yield Violation(f"{get.status}, as GET answers", head.outcome, head)
            elif head.body:
                yield Violation("no body", f"{len(head.body)} bytes", head)
            elif get.status == 200 and head.media_type != get.media_type:
                yield Violation(f"Content-Type {get.media_type}", head.outcome, head)


@check("methods/head-answers-live")
def head_answers_live(target: Target, seen: Seen) -> Iterator[Violation]:
    for place in _headed(target):
        with seen.part(place.name):
            get, head = _pair(target, place)
            difference = _difference(get, head)
            if difference:
                get, head = _pair(target, place, fresh=True)
                difference = _difference(get, head, () if _tag_holds(target, place, get) else ("ETag",))
            seen.judged()
            if difference:
                wanted, found = difference
                yield Violation(f"{wanted}, as GET answers", found, head)


@check("methods/others-refused")
def others_refused(target: Target, seen: Seen) -> Iterator[Violation]:
    for answer in _writing_answers(target):
        seen.judged(where=answer.method)
        if answer.status != 405:
            yield Violation("405", answer.outcome, answer)


@check("methods/allow-named")
def allow_named(target: Target, seen: Seen) -> Iterator[Violation]:
    for answer in _writing_answers(target):
        if answer.status != 405:
            continue
        allowed = http_fields.names(answer.headers.get("Allow"))
        seen.judged(where=answer.method)
        if "get" not in allowed:
            found = answer.headers.get("Allow")
            yield Violation("Allow: GET, HEAD …", f"Allow: {found}" if found else "no Allow", answer)


def _headed(target: Target) -> list[Place]:
    """Every operation that there is, one later page and two refusals: each may be programmed by itself."""
    typical = everywhere.typical(target)
    others = [
        place
        for place in everywhere.places(target)
        if place.kind != "later page" and (not place.collection or target.thorough(place.collection, 1))
    ]
    return list(dict.fromkeys((*typical, *others)))


def _pair(target: Target, place: Place, *, fresh: bool = False) -> tuple[Exchange, Exchange]:
    get = everywhere.ask(target, place, fresh=fresh)
    if get.fault or get.status >= 500:
        raise NotTested(f"{get.what} gave {get.outcome}")
    return get, everywhere.ask(target, place, method="HEAD", fresh=fresh)


def _tag_holds(target: Target, place: Place, get: Exchange) -> bool:
    """A tag that is another one in each answer cannot be that of another answer; it only SHOULD hold."""
    again = everywhere.ask(target, place, fresh=True)
    return _normal("ETag", again) == _normal("ETag", get)


def _difference(get: Exchange, head: Exchange, free: tuple[str, ...] = ()) -> tuple[str, str] | None:
    """Expected and found; None if HEAD says all that GET says. What is `free` may differ, but not lack."""
    if head.status != get.status:
        return str(get.status), head.outcome
    if head.body:
        return "no body", f"{len(head.body)} bytes"
    for name in _COMPARED:
        if name in free and name in get.headers and name in head.headers:
            continue
        if _normal(name, get) != _normal(name, head):
            return (
                f"{name}: {get.headers.get(name, 'missing')}",
                f"{name}: {head.headers.get(name, 'missing')}",
            )
    return None


def _normal(name: str, answer: Exchange) -> object:
    """A field's value as far as it matters: tags weakly, lists of names without order."""
    value = answer.headers.get(name)
    if value is None:
        return None
    if name == "ETag":
        return http_fields.opaque(value).replace('-gzip"', '"')  # Apache marks the compressed form
    if name == "Vary":
        return http_fields.names(value) - {"accept-encoding"}  # a body of no bytes is not compressed
    if name == "Content-Type":
        return answer.media_type
    return http_fields.directives(value) if name == "Cache-Control" else value


def _writing_answers(target: Target) -> Iterator[Exchange]:
    """Answers to other methods on every kind of path: sent only where invented data can take no harm."""
    allowed = [method for method in _WRITING if method in target.client.methods]
    if not allowed:
        raise NotApplicable("other methods than GET, HEAD and OPTIONS are sent only with --sandbox")
    every = everywhere.one_of_each_kind(everywhere.places(target))
    asked = [place for place in every if place.open or may_ask(target)]
    for turn, place in enumerate(asked):
        yield everywhere.ask(target, place, method=allowed[turn % len(allowed)])
