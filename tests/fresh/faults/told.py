"""What refusals say, and what the description promises."""

# mypy: disable-error-code="method-assign,assignment"

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from tests.fresh.asked import Asked, Fault, Parameter, Refusal
from tests.fresh.faults.ways import finished_otherwise, problem_otherwise
from tests.fresh.faulty import fault, instead
from tests.fresh.publisher import COLLECTIONS, EVERYTHING

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.fresh.publisher import Publisher


def _told(p: Publisher, change: Callable[[dict[str, Any]], Any], status: int = 400) -> None:
    problem_otherwise(p, lambda given: change(given.document), status)


@fault("told/allowed-ten", "what is allowed is cut to ten values")
def _(p: Publisher) -> None:
    _told(
        p,
        lambda made: [
            one.update(allowed=one["allowed"][:10]) for one in made.get("errors", ()) if "allowed" in one
        ],
    )


@fault("told/allowed-sorted-lower", "what is allowed is told in capitals")
def _(p: Publisher) -> None:
    _told(p, lambda made: [one.update(allowed=[v.upper() for v in one["allowed"]])
                           for one in made.get("errors", ()) if "allowed" in one])  # fmt: skip


@fault("told/allowed-of-other", "for kind of offices the kinds of courses are told")
def _(p: Publisher) -> None:
    def known(inner: Any, c: str) -> Any:
        made = inner(c)
        if c == "offices":
            made["kind"] = replace(made["kind"], allowed=tuple(p.entries("course-kinds")))
        return made

    instead(p, "known", known)


@fault("told/allowed-of-sort", "for sort of offices date is told as allowed, and refused")
def _(p: Publisher) -> None:
    def known(inner: Any, c: str) -> Any:
        made = inner(c)
        if c == "offices":
            made["sort"] = replace(made["sort"], allowed=("date", *made["sort"].allowed))
        return made

    instead(p, "known", known)


@fault("told/error-codes-general", "each error is invalid-parameter, whatever it is")
def _(p: Publisher) -> None:
    _told(p, lambda made: [one.update(code="invalid-parameter") for one in made.get("errors", ())] and made.update(
        code="invalid-parameter", type="https://wegweiser.example/problems/invalid-parameter"))  # fmt: skip


@fault("told/type-other", "type ends in bad-request")
def _(p: Publisher) -> None:
    _told(p, lambda made: made.update(type="https://wegweiser.example/problems/bad-request"))


@fault("told/code-beside-errors", "the code of a problem is invalid-parameter though no error is")
def _(p: Publisher) -> None:
    _told(p, lambda made: made.update(
        code="invalid-parameter", type="https://wegweiser.example/problems/invalid-parameter"))  # fmt: skip


@fault("told/errors-of-one", "errors stand there if one thing is wrong, with several only a detail")
def _(p: Publisher) -> None:
    _told(p, lambda made: made.pop("errors") if len(made.get("errors", ())) > 1 else None)


@fault("told/two-at-most", "two errors at most are told")
def _(p: Publisher) -> None:
    _told(p, lambda made: made.update(errors=made["errors"][:2]) if "errors" in made else None)


@fault("told/errors-by-type", "unknown parameters are told before wrong values are looked at")
def _(p: Publisher) -> None:
    def change(made: dict[str, Any]) -> None:
        unknown = [one for one in made.get("errors", ()) if one["code"] == "unknown-parameter"]
        if unknown:
            made.update(
                errors=unknown,
                code="unknown-parameter",
                type="https://wegweiser.example/problems/unknown-parameter",
            )

    _told(p, change)


@fault("told/stack", "404 of items shows a line of the program")
def _(p: Publisher) -> None:
    _told(p, lambda made: made.update(detail='File "/srv/app/items.py", line 41, in get: KeyError'), 404)


@fault("told/title-of-html", "detail repeats the value with markup")
def _(p: Publisher) -> None:
    _told(p, lambda made: made.update(detail="<b>Falsch:</b> " + made["detail"]))


@fault("told/no-language", "problems have no Content-Language")
def _(p: Publisher) -> None:
    problem_otherwise(p, lambda given: given.headers.pop("Content-Language", None))


@fault("told/extra-member", "problems carry a number of the log")
def _(p: Publisher) -> None:
    problem_otherwise(p, lambda given: given.document.update(traceId="4711"))


@fault("told/404-of-items-as-400", "an item that does not exist is 400")
def _(p: Publisher) -> None:
    def item(inner: Any, asked: Asked, c: str, id_: str) -> Any:
        if id_ not in p.world.collections[c]:
            raise Refusal(400, "invalid-parameter", [Fault("id")])
        return inner(asked, c, id_)

    instead(p, "item", item)


