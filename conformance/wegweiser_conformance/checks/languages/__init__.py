"""Checks of the group `languages`: chosen as asked, named truly, and without effect on facts."""

from __future__ import annotations

from wegweiser_conformance.checks.languages import choice, facts, naming
from wegweiser_conformance.checks.languages.group import GROUP

__all__ = ["GROUP", "choice", "facts", "naming"]
