"""`docs/kill-matrix.md` and `measured.json`: what the suite convicts, and what it lets pass."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

from tests.conformance.whole_runs import CHECKS
from tests.matrix import explained, kept, variants
from tests.matrix.running import every_mutant

from wegweiser_contract import load_contract
from wegweiser_server.data.days import berlin_today
from wegweiser_server.defects import DEFECTS
from wegweiser_server.variants import VARIANTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from tests.matrix.running import Outcome

DOCUMENT = Path("docs/kill-matrix.md")
MEASURED = Path("conformance/wegweiser_conformance/data/measured.json")
_HEAD = """\
# What the suite convicts, and what it lets pass

Written by `make matrix` (`python -m tests.matrix --write`) on {date}; do not edit.

A *defect* is thought up and named: each is convicted by the check of its own requirement, which tests hold.
A *mutant* is derived: every parameter, property, header and operation of the contract × every mechanical way
to get it wrong ([tests/matrix](../tests/matrix)); the whole suite is run against it, and the first
requirement that is found broken kills it. A *variant* is a right server that differs as the contract permits.

Data: 500 jobs, 90 courses, 420 sessions, 110 offices. {run} mutants were run, drawn by chance from the
{all} that are derived and not equivalent.
"""


def write(mutants: Path, small: Path, right: Path) -> int:
    held, sparing = (
        {name: one for name, one in kept.read(path).items() if name in every_mutant()}
        for path in (mutants, small)
    )
    told = {name: one for name, one in variants.read(right).items() if name in VARIANTS}
    DOCUMENT.write_text("\n".join(_lines(held, sparing, told)) + "\n")
    MEASURED.write_text(json.dumps(_measured(held, sparing, told), indent=2) + "\n")
    print(f"{DOCUMENT} and {MEASURED} are written from {len(held)} mutants and {len(told)} variants")
    return 0


def _judged(held: Mapping[str, Outcome]) -> list[Outcome]:
    return [one for name, one in sorted(held.items()) if not every_mutant()[name].equivalent]


def _survivors(held: Mapping[str, Outcome]) -> list[Outcome]:
    return [one for one in _judged(held) if not one.killer]


def _measured(
    held: Mapping[str, Outcome], sparing: Mapping[str, Outcome], told: Mapping[str, dict[str, str]]
) -> dict[str, object]:
    judged, survivors = _judged(held), _survivors(held)
    small, missed = _judged(sparing), _survivors(sparing)
    return {
        "date": berlin_today().isoformat(),
        "mutants": len(judged),
        "killed": len(judged) - len(survivors),
        "onASmallBudget": {"mutants": len(small), "killed": len(small) - len(missed)},
        "equivalent": sum(bool(one.equivalent) for one in every_mutant().values()),
        "survivors": len(survivors),
        "variants": len(told),
        "accused": sum(bool(one) for one in told.values()),
    }


def _lines(
    held: Mapping[str, Outcome], sparing: Mapping[str, Outcome], told: Mapping[str, dict[str, str]]
) -> Iterator[str]:
    judged = _judged(held)
    wrong = sum(not one.equivalent for one in every_mutant().values())
    yield _HEAD.format(date=berlin_today().isoformat(), run=len(judged), all=wrong)
    yield from _families(judged)
    yield from _on_a_small_budget(held, sparing)
    yield from _variants(told)
    yield from _survived(_survivors(held))
    yield from _equivalent()
    yield from _requirements(judged)


def _table(*names: str) -> Iterator[str]:
    yield _row(*names)
    yield _row(*("---" for _ in names))


def _row(*cells: object) -> str:
    return f"| {' | '.join(str(cell).replace('|', '&#124;') for cell in cells)} |"


def _families(judged: list[Outcome]) -> Iterator[str]:
    every = every_mutant().values()
    derived = Counter(one.family for one in every)
    innocent = Counter(one.family for one in every if one.equivalent)
    run = Counter(one.mutant.partition("/")[0] for one in judged)
    killed = Counter(one.mutant.partition("/")[0] for one in judged if one.killer)
    yield from _table("family", "derived", "of these equivalent", "run", "killed", "share")
    for name in sorted(derived):
        yield _row(
            name, derived[name], innocent[name], run[name], killed[name], _share(killed[name], run[name])
        )
    numbers = [sum(one.values()) for one in (derived, innocent, run, killed)]
    yield _row("all", *numbers, _share(numbers[3], numbers[2])) + "\n"


def _on_a_small_budget(held: Mapping[str, Outcome], sparing: Mapping[str, Outcome]) -> Iterator[str]:
    """The same mutants with either budget."""
    both = [one for one in _judged(sparing) if one.mutant in held]
    killed = sum(bool(one.killer) for one in both)
    usual = sum(bool(held[one.mutant].killer) for one in both)
    if both:
        small, great = _share(killed, len(both)), _share(usual, len(both))
        told = f"Of {len(both)} of these a budget of 400 requests (`--max-requests 400`) kills"
        yield f"{told} {small}, the usual one {great}.\n"


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.1%}" if whole else "–"


def _variants(judged: Mapping[str, dict[str, str]]) -> Iterator[str]:
    accused = {name: why for name, why in judged.items() if why}
    yield "## Right servers\n"
    count = f"{len(judged)} of {len(VARIANTS)} variants"
    told = "alone or with others that it does not touch"
    yield f"{count} were judged, each {told}: {len(accused) or 'none'} accused.\n"
    for name, why in sorted(accused.items()):
        yield f"- `{name}`: {'; '.join(f'{id_}: {reason}' for id_, reason in why.items())}"


def _survived(survivors: Iterable[Outcome]) -> Iterator[str]:
    yield "## Survivors\n"
    yield from _table("mutant", "what is wrong", "why it is not seen")
    for one in survivors:
        yield _row(f"`{one.mutant}`", one.says, explained.why(one))
    yield ""


def _equivalent() -> Iterator[str]:
    counted = Counter(one.equivalent for one in every_mutant().values() if one.equivalent)
    yield "## Equivalent: no requirement forbids them\n"
    yield from _table("reason", "mutants")
    for reason, count in sorted(counted.items(), key=lambda one: (-one[1], one[0])):
        yield _row(reason, count)
    yield ""


def _requirements(judged: list[Outcome]) -> Iterator[str]:
    defects: dict[str, list[str]] = defaultdict(list)
    for name, defect in DEFECTS.items():
        defects[defect.convicts].append(name.partition("/")[2])
    killed = Counter(one.killer for one in judged if one.killer)
    yield "## Requirement, check, defects, mutants\n"
    yield from _table("requirement", "check", "its named defects, each convicted", "mutants it killed first")
    for id_ in sorted(load_contract().requirements):
        names = ", ".join(sorted(defects[id_]))
        yield _row(id_, _check(id_), f"{len(defects[id_])}: {names}" if names else "–", killed[id_])


def _check(id_: str) -> str:
    if id_ not in CHECKS:
        return "none (declared)"
    run = getattr(CHECKS[id_].run, "func", CHECKS[id_].run)  # of a check that is made for each filter
    module = getattr(run, "__module__", "").removeprefix("wegweiser_conformance.checks.")
    return f"`{module}`"
