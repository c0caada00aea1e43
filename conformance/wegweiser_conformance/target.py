"""The server under judgement, as checks see it: what it claims, and readers that ask it lazily and once.

A reader that cannot do its work raises `NotTested` with the reason: a check that depends on it is then not
tested and says why; the server is blamed only by the check whose requirement it broke.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import quote, urlsplit

from wegweiser_conformance import address, entry, reading, routes, windows
from wegweiser_conformance.model import NotApplicable, NotTested, Unjudged
from wegweiser_conformance.pace import ENOUGH

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from wegweiser_conformance.address import type_of_params
    from wegweiser_conformance.client import Client
    from wegweiser_conformance.earlier import Earlier
    from wegweiser_conformance.exchange import Exchange
    from wegweiser_conformance.known import KnownRecord
    from wegweiser_conformance.reading import ListPage, Walk
    from wegweiser_conformance.windows import Window
    from wegweiser_contract import Contract, Operation

_Made = TypeVar("_Made")
COLLECTIONS = ("jobs", "course-sessions", "courses", "offices")
OPENED_ITEMS = 8
LARGEST_LIMIT = 100
LONGEST_WALK = 2_000


class Target:
    """One server, judged by one release of the contract, as far as it claims its classes."""

    def __init__(
        self,
        client: Client,
        contract: Contract,
        classes: frozenset[str],
        description_answer: Exchange,
        claimed_by: str = "declared",
        seed: int = 0,
        earlier: Earlier | None = None,
        known: tuple[KnownRecord, ...] = (),
    ) -> None:
        self.client = client
        self.base = client.base
        self.contract = contract
        self.classes = classes
        self.description_answer = description_answer
        self.claimed_by = claimed_by
        self.seed = seed
        self.earlier = earlier
        self.known = known
        self.largest = windows.LARGEST
        self.bewildered: set[str] = set()
        self._kept: dict[tuple[object, ...], Any] = {}
        self._routes: dict[str, Operation | None] = {}

    def afresh(self, times: int = 0) -> Target:
        """The same server, with nothing known of its records yet; each time its windows are half as large."""
        made = Target(
            self.client,
            self.contract,
            self.classes,
            self.description_answer,
            self.claimed_by,
            self.seed,
            self.earlier,
            self.known,
        )
        made.largest = self.largest >> times
        return made

    @property
    def description(self) -> dict[str, Any]:
        """The service description; empty if the server gave none."""
        return self.description_answer.object

    @property
    def description_path(self) -> str:
        """Where it answered: with a slash behind the base path, or without one."""
        return "" if self.description_answer.url == self.base else "/"

    @cached_property
    def projection(self) -> Contract:
        """The contract without what the target does not claim: everything is judged by it."""
        return self.contract.project(self.classes)

    @property
    def declared(self) -> frozenset[str]:
        """The classes if the server itself claims them: only then must what lies outside them be absent."""
        return frozenset(self.classes) if self.claimed_by == "declared" else frozenset()

    @property
    def collections(self) -> tuple[str, ...]:
        """The claimed collections."""
        return tuple(name for name in COLLECTIONS if name in self.classes)

    @property
    def limits(self) -> Mapping[str, int]:
        """The numbers of `limits` as far as declared: `defaultLimit`, `maxLimit`, `maxRecordsPerQuery`."""
        declared = self.description.get("limits")
        numbers = declared.items() if isinstance(declared, dict) else ()
        return {name: one for name, one in numbers if isinstance(one, int) and not isinstance(one, bool)}

    def claimed(self, *among: str) -> tuple[str, ...]:
        """The claimed ones of these collections: a rule about none of the claimed ones does not apply."""
        names = tuple(name for name in self.collections if name in among)
        if not names:
            raise NotApplicable(f"none of {', '.join(among)} is claimed")
        return names

    def turn(self, collection: str) -> int:
        """Nought for the collection that the seed chooses: rules for all lists are asked in full there."""
        return (self.collections.index(collection) + self.seed) % len(self.collections)

    @property
    def in_turn(self) -> list[str]:
        """The collections, the one that the seed chooses first."""
        return sorted(self.collections, key=self.turn)

    @property
    def frugal(self) -> bool:
        """The budget (`--max-requests`) does not suffice to ask in every list what one list tells."""
        return self.client.pace.most < ENOUGH

    def thorough(self, collection: str, lists: int = 0) -> bool:
        """Whether to ask in full: in every list; on a small budget in so many as are named."""
        return not self.frugal or self.turn(collection) < lists

    def one_of_two(self, collection: str) -> bool:
        """Whether it is one of the two lists in which a rule is asked; on a small budget it is one."""
        return self.turn(collection) < (1 if self.frugal else 2)

    @property
    def max_limit(self) -> int:
        """`limits.maxLimit` where it is declared within 20 to 100, else 20, which every server must grant."""
        declared = self.limits.get("maxLimit", 0)
        return declared if 20 <= declared <= LARGEST_LIMIT else 20

    def operation(self, collection: str, kind: str = "list") -> Operation:
        """The projection's operation of a collection (`list`, `item`, `page` …)."""
        for operation in self.projection.operations:
            if operation.collection == collection and operation.kind == kind:
                return operation
        raise NotTested(f"the claimed classes have no {kind} of {collection}")

    def operation_of(self, answer: Exchange) -> Operation | None:
        """The projection's operation that an answer belongs to."""
        path = urlsplit(answer.url).path
        if path not in self._routes:
            self._routes[path] = routes.operation_of(self.base, self.projection.operations, answer.url)
        return self._routes[path]

    def filters(self, collection: str) -> list[tuple[str, str, str]]:
        """(parameter, match, property path) of every filter that the projection gives a list."""
        parameters = self.operation(collection).parameters
        return [
            (one.name, one.filter.match, one.filter.property) for one in parameters if one.filter is not None
        ]

    def url(self, path: str, params: type_of_params | None = None) -> str:
        return address.join(self.base, path, params)

    def ask(
        self,
        path: str,
        params: type_of_params | None = None,
        *,
        headers: Mapping[str, str] | None = None,
        method: str = "GET",
        auth: bool = True,
        fresh: bool = False,
    ) -> Exchange:
        """One answer, whatever it is. Equal questions are sent once; open paths are asked without key.

        Where access is closed and no key was given, a 401 says nothing about a rule; those about access
        ask without `auth`.
        """
        wanted = auth and not routes.is_open(path)
        answer = self.client.ask(
            self.url(path, params), method=method, headers=headers, auth=wanted, fresh=fresh
        )
        if wanted and answer.status == 401:
            entry.demand_entry(self)
        return answer

    def ask_url(self, url: str, *, headers: Mapping[str, str] | None = None, fresh: bool = False) -> Exchange:
        """The answer to a URL the server itself gave (a resolved `next`); other hosts are never asked."""
        return self.client.ask(url, headers=headers, fresh=fresh)

    def list_page(
        self,
        collection: str,
        params: type_of_params | None = None,
        *,
        headers: Mapping[str, str] | None = None,
        **more: Any,
    ) -> ListPage:
        """A list read as one; `limit=…` and its like may stand as keywords. No query is sent in `static`."""
        query = {**(params or {}), **more} if "query" in self.classes else {}
        return reading.read_page(collection, self.ask(f"/{collection}", query, headers=headers))

    def again(self, answer: Exchange) -> Exchange:
        """A second answer to the same question, asked once for all checks that compare two."""
        return self._keep(
            ("again", answer.number),
            lambda: self.client.ask(
                answer.url, headers=dict(answer.sent), auth=bool(answer.credential), fresh=True
            ),
        )

    def list_at(self, collection: str, url: str, *, fresh: bool = False) -> ListPage:
        """The list that a URL of the server's own making gives."""
        return reading.read_page(collection, self.ask_url(url, fresh=fresh))

    def walk(
        self, collection: str, params: type_of_params | None = None, *, most: int = LONGEST_WALK
    ) -> Walk:
        """A list followed along `next` with the largest `limit`, unless `params` names another."""
        query = {"limit": self.max_limit, **(params or {})}
        key = ("walk", collection, address.join("", "", query), most)
        return self._keep(
            key, lambda: reading.walk(self.list_page(collection, query), query, self.ask_url, most)
        )

    def walked(self, collection: str) -> Walk | None:
        """The walk along the whole list, if it was made."""
        key = ("walk", collection, address.join("", "", {"limit": self.max_limit}), LONGEST_WALK)
        kept = self._kept.get(key)
        return None if isinstance(kept, NotTested) else kept

    def window(self, collection: str, avoiding: str = "") -> Window:
        """Every record of a scope of at most 200: inside it the suite can predict any answer exactly.

        `avoiding` gives one in which this parameter can be asked, which it did not make.
        """
        if avoiding and self._serves(collection, avoiding):
            return self.window(collection)
        key = ("window", collection, avoiding)
        return self._keep(key, lambda: windows.read_window(self, collection, self.largest, avoiding))

    def _serves(self, collection: str, parameter: str) -> bool:
        window = self.window(collection)
        return self.once(
            ("in window", collection, parameter), lambda: windows.serves(self, window, parameter)
        )

    def windows_read(self, collection: str) -> list[Window]:
        """The windows of a collection that checks have read so far."""
        kept = [one for key, one in self._kept.items() if key[:2] == ("window", collection)]
        return [one for one in kept if not isinstance(one, NotTested)]

    def sample(self, collection: str) -> tuple[dict[str, Any], ...]:
        """Records to look at, without a claim to be all: the first page."""
        page = self.list_page(collection, limit=self.max_limit)
        if not page.items:
            raise NotTested(f"/{collection} has no records")
        return page.items

    def items(self, collection: str, count: int = OPENED_ITEMS) -> list[tuple[dict[str, Any], Exchange]]:
        """Up to `count` records of the list, first, last and evenly between, each with its item's answer."""
        records = [record for record in self.sample(collection) if isinstance(record.get("id"), str)]
        if not records:
            raise NotTested(f"no record of /{collection} has an id")
        last = len(records) - 1
        places = sorted({round(step * last / max(count - 1, 1)) for step in range(count)})
        return [(records[place], self.item(collection, records[place]["id"])) for place in places]

    def item(self, collection: str, record_id: str) -> Exchange:
        return self.ask(f"/{collection}/{quote(record_id, safe='')}")

    @property
    def traffic(self) -> tuple[Exchange, ...]:
        """Every answer of this run. Alone (`--only`), a passive check still sees one of each kind."""
        self._keep(("baseline",), self._ask_one_of_each_kind)
        return tuple(self.client.traffic)

    def conceal(self, found: str) -> None:
        """Found personal data: from now on no output shows them, only their length and hash."""
        self.client.mask.personal(found)

    def once(self, key: tuple[object, ...], make: Callable[[], _Made]) -> _Made:
        """What several checks need and is dear to work out: made by the first that asks."""
        return self._keep(("once", *key), make)

    def _ask_one_of_each_kind(self) -> bool:
        for collection in self.collections:
            try:
                self._ask_around(collection)
            except Unjudged:
                continue
        return True

    def _ask_around(self, collection: str) -> None:
        first = self.list_page(collection)
        if self.turn(collection) < 2:
            self.again(first.answer)
            short = first if first.next_url else self.list_page(collection, limit=1)
            if short.next_url:
                self.ask_url(short.next_url)
        self.items(collection, 1)
        self.ask(f"/{collection}/no-such-record")
        if "query" in self.classes and self.turn(collection) == 0:
            self.ask(f"/{collection}", {"noSuchParameter": "1"})

    def _keep(self, key: tuple[object, ...], make: Callable[[], _Made]) -> _Made:
        """Made once; a failure is kept too, so that every check hears the same reason."""
        if key not in self._kept:
            try:
                self._kept[key] = make()
            except NotTested as obstacle:
                self._kept[key] = obstacle
        kept: _Made = self._kept[key]
        if isinstance(kept, NotTested):
            raise kept.with_traceback(None)
        return kept
