"""Checks of the group `filters`: each filter by itself, joined, three-valued, dated, and by code."""

from __future__ import annotations

from wegweiser_conformance.checks.filters import codes, dates, each, joined, three_valued
from wegweiser_conformance.checks.filters.group import GROUP

__all__ = ["GROUP", "codes", "dates", "each", "joined", "three_valued"]
