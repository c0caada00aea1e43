"""Other ids and numbers of the source."""

from __future__ import annotations

import uuid
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from .editing import edit_records
from .model import Variant
from .registry import add

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from .model import Line

IDS = "§3: `id` is opaque, `^[A-Za-z0-9][A-Za-z0-9._~-]{0,63}$`, unique in its collection."
NUMBERS = "§3: `sourceRecordId` is the number at the source, in its own form."


def _rename(name: str, says: str, change: Callable[[str], str]) -> None:
    def edit(collection: str, record: dict[str, Any]) -> None:
        for member in ("id", "courseId"):
            if member in record:
                record[member] = change(record[member])

    edit_records(f"ids/{name}", IDS, says, edit)


def _digest(text: str) -> str:
    return blake2b(text.encode(), digest_size=16).hexdigest()


_rename("uuid", "UUIDs", lambda given: str(uuid.UUID(_digest(given))))
_rename("longest", "64 characters", lambda given: (given + "." + _digest(given) * 3)[:64])
_rename(
    "signs", "points, tildes, capitals", lambda given: f"A~{given.upper()}._x-" if "0" in given else given
)
_rename("digits", "digits only", lambda given: str(int(_digest(given)[:12], 16)))


def _short(lines: Iterable[Line]) -> Iterator[Line]:
    known: dict[str, str] = {}
    for collection, record in lines:
        for member in ("id", "courseId"):
            if member in record:
                of = "courses" if member == "courseId" else collection
                own = known.setdefault(f"{of}/{record[member]}", str(len(known) + 1))
                record[member] = own
        yield collection, record


add(Variant(id="ids/counted", permits=IDS, says="1, 2, 3 … all collections counted together", records=_short))


def _spelt(_: str, record: dict[str, Any]) -> None:
    record["sourceRecordId"] = f"AZ {record['sourceRecordId']}/2026 (ä)"


edit_records("ids/source-numbers", NUMBERS, "numbers of the source have blanks and slashes", _spelt)
