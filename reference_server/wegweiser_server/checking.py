"""Records from files are held against the contract before they are served."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import jsonschema_rs

from .data import DataFileError
from .representation.codes import Codes
from .representation.languages import preference
from .representation.shapes import Shapes
from .service import ITEM_SCHEMAS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from wegweiser_contract import Contract

    Line = tuple[str, dict[str, Any]]


def checked(lines: Iterable[Line], contract: Contract, where: str) -> Iterator[Line]:
    """The same lines; raises `DataFileError` at the first record that could not be published as it is."""
    codes = Codes(contract, {})
    shapes, german = Shapes(contract, codes), preference("de", None, codes.languages())
    components = contract.document["components"]
    judges = {
        collection: jsonschema_rs.validator_for(
            {"$schema": DIALECT, "$ref": f"#/components/schemas/{name}", "components": components}
        )
        for collection, name in ITEM_SCHEMAS.items()
    }
    writers = {collection: shapes.of(contract.schema(name)) for collection, name in ITEM_SCHEMAS.items()}
    for collection, record in lines:
        write = writers[collection]
        assert write
        try:
            written = write(record, german)
        except (LookupError, TypeError, AttributeError, ValueError, StopIteration):
            raise DataFileError(
                f"{where}: {collection} {record['id']}: not in the form of `data generate`"
            ) from None
        fault = next(judges[collection].iter_errors(written), None)
        if fault:
            place = "/".join(map(str, fault.instance_path)) or "the record"
            raise DataFileError(f"{where}: {collection} {record['id']}: {place}: {fault.message[:200]}")
        yield collection, record


DIALECT = "http://json-schema.org/draft-04/schema#"
