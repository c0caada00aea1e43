"""An earlier run: what its report says of the records, so that this one can tell what became of them.

The report holds no record, only digests: of the number at the source, of the content, and `updatedAt`.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from wegweiser_conformance import facts
from wegweiser_conformance.model import NotApplicable, Status

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from wegweiser_conformance.reading import Walk
    from wegweiser_conformance.target import Target

_DIGEST = 12
# What a course derives from its sessions moves with the calendar.
_NOT_CONTENT = frozenset({"id", "updatedAt", "distanceKm", "sessionCount", "nextStartDate"})


class EarlierError(Exception):
    """The earlier report cannot be compared with; the message says why."""


@dataclass(frozen=True, slots=True)
class Known:
    """One record as it was: who it is, what it said, when it last changed."""

    identity: str
    content: str
    updated_at: str


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The records of a collection by id; `complete` if its list was read to the end."""

    records: Mapping[str, Known]
    complete: bool


@dataclass(frozen=True, slots=True)
class Earlier:
    """What a report of an earlier run tells."""

    target: str
    time: datetime
    statuses: Mapping[str, Status]
    snapshots: Mapping[str, Snapshot]


def snapshots(target: Target) -> dict[str, Snapshot]:
    """Of every collection that was walked in this run; asks for nothing."""
    return {name: _snapshot(walk) for name, walk in _walked(target)}


def _walked(target: Target) -> Iterator[tuple[str, Walk]]:
    for name in target.collections:
        walk = target.walked(name)
        if walk is not None and walk.records:
            yield name, walk


def snapshot_now(target: Target, collection: str) -> Snapshot:
    """Of a collection as it is now."""
    return _snapshot(target.walk(collection))


def _snapshot(walk: Walk) -> Snapshot:
    known = {
        str(record["id"]): _known(record) for record in walk.records if isinstance(record.get("id"), str)
    }
    return Snapshot(known, walk.complete and walk.last.page.get("end") is None)


def _known(record: Mapping[str, Any]) -> Known:
    content = {name: value for name, value in record.items() if name not in _NOT_CONTENT}
    return Known(
        identity=_digest([record.get("sourceId"), record.get("sourceRecordId")]),
        content=_digest(facts.of(content)),
        updated_at=str(record.get("updatedAt", "")),
    )


def _digest(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:_DIGEST]


def document(held: Mapping[str, Snapshot]) -> dict[str, Any]:
    """As the JSON report has it."""
    return {
        name: {
            "complete": one.complete,
            "records": {id_: [k.identity, k.content, k.updated_at] for id_, k in one.records.items()},
        }
        for name, one in held.items()
    }


def read(name: str) -> Earlier:
    """From a report that `--json` wrote."""
    try:
        report = json.loads(Path(name).read_text("utf-8"))
    except OSError as error:
        raise EarlierError(f"the earlier report {name} cannot be read: {error.strerror}") from None
    except ValueError as error:
        raise EarlierError(f"the earlier report {name} is no JSON: {error}") from None
    try:
        return _earlier(report)
    except (AttributeError, KeyError, TypeError, ValueError) as fault:
        raise EarlierError(f"{name} is no report of `wegweiser check --json` ({fault!r})") from None


def _earlier(report: Any) -> Earlier:
    return Earlier(
        target=str(report["target"]),
        time=datetime.fromisoformat(report["time"]).astimezone(UTC),
        statuses={one["requirement"]: Status(one["status"]) for one in report["results"]},
        snapshots={
            name: Snapshot(
                {id_: Known(*known) for id_, known in one["records"].items()}, bool(one["complete"])
            )
            for name, one in report.get("records", {}).items()
        },
    )


@dataclass(frozen=True, slots=True)
class Progress:
    """How this run differs from the earlier one: requirement ids."""

    new: tuple[str, ...]
    mended: tuple[str, ...]
    still: tuple[str, ...]


_BROKEN = frozenset({Status.FAILED, Status.SUSPECTED, Status.WARNING})


def progress(earlier: Earlier, now: Mapping[str, Status]) -> Progress:
    """What is broken since then, what no longer is, and what still is."""
    before = {name for name, status in earlier.statuses.items() if status in _BROKEN}
    broken = {name for name, status in now.items() if status in _BROKEN}
    passed = {name for name, status in now.items() if status is Status.PASSED}
    return Progress(
        new=tuple(sorted(broken - before)),
        mended=tuple(sorted(before & passed)),
        still=tuple(sorted(broken & before)),
    )


def demand(target: Target) -> Earlier:
    """The earlier run; without one there is nothing to compare."""
    if target.earlier is None:
        raise NotApplicable("it is judged against an earlier run, and none was given")
    return target.earlier
