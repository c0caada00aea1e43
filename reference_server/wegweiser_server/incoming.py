"""A request as it came in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .parameters.pairs import pairs_of

if TYPE_CHECKING:
    from collections.abc import MutableMapping

    Scope = MutableMapping[str, Any]

# Longer queries are refused anyway; what follows is not even read.
LONGEST_LOOKED_AT = 65536
# Encoded slashes and control characters stand in no path of the contract; routers differ about them.
ODD = re.compile(rb"%2f|%5c|%[01][0-9a-f]|%7f|[\x00-\x20\x7f]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Incoming:
    method: str
    path: str
    query: bytes
    headers: tuple[tuple[bytes, bytes], ...]
    client: str
    odd: bool

    @classmethod
    def of(cls, scope: Scope) -> Incoming:
        raw = scope.get("raw_path") or b""
        client = scope.get("client") or ("", 0)
        headers = tuple((name.lower(), value) for name, value in scope["headers"])
        path = scope["path"]
        query = scope["query_string"][:LONGEST_LOOKED_AT]
        return cls(scope["method"], path, query, headers, client[0], bool(ODD.search(raw)))

    def header(self, name: str) -> str | None:
        """Several of the same name make one list (RFC 9110, 5.3)."""
        found = [value for given, value in self.headers if given == name.encode()]
        return ", ".join(value.decode("latin-1") for value in found) if found else None

    def below(self, base_path: str) -> str | None:
        """The path below the base path, `/` for the base path itself; None if it lies elsewhere."""
        if self.path in (base_path, base_path + "/"):
            return "/"
        inside = self.path.startswith(base_path + "/") and not self.path.endswith("/") and not self.odd
        return self.path[len(base_path) :] if inside else None

    def first(self, name: str) -> str | None:
        """The first value of a query parameter, if it can be read at all."""
        return next((pair.value for pair in pairs_of(self.query) if pair.name == name), None)
