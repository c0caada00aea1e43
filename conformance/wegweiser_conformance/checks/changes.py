"""Checks of the group `changes`."""

from __future__ import annotations

from wegweiser_conformance.registry import Group

GROUP = Group("changes")
