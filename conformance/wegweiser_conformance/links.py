"""Where the documentation tells a requirement: one address each, the same in every report."""

from __future__ import annotations

DOCUMENTATION = "https://wegweiser.example"


def requirement_address(requirement: str) -> str:
    """Of `paging/total-matches` the section `total-matches` on the page of the group `paging`."""
    group, _, name = requirement.partition("/")
    return f"{DOCUMENTATION}/requirements/{group}/#{name}"
