"""Filters that find the wrong records."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .registry import defect

if TYPE_CHECKING:
    from .model import Answer, App, Request


async def _without(request: Request, app: App, *names: str) -> Answer:
    """The answer as if these parameters had not been asked; a request that is refused stays refused.

    Cursors are bound to what the server was asked, so each page is asked in the same way.
    """
    if not request.is_list or not any(request.values(name) for name in names):
        return await app(request)
    honest = await app(request.without("cursor"))
    return (await app(request.without(*names))).with_next_for(request) if honest.has_list else honest


@defect(
    "filters/suitability-ignored",
    convicts="filters/jobs-suitability",
    says="`suitability` is understood and ignored",
)
async def suitability_ignored(request: Request, app: App) -> Answer:
    return await _without(request, app, "suitability") if request.collection == "jobs" else await app(request)


@defect(
    "filters/repeated-last-wins",
    convicts="filters/or-within-repeated",
    says="of a filter given several times only the last value counts",
)
async def repeated_last_wins(request: Request, app: App) -> Answer:
    if not request.is_list:
        return await app(request)
    honest = await app(request.without("cursor"))
    if not honest.has_list:
        return honest
    changed = request
    for name in {name for name, _ in request.query}:
        changed = changed.replace(name, changed.values(name)[-1])
    return (await app(changed)).with_next_for(request)
