"""`python -m tests.matrix`: every mutant, or some, against the whole suite; prints what survives."""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import asdict
from pathlib import Path

from tests.matrix.running import Outcome, every_mutant, outcome


def run_one(name: str) -> Outcome:
    return outcome(every_mutant()[name])


def main() -> int:
    asked = _arguments()
    names = [name for name in every_mutant() if asked.only in name]
    if asked.sample and asked.sample < len(names):
        names = random.Random(asked.seed).sample(names, asked.sample)
    began, done = time.monotonic(), []
    with ProcessPoolExecutor(asked.processes) as pool:
        for future in as_completed([pool.submit(run_one, name) for name in names]):
            done.append(future.result())
            if not done[-1].killer:
                print(_survivor(done[-1]), flush=True)
            if sys.stderr.isatty() or len(done) % 25 == 0:
                survived = sum(not one.killer for one in done)
                print(
                    f"{len(done)} of {len(names)}, {survived} survive, {time.monotonic() - began:.0f} s",
                    file=sys.stderr,
                )
    done.sort(key=lambda one: one.mutant)
    if asked.out:
        asked.out.write_text(json.dumps([asdict(one) for one in done], indent=1))
    _print(done)
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.matrix", description=__doc__)
    parser.add_argument("--only", default="", metavar="TEXT", help="mutants whose id contains this")
    parser.add_argument("--sample", type=int, default=0, metavar="N", help="that many, chosen by the seed")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--out", type=Path, metavar="FILE", help="all outcomes as JSON")
    return parser.parse_args()


def _survivor(one: Outcome) -> str:
    untested = f"; not tested: {', '.join(one.untested)}" if one.untested else ""
    return f"survived  {one.mutant}  ({one.says}; {one.requests} requests{untested})"


def _print(done: list[Outcome]) -> None:
    families = Counter(one.mutant.partition("/")[0] for one in done)
    killed = Counter(one.mutant.partition("/")[0] for one in done if one.killer)
    for family, count in sorted(families.items()):
        print(f"{family}: {killed[family]} of {count} killed ({killed[family] / count:.1%})")
    total = sum(killed.values())
    print(f"all: {total} of {len(done)} killed ({total / max(len(done), 1):.1%})")


if __name__ == "__main__":
    sys.exit(main())
