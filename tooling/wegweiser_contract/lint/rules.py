"""What a house rule is, and the list of all of them.

A rule is a function from the contract to the faults it finds. Its id never changes, its docstring says it.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

from wegweiser_contract.pointers import keys

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from wegweiser_contract.lint.subject import Subject

    Judge = Callable[[Subject], Iterator["Fault"]]

THEMES = (
    "subset",
    "schemas",
    "naming",
    "files",
    "documentation",
    "guards",
    "classes",
    "filters",
    "responses",
    "examples",
    "example_codes",
    "requirements",
    "code_lists",
    "overlays",
    "frozen",
)


@dataclass(frozen=True, slots=True)
class Fault:
    """`place` is a pointer into the bundle, or a file as seen from `spec/v1`."""

    place: str
    wrong: str
    right: str


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault with the rule that it breaks, at a place that an author can open."""

    rule: str
    place: str
    wrong: str
    right: str

    def __str__(self) -> str:
        return f"{self.place}: {self.rule}: {self.wrong}; right would be: {self.right}"


@dataclass(frozen=True, slots=True)
class HouseRule:
    id: str
    judge: Judge

    @property
    def says(self) -> str:
        return (self.judge.__doc__ or "").splitlines()[0]


_RULES: dict[str, HouseRule] = {}


def house_rule(rule_id: str) -> Callable[[Judge], Judge]:
    """Put a function on the list of house rules."""

    def register(judge: Judge) -> Judge:
        if rule_id in _RULES:
            raise ValueError(f"two house rules are called {rule_id}")
        _RULES[rule_id] = HouseRule(rule_id, judge)
        return judge

    return register


def house_rules() -> tuple[HouseRule, ...]:
    """All of them, theme by theme."""
    for theme in THEMES:
        import_module(f"wegweiser_contract.lint.{theme}")
    return tuple(_RULES.values())


def apply_rules(subject: Subject, rules: Iterable[HouseRule]) -> Iterator[Finding]:
    for rule in rules:
        try:
            for fault in rule.judge(subject):
                yield Finding(rule.id, subject.shown(fault.place), fault.wrong, fault.right)
        except (AttributeError, KeyError, TypeError, IndexError) as error:
            wrong = f"the rule stumbled over a document of another shape ({type(error).__name__}: {error})"
            yield Finding(rule.id, "spec/v1", wrong, "valid OpenAPI 3.0.3 first; mend the other findings")


def last_key(pointer: str) -> str:
    return keys(pointer)[-1]
