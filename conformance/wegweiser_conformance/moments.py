"""Days and instants, read as strictly as the contract writes them."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_INSTANT = re.compile(
    r"(\d{4}-\d{2}-\d{2})[Tt]([01]\d|2[0-3]):([0-5]\d):([0-5]\d|60)(\.\d+)?([Zz]|[+-]([01]\d|2[0-3]):[0-5]\d)",
    re.ASCII,
)


def day(value: Any) -> date | None:
    """A calendar day that exists, `YYYY-MM-DD`; None for anything else."""
    if not isinstance(value, str) or not _DAY.fullmatch(value):
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def instant(value: Any) -> datetime | None:
    """An RFC 3339 date-time; None for anything else. A leap second counts as the one before."""
    found = _INSTANT.fullmatch(value) if isinstance(value, str) else None
    if found is None or day(found[1]) is None:
        return None
    second = "59" if found[4] == "60" else found[4]
    offset = "+00:00" if found[6] in {"Z", "z"} else found[6]
    fraction = (found[5] or "")[:7]  # no finer than microseconds
    return datetime.fromisoformat(f"{found[1]}T{found[2]}:{found[3]}:{second}{fraction}{offset}")
