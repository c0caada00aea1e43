"""Checks of the group `languages`."""

from __future__ import annotations

from wegweiser_conformance.registry import Group

GROUP = Group("languages")
