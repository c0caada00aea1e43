"""Command-line arguments, read the same way by every subcommand."""

from __future__ import annotations

import argparse
import sys
from typing import NoReturn

UNUSABLE = 3
"""The exit code for whatever could not even be tried: bad arguments, bad files, nothing there."""


class ArgumentParser(argparse.ArgumentParser):
    """argparse, with this project's exit code for bad arguments (2 means something else here)."""

    def error(self, message: str) -> NoReturn:
        print(f"{self.prog}: {message}\nTry `{self.prog} --help`.", file=sys.stderr)
        raise SystemExit(UNUSABLE)


def comma_list(text: str) -> list[str]:
    """`a,b` → the parts; a blank around a comma does no harm."""
    parts = [part.strip() for part in text.split(",")]
    if not all(parts):
        raise argparse.ArgumentTypeError(f"{text!r} names nothing between its commas")
    return parts
