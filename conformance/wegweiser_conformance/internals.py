"""What a problem body shows of a server's inside: markup, stack traces, paths, statements, raw messages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

_SIGNS = {
    "markup": (r"</?(?:html|head|body|div|span|p|br|pre|h[1-6]|a|b|i|code|table|script|title)\b[^>]*>",),
    "a stack trace": (
        r"Traceback \(most recent call last\)",
        r"(?i:stack ?trace:)",
        r"File \"[^\"]+\", line \d+",
        r"\bat (?:[A-Za-z_$][\w$]*\.){2,}[\w$<>]+\(",
        r"\bin [^\s]+\.(?:php|py|rb|js|java|cs)(?::| on line )\d+",
    ),
    "the name of an exception": (
        r"\b[A-Z]\w+(?:Error|Exception)\b",
        r"\b(?:java|javax|org|System)(?:\.\w+)+Exception\b",
    ),
    "a path of the file system": (
        r"(?:^|[\s'\"(])/(?:usr|home|var|opt|srv|etc|tmp|root)/[\w.-]+/",
        r"\b[A-Za-z]:\\\w+",
        r"\b(?:site-packages|node_modules)\b",
    ),
    "a database statement": (
        r"\bSELECT\b.+\bFROM\b",
        r"\bINSERT INTO\b",
        r"\bWHERE\b.+(?:=|\bLIKE\b)",
        r"\bORDER BY\b",
    ),
    "a database's message": (
        r"\bsqlite3?\.|\bpsycopg|\bSQLSTATE\b|\bORA-\d{4,}",
        r"near \"[^\"]*\": syntax error",
        r"\bno such (?:column|table):",
        r"relation \"[^\"]+\" does not exist",
        r"invalid input syntax for",
    ),
    "a validator's message": (
        r"' is not one of \[|' does not match '|' is not of type '|' is not a '[a-z-]+'",
        r"is not valid under any of the given schemas|Failed validating|Additional properties are not",
        r"\b(?:type_error|value_error|string_pattern_mismatch|int_parsing)\b|pydantic",
    ),
    "an interpreter's message": (
        r"could not convert string to|invalid literal for int\(\)|Failed to convert value",
        r"For input string: |'NoneType' object|undefined is not|Cannot read propert",
        r"strconv\.\w+: parsing|Unexpected token .+ in JSON|time data '.*' does not match",
    ),
}
_PATTERNS = tuple((name, re.compile(sign)) for name, signs in _SIGNS.items() for sign in signs)
_FIXED = frozenset({"type", "code", "parameter"})


def shown(text: str) -> str:
    """What kind of inside a text shows; empty if none."""
    return next((name for name, pattern in _PATTERNS if pattern.search(text)), "")


def texts(body: Any, pointer: str = "") -> Iterator[tuple[str, str]]:
    """Every text that a problem is free to word, with the pointer to it."""
    if isinstance(body, list):
        for place, entry in enumerate(body):
            yield from texts(entry, f"{pointer}/{place}")
    elif isinstance(body, dict):
        for name, value in body.items():
            if isinstance(value, str) and name not in _FIXED:
                yield f"{pointer}/{name}", value
            elif not isinstance(value, str):
                yield from texts(value, f"{pointer}/{name}")
