"""Header fields as HTTP means them: cache directives, entity tags, lists of names, dates."""

from __future__ import annotations

import email.utils
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

_ENTITY_TAG = re.compile(r'(?:W/)?"[\x21\x23-\x7e\x80-\xff]*"')
_RATE_LIMIT = re.compile(r'(?:"[^"]*"|[A-Za-z*][\w*.-]*)(?:;[a-z*][a-z0-9_.*-]*=[^;,]+)*')


def directives(field: str | None) -> dict[str, str]:
    """`Cache-Control` as names in lower case with their values, quotes removed (RFC 9111 5.2)."""
    found: dict[str, str] = {}
    for part in (field or "").split(","):
        name, _, value = part.strip().partition("=")
        if name:
            found.setdefault(name.strip().lower(), value.strip().strip('"'))
    return found


def names(field: str | None) -> frozenset[str]:
    """A list of field names such as `Vary` has, in lower case."""
    return frozenset(part.strip().lower() for part in (field or "").split(",") if part.strip())


def is_entity_tag(field: str) -> bool:
    """Weak or strong, but with its quotes (RFC 9110 8.8.3)."""
    return _ENTITY_TAG.fullmatch(field.strip()) is not None


def is_weak(tag: str) -> bool:
    return tag.strip().startswith("W/")


def opaque(tag: str) -> str:
    """What counts when tags are compared weakly: the part without `W/`."""
    return tag.strip().removeprefix("W/")


def is_rate_limit(field: str) -> bool:
    """A list of quota items with parameters, as the RateLimit fields have it: `"default";r=599;t=60`."""
    return all(_RATE_LIMIT.fullmatch(item.strip()) for item in field.split(","))


def instant(field: str) -> datetime | None:
    """An HTTP date; None for anything else."""
    try:
        moment = email.utils.parsedate_to_datetime(field)
    except (TypeError, ValueError):
        return None
    return moment if moment.tzinfo is not None else None


def seconds(field: str | None) -> int | None:
    """A number of seconds, as `Retry-After` and `max-age` have it; None for anything else."""
    text = (field or "").strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None
