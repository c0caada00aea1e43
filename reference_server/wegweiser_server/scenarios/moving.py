"""Data that change while someone pages: records come, go and are renewed, always the same ones."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from zlib import crc32

from ..around.middleware import Around
from ..changes import Change
from ..store import load
from .problems import problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..around.messages import Answer, App, Request
    from ..around.middleware import Receive, Scope, Send
    from ..changes import Build, Line
    from ..settings import Settings
    from ..store import Store

    Record = dict[str, Any]

REQUESTS_A_STEP = 10
GROUPS = 97
# Of as many groups of records, those that in one step leave, are renewed and come.
LEAVES, RENEWED, COMES = 0, 30, 60


class Changing:
    """A new store every few requests, and the same key for cursors: those issued before still lead on."""

    def __init__(self, settings: Settings, store: Store, build: Build) -> None:
        from ..altering import every_record

        self._settings = settings
        self._build = build
        self._records: list[Line] = list(every_record(store, settings))
        self._gone: set[tuple[str, str]] = set()
        self._asked = self._step = 0
        self._app = build(settings, store)
        self._outer = Around(self._current, self._answer, settings.base_path)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._outer(scope, receive, send)

    async def _current(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._app(scope, receive, send)

    async def _answer(self, request: Request, app: App) -> Answer:
        self._asked += request.collection is not None
        if request.collection and self._asked % REQUESTS_A_STEP == 0:
            self._move()
        answer = await app(request)
        record = (request.collection or "", request.path.rpartition("/")[2])
        if (
            answer.status == 404
            and request.is_item
            and record in self._gone
            and self._settings.claims("changes")
        ):
            return problem(410, "gone", "The record was removed.")
        return answer

    def _move(self) -> None:
        self._step += 1
        moment = datetime.fromtimestamp(int(self._settings.now()), UTC).isoformat().replace("+00:00", "Z")
        left = {(name, one["id"]) for name, one in leaving(self._records, self._step)}
        self._gone |= left
        self._records = list(moved(self._records, self._step, moment, left))
        self._app = self._build(self._settings, load(self._records))


def _turn(record: Record, step: int) -> int:
    return (crc32(record["id"].encode()) + step) % GROUPS


def leaving(lines: Iterable[Line], step: int) -> Iterator[Line]:
    """Courses stay, as sessions name them; and somebody stays of each collection."""
    met: set[str] = set()
    for collection, record in lines:
        if collection in met and collection != "courses" and _turn(record, step) == LEAVES:
            yield collection, record
        met.add(collection)


def moved(lines: Iterable[Line], step: int, moment: str, left: set[tuple[str, str]]) -> Iterator[Line]:
    for collection, record in lines:
        if (collection, record["id"]) in left:
            continue
        turn = _turn(record, step)
        # What a course counts changes with its sessions.
        yield (
            collection,
            {**record, "updatedAt": moment} if turn == RENEWED or collection == "courses" else record,
        )
        if turn == COMES and collection != "courses":
            yield collection, _newcomer(record, step, moment)


def _newcomer(record: Record, step: int, moment: str) -> Record:
    mark = f"-{step}"
    made = {name: f"{record[name]}{mark}" for name in ("id", "sourceRecordId")}
    url = {"detailUrl": record["detailUrl"] + mark} if record["detailScope"] == "record" else {}
    return {**record, **made, **url, "updatedAt": moment}


CHANGING = Change(
    id="changing",
    says=f"every {REQUESTS_A_STEP} requests records come, go and are renewed; "
    "`dataVersion` tells, cursors lead on",
    moves=Changing,
)
