"""Checks of the group `static`."""

from __future__ import annotations

from wegweiser_conformance.registry import Group

GROUP = Group("static")
