"""What earlier runs of the matrix found, a line for each mutant: so that it can be stopped and continued."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

from tests.matrix.running import Outcome

if TYPE_CHECKING:
    from pathlib import Path


def read(path: Path) -> dict[str, Outcome]:
    """The last outcome of each mutant."""
    if not path.exists():
        return {}
    lines = [json.loads(line) for line in path.read_text().splitlines()]
    return {one["mutant"]: Outcome(**{**one, "untested": tuple(one["untested"])}) for one in lines}


def add(path: Path, one: Outcome) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a") as lines:
        lines.write(json.dumps(asdict(one)) + "\n")
