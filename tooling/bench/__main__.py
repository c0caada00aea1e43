"""`make bench`: this server beside others, where its time goes, its searches; Markdown on standard output."""

from __future__ import annotations

import argparse
import asyncio
import subprocess
import sys
import tempfile
from pathlib import Path

from wegweiser_contract import load_contract
from wegweiser_server.answers import compact
from wegweiser_server.application import create_app, sample_store
from wegweiser_server.inprocess import Client
from wegweiser_server.settings import DEFAULT_CLASSES, Settings

from .asked import ROWS, job_ids, targets
from .load import LoadError, generator, load
from .processor import processor_seconds
from .rivals import Rival, folder_of_project, free_port, rivals, running
from .shares import shares
from .table import Rates, table

Figure = Rates | str
Results = dict[tuple[str, str], Figure]


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--seconds", type=float, default=8, help="of load for each number")
    parser.add_argument("--warm-up", type=float, default=8, help="seconds of load before the first number")
    parser.add_argument("--database", type=Path, nargs="*", metavar="FILE", help="SQLite files to search in")
    options = parser.parse_args(argv)
    ids = job_ids()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        results = compared(ids, (options.warm_up, options.seconds), folder)
        print(f"(a) Load by {generator()}\n\n{table(results)}\n\n{table(results, 'processor')}", flush=True)
        print(f"\n(b) Shares of processor time\n\n{asyncio.run(shares(ids))}", flush=True)
        print(f"\n(c) Searches, in ms\n\n{searches(options.database or [sample(folder)])}")
    return 0


def compared(ids: list[str], seconds: tuple[float, float], folder: Path) -> Results:
    port, contract = free_port(), prepared(folder, ids[0])
    results: Results = {}
    for rival in rivals(port, contract, folder):
        results |= {(rival.name, row): found for row, found in run(rival, port, ids, seconds, folder)}
    return results


def sample(folder: Path) -> Path:
    sample_store(Settings(), str(folder / "invented.db")).close()
    return folder / "invented.db"


def searches(databases: list[Path]) -> str:
    """Each database in a process of its own, so that its memory can be told."""
    command = [sys.executable, "-m", "tooling.bench.searches"]
    each = [
        subprocess.run([*command, str(file)], capture_output=True, text=True, cwd=folder_of_project())
        for file in databases
    ]
    return "\n".join(f"```text\n{(done.stdout or done.stderr).rstrip()}\n```" for done in each)


def prepared(folder: Path, job: str) -> Path:
    """The contract for mocks, as an open server has it, and the answers that the bare application repeats."""
    contract = folder / "contract.json"
    document = load_contract().project(DEFAULT_CLASSES).document
    contract.write_bytes(compact({**document, "servers": [{"url": "/"}], "security": []}))
    with Client(create_app()) as client:
        (folder / "list.json").write_bytes(client.get("/v1/jobs?limit=20").body)
        (folder / "item.json").write_bytes(client.get(f"/v1/jobs/{job}").body)
    return contract


def run(
    rival: Rival, port: int, ids: list[str], seconds: tuple[float, float], folder: Path
) -> list[tuple[str, Figure]]:
    """Just-in-time compilers need the warm-up, and get it with what the cold rows never ask."""
    if rival.missing:
        return [(row, f"not run: {rival.missing}") for row in ROWS]
    found: list[tuple[str, Figure]] = []
    try:
        with running(rival, port, folder) as process:
            base, (warm_up, each) = f"http://127.0.0.1:{port}", seconds
            load(base, [rival.prefix + target for target in targets(ROWS[-2], ids)], warm_up, folder)
            for row in ROWS:
                asked = [rival.prefix + target for target in targets(row, ids)]
                found.append((row, one(process.pid, base, asked, each, folder)))
                print(f"{rival.name}: {found[-1]}", file=sys.stderr)
    except LoadError as error:
        return [(row, f"not run: {error}") for row in ROWS]
    return found


def one(pid: int, base: str, asked: list[str], seconds: float, folder: Path) -> Figure:
    before = processor_seconds(pid)
    try:
        measured = load(base, asked, seconds, folder)
    except LoadError as error:
        return f"failed: {error}"
    after = processor_seconds(pid)
    spent = after - before if after is not None and before is not None else 0
    return Rates(measured.per_second, measured.requests / spent if spent else None)


if __name__ == "__main__":
    sys.exit(main())
