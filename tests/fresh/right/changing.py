"""Refusals in other words, and data that change while they are judged."""

# mypy: disable-error-code="method-assign,assignment"

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from tests.fresh.asked import Asked, Given, Refusal
from tests.fresh.faulty import instead
from tests.fresh.innocent import each, innocent, usual

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.fresh.publisher import Publisher


@innocent("problems/order", "faults come in another order, the code is that of the last")
def _() -> Publisher:
    p = usual()

    def problem(inner: Any, asked: Asked, refusal: Refusal) -> Given:
        refusal.faults.reverse()
        if refusal.faults and refusal.status == 400:
            refusal.code = refusal.faults[0].code
        return inner(asked, refusal)  # type: ignore[no-any-return]

    instead(p, "problem", problem)
    return p


@innocent("problems/no-id-check", "an id that breaks the notation is 400")
def _() -> Publisher:
    import re

    from tests.fresh.asked import Fault

    p = usual()

    def item(inner: Any, asked: Asked, c: str, id_: str) -> Given:
        if id_ and not re.fullmatch("[A-Za-z0-9][A-Za-z0-9._~-]{0,63}", id_):
            names = {
                "jobs": "jobId",
                "course-sessions": "sessionId",
                "courses": "courseId",
                "offices": "officeId",
            }
            raise Refusal(400, "invalid-parameter", [Fault(names[c])])
        return inner(asked, c, id_)  # type: ignore[no-any-return]

    instead(p, "item", item)
    return p


def _changing(p: Publisher, every: int, change: Callable[[Publisher, int], None]) -> Publisher:
    def answer(inner: Any, asked: Asked) -> Given:
        if p.count and p.count % every == 0:
            change(p, p.count)
        return inner(asked)  # type: ignore[no-any-return]

    instead(p, "answer", answer)
    return p


def new_job(p: Publisher, count: int, name: str = "jobs") -> None:
    held = p.world.collections[name]
    one = dict(next(iter(held.values())))
    one |= {"id": f"neu-{count}", "sourceRecordId": f"neu/{count}", "detailUrl": f"https://arbeit.landesportal.example/neu/{count}",
            "updatedAt": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")}  # fmt: skip
    held[one["id"]] = one
    p.world.version = str(count)


def closed_job(p: Publisher, count: int, name: str = "jobs") -> None:
    held = p.world.collections[name]
    if len(held) > 20:
        id_ = list(held)[count % len(held)]
        del held[id_]
        p.world.removed.add((name, id_))
    p.world.version = str(count)


def touched(p: Publisher, count: int, name: str = "course-sessions") -> None:
    held = p.world.collections[name]
    one = list(held.values())[count * 7 % len(held)]
    one["updatedAt"] = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    if "places" in one:
        one["places"] = one["places"] | {"free": (one["places"]["free"] + 1) % 18}
        one["availability"] = "free" if one["places"]["free"] else "full"
    p.world.version = str(count)


for _every in (60, 15):
    for _name, _says, _change in (
        ("new", "a new job", new_job), ("closed", "a job is closed", closed_job), ("touched", "a session is changed", touched),
    ):  # fmt: skip
        each({
            f"changing/{_name}-{_every}": (f"{_says} every {_every} requests", lambda every=_every, change=_change: _changing(
                usual(), every, change)),  # type: ignore[misc]
            f"changing/{_name}-{_every}-without-version": (
                f"{_says} every {_every} requests, without dataVersion", lambda every=_every, change=_change: _changing(
                    usual(data_version=False), every, change)),  # type: ignore[misc]
        })  # fmt: skip


@innocent("now-and-then/503", "one answer in a hundred is 503 with Retry-After")
def _() -> Publisher:
    p = usual()

    def route(inner: Any, asked: Asked) -> Given:
        if p.count % 100 == 57:
            raise Refusal(503, "unavailable", Retry_After="1")
        return inner(asked)  # type: ignore[no-any-return]

    def problem(inner: Any, asked: Asked, refusal: Refusal) -> Given:
        given: Given = inner(asked, refusal)
        if refusal.status == 503:
            given.document["retryAfterSeconds"] = 1
        return given

    instead(p, "route", route)
    instead(p, "problem", problem)
    return p
