"""The recipes for CI are files that parse, and commands that run."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.server.running import serving

ROOT = Path(__file__).resolve().parents[2]
RECIPES = ROOT / "examples" / "ci"
CONTAINERFILES = [ROOT / "Containerfile", ROOT / "conformance" / "Containerfile"]
REPORTS = {"report.html", "report.json", "report.sarif", "junit.xml", "summary.md"}


def recipe(name: str) -> Any:
    return yaml.safe_load((RECIPES / name).read_text("utf-8"))


def github_steps() -> list[dict[str, Any]]:
    steps: list[dict[str, Any]] = recipe("github-actions.yml")["jobs"]["conformance"]["steps"]
    return steps


def github_command(name: str) -> str:
    return str(next(step["run"] for step in github_steps() if step.get("name") == name))


def run(command: str, folder: Path, **more: str) -> subprocess.CompletedProcess[str]:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = os.environ | {"PATH": path, "WEGWEISER_API_KEY": ""} | more
    return subprocess.run(
        ["bash", "-e", "-c", command],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
    )


@pytest.fixture(scope="module")
def base() -> Any:
    with serving("--quiet", "--classes", "core,query,offices") as url:
        yield url


@pytest.mark.parametrize(
    "command",
    [github_command("Judge"), *recipe("gitlab-ci.yml")["wegweiser"]["script"]],
    ids=["github", "gitlab"],
)
def test_the_command_judges_and_writes_every_report(command: str, base: str, tmp_path: Path) -> None:
    """A right server is exit code 0, with an unset secret, too; the summary reaches the page of the run."""
    done = run(command, tmp_path, WEGWEISER_URL=base)
    assert done.returncode == 0, done.stdout + done.stderr
    assert {file.name for file in tmp_path.iterdir()} == REPORTS
    page = tmp_path / "page"
    assert run(github_command("Summary"), tmp_path, GITHUB_STEP_SUMMARY=str(page)).returncode == 0
    assert page.read_text("utf-8") == (tmp_path / "summary.md").read_text("utf-8")
    assert json.loads((tmp_path / "report.json").read_text("utf-8"))["target"] == base


def test_an_unreachable_server_ends_the_job_and_nothing_else(tmp_path: Path) -> None:
    """The step fails with its own exit code; those that always run find nothing to publish."""
    assert run(github_command("Judge"), tmp_path, WEGWEISER_URL="http://127.0.0.1:1/v1").returncode == 3
    assert (
        run(github_command("Summary"), tmp_path, GITHUB_STEP_SUMMARY=str(tmp_path / "page")).returncode == 0
    )


def test_what_is_published_is_what_was_written() -> None:
    """In both recipes."""
    upload = next(step for step in github_steps() if "upload-artifact" in step.get("uses", ""))
    assert set(upload["with"]["path"].split()) == REPORTS
    artifacts = recipe("gitlab-ci.yml")["wegweiser"]["artifacts"]
    assert set(artifacts["paths"]) == REPORTS
    assert artifacts["reports"]["junit"] in REPORTS
    assert artifacts["when"] == "always"


def test_reports_are_published_when_the_server_is_wrong() -> None:
    """Every step after the judgement runs always."""
    names = [step.get("name") for step in github_steps()]
    after = github_steps()[names.index("Judge") + 1 :]
    assert after
    assert all(step["if"].startswith("always()") for step in after)


@pytest.mark.parametrize("file", CONTAINERFILES, ids=lambda file: file.parent.name)
def test_a_container_names_no_registry_and_copies_what_is_there(file: Path) -> None:
    """Short names of base images; whoever builds decides where they come from."""
    text = file.read_text("utf-8")
    images = re.findall(r"^FROM (\S+)", text, re.M)
    assert images
    assert not [image for image in images if "/" in image or "." in image.partition(":")[0]]
    copied = [source for line in re.findall(r"^COPY (?!--)(.+)$", text, re.M) for source in line.split()[:-1]]
    assert copied
    assert all((ROOT / source).exists() for source in copied)
    assert re.findall(r"^USER (\d+)$", text, re.M) == ["10001"]
