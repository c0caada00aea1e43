"""Checks of the group `personal-data`."""

from __future__ import annotations

from wegweiser_conformance.registry import Group

GROUP = Group("personal-data")
