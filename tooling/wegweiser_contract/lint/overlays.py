"""Overlays: the contract in another language says all that the contract says, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wegweiser_contract.errors import SourceError
from wegweiser_contract.lint.rules import Fault, house_rule
from wegweiser_contract.overlays import missing_texts, read_overlay, surplus_texts, unknown_targets

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wegweiser_contract.lint.subject import Subject
    from wegweiser_contract.overlays import Overlay


@house_rule("overlay/shape")
def shape(subject: Subject) -> Iterator[Fault]:
    """An overlay is a list of actions, each with one place and the texts below it."""
    for file, raw in subject.overlay_files.items():
        try:
            read_overlay(raw, file)
        except SourceError as error:
            wrong, _, right = error.fault.partition("; right would be ")
            yield Fault(file, wrong, right)


@house_rule("overlay/complete")
def complete(subject: Subject) -> Iterator[Fault]:
    """Every title, summary and description of the contract has its text in every overlay."""
    for file, overlay in _overlays(subject):
        for pointer in missing_texts(subject.document, overlay):
            yield Fault(file, f"there is no text for {pointer}", "the contract's text in this language")


@house_rule("overlay/targets-exist")
def targets_exist(subject: Subject) -> Iterator[Fault]:
    """Every target and every text of an overlay is one of the contract."""
    for file, overlay in _overlays(subject):
        for action in unknown_targets(subject.document, overlay):
            yield Fault(file, f"{action} leads nowhere in the contract", "a place of the contract")
        for pointer in surplus_texts(subject.document, overlay):
            yield Fault(file, f"the contract has no text at {pointer}", "no such text here either")


def _overlays(subject: Subject) -> Iterator[tuple[str, Overlay]]:
    """Those that can be read; `overlay/shape` reports the others."""
    for file, raw in subject.overlay_files.items():
        try:
            yield file, read_overlay(raw, file)
        except SourceError:
            continue
