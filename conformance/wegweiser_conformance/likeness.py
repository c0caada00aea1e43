"""Whether two answers say the same, apart from what may differ between any two answers.

Cursors may be made anew for every answer, `dataVersion` speaks of time, the wording of problems is free.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wegweiser_conformance.model import NotTested
from wegweiser_conformance.refusals import errors

if TYPE_CHECKING:
    from collections.abc import Callable

    from wegweiser_conformance.exchange import Exchange

    type_of_asking = Callable[[bool], Exchange]

_PASSING = frozenset({"next", "nextCursor", "dataVersion"})
_TIMES = 3


def unlike(one: Exchange, other: Exchange) -> str:
    """In words what `other` has otherwise than `one`; empty if they say the same."""
    if one.status != other.status or other.fault:
        return other.outcome
    if one.media_type != other.media_type:
        return f"Content-Type {other.media_type or 'missing'} instead of {one.media_type or 'none'}"
    wanted, found = essence(one), essence(other)
    if wanted == found:
        return ""
    parts = [name for name in {*wanted, *found} if wanted.get(name) != found.get(name)]
    return f"another {', '.join(sorted(parts))}"


def essence(answer: Exchange) -> dict[str, Any]:
    """What an answer says that must be the same when it is given again."""
    body = answer.object
    if not body:
        return {"body": answer.body if not answer.readable else answer.json()}
    if answer.status >= 400:
        named = sorted((str(error.get("parameter")), str(error.get("code"))) for error in errors(answer))
        return {"code": body.get("code"), "errors": named}
    page = body.get("page")
    if not isinstance(page, dict):
        return body
    kept = {name: value for name, value in page.items() if name not in _PASSING}
    return {**body, "page": {**kept, "more": "next" in page}}


def compare(plain: type_of_asking, odd: type_of_asking) -> tuple[str, Exchange]:
    """How the answer to `odd` is unlike the one to `plain`, and that answer; asked afresh before it counts.

    Each is called with whether to ask afresh. Data that change under way every time end the comparison.
    """
    one, other = plain(False), odd(False)
    if not unlike(one, other):
        return "", other
    for _ in range(_TIMES):
        before, other, after = plain(True), odd(True), plain(True)
        if not unlike(before, after):
            return unlike(before, other), other
    raise NotTested(f"{one.what} answers differently each time")
