"""Records become rows: in a process of their own, if they are many, while this one writes."""

from __future__ import annotations

import marshal
import os
from itertools import chain, islice
from multiprocessing import get_all_start_methods, get_context
from threading import active_count
from typing import TYPE_CHECKING, Any

from .interface import UnavailableError
from .rows import Rows, checked_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from multiprocessing.connection import Connection

    from .interface import Record
    from .rows import Writer

    Batch = dict[str, list[Rows]]

BATCH = 1000
# So many are made here; only what comes after them is worth a second process.
MADE_HERE = 20_000


def batches(records: Iterable[tuple[str, Record]], writer: Writer) -> Iterator[Batch]:
    """The rows of all records, in their order within each collection."""
    remaining = iter(records)
    yield from _made(islice(remaining, MADE_HERE), writer)
    following = list(islice(remaining, 1))
    if following:
        rest = chain(following, remaining)
        yield from _made_beside(rest, writer) if _may_fork() else _made(rest, writer)


def _made(records: Iterable[tuple[str, Record]], writer: Writer) -> Iterator[Batch]:
    remaining = iter(records)
    while batch := list(islice(remaining, BATCH)):
        by_collection: Batch = {}
        for collection, record in batch:
            checked_id(collection, record)
            by_collection.setdefault(collection, []).append(writer.rows(collection, record))
        yield by_collection


def _may_fork() -> bool:
    """A copy of this process can read on where this one stopped, if no other thread is at work in it."""
    return "fork" in get_all_start_methods() and active_count() == 1 and (os.cpu_count() or 1) > 1


def _made_beside(records: Iterable[tuple[str, Record]], writer: Writer) -> Iterator[Batch]:
    context = get_context("fork")
    receiving, sending = context.Pipe(duplex=False)
    maker = context.Process(target=_make, args=(records, writer, receiving, sending), daemon=True)
    maker.start()
    sending.close()
    try:
        yield from _received(receiving)
    finally:
        receiving.close()
        maker.kill()
        maker.join()


def _make(
    records: Iterable[tuple[str, Record]], writer: Writer, receiving: Connection, sending: Connection
) -> None:
    """In the other process. If nobody listens any more it ends at its next word."""
    receiving.close()
    try:
        for batch in _made(records, writer):
            sending.send_bytes(marshal.dumps({c: [_plain(row) for row in rows] for c, rows in batch.items()}))
        sending.send_bytes(END)
    except (BrokenPipeError, KeyboardInterrupt):
        pass
    except Exception as fault:  # whatever it is, it is raised where the records are written
        sending.send_bytes(FAULT)
        sending.send(fault)


END, FAULT = b"end", b"fault"


def _received(receiving: Connection) -> Iterator[Batch]:
    while True:
        try:
            held = receiving.recv_bytes()
            if held == END:
                return
            if held == FAULT:
                raise receiving.recv()
        except EOFError:
            raise UnavailableError(
                "the process that reads the records has ended before them; nothing was changed, try again"
            ) from None
        yield {c: [Rows(*row) for row in rows] for c, rows in marshal.loads(held).items()}


def _plain(row: Rows) -> tuple[Any, ...]:
    return row.main, row.body, row.terms, row.spots, row.text, row.digest
