"""The group, and the words that its checks ask: the same ones, so that equal requests are sent once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wegweiser_conformance import expect, title_words
from wegweiser_conformance.model import NotApplicable
from wegweiser_conformance.predicted import refused
from wegweiser_conformance.registry import Group

if TYPE_CHECKING:
    from collections.abc import Mapping

    from wegweiser_conformance.reading import Walk
    from wegweiser_conformance.scopes import Scope
    from wegweiser_conformance.target import Target

GROUP = Group("text-search")


def distinctive(scope: Scope) -> list[str]:
    """Title words, the rarest first; a scope whose titles have none cannot be searched by title."""
    found = title_words.rarest_first(scope.records)
    if not found:
        raise NotApplicable(f"no title of the {len(scope.records)} {scope.collection} read has a plain word")
    return found


def hits(target: Target, scope: Scope, params: Mapping[str, Any]) -> Walk:
    """Every hit inside the scope, over all pages."""
    query = scope.query(target, params)
    refusal = refused(target.ask(f"/{scope.collection}", query), scope.forecast(lambda _: True))
    if refusal is not None:
        raise refusal
    return target.walk(scope.collection, query, most=2 * len(scope.records) + 1)


def ids(walk: Walk) -> frozenset[str]:
    return frozenset(expect.ids(walk.records))
