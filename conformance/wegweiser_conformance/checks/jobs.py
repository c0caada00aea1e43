"""Checks of the group `jobs`."""

from __future__ import annotations

from wegweiser_conformance.registry import Group

GROUP = Group("jobs")
