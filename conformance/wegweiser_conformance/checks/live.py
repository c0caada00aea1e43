"""Checks of the group `live`."""

from __future__ import annotations

from wegweiser_conformance.registry import Group

GROUP = Group("live")
