"""Checks of the group `personal-data`: contacts, numbers, names, homes, and what is kept of those who ask."""

from __future__ import annotations

from wegweiser_conformance.checks.personal_data import asker, contacts, homes, names
from wegweiser_conformance.checks.personal_data.group import GROUP

__all__ = ["GROUP", "asker", "contacts", "homes", "names"]
