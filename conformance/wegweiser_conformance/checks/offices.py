"""Checks of the group `offices`."""

from __future__ import annotations

from wegweiser_conformance.registry import Group

GROUP = Group("offices")
