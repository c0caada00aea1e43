"""Who may ask: what `access` of the description says, and whether the suite was given what it needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wegweiser_conformance import expect
from wegweiser_conformance.model import NotTested

if TYPE_CHECKING:
    from wegweiser_conformance.target import Target

KEYED = ("api-key", "basic")
HEADER_OF = {"api-key": "X-API-Key", "basic": "Authorization"}
NO_CREDENTIAL = "access is closed and no credential was given"


def schemes(target: Target) -> frozenset[str]:
    """The ways in that `access.schemes` names; without a readable description only `anonymous`."""
    named = expect.at(target.description, "/access/schemes")
    found = (
        frozenset(one for one in named if isinstance(one, str)) if isinstance(named, list) else frozenset()
    )
    return found or frozenset({"anonymous"})


def is_open(target: Target) -> bool:
    """Anonymous access is allowed."""
    return "anonymous" in schemes(target)


def may_ask(target: Target) -> bool:
    """The suite's requests are authorised: nobody needs a credential, or it was given one that counts."""
    return is_open(target) or target.client.credential.scheme in schemes(target)


def demand_entry(target: Target) -> None:
    """End here unless the suite may ask: a 401 would say nothing about the rule."""
    if not may_ask(target):
        raise NotTested(NO_CREDENTIAL)
