"""What is gathered of a collection while its records come in; it stays in memory until all have come."""

from __future__ import annotations

from array import array
from collections import defaultdict
from functools import partial
from typing import TYPE_CHECKING

from .cells import cell_of
from .days import NEVER
from .terms import COLUMNS, LOCATED, OTHER, STEM, TITLE, TRUE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .rows import Rows
    from .terms import Kind

Term = tuple[int, str]


class Gathered:
    """Numbers of records by term, what is compared by record (`NEVER`: unknown), and where records are."""

    def __init__(self, kinds: Mapping[Kind, int]) -> None:
        self.count = 0
        self.lists: dict[Term, array[int]] = defaultdict(partial(array, "I"))
        self.columns = {column: array("q") for column in COLUMNS}
        self.owners, self.cells, self.vectors = array("I"), array("I"), array("d")
        self._text = tuple(kinds[kind] for kind in (TITLE, OTHER, STEM))
        self._located = kinds[LOCATED]

    def add(self, row: Rows) -> None:
        """The next record: they are numbered from 1."""
        self.count = n = self.count + 1
        lists = self.lists
        for term in row.terms:
            lists[term].append(n)
        for kind, words in zip(self._text, row.text, strict=True):
            for word in words:
                lists[kind, word].append(n)
        for column, value in zip(self.columns.values(), row.main[2:6], strict=True):
            column.append(value if isinstance(value, int) else NEVER)
        if row.spots:
            lists[self._located, TRUE].append(n)
        for lat, lon, vector in row.spots:
            self.owners.append(n)
            self.cells.append(cell_of(lat, lon))
            self.vectors.extend(vector)
