"""Checks of the group `text-search`: ranking is the server's own; relations between answers judge."""

from __future__ import annotations

from wegweiser_conformance.checks.text_search import finding, relations, spellings
from wegweiser_conformance.checks.text_search.group import GROUP

__all__ = ["GROUP", "finding", "relations", "spellings"]
