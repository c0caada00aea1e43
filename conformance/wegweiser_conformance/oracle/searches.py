"""What words find, as far as answers to them have told: a filter or a place beside them can only take away.

How a server searches is its own affair. But the same words must find the same records, those that meet the
filter too, and no others.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from wegweiser_conformance import expect, routes
from wegweiser_conformance.oracle.question import question_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from wegweiser_conformance.oracle.chains import Chain
    from wegweiser_conformance.oracle.question import Question
    from wegweiser_conformance.target import Target

# They decide neither what is found nor how much of it.
_BESIDE = frozenset({"limit", "cursor", "lang", "sort"})

type_of_asked = dict[str, tuple[str, ...]]


class Searches:
    """Made once a run: every search by words that was read to its end."""

    def __init__(self, target: Target, read: Iterable[Chain]) -> None:
        self._read = [
            (one, _selecting(routes.asked(one.pages[0].answer.url))) for one in read if one.complete
        ]
        self._read = [
            (one, asked) for one, asked in self._read if "q" in asked and question_of(target, one.pages[0])
        ]
        self._read.sort(key=lambda one: len(one[1]))

    def hits(self, question: Question, chain: Chain) -> frozenset[str] | None:
        """All that the words find, by an answer to less than was asked here; None where nothing tells."""
        asked = _selecting(question.asked)
        for one, fewer in self._read:
            alike = one.collection == chain.collection and one.held_still and one.version == chain.version
            if alike and len(fewer) < len(asked) and _within(fewer, asked):
                return frozenset(expect.ids(one.records))
        return None


def _selecting(asked: Mapping[str, list[str]]) -> type_of_asked:
    return {name: tuple(values) for name, values in asked.items() if name not in _BESIDE}


def _within(fewer: type_of_asked, asked: type_of_asked) -> bool:
    """Every parameter of the one stands in the other, and no place stands without its radius."""
    own = all(asked.get(name) == values for name, values in fewer.items())
    return own and not fewer.keys() & {"postcode", "lat", "ags"}
