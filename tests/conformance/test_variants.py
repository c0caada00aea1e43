"""Whoever makes use of what the contract leaves free is not accused.

Every variant was judged alone as well; here those that do not touch one another are judged together.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pytest
from tests.conformance.in_process import BASE
from tests.conformance.whole_runs import grave, judge_app

from wegweiser_contract import load_contract
from wegweiser_server.altering import set_up
from wegweiser_server.application import create_app
from wegweiser_server.data import generate
from wegweiser_server.data.days import berlin_today
from wegweiser_server.settings import Settings
from wegweiser_server.store import load
from wegweiser_server.variants import VARIANTS
from wegweiser_server.variants.entry import PASSWORD, USER

if TYPE_CHECKING:
    from wegweiser_server.store import Store

# Kinds that set the same thing: one would undo the other.
APART = [{"claims", other} for other in ("languages", "tags", "caching", "times")] + [{"access", "caching"}]
MANY = ["totals/at-least", "totals/rounded", "limits/thousand-a-query"]


# The average of few records is not that of many.
SMALL = "records/average-size"


@cache
def village() -> Store:
    return load(generate(jobs=110, courses=16, sessions=90, offices=30, seed=5, today=berlin_today()))


def groups() -> list[tuple[str, ...]]:
    """One variant of a kind in each, and none that undoes another; what counts much has its own."""
    made: list[list[str]] = [["holdings/many", name] for name in MANY]
    for name in sorted(VARIANTS.keys() - {"holdings/many", *MANY}):
        free = [group for group in made if all(_together(name, other) for other in group)]
        if free:
            min(free, key=len).append(name)
        else:
            made.append([name])
    return [tuple(sorted(group, key=_turn)) for group in made]


def _together(one: str, other: str) -> bool:
    kinds = {one.partition("/")[0], other.partition("/")[0]}
    return len(kinds) == 2 and kinds not in APART


def _turn(name: str) -> tuple[bool, bool, str]:
    """Links are written when all else is edited, and text when the links are."""
    return (name.startswith("json/"), name.startswith("next/"), name)


def test_every_variant_is_in_one_group() -> None:
    """None is left out, none is judged twice but the one that gives many records."""
    found = [name for group in groups() for name in group if name != "holdings/many"]
    assert sorted(found) == sorted(VARIANTS.keys() - {"holdings/many"})


@pytest.mark.parametrize("group", groups(), ids=lambda group: "+".join(group)[:60])
def test_what_the_contract_permits_is_not_accused(group: tuple[str, ...]) -> None:
    """No MUST failed, nothing suspected or left untested; warnings only where a SHOULD is not followed."""
    settings = Settings(variants=group)
    base = BASE.removesuffix("/v1") + set_up(settings).base_path
    password = f"{USER}:{PASSWORD}" if "access/basic" in group else ""
    app = create_app(settings, village())
    told = grave(judge_app(app, load_contract().requirements, base, password=password))
    deserved = {SMALL, *(name for one in group for name in VARIANTS[one].discouraged)}
    assert {name: why for name, why in told.items() if not _warned(why, name in deserved)} == {}


def _warned(why: str, deserved: bool) -> bool:
    return deserved and why.startswith(("warning", "note"))
