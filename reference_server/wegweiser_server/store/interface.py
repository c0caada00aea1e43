"""What the HTTP side asks of a store, and what it gets back; engines obey this and nothing more."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from wegweiser_contract import Filter

Record = dict[str, Any]
Order = Literal["date", "distance", "relevance", "id"]
Placeless = Literal["include", "only", "exclude"]
# Values that survive JSON: a cursor carries them.
Position = tuple[str | int | float | None, ...]

COLLECTIONS = ("jobs", "course-sessions", "courses", "offices")
SESSIONS = "course-sessions"
COURSES = "courses"


class StoreError(Exception):
    """The store cannot answer or cannot take data; the message says what is wrong and what would help.

    StoreError
      DataError         a record that cannot be stored (no id, unknown collection, twice the same id)
      UnavailableError  the database is locked, gone, full or refused: trying again later may help
      CorruptError      the database is damaged or is none: it has to be loaded anew
    """


class DataError(StoreError):
    pass


class UnavailableError(StoreError):
    pass


class CorruptError(StoreError):
    pass


@dataclass(frozen=True, slots=True)
class Near:
    """Within the radius of the centre, or bearing the postcode that was asked for."""

    lat: float
    lon: float
    radius_km: float
    postcode: str | None = None


@dataclass(frozen=True, slots=True)
class Area:
    """Everything whose AGS begins so."""

    ags: str


@dataclass(frozen=True, slots=True)
class Query:
    """One page of one list.

    `filters` pairs the contract's filter with the values asked for (AND between pairs, OR within one);
    `after` is the `position` of the last record shown, of a query equal but for `limit`;
    `placeless` counts only beside a `place`.
    """

    collection: str
    today: date
    limit: int
    filters: tuple[tuple[Filter, tuple[str, ...]], ...] = ()
    words: str | None = None
    place: Near | Area | None = None
    placeless: Placeless = "exclude"
    sort: Order = "id"
    updated_since: datetime | None = None
    after: Position | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """A record, how far away it is (two decimals; None without centre or coordinates), where it stands.

    The same record may be shown to many: nobody changes it.
    """

    record: Record
    distance_km: float | None
    position: Position


@dataclass(frozen=True, slots=True)
class Found:
    """`total` counts all hits, whatever the page; `more` says that another record follows.

    Where counting to the end is dear, `exact` is false: `total` is a lower bound then, of 1,000 or more.
    """

    hits: tuple[Hit, ...]
    total: int
    more: bool
    exact: bool = True


class Store(Protocol):
    """Read by many threads at once. Every method may raise `StoreError`."""

    def search(self, query: Query) -> Found: ...

    def get(self, collection: str, record_id: str, today: date) -> Record | None:
        """The record, if it is listed on that day."""

    def removed(self, collection: str, record_id: str, today: date | None = None) -> bool:
        """Whether there was such a record that is not listed any more; None means today in Europe/Berlin."""

    def total(self, collection: str, today: date) -> int: ...

    def updated_at(self, collection: str) -> datetime | None:
        """The latest change of a record of the collection, None if it has none."""

    def data_version(self, today: date | None = None) -> str:
        """Equal values mean that the same records are listed; None means today in Europe/Berlin."""

    def revision(self) -> str:
        """Equal values mean that the same data are served; cheap enough for every request."""

    def close(self) -> None: ...


class Loader(Protocol):
    """How data come into a store: all or nothing."""

    def __call__(self, records: Iterable[tuple[str, Record]], path: str = ":memory:") -> Store: ...
