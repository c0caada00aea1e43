"""Options for a server that differs from the plain one, and what each of them means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wegweiser_contract.arguments import comma_list

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Callable, Iterator


def add_arguments(parser: ArgumentParser) -> None:
    made = parser.add_argument_group("being different")
    for name, metavar, told in (
        ("scenario", "NAME", "be as clients must survive it; several may be named"),
        ("variant", "ID", "differ in this way, which the contract permits; several may be named"),
    ):
        made.add_argument(
            f"--{name}", type=comma_list, action="extend", default=[], metavar=metavar, help=told
        )
    made.add_argument("--defect", metavar="ID", help="be wrong in exactly this way")
    for name in LISTS:
        made.add_argument(f"--list-{name}", action="store_true", help=f"explain the {name}, and end")


def listing(asked: Namespace) -> Iterator[str] | None:
    """The lines that explain what was asked to be listed, if anything was."""
    return next((tell() for name, tell in LISTS.items() if getattr(asked, f"list_{name}")), None)


def _scenarios() -> Iterator[str]:
    from .scenarios import SCENARIOS

    for name in sorted(SCENARIOS):
        yield f"{name}\n    {SCENARIOS[name].says}"


def _variants() -> Iterator[str]:
    from .variants import VARIANTS

    for name in sorted(VARIANTS):
        yield f"{name}\n    {VARIANTS[name].says}\n    permitted by: {VARIANTS[name].permits}"


def _defects() -> Iterator[str]:
    from .defects import DEFECTS

    for name in sorted(DEFECTS):
        yield f"{name}\n    {DEFECTS[name].says}; convicted by {DEFECTS[name].convicts}"


LISTS: dict[str, Callable[[], Iterator[str]]] = {
    "scenarios": _scenarios,
    "variants": _variants,
    "defects": _defects,
}
