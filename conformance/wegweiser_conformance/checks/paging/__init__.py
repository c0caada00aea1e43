"""Checks of the group `paging`: the envelope, totals, `next`, and what a request may ask of a list.

These modules are the model for all groups. A check is a function of the target and of what was *seen*: it
counts every comparison with `seen.judged()`, judges each collection as a `seen.part()` of its own, and yields
a `Violation` for each fault, with the answer that shows it and a pointer into it.
"""

from __future__ import annotations

from wegweiser_conformance.checks.paging import bounds, envelope, following, totals
from wegweiser_conformance.checks.paging.group import GROUP

__all__ = ["GROUP", "bounds", "envelope", "following", "totals"]
