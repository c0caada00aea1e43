"""What stands around the honest server sees and may change: a request and an answer."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode

Headers = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Request:
    """`path` is what follows the base path (empty or `/` for the description); `headers` by lower-case names.

    A query that is left alone reaches the server byte by byte as it came.
    """

    method: str
    path: str
    raw_query: bytes = b""
    headers: Headers = ()

    @property
    def query(self) -> tuple[tuple[str, str], ...]:
        text = self.raw_query.decode("latin-1")
        return tuple(parse_qsl(text, keep_blank_values=True, errors="surrogateescape"))

    def value(self, name: str) -> str | None:
        return next((value for given, value in self.query if given == name), None)

    def values(self, name: str) -> tuple[str, ...]:
        return tuple(value for given, value in self.query if given == name)

    def without(self, *names: str) -> Request:
        """Without these parameters."""
        return self.asking((given, value) for given, value in self.query if given not in names)

    def replace(self, name: str, *values: str) -> Request:
        """With these values of a parameter, where its first one stood, or at the end."""
        before = self.query
        at = next((place for place, (given, _) in enumerate(before) if given == name), len(before))
        rest = [pair for pair in before if pair[0] != name]
        return self.asking([*rest[:at], *((name, value) for value in values), *rest[at:]])

    def asking(self, query: Any) -> Request:
        text = urlencode(list(query), errors="surrogateescape", quote_via=quote)
        return replace(self, raw_query=text.encode("ascii"))

    def at(self, path: str) -> Request:
        return replace(self, path=path)

    def by(self, method: str) -> Request:
        return replace(self, method=method)

    def header(self, name: str) -> str | None:
        return next((value for given, value in self.headers if given == name.lower()), None)

    def with_header(self, name: str, value: str) -> Request:
        return replace(self, headers=(*self.without_header(name).headers, (name.lower(), value)))

    def without_header(self, *names: str) -> Request:
        gone = {name.lower() for name in names}
        return replace(self, headers=tuple(pair for pair in self.headers if pair[0] not in gone))

    @property
    def collection(self) -> str | None:
        """The collection whose list or item is asked for."""
        first = self.path.strip("/").partition("/")[0]
        return first if first in COLLECTIONS else None

    @property
    def is_list(self) -> bool:
        return self.path.strip("/") in COLLECTIONS

    @property
    def is_item(self) -> bool:
        return self.collection is not None and self.path.strip("/").count("/") == 1


COLLECTIONS = ("jobs", "course-sessions", "courses", "offices")


@dataclass(frozen=True, slots=True)
class Answer:
    """`headers` by the names the server gives them; lengths are put right when the answer is sent."""

    status: int
    headers: Headers = ()
    body: bytes = b""

    @property
    def is_json(self) -> bool:
        return bool(self.body) and "json" in (self.header("content-type") or "")

    @property
    def has_list(self) -> bool:
        """A 200 with `items`, so that they can be changed."""
        return self.status == 200 and self.is_json and "items" in self.json()

    def json(self) -> Any:
        return json.loads(self.body)

    def with_json(self, document: Any) -> Answer:
        body = json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()
        return replace(self, body=body)

    def with_next_for(self, request: Request) -> Answer:
        """A list whose `page.next` carries what this request asked, not what the server was asked."""
        document = self.json()
        cursor = document["page"].get("nextCursor")
        if cursor is None:
            return self
        query = request.without("cursor").asking([*request.without("cursor").query, ("cursor", cursor)])
        document["page"]["next"] = "?" + query.raw_query.decode()
        return self.with_json(document)

    def with_body(self, body: bytes) -> Answer:
        return replace(self, body=body)

    def with_status(self, status: int) -> Answer:
        return replace(self, status=status)

    def header(self, name: str) -> str | None:
        return next((value for given, value in self.headers if given.lower() == name.lower()), None)

    def with_header(self, name: str, value: str) -> Answer:
        return replace(self, headers=(*self.without_header(name).headers, (name, value)))

    def without_header(self, *names: str) -> Answer:
        gone = {name.lower() for name in names}
        return replace(self, headers=tuple(pair for pair in self.headers if pair[0].lower() not in gone))


App = Callable[[Request], Awaitable[Answer]]
Run = Callable[[Request, App], Awaitable[Answer]]
