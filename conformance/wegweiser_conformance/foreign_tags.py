"""Entity tags that a path gave under other questions: who bears one has another body, and gets no 304."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from wegweiser_conformance import everywhere, http_fields

if TYPE_CHECKING:
    from wegweiser_conformance.everywhere import Place
    from wegweiser_conformance.exchange import Exchange
    from wegweiser_conformance.target import Target

_MOST = 8
_NEVER_GIVEN = ('W/"no-such-tag"', '"0"')


def ask(target: Target, place: Place) -> Exchange:
    """The place, asked with no header but tags that do not match: two rules by which nothing is otherwise."""

    def made() -> Exchange:
        full = everywhere.ask(target, place)
        other = unmatched(target, full, alone=place.kind == "item")
        return everywhere.ask(target, place, headers={**everywhere.BARE, "If-None-Match": other})

    return target.once(("unmatched", place), made)


def unmatched(target: Target, full: Exchange, *, alone: bool = False) -> str:
    """An `If-None-Match` without `full`'s tag: made up and given elsewhere, or the nearest of these alone."""
    given = foreign(target, full)
    return given[0] if alone and given else ", ".join((*_NEVER_GIVEN, *given))


def foreign(target: Target, full: Exchange) -> list[str]:
    """The same URL in another language first, then the path under other queries, the shortest first."""
    others = [one for one in target.client.traffic if _elsewhere(one, full)]
    nearest = sorted(others, key=lambda one: (one.url != full.url, len(one.url)))
    return list(dict.fromkeys(one.headers.get("ETag") or "" for one in nearest))[:_MOST]


def _elsewhere(answer: Exchange, full: Exchange) -> bool:
    own = http_fields.opaque(full.headers.get("ETag") or "")
    tag = answer.headers.get("ETag") or ""
    return (
        (answer.method, answer.status) == ("GET", 200)
        and urlsplit(answer.url).path == urlsplit(full.url).path
        and http_fields.is_entity_tag(tag)
        and http_fields.opaque(tag) != own
        and answer.body != full.body
    )
