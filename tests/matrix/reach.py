"""Whether a mutant showed itself at all: what was asked of it is asked of the honest server, too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.matrix.model import Mutant

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wegweiser_conformance.client import Client
    from wegweiser_conformance.exchange import Exchange
    from wegweiser_server.defects.model import Answer, App, Request


async def _as_it_is(request: Request, app: App) -> Answer:
    return await app(request)


# Behind the same proxy, so that what the proxy itself does makes no difference.
UNCHANGED = Mutant("none", "nothing is changed", _as_it_is)


def reached(traffic: Sequence[Exchange], honest: Client) -> bool:
    """Whether any answer is another one than the honest server gives to the same request."""
    return any(_differs(one, honest) for one in traffic)


def _differs(one: Exchange, honest: Client) -> bool:
    other = honest.ask(one.url, method=one.method, headers=dict(one.sent), fresh=True)
    return (one.status, one.body, _lines(one)) != (other.status, other.body, _lines(other))


def _lines(answer: Exchange) -> list[tuple[str, str]]:
    return sorted((name.lower(), value) for name, value in answer.headers.lines if name.lower() != "date")
