"""What the suite knows completely: collections that were read to their end, and windows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from wegweiser_conformance import expect
from wegweiser_conformance.model import Unjudged
from wegweiser_conformance.scopes import COURSES, SESSIONS, Scope
from wegweiser_conformance.windows import Window

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wegweiser_conformance.oracle.question import Question
    from wegweiser_conformance.reading import Walk
    from wegweiser_conformance.target import Target


@dataclass(frozen=True, slots=True)
class Known:
    """`scope` decides about filters and places; `own` are the listed records by id, if all are known.

    They differ for courses only: sessions decide, and a course may have none.
    """

    scope: Scope
    own: dict[str, dict[str, Any]] | None

    @property
    def version(self) -> str | None:
        walk = self.scope.window.walk
        return None if walk.changed else walk.first.data_version

    def encloses(self, question: Question) -> bool:
        """Whether everything that can be found lies in what is known."""
        if self.scope.whole:
            return True
        return self.scope.encloses({name: list(values) for name, values in question.asked.items()})


class Knowledge:
    """Made once a run, of what other checks have read anyway; asks for nothing but what they ask, too."""

    def __init__(self, target: Target) -> None:
        self._target = target
        self._held = {name: list(self._known(name)) for name in target.collections}

    def about(self, question: Question) -> Known | None:
        return next((one for one in self._held[question.collection] if one.encloses(question)), None)

    def _known(self, collection: str) -> Iterator[Known]:
        deciding = SESSIONS if collection == COURSES else collection
        whole = self._whole(deciding)
        if whole is not None:
            listed = self._whole(collection) if collection == COURSES else whole
            yield Known(Scope(collection, Window(deciding, {}, whole)), _by_id(listed) if listed else None)
        for window in self._target.windows_read(deciding):
            if not window.whole:
                own = _by_id(window.walk) if deciding == collection else None
                yield Known(Scope(collection, window), own)

    def _whole(self, collection: str) -> Walk | None:
        """The walk along everything, if it came to its end while nothing changed."""
        try:
            walk = self._target.walk(collection)
        except Unjudged:
            return None
        return walk if walk.complete and not walk.changed and walk.last.page.get("end") is None else None


def _by_id(walk: Walk) -> dict[str, dict[str, Any]]:
    return dict(zip(expect.ids(walk.records), walk.records, strict=True))
