"""The client in TypeScript, installed, compiled and run as its README says."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from tests.docs.guides import Block, run_guide

from wegweiser_contract import releases

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "examples" / "typescript"
WORLD = ROOT / "examples" / "data"
LOCKS = (FOLDER / "package-lock.json", FOLDER / "types" / "package-lock.json")

pytestmark = pytest.mark.xdist_group("typescript")


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[tuple[str, str]]]:
    """The example after all commands of its README: its folder, and (promised, shown) of each command."""
    if shutil.which("npm") is None:
        pytest.skip("npm is not installed (Node.js 20.10 or newer brings it)")
    place = tmp_path_factory.mktemp("clone")
    (place / "spec").symlink_to(ROOT / "spec")
    ours = shutil.ignore_patterns("node_modules", "dist")
    folder = Path(shutil.copytree(FOLDER, place / "examples" / "typescript", ignore=ours))
    return folder, [(block.shows, output) for block, output in run_guide(folder / "README.md", folder)]


def test_every_command_of_the_readme_runs_and_shows_what_it_promises(
    ran: tuple[Path, list[tuple[str, str]]],
) -> None:
    """Types are current, TypeScript 6 accepts them, the program searches, and its own tests pass."""
    _, shown = ran
    assert len(shown) == 4
    assert [output for promised, output in shown if promised not in output] == []
    assert "exit code 2" in shown[1][1]


def test_the_types_know_every_answer_and_no_more(ran: tuple[Path, list[tuple[str, str]]]) -> None:
    """The small world, written as constants, has each property that a type demands and none that it lacks."""
    folder, _ = ran
    files = json.loads((WORLD / "contents.json").read_text("utf-8"))["files"]
    texts = ((one["schema"], (WORLD / one["file"]).read_text("utf-8")) for one in files)
    constants = [f"export const c{number}: c.{name} = {text}" for number, (name, text) in enumerate(texts)]
    imported = "import type * as c from '../src/contract.ts'"
    (folder / "test" / "world.ts").write_text("\n".join([imported, *constants]), "utf-8")
    command = ["npx", "--no-install", "tsc", "--noEmit"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=100)
    assert done.returncode == 0, done.stdout


def test_each_release_of_the_contract_has_its_types_and_the_program_takes_the_newest() -> None:
    """With a first line that says where they come from."""
    for release in releases():
        types = (FOLDER / "types" / f"wegweiser-{release}.ts").read_text("utf-8")
        assert types.startswith(f"// Generated from Wegweiser {release} by openapi-typescript ")
    spoken = (FOLDER / "src" / "contract.ts").read_text("utf-8")
    assert re.findall(r"wegweiser-(.+)\.ts'", spoken) == [releases()[-1]]


def test_it_is_compiled_as_the_first_consumer_compiles() -> None:
    """Their TypeScript, and their strict settings."""
    options = json.loads((FOLDER / "tsconfig.json").read_text("utf-8"))["compilerOptions"]
    assert options["module"] == "NodeNext"
    assert all(options[name] for name in ("strict", "noUncheckedIndexedAccess", "erasableSyntaxOnly"))
    installed = json.loads(LOCKS[0].read_text("utf-8"))["packages"]["node_modules/typescript"]
    assert installed["version"].startswith("6.")


@pytest.mark.parametrize("lock", LOCKS, ids=["program", "generator"])
def test_what_is_installed_is_pinned_and_no_registry_is_named(lock: Path) -> None:
    """The registry is the one that npm is configured with."""
    assert '"resolved"' not in lock.read_text("utf-8")
    packages = json.loads(lock.read_text("utf-8"))["packages"]
    assert [name for name, one in packages.items() if name and "integrity" not in one] == []


def test_the_readme_names_every_file_of_the_program() -> None:
    """A reader knows what to copy."""
    readme = (FOLDER / "README.md").read_text("utf-8")
    names = {file.name for file in (FOLDER / "src").iterdir()} - {"contract.ts"}
    assert [name for name in sorted(names) if name not in readme] == []
    assert [block.mark for block in Block.all_of(readme)].count("server") == 1
