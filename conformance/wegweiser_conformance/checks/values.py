"""Checks of the group `values`."""

from __future__ import annotations

from wegweiser_conformance.registry import Group

GROUP = Group("values")
