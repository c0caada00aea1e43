"""What `make install` pins can be installed wherever the README says that it can."""

from __future__ import annotations

from importlib.metadata import distributions
from pathlib import Path

from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

OLDEST = "3.11.0"
NEVER = SpecifierSet("<0")
PINNED = {
    canonicalize_name(Requirement(line).name): Requirement(line).specifier
    for line in Path("constraints.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
}


def test_every_pinned_version_runs_on_the_oldest_python() -> None:
    """A patch release is as good as another: Debian 12 has 3.11.2."""
    pinned = [
        one
        for one in distributions()
        if one.version in PINNED.get(canonicalize_name(one.metadata["Name"]), NEVER)
    ]
    asked = {one.metadata["Name"]: one.metadata["Requires-Python"] or "" for one in pinned}
    assert len(asked) > len(PINNED) / 2
    assert [name for name, range_ in asked.items() if OLDEST not in SpecifierSet(range_)] == []
