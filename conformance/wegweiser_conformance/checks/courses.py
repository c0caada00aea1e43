"""Checks of the group `courses`."""

from __future__ import annotations

from wegweiser_conformance.registry import Group

GROUP = Group("courses")
