"""The command `wegweiser`: finds the subcommand, and lets no traceback reach a user."""

from __future__ import annotations

import os
import sys
import traceback
from importlib import import_module, metadata
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

UNUSABLE, FAULT, INTERRUPTED = 3, 4, 130

SUBCOMMANDS = {
    "check": ("wegweiser_conformance.cli", "check", "judge a server by the contract it claims to obey"),
    "explain": ("wegweiser_conformance.cli", "explain", "what a requirement says, and how to meet it"),
    "serve": ("wegweiser_server.cli", "serve", "run the reference server"),
    "demo": ("wegweiser_contract.demo", "demo", "serve, check, report: the whole round once"),
    "data": ("wegweiser_server.cli", "data", "make the reference server's data"),
    "export": ("wegweiser_server.publishing.command", "export", "write the records as a tree of files"),
    "spec": ("wegweiser_contract.cli", "spec", "the contract's own tools: bundle, lint, diff, release"),
}
"""Subcommand → module, function and one line of help; the module is imported only when it is called."""


def main(argv: Sequence[str] | None = None) -> int:
    """The subcommand's exit code; 130 if interrupted, 4 for a fault of our own."""
    try:
        code = _dispatch(list(sys.argv[1:] if argv is None else argv))
        sys.stdout.flush()
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        return _reader_gone()
    except Exception as error:
        return _fault(error)
    return code


def _dispatch(argv: list[str]) -> int:
    name, rest = (argv[0], argv[1:]) if argv else ("--help", [])
    if name in ("-h", "--help", "help"):
        print(_help())
        return 0
    if name in ("-V", "--version"):
        print(f"wegweiser {metadata.version('wegweiser')}")
        return 0
    if name not in SUBCOMMANDS:
        print(
            f"wegweiser: there is no subcommand {name!r}; there are {', '.join(SUBCOMMANDS)}", file=sys.stderr
        )
        return UNUSABLE
    return _run(name, rest)


def _run(name: str, argv: list[str]) -> int:
    module, function, _ = SUBCOMMANDS[name]
    try:
        subcommand = cast("Callable[[list[str]], int]", getattr(import_module(module), function))
    except ModuleNotFoundError as error:
        return _not_installed(name, error)
    try:
        return subcommand(argv)
    except SystemExit as leaving:  # argparse leaves this way
        return leaving.code if isinstance(leaving.code, int) else 0 if leaving.code is None else UNUSABLE


def _not_installed(name: str, error: ModuleNotFoundError) -> int:
    print(
        f"wegweiser: `{name}` needs the module {error.name!r}, which is not installed; "
        "`pip install 'wegweiser[server]'` brings the reference server along",
        file=sys.stderr,
    )
    return UNUSABLE


def _help() -> str:
    width = max(map(len, SUBCOMMANDS))
    lines = [f"  {name:<{width}}  {line}" for name, (_, _, line) in SUBCOMMANDS.items()]
    return "\n".join(
        [
            "usage: wegweiser SUBCOMMAND …",
            "",
            "An open interface to job offers, courses and counselling offices.",
            "",
            *lines,
            "",
            "`wegweiser SUBCOMMAND --help` says more; `wegweiser --version` names the version.",
        ]
    )


def _reader_gone() -> int:
    """Whoever read our output has left (`| head`): nothing more can be said, and nothing is wrong."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def _fault(error: Exception) -> int:
    if os.environ.get("WEGWEISER_DEBUG") == "1":
        traceback.print_exception(error)
    text = " ".join(str(error).split()) or "no message"
    print(f"wegweiser: a fault of its own: {type(error).__name__}: {text}", file=sys.stderr)
    print("WEGWEISER_DEBUG=1 shows where; please report it.", file=sys.stderr)
    return FAULT


if __name__ == "__main__":
    raise SystemExit(main())
