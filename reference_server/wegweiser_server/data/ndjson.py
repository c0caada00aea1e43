"""Records in files: NDJSON, one `{"collection": …, "record": …}` a line."""

from __future__ import annotations

import json
from functools import partial
from itertools import islice
from typing import IO, TYPE_CHECKING, Any

import orjson

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

Line = tuple[str, dict[str, Any]]

COLLECTIONS = ("jobs", "course-sessions", "courses", "offices")
WANTED = '{"collection": "jobs", "record": {"id": …}}'


class DataFileError(Exception):
    """A data file that cannot be used; the message names file, line and what is wrong."""


def write_line(collection: str, record: dict[str, Any]) -> str:
    return (
        json.dumps({"collection": collection, "record": record}, ensure_ascii=False, separators=(",", ":"))
        + "\n"
    )


def write(lines: Iterable[Line], file: IO[str]) -> int:
    """Writes all and says how many."""
    count = 0
    for collection, record in lines:
        file.write(write_line(collection, record))
        count += 1
    return count


def read(path: Path) -> Iterator[Line]:
    """The lines of a file, empty ones skipped; raises DataFileError at the first that is wrong."""
    return (_parse(raw, f"{path}, line {number}") for number, raw in _numbered(path))


def read_pieces(path: Path, size: int) -> Iterator[Callable[[], list[Line]]]:
    """The same lines in pieces of so many, each of which is parsed when it is called."""
    numbered = _numbered(path)
    while piece := list(islice(numbered, size)):
        yield partial(_parse_all, piece, path)


def _numbered(path: Path) -> Iterator[tuple[int, bytes]]:
    try:
        with path.open("rb") as file:
            for number, raw in enumerate(file, 1):
                if raw.strip():
                    yield number, raw
    except OSError as error:
        raise DataFileError(f"{path}: cannot be read: {error.strerror}") from None


def _parse_all(piece: list[tuple[int, bytes]], path: Path) -> list[Line]:
    return [_parse(raw, f"{path}, line {number}") for number, raw in piece]


def _parse(raw: bytes, where: str) -> Line:
    try:
        entry = orjson.loads(raw)
    except orjson.JSONDecodeError as error:
        raise DataFileError(f"{where}: {_fault(raw, error)}") from None
    if not isinstance(entry, dict) or set(entry) != {"collection", "record"}:
        raise DataFileError(
            f"{where}: not an object of `collection` and `record`; a line looks like {WANTED}"
        )
    return _checked(entry["collection"], entry["record"], where)


def _fault(raw: bytes, error: ValueError) -> str:
    try:
        json.loads(raw.decode("utf-8"))
    except UnicodeDecodeError:
        return "not UTF-8"
    except RecursionError:
        return "nested too deeply"
    except ValueError:
        pass
    return f"not JSON ({error}); a line looks like {WANTED}"


def _checked(collection: object, record: object, where: str) -> Line:
    if collection not in COLLECTIONS:
        raise DataFileError(f"{where}: collection {collection!r} is none of {', '.join(COLLECTIONS)}")
    if not isinstance(record, dict) or not isinstance(record.get("id"), str):
        raise DataFileError(f"{where}: `record` is not an object with an `id` that is a string")
    return str(collection), record
