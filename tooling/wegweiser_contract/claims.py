"""Which sets of conformance classes a publisher may claim: the contract's `x-classes` say it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    Classes = Mapping[str, Mapping[str, Any]]


def faults_of_claim(claimed: Collection[str], classes: Classes) -> list[str]:
    """What is wrong with a claim, a message each; none if it is valid."""
    return [*_unknown(claimed, classes), *_missing(claimed, classes), *_presupposed(claimed, classes)]


def of_kind(kind: str, classes: Classes) -> list[str]:
    return [name for name in classes if classes[name].get("kind") == kind]


def _unknown(claimed: Collection[str], classes: Classes) -> Iterator[str]:
    for name in sorted(set(claimed) - set(classes)):
        yield f"{name!r} is no conformance class; there are {', '.join(classes)}"


def _missing(claimed: Collection[str], classes: Classes) -> Iterator[str]:
    for name in of_kind("core", classes):
        if name not in claimed:
            yield f"the class {name!r} is missing: every claim begins with it"
    resources = of_kind("resource", classes)
    if not set(resources) & set(claimed):
        yield f"a resource class is missing: one or more of {', '.join(resources)}"
    ways = of_kind("publishing", classes)
    chosen = [way for way in ways if way in claimed]
    if len(chosen) != 1:
        yield f"exactly one of {', '.join(ways)} must be claimed, not {' and '.join(chosen) or 'none'}"


def _presupposed(claimed: Collection[str], classes: Classes) -> Iterator[str]:
    for name in [name for name in classes if name in claimed]:
        lacking = [other for other in classes[name].get("presupposes", ()) if other not in claimed]
        if lacking:
            yield f"{name!r} presupposes {' and '.join(repr(other) for other in lacking)}"
