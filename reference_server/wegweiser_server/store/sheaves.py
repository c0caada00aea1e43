"""The rows of a piece bound together: what many records share is said once, and numbers go as bytes."""

from __future__ import annotations

from array import array
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

from .gathering import Gathered

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .gathering import Term
    from .interface import Record
    from .rows import Rows, Writer
    from .terms import Kind


class Sheaf(NamedTuple):
    """Of one collection; as a plain tuple it passes from process to process.

    `main` holds the columns of the main table behind `n`; the other numbers are those of `Gathered`.
    """

    main: list[tuple[Any, ...]]
    bodies: list[bytes]
    lists: dict[Term, bytes]
    columns: list[bytes]
    owners: bytes
    cells: bytes
    vectors: bytes
    digest: int


class Binder:
    def __init__(self, kinds: Mapping[str, Mapping[Kind, int]], writer: Writer) -> None:
        self._kinds, self._writer = kinds, writer

    def __call__(self, collection: str, records: list[Record]) -> Sheaf:
        gathered, digest = Gathered(self._kinds[collection]), 0
        main: list[tuple[Any, ...]] = []
        bodies: list[bytes] = []
        for record in records:
            row = self._writer.rows(collection, record)
            gathered.add(row)
            main.append(_main(row))
            bodies.append(row.body)
            digest += row.digest
        return Sheaf(main, bodies, *gathered.told(), digest)


def _main(row: Rows) -> tuple[Any, ...]:
    record_id, turn, until, start, _, _, course = row.main
    vectors = array("d", chain.from_iterable(vector for _, _, vector in row.spots))
    return record_id, turn, until, start, course, vectors.tobytes()
