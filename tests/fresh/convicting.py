"""Which faults the suite convicts, alone and together.

.venv/bin/python -m tests.fresh.convicting [--only TEXT] [--pairs N] [--seed N] [--all]
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tests.conformance.whole_runs import CHECKS
from tests.fresh import faults, world
from tests.fresh.faulty import FAULTS
from tests.fresh.publisher import Publisher
from tests.fresh.running import client_of

from wegweiser_conformance import contact, runner
from wegweiser_conformance.model import Status
from wegweiser_conformance.second_look import second_look
from wegweiser_contract import load_contract

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from wegweiser_conformance.model import Result
    from wegweiser_conformance.target import Target

MODULES = faults.__all__
# What says that a server is not conformant; a SHOULD is seen but does not convict.
GRAVE = (Status.FAILED, Status.SUSPECTED)
SEEN = (Status.WARNING, Status.NOTE)
# Where a fault is likely to be seen, asked first; what is seen nowhere has then been looked for everywhere.
FIRST = {
    "pages": "paging", "next": "paging", "cursor": "paging", "total": "paging", "limit": "paging", "order": "sorting",
    "bounds": "filters", "three": "filters", "free": "filters", "codes": "filters", "prefix": "filters",
    "tags": "filters", "courses": "courses", "changes": "changes", "words": "text-search", "places": "place-search",
    "languages": "languages", "persons": "personal-data", "problems": "problems", "strict": "query", "etag": "live",
    "cache": "live", "cors": "cors", "head": "methods", "access": "access", "description": "service-description",
    "lists": "code-lists", "records": "records", "items": "records",
}  # fmt: skip
OF_THE_HONEST = {"values/codes-not-expired", "text-search/word-forms"}


@dataclass(frozen=True, slots=True)
class Outcome:
    faults: str
    by: str
    status: str
    reason: str
    requests: int
    seconds: float
    untested: tuple[str, ...] = ()


def wrong_publisher(ids: Iterable[str]) -> Publisher:
    settings: dict[str, object] = {}
    for one in ids:
        settings |= FAULTS[one].settings
    sizes = settings.pop("world", {})
    publisher = Publisher(world.make(**sizes), **settings)  # type: ignore[arg-type]
    for one in ids:
        FAULTS[one].spoil(publisher)
    return publisher


def outcome(ids: tuple[str, ...]) -> Outcome:
    """A run that ends at the first grave finding; warnings are remembered."""
    begun, mild, untested = time.monotonic(), None, []
    client = client_of(wrong_publisher(ids))
    name = " + ".join(ids)
    try:
        for result in _results(contact.meet(client), {FIRST.get(one.partition("/")[0], "") for one in ids}):
            if result.status in GRAVE or result.status is Status.ERROR:
                return _told(name, result, len(client.traffic), begun)
            if result.status in SEEN and result.requirement.id not in OF_THE_HONEST:
                mild = mild or result
            if result.status is Status.NOT_TESTED:
                untested.append(result.requirement.id)
        if mild:
            return _told(name, mild, len(client.traffic), begun)
        return Outcome(
            name, "", "survived", "", len(client.traffic), time.monotonic() - begun, tuple(untested)
        )
    except Exception as refusal:
        return Outcome(
            name, "contact", "unreachable", repr(refusal)[:200], len(client.traffic), time.monotonic() - begun
        )
    finally:
        client.close()


def _results(target: Target, groups: set[str]) -> Iterator[Result]:
    first = []
    every = load_contract().requirements
    near = {id_: one for id_, one in every.items() if one.group in groups}
    for part in (near, {id_: one for id_, one in every.items() if id_ not in near}, near):
        for result in runner.run([CHECKS[id_] for id_ in part if id_ in CHECKS], part, target):
            first.append(result)
            yield result
    yield from second_look(target, first)


def _told(name: str, result: Result, requests: int, begun: float) -> Outcome:
    return Outcome(
        name,
        result.requirement.id,
        str(result.status),
        result.reason[:250],
        requests,
        time.monotonic() - begun,
    )


def _drawn(count: int, size: int, seed: int) -> list[tuple[str, ...]]:
    chance = random.Random(seed)
    return [tuple(chance.sample(sorted(FAULTS), size)) for _ in range(count)]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--only", default="")
    parser.add_argument("--pairs", type=int, default=0)
    parser.add_argument("--triples", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--out", default="")
    options = parser.parse_args()
    wanted: list[tuple[str, ...]] = [
        (one,) for one in FAULTS if any(text in one for text in options.only.split(","))
    ]
    if options.pairs or options.triples:
        wanted = _drawn(options.pairs, 2, options.seed) + _drawn(options.triples, 3, options.seed)
    with ProcessPoolExecutor(options.processes) as pool:
        told = []
        for one in pool.map(outcome, wanted):
            told.append(one)
            print(len(told), file=sys.stderr, end=" ", flush=True)
            if one.status != "failed":
                print(
                    f"{one.status:12} {one.faults}  [{one.by}] {one.reason[:160]} {','.join(one.untested)[:200]}",
                    flush=True,
                )
    failed = sum(one.status == "failed" for one in told)
    print(f"{len(told)} tried, {failed} convicted, {sum(one.status == 'warning' for one in told)} warned of")
    if options.out:
        Path(options.out).write_text(json.dumps([asdict(one) for one in told], indent=1))


if __name__ == "__main__":
    main()
