"""What the tests of the suite share: a requirement, a client on a tiny publisher, a whole run."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.conformance.tiny import BASE, Tiny

from wegweiser_conformance import contact, report, runner
from wegweiser_conformance.checks import every_check
from wegweiser_conformance.client import Client
from wegweiser_conformance.model import Check
from wegweiser_contract import Requirement, load_contract

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from wegweiser_conformance.model import Result
    from wegweiser_conformance.report import Report
    from wegweiser_conformance.target import Target


def requirement(
    level: str = "MUST", class_: str = "core", judged: str = "asked", id_: str = "demo/rule", **more: Any
) -> Requirement:
    texts = {"en": "A rule MUST <hold>.", "de": "Eine Regel MUSS <gelten>."}
    return Requirement(
        id=id_, group=id_.partition("/")[0], class_=class_, level=level, judged=judged,
        sentence=texts, demands=("L1",), place="/paths/~1jobs", mend={"en": "Mend `it`.", "de": "Beheben."},
        not_tested=more.get("not_tested"),
    )  # fmt: skip


def client(tiny: Tiny | None = None, **options: Any) -> Client:
    return Client(BASE, transport=(tiny or Tiny()).transport(), **options)


def target(tiny: Tiny | None = None, **options: Any) -> Target:
    return contact.meet(client(tiny, **options))


def one_result(
    run: Callable[..., Any], needed: Requirement | None = None, tiny: Tiny | None = None
) -> Result:
    """What becomes of one made-up check."""
    asked = needed or requirement()
    return next(runner.run([Check(asked.id, run)], {asked.id: asked}, target(tiny)))


def results_of(tiny: Tiny, ids: Iterable[str] = (), **options: Any) -> dict[str, Result]:
    """A run of the suite's own checks, all or only these."""
    wanted = set(ids)
    checks = [one for one in every_check() if not wanted or one.requirement_id in wanted]
    every = load_contract().requirements
    requirements = {one.requirement_id: every[one.requirement_id] for one in checks}
    return {
        result.requirement.id: result for result in runner.run(checks, requirements, target(tiny, **options))
    }


def report_of(results: list[Result], judged: Target, lang: str = "en") -> Report:
    run = report.Circumstances(time="2026-11-22T12:00:00+00:00", seed=7, lang=lang, seconds=1.5)
    return report.build(judged, results, ("demo/later",), run)
