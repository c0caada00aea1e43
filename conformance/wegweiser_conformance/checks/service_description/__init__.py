"""Checks of the group `service-description`: what a publisher says of itself, and whether it is true."""

from __future__ import annotations

from wegweiser_conformance.checks.service_description import absence, collections, form, promises
from wegweiser_conformance.checks.service_description.group import GROUP

__all__ = ["GROUP", "absence", "collections", "form", "promises"]
