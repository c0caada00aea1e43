"""Checks of the group `sorting`."""

from __future__ import annotations

from wegweiser_conformance.registry import Group

GROUP = Group("sorting")
