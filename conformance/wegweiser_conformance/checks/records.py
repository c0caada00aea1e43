"""Checks of the group `records`."""

from __future__ import annotations

from wegweiser_conformance.registry import Group

GROUP = Group("records")
