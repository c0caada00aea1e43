"""How many requests each client has made in this window: in this process, or in all workers together."""

from __future__ import annotations

import hashlib
import mmap
import struct
from secrets import token_bytes
from tempfile import TemporaryFile
from typing import Protocol

MOST_CLIENTS = 100_000


class Tally(Protocol):
    def add(self, window: int, client: str) -> int:
        """One more of this client; how many it has made in this window."""


class OwnTally:
    def __init__(self) -> None:
        self._window = -1
        self._counts: dict[str, int] = {}

    def add(self, window: int, client: str) -> int:
        if window != self._window or len(self._counts) >= MOST_CLIENTS:
            self._window, self._counts = window, {}
        used = self._counts[client] = self._counts.get(client, 0) + 1
        return used


SLOTS = 2**17
HEAD = SLOT = struct.Struct("<qQ")


class SharedTally:
    """Made before the workers are forked: a table in their common memory, behind a lock of the kernel.

    A worker that is killed leaves no lock behind. Addresses are kept as keyed hashes only.
    """

    def __init__(self) -> None:
        self._lock = TemporaryFile()  # noqa: SIM115 (open as long as the server runs)
        self._memory = mmap.mmap(-1, HEAD.size + SLOTS * SLOT.size)
        self._pepper = token_bytes(16)
        HEAD.pack_into(self._memory, 0, -1, 0)

    def add(self, window: int, client: str) -> int:
        from fcntl import LOCK_EX, LOCK_UN, lockf

        mark = hashlib.blake2b(client.encode(), digest_size=7, key=self._pepper).digest()
        lockf(self._lock, LOCK_EX)
        try:
            self._begin(window)
            return self._count(int.from_bytes(mark, "little") + 1)
        finally:
            lockf(self._lock, LOCK_UN)

    def close(self) -> None:
        self._lock.close()
        self._memory.close()

    def _begin(self, window: int) -> None:
        current, clients = HEAD.unpack_from(self._memory, 0)
        if current != window or clients >= MOST_CLIENTS:
            self._memory[:] = bytes(len(self._memory))
            HEAD.pack_into(self._memory, 0, window, 0)

    def _count(self, mark: int) -> int:
        """The table is never full, so the search for a slot ends."""
        slot = mark % SLOTS
        while (found := SLOT.unpack_from(self._memory, self._place(slot)))[0] not in (0, mark):
            slot = (slot + 1) % SLOTS
        if found[0] == 0:
            window, clients = HEAD.unpack_from(self._memory, 0)
            HEAD.pack_into(self._memory, 0, window, clients + 1)
        SLOT.pack_into(self._memory, self._place(slot), mark, found[1] + 1)
        return int(found[1]) + 1

    def _place(self, slot: int) -> int:
        return HEAD.size + slot * SLOT.size
