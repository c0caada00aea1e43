"""Requirements that no check judges yet, one a line: reports name them apart. The goal is none."""

from __future__ import annotations

PENDING: frozenset[str] = frozenset(())
