"""Checks of the group `place-search`: what lies near or in an area, what has no place, what is refused."""

from __future__ import annotations

from wegweiser_conformance.checks.place_search import answers, areas, centres, placeless, refusals
from wegweiser_conformance.checks.place_search.group import GROUP

__all__ = ["GROUP", "answers", "areas", "centres", "placeless", "refusals"]
