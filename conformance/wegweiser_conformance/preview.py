"""New checks bind one release later: until then what they find is told, and blocks nobody.

Whoever was green yesterday has a release's time to mend what only a new check sees.
"""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from wegweiser_conformance.model import Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from wegweiser_conformance.model import Result

# Requirement id -> the release of the suite from which on its check binds. Nothing has been released yet.
PREVIEW: Mapping[str, str] = MappingProxyType({})

_TOLD_AS = {Status.FAILED: Status.WARNING, Status.SUSPECTED: Status.WARNING, Status.NOT_TESTED: Status.NOTE}


def softened(results: Iterable[Result], preview: Mapping[str, str] = PREVIEW) -> list[Result]:
    """The results; what blocks because of a check in preview is told as a warning or note, and says why."""
    return [_softer(one, preview.get(one.requirement.id, "")) for one in results]


def _softer(result: Result, release: str) -> Result:
    status = _TOLD_AS.get(result.status)
    if not release or status is None:
        return result
    reason = f"a new check, which binds from release {release} on: {result.reason or result.status.value}"
    return replace(result, status=status, reason=reason)
