"""Which right publishers the suite accuses: `python -m tests.fresh.sparing [--only TEXT]`."""

from __future__ import annotations

import argparse
from concurrent.futures import ProcessPoolExecutor

from tests.fresh.convicting import OF_THE_HONEST
from tests.fresh.innocents import INNOCENTS
from tests.fresh.running import judged

from wegweiser_conformance.model import Status


def told(name: str) -> tuple[str, int, list[str]]:
    """What is held against it, warnings too; what could not be tested blocks a verdict, but accuses nobody."""
    results, requests = judged(INNOCENTS[name].make())
    grave = [one for one in results if one.status.gravity > Status.NOTE.gravity or one.status is Status.NOTE]
    return name, requests, [
        f"{one.status} {one.requirement.id}: {one.reason[:220]}" for one in grave
        if one.requirement.id not in OF_THE_HONEST
    ]  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--only", default="")
    parser.add_argument("--processes", type=int, default=2)
    options = parser.parse_args()
    names = [name for name in INNOCENTS if any(text in name for text in options.only.split(","))]
    accused = 0
    with ProcessPoolExecutor(options.processes) as pool:
        for name, requests, found in pool.map(told, names):
            accused += any(one.startswith(("failed", "suspected", "error")) for one in found)
            print(f"{name} ({requests})", *found, sep="\n    ", flush=True)
    print(f"{len(names)} tried, {accused} accused")


if __name__ == "__main__":
    main()
