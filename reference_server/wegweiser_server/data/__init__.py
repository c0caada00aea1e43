"""The data that the reference server is born with: real places, invented jobs, courses and offices."""

from __future__ import annotations

from .command import generate_command
from .generate import DEFAULT_SEED, generate
from .ndjson import DataFileError, read, read_pieces, write
from .places import locate, town_by_ags

__all__ = [
    "DEFAULT_SEED",
    "DataFileError",
    "generate",
    "generate_command",
    "locate",
    "read",
    "read_pieces",
    "town_by_ags",
    "write",
]
