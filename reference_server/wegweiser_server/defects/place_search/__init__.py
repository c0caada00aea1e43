"""Places that are understood wrongly, and distances that are none."""

from __future__ import annotations

from . import areas, echoes, laxities, near

__all__ = ["areas", "echoes", "laxities", "near"]
