"""The client in TypeScript, installed, compiled and run as its README says."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from tests.docs.guides import Block, run_guide

from wegweiser_contract import releases

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "examples" / "typescript"
LOCKS = (FOLDER / "package-lock.json", FOLDER / "types" / "package-lock.json")


def copied(folder: Path) -> Path:
    """The example as on a fresh clone: nothing installed or compiled, and the contract where it belongs."""
    (folder / "spec").symlink_to(ROOT / "spec")
    ours = shutil.ignore_patterns("node_modules", "dist")
    return Path(shutil.copytree(FOLDER, folder / "examples" / "typescript", ignore=ours))


def test_every_command_of_the_readme_runs_and_shows_what_it_promises(tmp_path: Path) -> None:
    """Types are current, TypeScript 6 accepts them, the program searches, and its own tests pass."""
    if shutil.which("npm") is None:
        pytest.skip("npm is not installed (Node.js 20.3 or newer brings it)")
    shown = run_guide(FOLDER / "README.md", copied(tmp_path))
    assert len(shown) == 4
    for block, output in shown:
        assert block.shows in output, f"not shown by\n{block.code}\n{output}"
    assert "exit code 2" in shown[1][1]


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
