"""Checks of the group `records`: their form, their identity, their links, their size, and their items."""

from __future__ import annotations

from wegweiser_conformance.checks.records import form, identity, items, links, sizes
from wegweiser_conformance.checks.records.group import GROUP

__all__ = ["GROUP", "form", "identity", "items", "links", "sizes"]
