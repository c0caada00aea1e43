"""Checks of the group `course-sessions`."""

from __future__ import annotations

from wegweiser_conformance.registry import Group

GROUP = Group("course-sessions")
