"""Records become rows: if they are many, in processes of their own, while this one writes.

What is made of them is the engine's matter (`Make`); between processes it goes by `marshal`.
Records come as any iterable; then one more process makes their rows. If they can be read again and in pieces
(`InPieces`), several do, each its share of the pieces.
"""

from __future__ import annotations

import gc
import marshal
import os
from contextlib import ExitStack, contextmanager
from itertools import chain, cycle, islice
from multiprocessing import get_all_start_methods, get_context
from threading import active_count
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, runtime_checkable

from .interface import DataError, UnavailableError
from .rows import checked_id

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from multiprocessing.connection import Connection

    from .interface import Record

    Line = tuple[str, Record]
    Piece = Callable[[], list[Line]]
    # Of some records of one collection; a tuple of what `marshal` can write.
    Make = Callable[[str, list[Record]], tuple[Any, ...]]
    Progress = Callable[[int], None]

BATCH = 1000
# So many are made here; only what comes after them is worth further processes.
MADE_HERE = 20_000
MAKERS_AT_MOST = 4
STEP = 10_000


@runtime_checkable
class InPieces(Protocol):
    """Records that can be read again, by several side by side."""

    @property
    def rereadable(self) -> bool: ...

    def pieces(self, size: int) -> Iterator[Callable[[], list[tuple[str, Record]]]]:
        """The records from the first on, so many a piece; to skip a piece costs little."""


class Batch(NamedTuple):
    """What was made of so many records, by collection."""

    size: int
    made: dict[str, tuple[Any, ...]]


def batches(records: Iterable[Line], make: Make) -> Iterator[Batch]:
    """What is made of all records, in their order within each collection."""
    again = isinstance(records, InPieces) and records.rereadable
    pieces = records.pieces(BATCH) if isinstance(records, InPieces) else _pieces(records)
    before = max(MADE_HERE // BATCH, 1)
    yield from _made(islice(pieces, before), make)
    following = list(islice(pieces, 1))
    if not following:
        return
    if not _may_fork():
        yield from _made(chain(following, pieces), make)
    elif again and isinstance(records, InPieces):
        many = min(os.cpu_count() or 1, MAKERS_AT_MOST)
        # Each reads the file anew: a file that was opened before would be read on by all of them in turns.
        shares = [islice(records.pieces(BATCH), before + k, None, many) for k in range(many)]
        yield from _made_beside(shares, make)
    else:
        yield from _made_beside([chain(following, pieces)], make)


def told(batches: Iterable[Batch], progress: Progress | None) -> Iterator[dict[str, tuple[Any, ...]]]:
    """What is in them; `progress` hears of every 10,000th record."""
    count = 0
    for batch in batches:
        yield batch.made
        before, count = count, count + batch.size
        if progress and before // STEP < count // STEP:
            progress(count // STEP * STEP)


def _pieces(records: Iterable[Line]) -> Iterator[Piece]:
    remaining = iter(records)
    while piece := list(islice(remaining, BATCH)):
        yield piece.copy


def _made(pieces: Iterable[Piece], make: Make) -> Iterator[Batch]:
    for piece in pieces:
        lines = piece()
        try:
            batch = Batch(len(lines), _by_collection(lines, make))
        except DataError:
            # One by one, so that the fault that comes first is told.
            for line in lines:
                _by_collection([line], make)
            raise
        yield batch


def _by_collection(lines: list[Line], make: Make) -> dict[str, tuple[Any, ...]]:
    records: dict[str, list[Record]] = {}
    for collection, record in lines:
        checked_id(collection, record)
        records.setdefault(collection, []).append(record)
    return {collection: make(collection, some) for collection, some in records.items()}


def _may_fork() -> bool:
    """A copy of this process can read on where this one stopped, if no other thread is at work in it."""
    return "fork" in get_all_start_methods() and active_count() == 1 and (os.cpu_count() or 1) > 1


def _made_beside(shares: Sequence[Iterable[Piece]], make: Make) -> Iterator[Batch]:
    """A process for each share; their batches come in turns, as the pieces were shared out."""
    with ExitStack() as makers:
        receiving = [makers.enter_context(_maker(share, make)) for share in shares]
        for connection in cycle(receiving):
            batch = _received(connection)
            if batch is None:
                return
            yield batch


@contextmanager
def _maker(share: Iterable[Piece], make: Make) -> Iterator[Connection]:
    context = get_context("fork")
    receiving, sending = context.Pipe(duplex=False)
    maker = context.Process(target=_make, args=(share, make, receiving, sending), daemon=True)
    maker.start()
    sending.close()
    try:
        yield receiving
    finally:
        receiving.close()
        maker.kill()
        maker.join()


def _make(share: Iterable[Piece], make: Make, receiving: Connection, sending: Connection) -> None:
    """In the other process. If nobody listens any more it ends at its next word."""
    receiving.close()
    gc.disable()  # records hold no cycles, and to look for some takes a tenth of the time
    try:
        for batch in _made(share, make):
            sending.send_bytes(
                marshal.dumps((batch.size, {c: tuple(made) for c, made in batch.made.items()}))
            )
        sending.send_bytes(END)
    except (BrokenPipeError, KeyboardInterrupt):
        pass
    except Exception as fault:  # whatever it is, it is raised where the records are written
        sending.send_bytes(FAULT)
        sending.send(fault)


END, FAULT = b"end", b"fault"


def _received(receiving: Connection) -> Batch | None:
    """The next batch, None after the last."""
    try:
        held = receiving.recv_bytes()
        if held == FAULT:
            raise receiving.recv()
    except EOFError:
        raise UnavailableError(
            "the process that reads the records has ended before them; nothing was changed, try again"
        ) from None
    if held == END:
        return None
    return Batch(*marshal.loads(held))
