"""Where reports go: proven writable before the first request, written after the last."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from wegweiser_conformance.reporters import WRITERS

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from wegweiser_conformance.report import Report

STANDARD_OUTPUT = "-"
DEFAULT = {"html": "wegweiser-report.html"}


class OutputError(Exception):
    """A report cannot be written where it was asked for."""


@dataclass(frozen=True, slots=True)
class Outputs:
    """Form of report → file name."""

    files: dict[str, str]

    @property
    def console(self) -> TextIO:
        """The console gives way to a report on standard output."""
        return sys.stderr if STANDARD_OUTPUT in self.files.values() else sys.stdout

    def prove(self) -> None:
        """Every file can be written: found out now rather than after 400 requests."""
        for name in self._names():
            path = Path(name)
            fresh = not path.exists()
            try:
                path.open("a", encoding="utf-8").close()
            except OSError as error:
                raise OutputError(f"the report {name} cannot be written: {error.strerror}") from None
            if fresh:
                path.unlink(missing_ok=True)

    def write(self, report: Report) -> list[str]:
        """Writes all, and tells the names of the files."""
        for form, name in self.files.items():
            text = WRITERS[form](report)
            if name == STANDARD_OUTPUT:
                sys.stdout.write(text)
                sys.stdout.flush()
            else:
                self._write_file(name, text)
        return list(self._names())

    def _write_file(self, name: str, text: str) -> None:
        try:
            Path(name).write_text(text, "utf-8")
        except OSError as error:
            raise OutputError(f"the report {name} cannot be written: {error.strerror}") from None

    def _names(self) -> Iterator[str]:
        return (name for name in self.files.values() if name != STANDARD_OUTPUT)


def outputs_of(options: argparse.Namespace) -> Outputs:
    files = {form: getattr(options, form) for form in WRITERS if getattr(options, form) is not None}
    if len(set(files.values())) < len(files):
        raise OutputError("two reports are to be written to the same place: give each its own file")
    return Outputs(files or dict(DEFAULT))
