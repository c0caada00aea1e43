"""Checks of the group `filters`."""

from __future__ import annotations

from wegweiser_conformance.registry import Group

GROUP = Group("filters")
