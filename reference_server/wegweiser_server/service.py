"""What handlers work with: the contract as claimed, the data, and everything compiled from both."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from .paging.cursors import Cursors
from .parameters.reader import Reader
from .problems.documents import Problems
from .representation.codes import Codes
from .representation.rendered import Rendered
from .representation.shapes import Shapes

if TYPE_CHECKING:
    from collections.abc import Mapping

    from wegweiser_contract import Contract

    from .representation.shapes import Write
    from .settings import Settings
    from .store.interface import Store

ITEM_SCHEMAS = {
    "jobs": "Job",
    "course-sessions": "CourseSession",
    "courses": "Course",
    "offices": "Office",
}


@dataclass(frozen=True)
class Service:
    """`contract` is the projection onto the classes served."""

    settings: Settings
    contract: Contract
    store: Store

    @cached_property
    def codes(self) -> Codes:
        return Codes(self.contract, self.settings.own_codes)

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """Languages of labels and problems, the default first; only that one if none can be chosen."""
        every = self.codes.languages()
        return every if self.settings.claims("languages") else every[:1]

    @cached_property
    def problems(self) -> Problems:
        return Problems(self.codes.lists["problem-codes"])

    @cached_property
    def cursors(self) -> Cursors:
        return Cursors(self.settings.cursor_key, self.settings.now)

    @cached_property
    def readers(self) -> Mapping[str, Reader]:
        limit = self.settings.max_limit
        return {o.operation_id: Reader(o, self.codes, limit) for o in self.contract.operations}

    @cached_property
    def writers(self) -> Mapping[str, Write]:
        """What writes the records of a collection."""
        shapes = Shapes(self.contract, self.codes)
        written = {
            c: shapes.of(self.contract.schema(name))
            for c, name in ITEM_SCHEMAS.items()
            if c in self.collections
        }
        return {collection: write for collection, write in written.items() if write}

    @cached_property
    def rendered(self) -> Rendered:
        return Rendered()

    @cached_property
    def collections(self) -> tuple[str, ...]:
        return tuple(o.collection for o in self.contract.operations if o.kind == "list" and o.collection)
