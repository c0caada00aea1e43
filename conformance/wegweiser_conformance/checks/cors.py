"""Checks of the group `cors`."""

from __future__ import annotations

from wegweiser_conformance.registry import Group

GROUP = Group("cors")
