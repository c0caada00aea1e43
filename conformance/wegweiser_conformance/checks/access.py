"""Checks of the group `access`."""

from __future__ import annotations

from wegweiser_conformance.registry import Group

GROUP = Group("access")
