"""`wegweiser explain`: what a requirement says, how it is judged and what to change, without any server."""

from __future__ import annotations

import argparse
import sys
import textwrap
from typing import TYPE_CHECKING

from wegweiser_conformance.model import Level
from wegweiser_conformance.registry import UnknownRequirement, choose
from wegweiser_conformance.verdict import NOT_CHECKABLE
from wegweiser_conformance.wording import LANGUAGES, Words
from wegweiser_contract import ContractError, load_contract

if TYPE_CHECKING:
    from wegweiser_contract import Requirement


def explain(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="wegweiser explain", description="Say what requirements demand; without a name, list them all."
    )
    parser.add_argument(
        "names", nargs="*", metavar="REQUIREMENT", help="an id like paging/total-matches, or a group"
    )
    parser.add_argument("--lang", choices=LANGUAGES, default="en", help="language of the texts")
    try:
        options = parser.parse_args(argv)
    except SystemExit as end:
        return NOT_CHECKABLE if end.code else 0
    try:
        requirements = load_contract().requirements
        chosen = choose(options.names, requirements)
    except (ContractError, UnknownRequirement) as fault:
        print(f"wegweiser explain: {fault}", file=sys.stderr)
        return NOT_CHECKABLE
    told = [requirement for requirement in requirements.values() if requirement.id in chosen]
    write = _whole if options.names else _line
    print("\n".join(write(requirement, options.lang) for requirement in told))
    return 0


def _line(requirement: Requirement, lang: str) -> str:
    level = Words(lang).level(Level(requirement.level))
    return f"{requirement.id:<44} {level:<6} {requirement.class_}"


def _whole(requirement: Requirement, lang: str) -> str:
    words = Words(lang)
    level = words.level(Level(requirement.level))
    parts = [
        f"{requirement.id}  {level} · {requirement.class_} · {requirement.judged}",
        _wrapped(_text(requirement.sentence, lang)),
        _wrapped(f"{words['mend']}: {_text(requirement.mend, lang)}"),
        _wrapped(f"{words['contract_place']}: {requirement.place}"),
        _wrapped(f"{words['demands']}: {', '.join(requirement.demands)}"),
    ]
    return "\n".join(parts) + "\n"


def _text(texts: object, lang: str) -> str:
    return str(texts.get(lang) or texts.get("en", "")) if isinstance(texts, dict) else ""


def _wrapped(paragraph: str) -> str:
    return textwrap.fill(paragraph, 100, initial_indent="  ", subsequent_indent="  ", break_long_words=False)