@fault("told/410-of-unknown", "every id that does not exist is 410")
def _(p: Publisher) -> None:
    def item(inner: Any, asked: Asked, c: str, id_: str) -> Any:
        if id_ not in p.world.collections[c]:
            raise Refusal(410, "gone")
        return inner(asked, c, id_)

    instead(p, "item", item)


@fault("told/cors-twice", "Access-Control-Allow-Origin is set by gateway and application: *, *")
def _(p: Publisher) -> None:
    finished_otherwise(p, lambda asked, given: given.headers.update({"Access-Control-Allow-Origin": "*, *"}))


@fault("told/cors-not-on-items", "items have no Access-Control-Allow-Origin")
def _(p: Publisher) -> None:
    finished_otherwise(p, lambda asked, given: given.headers.pop("Access-Control-Allow-Origin", None)
                       if asked.path.count("/") > 1 and given.status == 200 else None)  # fmt: skip


@fault("told/cors-not-on-code-lists", "code lists have no Access-Control-Allow-Origin")
def _(p: Publisher) -> None:
    finished_otherwise(p, lambda asked, given: given.headers.pop("Access-Control-Allow-Origin", None)
                       if asked.path.startswith("/code-lists") else None)  # fmt: skip


@fault("told/six-minutes", "lists may be kept for 301 seconds")
def _(p: Publisher) -> None:
    _kept_for(p, "public, max-age=301")


@fault("told/s-maxage", "shared caches may keep lists for a day")
def _(p: Publisher) -> None:
    _kept_for(p, "public, max-age=60, s-maxage=86400")


def _kept_for(p: Publisher, text: str) -> None:
    finished_otherwise(p, lambda asked, given: given.headers.update({"Cache-Control": text})
                       if asked.path.strip("/") in COLLECTIONS and given.status == 200 else None)  # fmt: skip


def _described(p: Publisher, change: Callable[[dict[str, Any]], Any]) -> None:
    def description(inner: Any) -> Any:
        made = inner()
        change(made)
        return made

    instead(p, "description", description)


@fault("told/updated-long-ago", "the description says that jobs changed last a year ago")
def _(p: Publisher) -> None:
    _described(p, lambda made: made["collections"][0].update(updatedAt="2025-01-01T00:00:00Z"))


@fault("told/source-in-future", "a source was updated in the future")
def _(p: Publisher) -> None:
    _described(p, lambda made: made["sources"][0].update(updatedAt="2099-01-01T00:00:00Z"))


@fault("told/source-twice", "two sources have one id")
def _(p: Publisher) -> None:
    _described(p, lambda made: made["sources"].append(made["sources"][0] | {"name": "Zweiter Stellenmarkt"}))


@fault("told/collection-missing", "the description forgets offices among the collections")
def _(p: Publisher) -> None:
    _described(p, lambda made: made["collections"].pop())


@fault("told/detail-host-with-scheme", "detailHosts are written with https://")
def _(p: Publisher) -> None:
    _described(p, lambda made: made.update(detailHosts=["https://" + one for one in made["detailHosts"]]))


def _but(*left_out: str) -> tuple[str, ...]:
    return tuple(one for one in EVERYTHING if one not in left_out)


@fault(
    "told/courses-unclaimed", "courses are served though the class is not claimed", classes=_but("courses")
)
def _(p: Publisher) -> None:
    def route(inner: Any, asked: Asked) -> Any:
        return p.listed(asked, "courses") if asked.path == "/courses" else inner(asked)

    instead(p, "route", route)


@fault("told/q-unclaimed", "q is understood though text-search is not claimed", classes=_but("text-search"))
def _(p: Publisher) -> None:
    _understood(p, "q")


@fault(
    "told/lang-unclaimed",
    "lang is understood though languages is not claimed",
    classes=_but("languages"),
    languages=("de",),
)
def _(p: Publisher) -> None:
    _understood(p, "lang")


@fault(
    "told/since-unclaimed", "updatedSince is ignored where changes is not claimed", classes=_but("changes")
)
def _(p: Publisher) -> None:
    _understood(p, "updatedSince")
    instead(p, "find", lambda inner, c, values, place: inner(
        c, {k: v for k, v in values.items() if k != "updatedSince"}, place))  # fmt: skip


def _understood(p: Publisher, name: str) -> None:
    names = p.parameter_names
    instead(p, "known", lambda inner, c: {**inner(c), name: Parameter(name, str)})
    p.parameter_names = lambda c: [one for one in names(c) if one != name]
