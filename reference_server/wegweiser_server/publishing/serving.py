"""`wegweiser serve --static`: what any web server can do with a tree, and no more.

Query strings are ignored; credentials are judged where `--access` says so.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from starlette.concurrency import run_in_threadpool

from wegweiser_contract import check_claim, load_contract

from ..access.gate import Gate
from ..access_log import AccessLog
from ..application import defective
from ..finishing import Finish, compressed, tagged, unless_held
from ..front import OPEN, deliver
from ..incoming import Incoming
from ..problems.documents import Problems
from ..problems.refusals import MethodNotAllowed, NotFound, Refusal
from ..representation.languages import DEFAULT
from ..settings import SettingsError
from .dates import unless_modified
from .files import Files

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, MutableMapping
    from pathlib import Path

    from wegweiser_contract import Contract

    from ..answers import Answer
    from ..settings import Settings

    Scope = MutableMapping[str, Any]
    Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
    Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]

ANYBODY = {"Access-Control-Allow-Origin": "*"}
ALLOWED = "GET, HEAD"


def static_app(settings: Settings, root: Path) -> Any:
    """Claims what the description in the tree claims; `settings` say where, to whom and how wrong."""
    files = Files(root)
    claimed = replace(settings, classes=tuple(files.description()["conformsTo"]))
    faults = check_claim(claimed.classes)
    if faults:
        raise SettingsError(f"--static {root}: conformsTo in index.json: {'; '.join(faults)}")
    front = StaticFront(claimed, load_contract().project(claimed.classes), files)
    return defective(front, settings.defect, settings.base_path) if settings.defect else front


class StaticFront:
    def __init__(self, settings: Settings, contract: Contract, files: Files) -> None:
        self._settings = settings
        self._files = files
        self._gate = Gate(settings)
        self._finish = Finish(settings, self._gate.headers)
        self._problems = Problems(contract.code_lists["problem-codes"])
        kinds = (re.sub(r"\{[^}]*\}", "{id}", operation.path) for operation in contract.operations)
        self._log = AccessLog(frozenset(kinds))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        began = self._log.start()
        incoming = Incoming.of(scope)
        answer = await self.answer(incoming)
        await deliver(answer, incoming, send)
        self._log.write(incoming, incoming.below(self._settings.base_path), answer, began)

    async def answer(self, incoming: Incoming) -> Answer:
        try:
            answer = await self._found(incoming)
        except (Refusal, OSError) as error:
            answer = self._problems.answer(error, DEFAULT)
            if isinstance(error, MethodNotAllowed):
                answer = answer.adding({"Allow": ALLOWED})
        shared = ANYBODY if self._settings.anonymous else {}
        held = incoming.header("if-none-match")
        finished = unless_held(tagged(self._finish.headers(answer.adding(shared))), held)
        if held is None:
            finished = unless_modified(finished, incoming.header("if-modified-since"))
        return compressed(finished, incoming.header("accept-encoding"))

    async def _found(self, incoming: Incoming) -> Answer:
        path = incoming.below(self._settings.base_path)
        # Whoever may not read a list may not learn either which records it holds.
        if not (path == "/" or path == OPEN or (path or "").startswith(f"{OPEN}/")):
            await self._gate.check(incoming.headers)
        if incoming.method not in ("GET", "HEAD"):
            raise MethodNotAllowed
        answer = await run_in_threadpool(self._files.answer, path) if path is not None else None
        if answer is None:
            raise NotFound
        return answer
