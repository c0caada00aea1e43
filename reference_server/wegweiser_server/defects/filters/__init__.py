"""Filters that find the wrong records."""

from __future__ import annotations

from . import codes, compared, dates, ignored, joined, three_valued

__all__ = ["codes", "compared", "dates", "ignored", "joined", "three_valued"]
