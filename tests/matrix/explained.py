"""Why a mutant survives, as far as one can say by rule."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.matrix.running import Outcome

_UNREACHED = "it never showed: no answer of the whole run was another one"
_REASONS: tuple[tuple[str, str], ...] = (
    (
        r"operations/get.*-in-a-tenth",
        "some eight records of a collection are opened; the tenth was not among them",
    ),
    (
        r"parameters/.*:(greedy|lossy)$",
        "so few records are in question where this is asked that the tenth was not among them",
    ),
    (
        r"properties/.*:dropped-in-lists$",
        "no list shows it, so no record is opened because it has it",
    ),
)
_UNEXPLAINED = "seen and not noticed: a gap"
REASONS = (_UNREACHED, _UNEXPLAINED, *(reason for _, reason in _REASONS))


def why(one: Outcome) -> str:
    for pattern, reason in _REASONS:
        if re.match(pattern, one.mutant):
            return reason
    return _UNEXPLAINED if one.reached else _UNREACHED
