"""`wegweiser data generate`: writes invented records of any number to a file."""

from __future__ import annotations

import argparse
import re
import sys
from contextlib import nullcontext, suppress
from datetime import date
from pathlib import Path
from time import monotonic
from typing import IO, TYPE_CHECKING

from .days import berlin_today
from .generate import DEFAULT_SEED, generate
from .ndjson import write_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from contextlib import AbstractContextManager

    from .generate import Line

SIZES = {"jobs": 2000, "courses": 300, "sessions": 1500, "offices": 200}
STEP = 10_000


def generate_command(argv: list[str]) -> int:
    """0 if all was written, 3 if the arguments or the file are at fault."""
    asked = _parser().parse_args(argv)
    sizes = {name: getattr(asked, name) for name in SIZES}
    lines = generate(**sizes, seed=asked.seed, today=asked.today)
    try:
        with _opened(asked.out) as file:
            for text in _reported(lines, sum(sizes.values()), asked.out):
                file.write(text)
    except OSError as error:
        print(f"wegweiser data generate: {asked.out}: {error.strerror}", file=sys.stderr)
        return 3
    return 0


def _opened(out: str) -> AbstractContextManager[IO[str]]:
    return nullcontext(sys.stdout) if out == "-" else Path(out).open("w", encoding="utf-8", newline="\n")


def _reported(lines: Iterable[Line], total: int, out: str) -> Iterator[str]:
    """The lines to write, with progress on standard error."""
    began, count = monotonic(), 0
    for count, (collection, record) in enumerate(lines, 1):
        yield write_line(collection, record)
        if count % STEP == 0:
            print(f"{count:,} of {total:,} records ({count * 100 // total} %)", file=sys.stderr)
    print(f"{count:,} records written to {out} in {monotonic() - began:.1f} s", file=sys.stderr)


class Parser(argparse.ArgumentParser):
    """Bad arguments end with 3, as everywhere in `wegweiser`."""

    def error(self, message: str) -> None:  # type: ignore[override]
        self.print_usage(sys.stderr)
        self.exit(3, f"{self.prog}: {message}\n")


def _parser() -> Parser:
    parser = Parser(prog="wegweiser data generate", description="Write invented records as NDJSON.")
    for name, size in SIZES.items():
        parser.add_argument(
            f"--{name}", type=_size, default=size, metavar="N", help=f"how many (default {size})"
        )
    parser.add_argument("--seed", type=int, default=DEFAULT_SEED, metavar="S", help="same seed, same data")
    parser.add_argument(
        "--today", type=_day, default=berlin_today(), metavar="DATE", help="the day that dates count from"
    )
    parser.add_argument("--out", required=True, metavar="FILE", help="file to write; - is standard output")
    return parser


def _size(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= 9):
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of records (0 to 999999999)")
    return int(text)


def _day(text: str) -> date:
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        with suppress(ValueError):
            return date.fromisoformat(text)
    raise argparse.ArgumentTypeError(f"{text!r} is not a date such as 2026-11-22")
