"""Why a request is refused.

Refusal
  Malformed               no HTTP at all, or too long or too slow to be read
  BadParameters           one or more faults in parameters
  ConflictingCredentials  credentials of two schemes at once
  Unauthorized            a credential is missing or wrong
  NotFound                no such path or record
  MethodNotAllowed        the path exists, the method does not
  Gone                    the record was removed
  RateLimited             the quota is used up
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault in one parameter; `message` is a key of the table of texts, `says` fills its gaps."""

    parameter: str
    code: str
    message: str
    says: Mapping[str, object] = field(default_factory=dict)
    allowed: tuple[str, ...] = ()


class Refusal(Exception):
    pass


class Malformed(Refusal):
    """The status is 400, 408 (too slow), 414 or 431 (too long)."""

    def __init__(self, status: int = 400) -> None:
        super().__init__(status)
        self.status = status


class BadParameters(Refusal):
    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__(", ".join(fault.code for fault in faults))
        self.faults = tuple(faults)


class ConflictingCredentials(Refusal):
    pass


class Unauthorized(Refusal):
    def __init__(self, challenge: str, *, missing: bool = False) -> None:
        super().__init__("missing" if missing else "wrong")
        self.challenge = challenge
        self.missing = missing


class NotFound(Refusal):
    pass


class MethodNotAllowed(Refusal):
    pass


class Gone(Refusal):
    pass


class RateLimited(Refusal):
    def __init__(self, seconds: int, quota: str) -> None:
        super().__init__(quota)
        self.seconds = seconds
        self.quota = quota
