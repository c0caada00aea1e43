"""`wegweiser demo` serves, checks, reports and leaves nothing running."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
from typing import TYPE_CHECKING

import pytest

from wegweiser_contract import demo as demo_module
from wegweiser_contract.demo import demo

if TYPE_CHECKING:
    from pathlib import Path

STAND_IN = """
import os, pathlib, sys, time
here = pathlib.Path(__file__).parent
if sys.argv[1] == "serve":
    (here / "serving.pid").write_text(str(os.getpid()))
    if (here / "mute").exists():
        sys.exit(3)
    print("http://127.0.0.1:1/v1", flush=True)
    print("more", flush=True)
    time.sleep(60)
else:
    (here / "checked").write_text(" ".join(sys.argv[2:]))
    if (here / "slow").exists():
        time.sleep(60)
    pathlib.Path(sys.argv[4]).write_text("<html>")
    sys.exit(int((here / "code").read_text()))
"""


@pytest.fixture
def stand_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Instead of server and suite: a program that does as little as it can."""
    (tmp_path / "wegweiser.py").write_text(STAND_IN, encoding="utf-8")
    (tmp_path / "code").write_text("0", encoding="utf-8")
    monkeypatch.setattr(demo_module, "_wegweiser", lambda: [sys.executable, str(tmp_path / "wegweiser.py")])
    return tmp_path


def is_running(folder: Path) -> bool:
    try:
        os.kill(int((folder / "serving.pid").read_text(encoding="utf-8")), 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.parametrize(
    ("code", "verdict"), [(0, "conformant"), (1, "not conformant"), (2, "not fully checked")]
)
def test_the_verdict_of_the_check_is_that_of_the_demo(
    stand_in: Path, capsys: pytest.CaptureFixture[str], code: int, verdict: str
) -> None:
    """It prints verdict and report, passes the exit code on and stops the server; twice in a row."""
    (stand_in / "code").write_text(str(code), encoding="utf-8")
    report = stand_in / "report.html"
    for _ in range(2):
        assert demo(["--html", str(report)]) == code
        printed = capsys.readouterr().out
        assert f"Verdict: {verdict}\n" in printed
        assert f"Report:  {report}\n" in printed
        assert not is_running(stand_in)
    assert (stand_in / "checked").read_text(
        encoding="utf-8"
    ) == f"http://127.0.0.1:1/v1 --html {report} --max-requests 5000"


def test_a_server_that_does_not_start_is_said_so(stand_in: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit code 3, and nothing is checked."""
    (stand_in / "mute").touch()
    assert demo(["--html", str(stand_in / "report.html")]) == 3
    assert "the server did not start" in capsys.readouterr().err
    assert not (stand_in / "checked").exists()


def test_a_check_that_never_ends_is_given_up(
    stand_in: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The wait has an end, and the server too."""
    (stand_in / "slow").touch()
    monkeypatch.setattr(demo_module, "CHECK_SECONDS", 0.5)
    assert demo(["--html", str(stand_in / "report.html")]) == 3
    assert not is_running(stand_in)


def test_a_report_nowhere_is_refused_before_anything_starts(
    stand_in: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A wrong folder is found out at once."""
    with pytest.raises(SystemExit, match="3"):
        demo(["--html", str(stand_in / "nowhere" / "report.html")])
    assert not (stand_in / "serving.pid").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGTERM to send")
def test_being_terminated_stops_the_server(stand_in: Path) -> None:
    """Whatever happens to the demo, its server does not outlive it."""
    (stand_in / "slow").touch()
    program = textwrap.dedent(f"""
        import sys
        from wegweiser_contract import demo
        demo._wegweiser = lambda: [sys.executable, {str(stand_in / "wegweiser.py")!r}]
        demo.demo(["--html", {str(stand_in / "report.html")!r}])
    """)
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.DEVNULL) as process:
        for _ in range(600):
            if (stand_in / "checked").exists():
                break
            with pytest.raises(subprocess.TimeoutExpired):
                process.wait(timeout=0.05)
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=30) == 128 + signal.SIGTERM
    assert not is_running(stand_in)
