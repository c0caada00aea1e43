"""Checks of the group `problems`."""

from __future__ import annotations

from wegweiser_conformance.registry import Group

GROUP = Group("problems")
