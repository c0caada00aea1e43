"""Every subcommand and flag of `wegweiser`, read from the parsers themselves."""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

import yaml
from tooling.docs.markup import code, entries, facts, inline, link, paragraphs, raw, table
from tooling.docs.page import Page, href

from wegweiser_contract.command import SUBCOMMANDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tooling.docs.edition import Edition

GERMAN = Path(__file__).resolve().parents[1] / "command_line.de.yaml"
WITHIN = {"data": ("generate", "load")}
"""Subcommands that hand their arguments on before any parser sees them."""


@dataclass(frozen=True, slots=True)
class Command:
    """`wegweiser spec bundle`: its words, one line of help, and what it may be given."""

    name: str
    says: str
    description: str
    arguments: tuple[argparse.Action, ...]

    @property
    def anchor(self) -> str:
        return self.name.replace(" ", "-")


class _Caught(BaseException):
    """No `Exception`: subcommands turn those into messages."""

    def __init__(self, parser: argparse.ArgumentParser) -> None:
        super().__init__(parser.prog)
        self.parser = parser


@cache
def commands() -> tuple[Command, ...]:
    return tuple(one for name in SUBCOMMANDS for one in _of(name))


def _of(name: str) -> Iterator[Command]:
    module, function, says = SUBCOMMANDS[name]
    run = getattr(import_module(module), function)
    for argv in [[within] for within in WITHIN.get(name, ())] or [[]]:
        yield from _commands(_parser(run, argv), says)


def _parser(run: Any, argv: list[str]) -> argparse.ArgumentParser:
    """The parser that a subcommand makes, caught where it would begin to parse."""

    def catch(self: argparse.ArgumentParser, *given: Any, **named: Any) -> Any:
        if not self.add_help:  # it only looks for --config before the real one parses
            return ordinary(self, *given, **named)
        raise _Caught(self)

    ordinary = argparse.ArgumentParser.parse_known_args

    with patch.object(argparse.ArgumentParser, "parse_known_args", catch):
        try:
            run(argv)
        except _Caught as caught:
            return caught.parser
    raise RuntimeError(f"{run} parses no arguments")


def _commands(parser: argparse.ArgumentParser, says: str) -> Iterator[Command]:
    plain = [one for one in parser._actions if not isinstance(one, argparse._SubParsersAction)]
    nested = [one for one in parser._actions if isinstance(one, argparse._SubParsersAction)]
    shown = tuple(one for one in plain if one.help != argparse.SUPPRESS)
    yield Command(parser.prog, says, parser.description or "", shown)
    for one in nested:
        told = {choice.dest: choice.help or "" for choice in one._choices_actions}
        for name, inner in one.choices.items():
            yield from _commands(inner, told.get(name, ""))


def command_line_page(edition: Edition) -> Page:
    parts = [f"# {edition['command-line']}\n", edition["command-line-intro"] + "\n"]
    for one in commands():
        parts.append(f"## {one.name}\n")
        parts.append(raw(_head(edition, one)))
    return Page("command-line", "\n".join(parts))


def _head(edition: Edition, one: Command) -> str:
    told = one.description or one.says
    lang = edition.lang if told in german() else "en"
    head = f'<div lang="{lang}">{paragraphs(_in(edition, told))}</div>'
    return head + entries(_argument(edition, one, action) for action in one.arguments)


@cache
def german() -> Mapping[str, str]:
    """What the program says, in German; long descriptions are there in English alone."""
    found: Mapping[str, str] = yaml.safe_load(GERMAN.read_text("utf-8"))
    return found


def _in(edition: Edition, told: str) -> str:
    return german().get(told, told) if edition.lang == "de" else told


def _argument(edition: Edition, one: Command, action: argparse.Action) -> tuple[str, str, str]:
    names = ", ".join(map(code, action.option_strings)) or code(action.metavar or action.dest)
    value = (
        f" {code(action.metavar or action.dest.upper())}"
        if action.option_strings and action.nargs != 0
        else ""
    )
    if action.choices:
        value = ""
    key = (action.option_strings or [action.dest])[-1].lstrip("-")
    help_ = _in(edition, action.help or "").replace("%(prog)s", one.name).replace("%%", "%")
    if "%(" in help_:
        help_ = help_ % {**vars(action), "prog": one.name}
    meaning = f"<p>{inline(help_)}</p>" + facts(
        [
            (edition["one-of"], ", ".join(map(code, action.choices or ()))),
            (edition["default"], _default(action)),
        ]
    )
    return f"{one.anchor}--{key}", names + value, meaning


def _default(action: argparse.Action) -> str:
    plain = isinstance(action.default, (str, int, float)) and not isinstance(action.default, bool)
    return code(action.default) if plain and action.default != argparse.SUPPRESS else ""


def command_line_table(edition: Edition, here: str) -> str:
    rows = [
        (
            link(href(here, "command-line", one.anchor), code(one.name)),
            inline(_in(edition, one.says)),
            str(sum(bool(action.option_strings) for action in one.arguments)),
        )
        for one in commands()
    ]
    heads = (edition["command"], edition["what-it-does"], edition["flags"])
    return raw(table(heads, rows, edition["command-line"]))
