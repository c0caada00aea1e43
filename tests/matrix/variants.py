"""Every variant of the reference server, each alone: right servers, of which none may be accused."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tests.conformance.in_process import BASE
from tests.conformance.test_variants import SMALL, village
from tests.conformance.whole_runs import grave, judge_app

from wegweiser_contract import load_contract
from wegweiser_server.altering import set_up
from wegweiser_server.application import create_app
from wegweiser_server.settings import Settings
from wegweiser_server.variants import VARIANTS
from wegweiser_server.variants.entry import PASSWORD, USER

if TYPE_CHECKING:
    from pathlib import Path


def accused(name: str) -> dict[str, str]:
    """What this variant is wrongly told; a SHOULD that it does not follow may be a warning."""
    settings = Settings(variants=(name,))
    base = BASE.removesuffix("/v1") + set_up(settings).base_path
    password = f"{USER}:{PASSWORD}" if name == "access/basic" else ""
    told = grave(
        judge_app(create_app(settings, village()), load_contract().requirements, base, password=password)
    )
    deserved = {SMALL, *VARIANTS[name].discouraged}
    return {
        id_: why for id_, why in told.items() if not (id_ in deserved and why.startswith(("warning", "note")))
    }


def read(path: Path) -> dict[str, dict[str, str]]:
    if not path.exists():
        return {}
    lines = [json.loads(line) for line in path.read_text().splitlines()]
    return {one["variant"]: one["accused"] for one in lines}


def add(path: Path, name: str, told: dict[str, str]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a") as lines:
        lines.write(json.dumps({"variant": name, "accused": told}) + "\n")
