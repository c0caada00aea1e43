"""Where much is held, not everything is looked at: bounds for counting, and circles that grow.

Up to `COUNTED_TO_THE_END` records in a collection every total is exact. Above, a list without any condition
still has an exact total; of all others no more than `COUNTED` hits are counted: the contract allows
`at-least` from 1,000 on.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from .interface import COURSES, SESSIONS, Near

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .catalogue import Catalogue
    from .interface import Query

COUNTED_TO_THE_END = 50_000
COUNTED = 1_000
FIRST_KM = 1.0
GROWTH = 3.0
# Distances are compared as they are shown, with two decimals.
ROUNDING_KM = 0.01
NO_BOUND = -1


def is_large(query: Query, catalogue: Catalogue) -> bool:
    looked_through = SESSIONS if query.collection == COURSES else query.collection
    return max(catalogue.sizes[query.collection], catalogue.sizes[looked_through]) > COUNTED_TO_THE_END


def is_plain(query: Query) -> bool:
    """Whether all that is listed hits."""
    return not (query.filters or query.place or query.updated_since) and query.words is None


def circles(query: Query, catalogue: Catalogue) -> Iterator[tuple[Query, float]]:
    """Smaller circles within which the next records may be found, and how far each can be trusted.

    Whatever lies outside a circle is farther than all within: a page that is full of nearer ones is right.
    """
    near = query.place
    if query.sort != "distance" or not isinstance(near, Near) or query.placeless == "only":
        return
    if not is_large(query, catalogue):
        return
    reached = float(query.after[0] or 0) if query.after else 0.0
    radius = max(FIRST_KM, reached * 1.25)
    while radius < near.radius_km:
        yield replace(query, place=replace(near, radius_km=radius)), radius - ROUNDING_KM
        radius *= GROWTH
