"""Checks of the group `place-search`."""

from __future__ import annotations

from wegweiser_conformance.registry import Group

GROUP = Group("place-search")
