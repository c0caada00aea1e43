"""Checks of the group `values`: dates, codes and their labels, notations, places."""

from __future__ import annotations

from wegweiser_conformance.checks.values import codes, dates, notations, places
from wegweiser_conformance.checks.values.group import GROUP

__all__ = ["GROUP", "codes", "dates", "notations", "places"]
