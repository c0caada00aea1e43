"""Records from files are held against the contract before they are served."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import jsonschema_rs

from .data import DataFileError, read, read_pieces
from .representation.codes import Codes
from .representation.languages import preference
from .representation.shapes import Shapes
from .service import ITEM_SCHEMAS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from wegweiser_contract import Contract

    Line = tuple[str, dict[str, Any]]

DIALECT = "http://json-schema.org/draft-04/schema#"


def checked(lines: Iterable[Line], contract: Contract, where: str) -> Iterator[Line]:
    """The same lines; raises `DataFileError` at the first record that could not be published as it is."""
    check = Check(contract, where)
    for collection, record in lines:
        check(collection, record)
        yield collection, record


class CheckedFile:
    """The lines of a file; each is held against the contract when it is read.

    Raises `DataFileError` at the first that could not be published as it is.
    """

    def __init__(self, path: Path, contract: Contract) -> None:
        self._path = path
        self._contract = contract

    def __iter__(self) -> Iterator[Line]:
        return checked(read(self._path), self._contract, str(self._path))

    @property
    def rereadable(self) -> bool:
        """Whether several can read it side by side: a pipe is read only once."""
        return self._path.is_file()

    def pieces(self, size: int) -> Iterator[Callable[[], list[Line]]]:
        """The lines in pieces of so many; whoever calls one parses and checks it."""
        check = Check(self._contract, str(self._path))
        return (partial(check.all_of, piece) for piece in read_pieces(self._path, size))


class Check:
    """Knows what a record of each collection has to look like; `where` begins its messages."""

    def __init__(self, contract: Contract, where: str) -> None:
        codes = Codes(contract, {})
        shapes, self._german = Shapes(contract, codes), preference("de", None, codes.languages())
        components = contract.document["components"]
        self._where = where
        self._judges = {
            collection: jsonschema_rs.validator_for(
                {"$schema": DIALECT, "$ref": f"#/components/schemas/{name}", "components": components}
            )
            for collection, name in ITEM_SCHEMAS.items()
        }
        self._writers = {c: shapes.of(contract.schema(name)) for c, name in ITEM_SCHEMAS.items()}

    def all_of(self, piece: Callable[[], list[Line]]) -> list[Line]:
        lines = piece()
        for collection, record in lines:
            self(collection, record)
        return lines

    def __call__(self, collection: str, record: dict[str, Any]) -> None:
        write = self._writers[collection]
        assert write
        try:
            written = write(record, self._german)
        except (LookupError, TypeError, AttributeError, ValueError, StopIteration):
            raise self._fault(collection, record, "not in the form of `data generate`") from None
        fault = next(self._judges[collection].iter_errors(written), None)
        if fault:
            place = "/".join(map(str, fault.instance_path)) or "the record"
            raise self._fault(collection, record, f"{place}: {fault.message[:200]}")

    def _fault(self, collection: str, record: dict[str, Any], says: str) -> DataFileError:
        return DataFileError(f"{self._where}: {collection} {record['id']}: {says}")
