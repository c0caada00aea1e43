"""Servers with one defect each, judged by schemathesis, openapi-core and this suite: what each of them sees.

    python -m tests.rivals --openapi-core PYTHON --measured-on DATE

writes the table of docs/guides/why-not-just-schemathesis.md. PYTHON is the interpreter of an environment with
openapi-core and requests: it cannot share ours, as it wants an older openapi-spec-validator.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from tests.server.running import serving

from wegweiser_server.defects import DEFECTS as DEFECTS_OF_OURS

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOT = Path(__file__).resolve().parents[2]
GUIDE = ROOT / "docs" / "guides" / "why-not-just-schemathesis.md"
BEGIN, END = "<!-- measured -->", "<!-- /measured -->"
DEFECTS = {
    "": "none: the honest server",
    "filters/course-sessions-free-places-waiting-list-counts": "`freePlaces=only` finds waiting lists, too",
    "paging/first-of-page-lost": "every later page lacks its first record",
    "personal-data/ask-for-somebody": "titles name the person to ask for",
}
CLASSES = "core,query,course-sessions,offices"
GENERATED = (
    "--phases=examples,coverage,fuzzing,stateful",
    "--checks=all",
    "--max-examples=15",
    "--seed=1",
    "--no-color",
)


@dataclass(frozen=True, slots=True)
class Seen:
    """What one tool saw of one server."""

    findings: int
    told: str


def run(command: Sequence[str | Path], folder: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*map(str, command)], cwd=folder, capture_output=True, text=True, timeout=600)


def schemathesis(base: str, folder: str) -> Seen:
    program = Path(sys.executable).parent / "schemathesis"
    config = f"--config-file={ROOT / 'schemathesis.toml'}"
    done = run([program, config, "run", _description(base), f"--url={base}", *GENERATED], folder)
    found = re.search(r"(\d+) failed|(\d+) unique failure", done.stdout)
    cases = re.search(r"[\d,]+ generated", done.stdout)
    number = int(next(one for one in found.groups() if one)) if found else int(done.returncode != 0)
    return Seen(number, cases[0].replace("generated", "requests") if cases else "")


def openapi_core(base: str, folder: str, python: str) -> Seen:
    done = run([python, Path(__file__).with_name("calls.py"), _description(base), base], folder)
    last = (done.stdout.strip() or "nothing").splitlines()[-1]
    counted = re.fullmatch(r"\d+ calls, (\d+) findings", last)
    if counted is None:
        raise SystemExit(f"openapi-core did not run: {done.stderr[-800:]}")
    return Seen(int(counted[1]), last)


def suite(base: str, folder: str, defect: str) -> Seen:
    program = Path(sys.executable).parent / "wegweiser"
    report = Path(folder) / "report.json"
    done = run([program, "check", base, "--quiet", "--seed", "1", "--json", report], folder)
    if done.returncode not in (0, 1):
        raise SystemExit(done.stdout + done.stderr)
    results = json.loads(report.read_text("utf-8"))["results"]
    failed = [one["requirement"] for one in results if one["status"] == "failed"]
    named = [DEFECTS_OF_OURS[defect].convicts] if defect else []
    told = [f"`{name}`" for name in named if name in failed]
    return Seen(len(failed), " and ".join([*told, *([f"{len(failed) - 1} more"] if len(failed) > 1 else [])]))


def _description(base: str) -> str:
    return f"{base.removesuffix('/v1')}/openapi.json"


def row(defect: str, says: str, python: str) -> str:
    arguments = ["--quiet", "--classes", CLASSES, *(["--defect", defect] if defect else [])]
    with serving(*arguments) as base, tempfile.TemporaryDirectory() as folder:
        generated = schemathesis(base, folder)
        validated = openapi_core(base, folder, python)
        judged = suite(base, folder, defect)
    cells = [
        f"{says}" + (f" (`--defect {defect}`)" if defect else ""),
        f"{generated.findings} in {generated.told}",
        f"{validated.findings} in {validated.told.partition(',')[0]}",
        f"{judged.findings}{': ' + judged.told if judged.told else ''}",
    ]
    return f"| {' | '.join(cells)} |"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.rivals")
    parser.add_argument("--openapi-core", required=True, metavar="PYTHON")
    parser.add_argument("--measured-on", required=True, metavar="YYYY-MM-DD", type=date.fromisoformat)
    asked = parser.parse_args()
    python = asked.openapi_core
    lines = [
        f"Measured on {asked.measured_on.isoformat()}: findings of each tool.",
        "",
        "| the server's fault | schemathesis | openapi-core | `wegweiser check` |",
        "|---|---|---|---|",
    ]
    for defect, says in DEFECTS.items():
        lines.append(row(defect, says, python))
        print(lines[-1], flush=True)
    text = GUIDE.read_text("utf-8")
    before, after = text.partition(BEGIN)[0], text.partition(END)[2]
    GUIDE.write_text("\n".join([before + BEGIN, *lines, END]) + after, "utf-8")


if __name__ == "__main__":
    main()
