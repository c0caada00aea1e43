"""An answer before it is sent."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

import orjson

JSON = "application/json"
PROBLEM = "application/problem+json"

Headers = dict[str, str]


@dataclass(frozen=True, slots=True)
class Answer:
    """`headers` by their usual names; those of transport (length, encoding, …) are added when it is sent."""

    status: int
    body: bytes = b""
    headers: Headers = field(default_factory=dict)

    def adding(self, headers: Headers) -> Answer:
        return replace(self, headers={**self.headers, **headers})


def compact(document: Any) -> bytes:
    """The same document, the same bytes."""
    return orjson.dumps(document)


def document(status: int, content: Any, media_type: str = JSON) -> Answer:
    body = content if isinstance(content, bytes) else compact(content)
    return Answer(status, body, {"Content-Type": media_type})
