"""Nearest first, where much is held: circles that grow until one holds a full page.

Whatever lies outside a circle is farther than all within: a page that is full of nearer ones is right.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from wegweiser_server.store.interface import Near

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wegweiser_server.store.interface import Query

FIRST_KM = 1.0
GROWTH = 3.0
# Distances are compared as they are shown, with two decimals.
ROUNDING_KM = 0.01


def circles(query: Query) -> Iterator[tuple[Query, float]]:
    """Smaller circles within which the next records may be found, and how far each can be trusted."""
    near = query.place
    if query.sort != "distance" or not isinstance(near, Near) or query.placeless == "only":
        return
    reached = float(query.after[0] or 0) if query.after else 0.0
    radius = max(FIRST_KM, reached * 1.25)
    while radius < near.radius_km:
        yield replace(query, place=replace(near, radius_km=radius)), radius - ROUNDING_KM
        radius *= GROWTH
