"""That what is not claimed is not there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wegweiser_conformance import expect
from wegweiser_conformance.checks.service_description.group import GROUP
from wegweiser_conformance.entry import demand_entry
from wegweiser_conformance.model import NotApplicable, NotTested, Violation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wegweiser_conformance.model import Seen
    from wegweiser_conformance.target import Target
    from wegweiser_contract import Operation

check = GROUP.check


@check("service-description/unclaimed-paths-absent")
def unclaimed_paths_absent(target: Target, seen: Seen) -> Iterator[Violation]:
    if not target.declared:
        raise NotApplicable("the server itself claims no classes")
    demand_entry(target)
    claimed = {operation.path for operation in target.projection.operations}
    unclaimed = [operation for operation in target.contract.operations if operation.path not in claimed]
    if not unclaimed:
        raise NotApplicable("every path of the contract is claimed")
    for operation in unclaimed:
        if not _told_by_another(target, operation):
            answer = target.ask(_filled(target, operation))
            seen.judged(where=operation.path)
            if answer.status != 404:
                expected = f"404, as the classes of {operation.path} are not claimed"
                yield Violation(expected, answer.outcome, answer)


def _filled(target: Target, operation: Operation) -> str:
    """The operation's path with values that the records themselves bear, as far as they do."""
    values = {"ags": _some_district(target), "page": "2", "courseId": _some_course(target)}
    path = operation.path
    for parameter in operation.parameters:
        if parameter.location == "path":
            path = path.replace(f"{{{parameter.name}}}", values.get(parameter.name, "no-such-record"))
    return path


def _told_by_another(target: Target, operation: Operation) -> bool:
    """Pages are asked for in one collection, districts in another, as they cost a request each."""
    wanted = {"page": 0, "area": 1, "area-page": 0}.get(operation.kind)
    claimed = operation.collection in target.collections
    if wanted is None or not claimed:
        return False
    if target.frugal and operation.kind != "page":
        return True
    return target.turn(str(operation.collection)) != wanted % len(target.collections)


def _some_district(target: Target) -> str:
    found = _borne(target, ("locations[].ags", "location.ags", "areaServed[]"))
    return next((ags[:5] for ags in found if len(ags) >= 5), "01001")


def _some_course(target: Target) -> str:
    return next(iter(_borne(target, ("courseId",))), "no-such-record")


def _borne(target: Target, paths: tuple[str, ...]) -> Iterator[str]:
    for collection in target.collections:
        try:
            records = target.sample(collection)
        except NotTested:
            continue
        found = [value for record in records for path in paths for value in expect.values(record, path)]
        yield from (value for value in found if isinstance(value, str))
