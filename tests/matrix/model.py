"""A mutant: the reference server with one mechanical change, derived from the contract and not thought up.

It has the form of a defect (`reference_server/wegweiser_server/defects`), so that the same proxy puts it
around the honest server; but it names no requirement: whichever check notices it kills it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from zlib import crc32

if TYPE_CHECKING:
    from wegweiser_server.defects.model import Request, Run

TENTH = 10


@dataclass(frozen=True, slots=True)
class Mutant:
    """`id` is `family/subject:how`; `groups` are the requirement groups that should notice it first.

    `equivalent` says why it is no wrong server, if no requirement forbids what it does (`innocent.py`).
    """

    id: str
    says: str
    run: Run
    groups: tuple[str, ...] = ()
    heads: bool = False
    encodes: bool = False
    equivalent: str = ""

    @property
    def family(self) -> str:
        """What kind of thing is changed: parameters, properties, headers, operations."""
        return self.id.partition("/")[0]

    @property
    def how(self) -> str:
        return self.id.rpartition(":")[2]


def tenth(text: str) -> bool:
    """One in ten, always the same ones."""
    return crc32(text.encode()) % TENTH == 0


def tenth_of_requests(request: Request) -> bool:
    return tenth(f"{request.path}?{request.raw_query.decode('latin-1')}")


def in_english(request: Request) -> bool:
    """Whether English is asked for, by parameter or else by header."""
    asked = request.value("lang")
    if asked is not None:
        return asked.lower().startswith("en")
    return (request.header("accept-language") or "").lower().startswith("en")
