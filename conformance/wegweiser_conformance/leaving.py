"""Records whose time is over leave all lists within a day."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from wegweiser_conformance import clock, moments
from wegweiser_conformance.passive import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wegweiser_conformance.observed import Observed
    from wegweiser_conformance.passive import type_of_rule

A_DAY = timedelta(days=1)


def rule(member: str) -> type_of_rule:
    """Entries of lists only: an item may be kept for those who hold a link to it."""

    def leaves(record: Observed) -> Iterator[Fault | None]:
        last = moments.day(record.value.get(member))
        if last is not None and record.pointer:
            today = clock.earliest_today(record.answer)
            wanted = f"gone a day after {member}"
            gone = f"still listed {(today - last).days} days after {last}"
            yield Fault(wanted, gone, f"/{member}") if today - last > A_DAY else None

    return leaves
