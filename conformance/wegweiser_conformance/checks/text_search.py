"""Checks of the group `text-search`."""

from __future__ import annotations

from wegweiser_conformance.registry import Group

GROUP = Group("text-search")
