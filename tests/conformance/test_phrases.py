"""The catalogue of German sentences: how much of what the checks say it has, and what it makes of it."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import wegweiser_conformance
from wegweiser_conformance.phrases import phrases, sentences

if TYPE_CHECKING:
    from collections.abc import Iterator

# How many of the arguments that a check says are sentences: expected and found, or the reason.
_SAYS = {"Violation": 2, "Suspected": 2, "Fault": 2, "NotTested": 1, "NotApplicable": 1}
_LEAST_SHARE = 0.95
_WORDS = re.compile(r"[a-z]{3,}")


def written(node: ast.expr) -> Iterator[str]:
    """The sentences in the source at one place, with `{}` for each gap."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        yield "".join(part.value if isinstance(part, ast.Constant) else "{}" for part in node.values)  # type: ignore[misc]
    elif isinstance(node, ast.IfExp):
        yield from (*written(node.body), *written(node.orelse))
    elif isinstance(node, ast.BoolOp):
        for value in node.values:
            yield from written(value)


def said_by_checks() -> set[str]:
    found: set[str] = set()
    for file in Path(wegweiser_conformance.__path__[0]).rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _SAYS:
                for argument in node.args[: _SAYS[node.func.id]]:
                    found |= set(written(argument))
    return {one for one in found if _WORDS.search(one.replace("{}", ""))}


def test_nearly_all_that_checks_say_is_in_the_catalogue() -> None:
    """What is missing stays English in a German report; the message lists it."""
    said, german = said_by_checks(), phrases("de")
    missing = sorted(one for one in said if german.find(one.replace("{}", "7")) is None)
    share = 1 - len(missing) / len(said)
    assert share >= _LEAST_SHARE, f"{share:.1%} of {len(said)}; missing: {missing}"


@pytest.mark.parametrize(("english", "german"), sorted(sentences("de").items()))
def test_a_sentence_keeps_its_gaps(english: str, german: str) -> None:
    """Each gap is filled once at least, and German never says a mere "soll"."""
    assert {int(gap) for gap in re.findall(r"\{(\d)\}", german)} == set(range(1, english.count("{}") + 1))
    assert not re.search(r"\bsoll\b", german)


@pytest.mark.parametrize(
    ("english", "german"),
    [
        ("a whole number", "eine ganze Zahl"),
        ("12, the records that next brings", "12, so viele Datensätze bringt next"),
        ("expected 304, found no answer: the connection was reset",
         "erwartet: 304, gefunden: keine Antwort: die Verbindung wurde abgebrochen"),
        ("3: missing: a-1, b-2 and 4 more; too many: c-3",
         "3: es fehlen: a-1, b-2 und 4 weitere; zu viel: c-3"),
        ("a form of address before a name of 15 characters, sha256 ef7c88d3d284",
         "eine Anrede vor einem Namen von 15 Zeichen, sha256 ef7c88d3d284"),
        ("no label in de; missing: a-1", "keine Bezeichnung auf de; es fehlen: a-1"),
        ("200 application/json", "200 application/json"),
        ("/problems/not-found", "/problems/not-found"),
    ],
)  # fmt: skip
def test_gaps_are_translated_too(english: str, german: str) -> None:
    """A sentence within a sentence; what has no English words stays as it is."""
    assert phrases("de").find(english) == german


def test_what_the_catalogue_lacks_is_said_to_be_missing() -> None:
    """So that a report can mark it as English."""
    assert phrases("de").find("an unheard-of fault in the server") is None


def test_english_needs_no_catalogue() -> None:
    """What the checks write is what the report shows."""
    assert phrases("en").find("an unheard-of fault in the server") == "an unheard-of fault in the server"
