"""Checks of the group `sorting`: the keys, the defaults, relevance, and that no order loses a record."""

from __future__ import annotations

from wegweiser_conformance.checks.sorting import defaults, hits, keys, refusals
from wegweiser_conformance.checks.sorting.group import GROUP

__all__ = ["GROUP", "defaults", "hits", "keys", "refusals"]
