"""Checks of the group `methods`."""

from __future__ import annotations

from wegweiser_conformance.registry import Group

GROUP = Group("methods")
