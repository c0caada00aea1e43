"""A request as handlers see it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .problems.refusals import BadParameters

if TYPE_CHECKING:
    from collections.abc import Mapping

    from wegweiser_contract import Operation

    from .parameters.asked import Asked
    from .problems.refusals import Fault
    from .representation.languages import Preference
    from .service import Service


@dataclass(frozen=True, slots=True)
class Call:
    """`query` is raw: handlers decide when it is read, for 404 goes before 400."""

    service: Service
    operation: Operation
    query: bytes
    path: Mapping[str, str]
    preference: Preference

    def read(self) -> Asked:
        return self.service.readers[self.operation.operation_id].read(self.query, self.path)

    def faults(self) -> tuple[Fault, ...]:
        try:
            self.read()
        except BadParameters as error:
            return error.faults
        return ()

    @property
    def collection(self) -> str:
        assert self.operation.collection
        return self.operation.collection

    def write(self, record: dict[str, Any]) -> Any:
        return self.service.writers[self.collection](record, self.preference)
