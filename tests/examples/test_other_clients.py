"""Clients in Kotlin, Swift and Dart have every class, property and parameter; Kotlin's compiles and reads."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from tests.docs.guides import run_guide
from tests.examples.generated import LANGUAGES, Language

from wegweiser_contract import load_contract

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "examples" / "other-languages"
WORLD = ROOT / "examples" / "data"
COMPILER = Path(__file__).parent / "kotlin"
GSON = Path("/usr/share/java/gson.jar")  # where Debian puts it
CONTRACT = load_contract()

pytestmark = pytest.mark.xdist_group("other-clients")
of_each_language = pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.name)


@pytest.fixture(scope="module", autouse=True)
def quick_java() -> Iterator[None]:
    """Programs that run for seconds do not repay a thorough compilation of themselves."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1")
        yield


def needed(present: object, what: str, source: str) -> None:
    if not present:
        pytest.skip(f"{what} is not installed ({source})")


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The folder in which the README's commands have generated the clients, and what they said."""
    needed(shutil.which("java"), "Java", ".ci/apt.txt names default-jre-headless")
    place = tmp_path_factory.mktemp("clone")
    (place / "spec").symlink_to(ROOT / "spec")
    folder = place / "examples" / "other-languages"
    folder.mkdir(parents=True)
    shown = run_guide(FOLDER / "README.md", folder)
    assert len(shown) == len(LANGUAGES)
    assert [block.code for block, output in shown if block.shows not in output] == []
    return folder, "".join(output for _, output in shown)


@pytest.fixture(scope="module")
def clients(told: tuple[Path, str]) -> Path:
    return told[0]


def test_the_generators_have_nothing_to_warn_about(told: tuple[Path, str]) -> None:
    """But that Dart has a `Source` of its own."""
    warnings = set(re.findall(r"(?:WARN|ERROR) +\S+ - (.*)", told[1]))
    assert warnings == {"Source (reserved word) cannot be used as model name. Renamed to ModelSource"}


@of_each_language
def test_every_schema_is_a_class_with_every_property(clients: Path, language: Language) -> None:
    """Nothing is dropped, nothing is merged."""
    schemas = CONTRACT.document["components"]["schemas"]
    assert language.models(clients) == {name: set(schema["properties"]) for name, schema in schemas.items()}


@of_each_language
def test_no_property_has_lost_its_type(clients: Path, language: Language) -> None:
    """A generator that does not understand a schema writes "anything"."""
    assert language.untyped_models(clients) == []


@of_each_language
def test_every_operation_sends_every_parameter(clients: Path, language: Language) -> None:
    """Those of the query and of the header, by their names."""
    sent = language.operations(clients)
    for operation in CONTRACT.operations:
        wanted = {one.name for one in operation.parameters if one.location != "path"}
        assert wanted - sent[operation.operation_id] == set(), operation.operation_id


@pytest.fixture(scope="module")
def compiled(clients: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Models and serializer of the Kotlin client with a small program, and the library that they run with."""
    needed(shutil.which("npm"), "npm", "Node.js 20.10 or newer brings it")
    needed(GSON.exists(), "Gson", ".ci/apt.txt names libgoogle-gson-java")
    folder = tmp_path_factory.mktemp("kotlin")
    shutil.copytree(COMPILER, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("node_modules"))
    subprocess.run(["npm", "ci", "--silent", "--ignore-scripts"], cwd=folder, check=True, timeout=120)
    compiler = folder / "node_modules" / "kotlin-compiler"
    sources = clients / "kotlin" / "src" / "main" / "kotlin" / "example" / "wegweiser"
    parts = [sources / "models", sources / "infrastructure" / "Serializer.kt", folder / "RoundTrip.kt"]
    parts += sorted((sources / "infrastructure").glob("*Adapter.kt"))
    command = [
        "bash",
        compiler / "bin" / "kotlinc",
        "-cp",
        GSON,
        "-d",
        folder / "client.jar",
        "-nowarn",
        *parts,
    ]
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr[-3000:]
    return folder / "client.jar", compiler / "lib" / "kotlin-stdlib.jar"


def test_the_kotlin_client_reads_every_answer_without_loss(compiled: tuple[Path, Path]) -> None:
    """What it writes again of the small world is what it has read."""
    files: list[dict[str, Any]] = json.loads((WORLD / "contents.json").read_text("utf-8"))["files"]
    asked = [part for one in files for part in (one["schema"], str(WORLD / one["file"]))]
    classpath = ":".join(map(str, (*compiled, GSON)))
    done = subprocess.run(
        ["java", "-cp", classpath, "RoundTripKt", *asked], capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 0, done.stderr
    for one, written in zip(files, done.stdout.splitlines(), strict=True):
        assert json.loads(written) == json.loads((WORLD / one["file"]).read_text("utf-8")), one["file"]
