"""`python -m tests.matrix`: every mutant, or some, against the whole suite; prints what survives."""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor, as_completed
from pathlib import Path
from typing import TYPE_CHECKING

from tests.matrix import kept, variants, written
from tests.matrix.running import Outcome, every_mutant, outcome

from wegweiser_conformance.pace import MOST_REQUESTS
from wegweiser_server.variants import VARIANTS

if TYPE_CHECKING:
    from collections.abc import Iterator

KEPT = Path("build/matrix.jsonl")
SMALL = Path("build/matrix-on-a-small-budget.jsonl")
RIGHT = Path("build/variants.jsonl")


def run_one(name: str, budget: int) -> Outcome:
    return outcome(every_mutant()[name], budget)


def main() -> int:
    asked = _arguments()
    if asked.variants:
        _run_variants(asked)
    else:
        _print(list(_run(asked)))
    return written.write(KEPT, SMALL, RIGHT) if asked.write else 0


def _run_variants(asked: argparse.Namespace) -> None:
    had = variants.read(asked.right)
    names = [name for name in VARIANTS if asked.only in name and (asked.again or name not in had)]
    with ProcessPoolExecutor(asked.processes) as pool:
        for name, told in zip(names, pool.map(variants.accused, names), strict=True):
            variants.add(asked.right, name, told)
            print(f"{'ACCUSED ' if told else 'spared  '} {name}  {told or ''}", flush=True)


def _run(asked: argparse.Namespace) -> Iterator[Outcome]:
    """Survivors are told as they are found, and every outcome is kept at once."""
    names, began, survived = _chosen(asked), time.monotonic(), 0
    with ProcessPoolExecutor(asked.processes) as pool:
        futures = [pool.submit(run_one, name, asked.budget) for name in names]
        try:
            for done, future in enumerate(as_completed(futures), 1):
                one = future.result()
                kept.add(asked.kept, one)
                survived += not one.killer
                if not one.killer:
                    print(_survivor(one), flush=True)
                if sys.stderr.isatty() or done % 25 == 0:
                    _progress(done, len(names), survived, time.monotonic() - began)
                yield one
        finally:
            pool.shutdown(cancel_futures=True)


def _chosen(asked: argparse.Namespace) -> list[str]:
    """In an order of chance, so that wherever it is stopped, what was run is a fair sample."""
    every = every_mutant()
    names = sorted(
        name for name, one in every.items() if asked.only in name and bool(one.equivalent) == asked.equivalent
    )
    random.Random(asked.seed).shuffle(names)
    names = names[: asked.sample or None]
    had = kept.read(asked.kept)
    if asked.again:
        return [name for name in names if name in had and not had[name].killer]
    return [name for name in names if name not in had]


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.matrix", description=__doc__)
    parser.add_argument("--only", default="", metavar="TEXT", help="mutants whose id contains this")
    parser.add_argument("--sample", type=int, default=0, metavar="N", help="that many, chosen by the seed")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument(
        "--budget", type=int, default=MOST_REQUESTS, metavar="N", help="as --max-requests; 400 is small"
    )
    parser.add_argument("--kept", type=Path, default=None, metavar="FILE", help="outcomes, added to and read")
    parser.add_argument("--again", action="store_true", help="only those that survived before")
    parser.add_argument("--equivalent", action="store_true", help="those that break no requirement, instead")
    parser.add_argument("--variants", action="store_true", help="the right servers instead, each alone")
    parser.add_argument("--right", type=Path, default=RIGHT, metavar="FILE", help="what they were told, kept")
    parser.add_argument("--write", action="store_true", help="docs/kill-matrix.md from all that is kept")
    asked = parser.parse_args()
    asked.kept = asked.kept or (KEPT if asked.budget == MOST_REQUESTS else SMALL)
    return asked


def _progress(done: int, of: int, survived: int, seconds: float) -> None:
    print(f"{done} of {of}, {survived} survive, {seconds:.0f} s", file=sys.stderr, flush=True)


def _survivor(one: Outcome) -> str:
    untested = f"; not tested: {', '.join(one.untested)}" if one.untested else ""
    unseen = "" if one.reached else "; it never showed"
    return f"survived  {one.mutant}  ({one.says}; {one.requests} requests{unseen}{untested})"


def _print(done: list[Outcome]) -> None:
    families = Counter(one.mutant.partition("/")[0] for one in done)
    killed = Counter(one.mutant.partition("/")[0] for one in done if one.killer)
    for family, count in sorted(families.items()):
        print(f"{family}: {killed[family]} of {count} killed ({killed[family] / count:.1%})")
    total = sum(killed.values())
    print(f"all: {total} of {len(done)} killed ({total / max(len(done), 1):.1%})")


if __name__ == "__main__":
    sys.exit(main())
