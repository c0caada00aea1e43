"""The documents of a tree: the answers of the server, asked by itself, each with its path."""

from __future__ import annotations

from functools import partial
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from ..call import Call
from ..handlers import HANDLERS
from ..representation.languages import preference
from ..store.interface import Area, Query
from .districts import Districts
from .lists import RECORDS_A_PAGE, Series, pages

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ..service import Service
    from ..store.interface import Found, Order, Position, Record

    Document = tuple[str, dict[str, Any]]

STEP = 10_000
# What a list without a query is ordered by, as in `query`.
ORDERS: dict[str, Order] = {"offices": "id"}


class Tree:
    """`report` is told how far it is."""

    def __init__(self, service: Service, lang: str, report: Callable[[str], None]) -> None:
        self._service = service
        self._lang = lang
        self._report = report
        self._today = service.settings.today()
        self._preference = preference(lang, None, service.codes.languages())
        self._data_version = service.store.data_version(self._today)
        self.tag = self._tag()

    def documents(self) -> Iterator[Document]:
        """Paths without their ending; `index` is the description."""
        yield from self._code_lists()
        districts = Districts()
        for collection in self._service.collections:
            yield from self._collection(collection, districts)
        for collection in self._service.collections:
            yield from self._by_district(collection, districts)
        yield "index", self._answer("getServiceDescription") | {"languages": [self._lang]}

    def _tag(self) -> str:
        """Equal tags mean equal pages: names of pages are never used for something else."""
        parts = (
            self._data_version,
            self._lang,
            self._service.contract.version,
            self._service.settings.classes,
        )
        return blake2b(repr(parts).encode(), digest_size=8).hexdigest()

    def _answer(self, operation_id: str, **path: str) -> dict[str, Any]:
        operation = self._service.contract.operation(operation_id)
        answer = HANDLERS[operation_id](Call(self._service, operation, b"", path, self._preference))
        assert isinstance(answer, dict)
        return answer

    def _code_lists(self) -> Iterator[Document]:
        overview = self._answer("listCodeLists")
        yield "code-lists", overview
        for entry in overview["items"]:
            yield f"code-lists/{entry['id']}", self._answer("getCodeList", codeListId=entry["id"])

    def _collection(self, collection: str, districts: Districts) -> Iterator[Document]:
        count = 0

        def write(record: Record) -> dict[str, Any]:
            districts.note(record)
            return self._write(collection, record)

        for path, document in self._pages(collection, collection, None, write):
            yield path, document
            for item in document["items"]:
                yield f"{collection}/{item['id']}", item
            count += len(document["items"])
            if count % STEP == 0 and count:
                self._report(f"{collection}: {count:,} of {document['page']['total']:,} records")
        self._report(f"{collection}: {count:,} records")

    def _by_district(self, collection: str, districts: Districts) -> Iterator[Document]:
        lists = 0
        write = partial(self._write, collection)
        for ags in districts:
            for path, document in self._pages(f"{collection}/by-ags/{ags}", collection, Area(ags), write):
                if document["items"]:
                    lists += "/pages/" not in path
                    yield path, document
        self._report(f"{collection}: lists of {lists} districts")

    def _pages(
        self, path: str, collection: str, place: Area | None, write: Callable[[Record], dict[str, Any]]
    ) -> Iterator[Document]:
        series = Series(path, self.tag, self._data_version)
        return pages(series, partial(self._ask, collection, place), write)

    def _ask(self, collection: str, place: Area | None, after: Position | None) -> Found:
        order = ORDERS.get(collection, "date")
        query = Query(collection, self._today, RECORDS_A_PAGE, place=place, sort=order, after=after)
        return self._service.store.search(query)

    def _write(self, collection: str, record: Record) -> dict[str, Any]:
        """Ids in lower case: some file systems take `A` and `a` for one name."""
        lowered = {name: record[name].lower() for name in ("id", "courseId") if name in record}
        written: dict[str, Any] = self._service.writers[collection](record | lowered, self._preference)
        return written
