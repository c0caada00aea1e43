"""Every other way of being right, one module for each kind."""

from tests.fresh.right import changing, data, form, searching, settings

__all__ = ["changing", "data", "form", "searching", "settings"]
