"""Semantic versions, and which comes first."""

from __future__ import annotations

import re

from wegweiser_contract.errors import ContractError

_VERSION = re.compile(
    r"(?P<numbers>(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*))(-(?P<pre>[0-9A-Za-z-]+(\.[0-9A-Za-z-]+)*))?"
)


def precedence(version: str) -> tuple[tuple[int, ...], bool, tuple[tuple[bool, int, str], ...]]:
    """A sort key.

    "A pre-release version has lower precedence than the associated normal version" (SemVer 2.0.0).
    """
    match = _VERSION.fullmatch(version)
    if not match:
        raise ContractError(f"{version!r} is no version; one looks like 1.0.0 or 1.0.0-rc.1")
    numbers = tuple(int(number) for number in match["numbers"].split("."))
    parts = match["pre"].split(".") if match["pre"] else []
    return numbers, not parts, tuple(_identifier(part) for part in parts)


def _identifier(part: str) -> tuple[bool, int, str]:
    """Numbers compare as numbers and come before words."""
    return (False, int(part), "") if part.isdecimal() else (True, 0, part)
