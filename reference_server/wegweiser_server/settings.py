"""Everything that makes one server differ from another."""

from __future__ import annotations

from dataclasses import dataclass, field
from secrets import token_bytes
from time import time
from typing import TYPE_CHECKING, Any

from .access.credentials import Credentials
from .data.days import berlin_today
from .data.places import locate

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date, datetime

    from .data.places import Spot
    from .tally import Tally

DEFAULT_CLASSES = (
    "core",
    "jobs",
    "course-sessions",
    "courses",
    "offices",
    "query",
    "text-search",
    "place-search",
    "languages",
    "live",
    "changes",
)


class SettingsError(Exception):
    """A setting that the server cannot be started with; the message names it and what would be right."""


@dataclass(frozen=True, slots=True)
class Quota:
    requests: int
    seconds: int


@dataclass(frozen=True, slots=True)
class Ending:
    """This version of the service is going to end."""

    deprecated_at: datetime
    sunset_at: datetime | None = None
    successor_url: str | None = None


@dataclass(frozen=True, slots=True)
class Settings:
    """`base_path` has no closing slash and is empty for the host's root, which clients reach by `public_url`.

    `answer_cache_bytes` is the room for whole answers that are kept, 0 for none.
    `own_codes` adds entries (`x-…`, in the form of the contract's code lists) to lists by their id.
    `locate` knows where postcodes are.
    """

    classes: tuple[str, ...] = DEFAULT_CLASSES
    base_path: str = "/v1"
    public_url: str = "http://127.0.0.1:8080"
    access: tuple[str, ...] = ("anonymous",)
    credentials: Credentials = field(default_factory=Credentials)
    answer_cache_bytes: int = 32 * 2**20
    default_limit: int = 20
    max_limit: int = 100
    max_records_per_query: int | None = None
    quota: Quota | None = None
    tally: Tally | None = None
    ending: Ending | None = None
    defect: str | None = None
    variants: tuple[str, ...] = ()
    scenarios: tuple[str, ...] = ()
    own_codes: Mapping[str, tuple[Mapping[str, Any], ...]] = field(default_factory=dict)
    cursor_key: bytes = field(default_factory=lambda: token_bytes(32))
    now: Callable[[], float] = time
    today: Callable[[], date] = berlin_today
    locate: Callable[[str], Spot | None] = locate

    @property
    def anonymous(self) -> bool:
        return "anonymous" in self.access

    def claims(self, name: str) -> bool:
        return name in self.classes
