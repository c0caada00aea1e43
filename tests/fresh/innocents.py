"""All ways of being right that the fresh publisher knows, by name."""

from __future__ import annotations

from tests.fresh import innocent, right

INNOCENTS = innocent.INNOCENTS
MODULES = right.__all__
