"""The command `wegweiser` finds its subcommands and never shows a traceback."""

from __future__ import annotations

import subprocess
import sys
import time
from typing import TYPE_CHECKING, NoReturn

import pytest

from wegweiser_contract import command

if TYPE_CHECKING:
    from pathlib import Path

WEGWEISER = [sys.executable, "-m", "wegweiser_contract.command"]


@pytest.fixture
def faulty(monkeypatch: pytest.MonkeyPatch) -> type[BaseException]:
    """Subcommands `fault`, `stop` and `gone`, which end as their names say."""
    for name in ("fault", "stop", "gone", "leave"):
        monkeypatch.setitem(command.SUBCOMMANDS, name, (__name__, name, "a test"))
    monkeypatch.setitem(sys.modules, __name__, sys.modules[__name__])
    return RuntimeError


def fault(argv: list[str]) -> NoReturn:
    raise RuntimeError("something\nunforeseen")


def stop(argv: list[str]) -> NoReturn:
    raise KeyboardInterrupt


def gone(argv: list[str]) -> NoReturn:
    raise SystemExit("a message")


def leave(argv: list[str]) -> NoReturn:
    raise SystemExit(7)


def test_help_lists_every_subcommand(capsys: pytest.CaptureFixture[str]) -> None:
    """With --help, and with nothing at all."""
    for argv in (["--help"], []):
        assert command.main(argv) == 0
        printed = capsys.readouterr().out
        assert all(f"  {name}" in printed for name in command.SUBCOMMANDS)


def test_the_version_is_that_of_the_distribution(capsys: pytest.CaptureFixture[str]) -> None:
    """`wegweiser --version` names it."""
    assert command.main(["--version"]) == 0
    assert capsys.readouterr().out.startswith("wegweiser 0.")


def test_an_unknown_subcommand_is_named_with_those_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    """Exit code 3, one line."""
    assert command.main(["paint"]) == 3
    said = capsys.readouterr().err
    assert said.startswith("wegweiser: there is no subcommand 'paint'; there are check,")
    assert said.count("\n") == 1


def test_an_unforeseen_fault_is_one_sentence(
    faulty: object, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Exit code 4; the traceback only for whoever asks for it."""
    monkeypatch.delenv("WEGWEISER_DEBUG", raising=False)
    assert command.main(["fault"]) == 4
    said = capsys.readouterr().err
    assert said.startswith("wegweiser: a fault of its own: RuntimeError: something unforeseen\n")
    assert "Traceback" not in said
    monkeypatch.setenv("WEGWEISER_DEBUG", "1")
    assert command.main(["fault"]) == 4
    assert "Traceback" in capsys.readouterr().err


def test_an_interruption_is_quiet(faulty: object, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit code 130, not a word."""
    assert command.main(["stop"]) == 130
    assert capsys.readouterr() == ("", "")


def test_a_subcommand_may_leave_by_system_exit(faulty: object) -> None:
    """A number is the exit code, words mean that it could not run."""
    assert command.main(["leave"]) == 7
    assert command.main(["gone"]) == 3


def test_a_missing_module_is_named_with_the_cure(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The base install has no server."""
    monkeypatch.setitem(command.SUBCOMMANDS, "serve", ("wegweiser_absent", "serve", "a test"))
    assert command.main(["serve"]) == 3
    assert "pip install 'wegweiser[server]'" in capsys.readouterr().err


def test_a_reader_that_leaves_early_is_no_fault(tmp_path: Path) -> None:
    """`wegweiser spec bundle --out - | head -1` ends quietly."""
    with subprocess.Popen(
        [*WEGWEISER, "spec", "lint", "--rules"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.wait(timeout=30) == 0
        assert process.stderr.read() == b""


def test_help_is_there_at_once() -> None:
    """Nothing heavy is imported for it."""
    code = "import sys; from wegweiser_contract.command import main; main(['--help']); "
    code += (
        "print([m for m in ('yaml', 'httpx', 'connexion', 'argparse', 'jsonschema_rs') if m in sys.modules])"
    )
    start = time.monotonic()
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
    assert time.monotonic() - start < 3
