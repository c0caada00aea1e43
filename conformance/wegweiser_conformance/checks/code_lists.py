"""Checks of the group `code-lists`."""

from __future__ import annotations

from wegweiser_conformance.registry import Group

GROUP = Group("code-lists")
