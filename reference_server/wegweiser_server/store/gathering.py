"""What is gathered of a collection while its records come in; it stays in memory until all have come."""

from __future__ import annotations

from array import array
from collections import defaultdict
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING

from .cells import cell_of
from .days import NEVER
from .terms import COLUMNS, LOCATED, OTHER, STEM, TITLE, TRUE
from .texts import read

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .rows import Rows
    from .sheaves import Sheaf
    from .terms import Kind

Term = tuple[int, str]


class Gathered:
    """Numbers of records by term, what is compared by record (`NEVER`: unknown), and where records are."""

    def __init__(self, kinds: Mapping[Kind, int]) -> None:
        self.count = 0
        self.lists: dict[Term, array[int]] = defaultdict(partial(array, "I"))
        self.columns = {column: array("q") for column in COLUMNS}
        self.owners, self.cells, self.vectors = array("I"), array("I"), array("d")
        self._titles: dict[str, array[int]] = defaultdict(partial(array, "I"))
        self._others: dict[str, array[int]] = defaultdict(partial(array, "I"))
        self._title, self._other, self._stem = (kinds[kind] for kind in (TITLE, OTHER, STEM))
        self._located = kinds[LOCATED]

    def add(self, row: Rows) -> None:
        """The next record: they are numbered from 1."""
        self.count = n = self.count + 1
        lists = self.lists
        for term in row.terms:
            lists[term].append(n)
        for texts, held in zip(row.texts, (self._titles, self._others), strict=True):
            for text in texts:
                held[text].append(n)
        for column, value in zip(self.columns.values(), row.main[2:6], strict=True):
            column.append(value if isinstance(value, int) else NEVER)
        if row.spots:
            lists[self._located, TRUE].append(n)
        for lat, lon, vector in row.spots:
            self.owners.append(n)
            self.cells.append(cell_of(lat, lon))
            self.vectors.extend(vector)

    def told(self) -> tuple[dict[Term, bytes], list[bytes], bytes, bytes, bytes]:
        """All of it as bytes."""
        lists = {term: numbers.tobytes() for term, numbers in self.lists.items()}
        lists |= {term: _united(several).tobytes() for term, several in self._worded().items()}
        columns = [column.tobytes() for column in self.columns.values()]
        return lists, columns, self.owners.tobytes(), self.cells.tobytes(), self.vectors.tobytes()

    def _worded(self) -> dict[Term, list[array[int]]]:
        """By word and stem the records of each text that holds it: texts repeat."""
        found: dict[Term, list[array[int]]] = defaultdict(list)
        for kind, texts in ((self._title, self._titles), (self._other, self._others)):
            for text, numbers in texts.items():
                said, forms = read(text)
                for word in said:
                    found[kind, word].append(numbers)
                for form in forms:
                    found[self._stem, form].append(numbers)
        return found

    def join(self, sheaf: Sheaf) -> None:
        """What was gathered elsewhere of the next records."""
        before = self.count
        self.count += len(sheaf.main)
        lists = self.lists
        for term, held in sheaf.lists.items():
            lists[term].extend([before + n for n in memoryview(held).cast("I")])
        for column, more in zip(self.columns.values(), sheaf.columns, strict=True):
            column.frombytes(more)
        self.owners.extend([before + n for n in memoryview(sheaf.owners).cast("I")])
        self.cells.frombytes(sheaf.cells)
        self.vectors.frombytes(sheaf.vectors)


def _united(several: list[array[int]]) -> array[int]:
    if len(several) == 1:
        return several[0]
    return array("I", sorted(set(chain.from_iterable(several))))
