"""Data files: NDJSON out and in, with one clear message for whatever is wrong."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import pytest

from wegweiser_server.data import DataFileError, generate, generate_command, read, write

if TYPE_CHECKING:
    from pathlib import Path

TODAY = date(2026, 11, 22)
GOOD = b'{"collection":"jobs","record":{"id":"j-1"}}\n'


def test_what_is_written_can_be_read(tmp_path: Path) -> None:
    """All records come back as they were, in order."""
    file = tmp_path / "data.ndjson"
    lines = list(generate(jobs=30, courses=5, sessions=20, offices=5, today=TODAY))
    with file.open("w", encoding="utf-8") as out:
        assert write(lines, out) == 60
    assert list(read(file)) == lines


def test_empty_lines_are_skipped(tmp_path: Path) -> None:
    """A blank line is no fault."""
    file = tmp_path / "data.ndjson"
    file.write_bytes(b"\n" + GOOD + b"  \n")
    assert list(read(file)) == [("jobs", {"id": "j-1"})]


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        (b"{", "not JSON"),
        (b'{"collection":"jobs"}', "not an object of `collection` and `record`"),
        (b"[1]", "not an object of `collection` and `record`"),
        (
            b'{"collection":"dogs","record":{"id":"j-1"}}',
            "collection 'dogs' is none of jobs, course-sessions",
        ),
        (b'{"collection":["jobs"],"record":{"id":"j-1"}}', "is none of jobs"),
        (b'{"collection":"jobs","record":{"id":1}}', "`id` that is a string"),
        (b'{"collection":"jobs","record":[]}', "`id` that is a string"),
        (b'{"collection":"jobs","record":{"id":"j-\xff"}}', "not UTF-8"),
        (b"[" * 100_000, "nested too deeply"),
    ],
)
def test_a_bad_line_is_named(tmp_path: Path, line: bytes, complaint: str) -> None:
    """The message says which file, which line and what is wrong; good lines before it are read."""
    file = tmp_path / "data.ndjson"
    file.write_bytes(GOOD + line + b"\n")
    lines = read(file)
    assert next(lines)
    with pytest.raises(DataFileError, match="line 2") as caught:
        next(lines)
    assert complaint in str(caught.value)
    assert str(file) in str(caught.value)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    """No traceback for a path that is not there or is a folder."""
    for path in (tmp_path / "nothing.ndjson", tmp_path):
        with pytest.raises(DataFileError, match="cannot be read"):
            list(read(path))


def test_the_command_writes_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Sizes, seed and day come from the command line; progress goes to standard error."""
    out = tmp_path / "data.ndjson"
    sizes = ["--jobs", "12", "--courses", "3", "--sessions", "9", "--offices", "2"]
    assert generate_command([*sizes, "--seed", "5", "--today", "2026-11-22", "--out", str(out)]) == 0
    assert list(read(out)) == list(generate(12, 3, 9, 2, 5, TODAY))
    shown = capsys.readouterr()
    assert shown.out == ""
    assert "26 records written" in shown.err


def test_the_command_writes_to_standard_output(capsys: pytest.CaptureFixture[str]) -> None:
    """`-` is standard output, one record a line."""
    sizes = ["--jobs", "2", "--courses", "0", "--sessions", "0", "--offices", "0"]
    assert generate_command([*sizes, "--out", "-"]) == 0
    assert [json.loads(line)["collection"] for line in capsys.readouterr().out.splitlines()] == [
        "jobs",
        "jobs",
    ]


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["--out", "x", "--jobs", "many"], "'many' is not a number of records"),
        (["--out", "x", "--jobs", "-1"], "'-1' is not a number of records"),
        (["--out", "x", "--jobs", "1_0"], "'1_0' is not a number of records"),
        (["--out", "x", "--today", "2026-02-31"], "'2026-02-31' is not a date"),
        (["--out", "x", "--today", "20261122"], "'20261122' is not a date"),
        ([], "--out"),
    ],
)
def test_bad_arguments_are_named(
    arguments: list[str], complaint: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit code 3 and one message that says what is wrong."""
    with pytest.raises(SystemExit) as caught:
        generate_command(arguments)
    assert caught.value.code == 3
    assert complaint in capsys.readouterr().err


def test_a_file_that_cannot_be_written_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit code 3 and the path."""
    out = tmp_path / "nowhere" / "data.ndjson"
    assert generate_command(["--jobs", "1", "--out", str(out)]) == 3
    assert str(out) in capsys.readouterr().err
