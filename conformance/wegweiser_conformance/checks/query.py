"""Checks of the group `query`."""

from __future__ import annotations

from wegweiser_conformance.registry import Group

GROUP = Group("query")
