"""One request and what came of it: the evidence every finding points to."""

from __future__ import annotations

import shlex
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from wegweiser_conformance import strict_json
from wegweiser_conformance.model import NotTested

ACCEPT = "application/json"
USUAL = frozenset({"user-agent", "accept", "accept-encoding", "connection"})  # sent with every request
_CREDENTIAL_ARGUMENTS = {
    "api-key": '-H "X-API-Key: $WEGWEISER_API_KEY"',
    "basic": '-u "$WEGWEISER_BASIC"',
}


class Headers:
    """Header fields in the order received; names compare without case, a repeated field keeps every line."""

    def __init__(self, lines: tuple[tuple[str, str], ...] = ()) -> None:
        self.lines = lines

    def get(self, name: str, default: str | None = None) -> str | None:
        """All lines of a field joined by a comma, as RFC 9110 5.3 lets a recipient do."""
        found = self.all(name)
        return ", ".join(found) if found else default

    def all(self, name: str) -> list[str]:
        return [value for key, value in self.lines if key.lower() == name.lower()]

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and bool(self.all(name))


@dataclass(frozen=True)
class Exchange:
    """A request as sent (credentials kept apart by kind, never by value) and its answer, or why none came.

    `status` is 0 when there was no complete answer; `fault` then says what happened instead.
    """

    number: int
    method: str
    url: str
    sent: tuple[tuple[str, str], ...] = ()
    credential: str = ""
    status: int = 0
    headers: Headers = field(default_factory=Headers)
    body: bytes = b""
    fault: str = ""
    seconds: float = 0.0

    @cached_property
    def _parsed(self) -> strict_json.Parsed:
        return strict_json.parse(self.body)

    @property
    def json_faults(self) -> tuple[str, ...]:
        """What is wrong with the body as JSON; a body can be readable and still have faults."""
        return self._parsed.faults

    @property
    def readable(self) -> bool:
        return self._parsed.readable

    def json(self) -> Any:
        """The body's value; what cannot be read as JSON ends the check as not tested."""
        if not self.readable:
            raise NotTested(f"{self.what} has no readable JSON ({'; '.join(self.json_faults)})")
        return self._parsed.value

    @property
    def object(self) -> dict[str, Any]:
        """The body if it is a JSON object, else an empty one: for looking, not for judging."""
        value = self._parsed.value
        return value if isinstance(value, dict) else {}

    @property
    def media_type(self) -> str:
        return (self.headers.get("Content-Type") or "").partition(";")[0].strip().lower()

    @property
    def what(self) -> str:
        return f"{self.method} {self.url}"

    @property
    def outcome(self) -> str:
        """What came back, in a few words: for the `actual` of a finding."""
        if self.fault:
            return f"no answer: {self.fault}"
        return f"{self.status} {self.media_type or '(no Content-Type)'}"

    @property
    def curl(self) -> str:
        """The same request as a line to paste; a credential stays a shell variable."""
        named = {name.lower() for name, _ in self.sent}
        usual = () if "accept" in named else (("Accept", ACCEPT),)
        parts = [
            "curl -i" if "accept-encoding" in named else "curl -i --compressed",
            {"GET": "", "HEAD": "-I"}.get(self.method, f"-X {self.method}"),
            _CREDENTIAL_ARGUMENTS.get(self.credential, ""),
            *(f"-H {shlex.quote(_field(name, value))}" for name, value in (*usual, *self.sent)),
            shlex.quote(self.url),
        ]
        return " ".join(part for part in parts if part)


def _field(name: str, value: str) -> str:
    """An empty value leaves a usual field out, to curl as to the suite; curl sends others empty by `;`."""
    if value or name.lower() in USUAL:
        return f"{name}: {value}".strip()
    return f"{name};"
