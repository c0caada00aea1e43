"""What is kept of those who ask: nothing that they asked, and no cookie."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wegweiser_conformance.checks.personal_data.group import GROUP
from wegweiser_conformance.model import NotTested, Violation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wegweiser_conformance.exchange import Exchange
    from wegweiser_conformance.model import Seen
    from wegweiser_conformance.target import Target

check = GROUP.check
_GATES = frozenset({301, 302, 303, 307, 308, 401, 403, 412, 428, 503})


@check("personal-data/request-data-harmless")
def request_data_harmless(target: Target, seen: Seen) -> Iterator[Violation]:
    if not target.description:
        raise NotTested("there is no description")
    declared = target.description.get("requestData")
    for member in ("logsQueryStrings", "logsKeys"):
        seen.judged()
        found = declared.get(member) if isinstance(declared, dict) else None
        if found is not False:
            actual = str(found).lower() if isinstance(found, bool) else "no such declaration"
            answer = target.description_answer
            yield Violation(f"{member}: false", actual, answer, f"/requestData/{member}")


@check("personal-data/no-cookies")
def no_cookies(target: Target, seen: Seen) -> Iterator[Violation]:
    told: set[tuple[str, int]] = set()
    for answer in target.traffic:
        seen.judged()
        for name in _cookies(answer):
            if (name, answer.status) not in told:
                told.add((name, answer.status))
                yield Violation("no Set-Cookie", f"the cookie {name}", answer)


@check("personal-data/no-cookie-needed")
def no_cookie_needed(target: Target, seen: Seen) -> Iterator[Violation]:
    """The suite never sends a cookie: whatever was answered was answered without one."""
    for answer in target.traffic:
        if target.operation_of(answer) is None or not answer.status:
            continue
        seen.judged()
        gated = answer.status in _GATES or (answer.status == 200 and answer.media_type == "text/html")
        # A challenge asks for a key or a password; the cookie may be that of a load balancer.
        challenged = answer.status == 401 and "WWW-Authenticate" in answer.headers
        if gated and not challenged and _cookies(answer):
            yield Violation("an answer without a cookie", f"{answer.outcome} that sets one", answer)


def _cookies(answer: Exchange) -> list[str]:
    """The names only: values are nobody's business."""
    return [line.partition("=")[0].strip()[:40] for line in answer.headers.all("Set-Cookie")]
