"""Checks of the group `service-description`."""

from __future__ import annotations

from wegweiser_conformance.registry import Group

GROUP = Group("service-description")
