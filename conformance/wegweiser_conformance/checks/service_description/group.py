"""The group that the modules of this package fill."""

from __future__ import annotations

from wegweiser_conformance.registry import Group

GROUP = Group("service-description")
