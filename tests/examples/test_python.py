"""The client in Python, generated and run as its README says."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.docs.guides import run_guide
from tests.server.running import serving

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "examples" / "python"
WORLD = ROOT / "examples" / "data"
TOOLS = Path(sys.executable).parent
READ_AND_WRITTEN = """
import json, sys
from wegweiser_api_client import models
for name, path in zip(sys.argv[1::2], sys.argv[2::2]):
    print(json.dumps(getattr(models, name).from_dict(json.load(open(path, encoding="utf-8"))).to_dict()))
"""

pytestmark = pytest.mark.xdist_group("python-client")


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[tuple[str, str]]]:
    """The example after all commands of its README: its folder, and (promised, shown) of each command."""
    place = tmp_path_factory.mktemp("clone")
    (place / "spec").symlink_to(ROOT / "spec")
    ours = shutil.ignore_patterns("wegweiser_api_client", "__pycache__", ".*_cache")
    folder = Path(shutil.copytree(FOLDER, place / "examples" / "python", ignore=ours))
    return folder, [(block.shows, output) for block, output in run_guide(folder / "README.md", folder)]


def sessions(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "sessions.py", *arguments],
        cwd=folder,
        env=os.environ | {"PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        timeout=100,
    )


def links(done: subprocess.CompletedProcess[str]) -> list[str]:
    return [line.strip() for line in done.stdout.splitlines() if line.startswith("  https://")]


def test_every_command_of_the_readme_runs_and_shows_what_it_promises(
    ran: tuple[Path, list[tuple[str, str]]],
) -> None:
    """The generator has nothing to warn about, and the fault is named with what would be right."""
    _, shown = ran
    assert len(shown) == 3
    assert [output for promised, output in shown if promised not in output] == []
    assert "arning" not in shown[0][1]
    assert "kind takes only codes" in shown[2][1]
    assert "integration-general" in shown[2][1]


def test_types_of_the_generated_client_fit_the_program(ran: tuple[Path, list[tuple[str, str]]]) -> None:
    """mypy, strict; what the generator writes is its own affair."""
    folder, _ = ran
    command = [str(TOOLS / "mypy"), "--strict", "--config-file=", "--follow-imports=silent"]
    done = subprocess.run(
        [*command, "sessions.py", "patience.py"], cwd=folder, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stdout


def test_the_generated_client_reads_every_answer_without_loss(
    ran: tuple[Path, list[tuple[str, str]]],
) -> None:
    """What it writes again of the small world is what it has read."""
    files: list[dict[str, str]] = json.loads((WORLD / "contents.json").read_text("utf-8"))["files"]
    asked = [part for one in files for part in (one["schema"], str(WORLD / one["file"]))]
    command = [sys.executable, "-W", "ignore", "-c", READ_AND_WRITTEN, *asked]
    done = subprocess.run(command, cwd=ran[0], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    for one, written in zip(files, done.stdout.splitlines(), strict=True):
        assert json.loads(written) == json.loads((WORLD / one["file"]).read_text("utf-8")), one["file"]


@pytest.fixture(scope="module")
def failing() -> Iterator[str]:
    with serving("--quiet", "--scenario", "flaky,changing,small-pages") as base:
        yield base


def test_a_failing_server_whose_data_change_is_read_page_by_page(
    ran: tuple[Path, list[tuple[str, str]]], failing: str
) -> None:
    """Each record once, and no more pages than are shown."""
    done = sessions(ran[0], "86150", "--at-most", "23", "--base", failing)
    assert done.returncode == 0, done.stderr
    assert 20 <= len(links(done)) == len(set(links(done))) <= 23
    assert "again in" in done.stderr


@pytest.mark.parametrize(
    "variant", ["claims/without-languages", "times/nanoseconds,totals/at-least,transport/chunked,tags/none"]
)
def test_what_the_contract_leaves_free_is_not_noticed(
    ran: tuple[Path, list[tuple[str, str]]], variant: str
) -> None:
    """A server of one language, and one that writes numbers, times and bodies otherwise."""
    with serving("--quiet", "--variant", variant) as base:
        done = sessions(ran[0], "86150", "--at-most", "30", "--base", base)
    assert done.returncode == 0, done.stderr
    assert len(links(done)) == 30


def test_a_server_that_counts_requests_is_waited_for(ran: tuple[Path, list[tuple[str, str]]]) -> None:
    """As long as it asks for."""
    with serving("--quiet", "--scenario", "rate-limited,small-pages", "--quota", "3/6") as base:
        done = sessions(ran[0], "86150", "--at-most", "25", "--base", base)
    assert done.returncode == 0, done.stderr
    assert len(links(done)) == 25
    assert "status 429; again in" in done.stderr


@pytest.mark.parametrize(
    ("scenario", "said"), [("maintenance", "try again in 120 s"), ("rate-limited", "try again in")]
)
def test_whoever_asks_for_a_long_pause_is_left_alone(
    ran: tuple[Path, list[tuple[str, str]]], scenario: str, said: str
) -> None:
    """One message that says when to come back, and exit code 1."""
    quota = ["--quota", "1/86400"] if scenario == "rate-limited" else []
    with serving("--quiet", "--scenario", scenario, *quota) as base:
        done = [sessions(ran[0], "86150", "--base", base) for _ in range(2)][-1]
    assert done.returncode == 1
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert "again in" not in done.stderr.replace(said, "")
