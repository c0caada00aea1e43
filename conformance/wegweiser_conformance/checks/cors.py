"""Checks of the group `cors`: apps in browsers can read every answer, errors too, without asking first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wegweiser_conformance import everywhere
from wegweiser_conformance.entry import is_open
from wegweiser_conformance.likeness import compare
from wegweiser_conformance.model import NotApplicable, Violation
from wegweiser_conformance.registry import Group

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wegweiser_conformance.exchange import Exchange
    from wegweiser_conformance.model import Seen
    from wegweiser_conformance.target import Target

GROUP = Group("cors")
check = GROUP.check

_ALLOW_ORIGIN = "Access-Control-Allow-Origin"


@check("cors/allow-origin")
def allow_origin(target: Target, seen: Seen) -> Iterator[Violation]:
    _demand_open(target)
    unchanged = [answer for _, answer in everywhere.revalidations(target)]
    for answer in (*everywhere.visit(target), *unchanged):
        if 200 <= answer.status < 400 and answer.method != "OPTIONS":
            seen.judged(where=str(answer.status))
            yield from _allows_every_origin(answer)


@check("cors/allow-origin-on-errors")
def allow_origin_on_errors(target: Target, seen: Seen) -> Iterator[Violation]:
    _demand_open(target)
    for answer in everywhere.visit(target):
        if answer.status >= 400 and answer.method != "OPTIONS":
            seen.judged(where=str(answer.status))
            yield from _allows_every_origin(answer)


@check("cors/no-preflight-needed")
def no_preflight_needed(target: Target, seen: Seen) -> Iterator[Violation]:
    _demand_open(target)
    for turn, place in enumerate(everywhere.typical(target)):
        sent = everywhere.strange(target, place, turn)
        with seen.part(place.name):
            plain = everywhere.asker(target, place)
            difference, answer = compare(plain, everywhere.asker(target, place, headers=sent))
            if difference:
                origin = {"Origin": sent["Origin"]}
                difference, answer = compare(plain, everywhere.asker(target, place, headers=origin))
            seen.judged()
            if difference:
                yield Violation("the answer that comes without Origin", difference, answer)
            else:
                yield from _allows_every_origin(answer)


def _demand_open(target: Target) -> None:
    if not is_open(target):
        raise NotApplicable("access.schemes does not name anonymous")


def _allows_every_origin(answer: Exchange) -> Iterator[Violation]:
    lines = answer.headers.all(_ALLOW_ORIGIN)
    if lines != ["*"]:
        found = ", ".join(f"{_ALLOW_ORIGIN}: {line}" for line in lines) or f"no {_ALLOW_ORIGIN}"
        yield Violation(f"{_ALLOW_ORIGIN}: *, once", found, answer)
