"""Mutants of query parameters: every parameter of every list, misunderstood in every mechanical way."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from tests.matrix.model import Mutant, in_english, tenth, tenth_of_requests

from wegweiser_contract import load_contract
from wegweiser_server.defects.wrong_lists import everything, paged

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from wegweiser_contract import Operation, Parameter
    from wegweiser_server.defects.model import Answer, App, Request, Run

    Rewrite = Callable[[Request], Request]
    When = Callable[[Request], bool]
    Rearrange = Callable[[list[dict[str, Any]], list[dict[str, Any]]], list[dict[str, Any]]]

_TAG = 2
CONTROLS = frozenset({"limit", "cursor", "lang"})
GROUPS = {
    "q": ("text-search",),
    "sort": ("sorting",),
    "limit": ("paging",),
    "cursor": ("paging",),
    "lang": ("languages",),
    "updatedSince": ("changes",),
}
PLACE = frozenset({"postcode", "lat", "lon", "radiusKm", "ags", "placeless"})


def mutants(classes: frozenset[str]) -> Iterator[Mutant]:
    for operation in load_contract().project(classes).operations:
        for parameter in operation.parameters:
            if operation.kind == "list" and parameter.location == "query":
                yield from _of_parameter(operation, parameter)


def _of_parameter(operation: Operation, parameter: Parameter) -> Iterator[Mutant]:
    name = parameter.name
    groups = GROUPS.get(name, ("place-search",) if name in PLACE else ("filters", "sorting"))
    made: dict[str, tuple[str, Run]] = {
        "ignored": ("is ignored", _otherwise(name, _always, _without(name))),
        "ignored-in-english": (
            "is ignored when English is asked for",
            _otherwise(name, in_english, _without(name)),
        ),
        "ignored-in-a-tenth": (
            "is ignored by one request in ten",
            _otherwise(name, tenth_of_requests, _without(name)),
        ),
        "unvalidated": ("is ignored where it is malformed", _lax(name)),
    }
    if name not in CONTROLS:
        made |= _of_selection(name)
    if parameter.repeated:
        made["first-value-only"] = (
            "counts with its first value only",
            _otherwise(name, _always, _only(name, 0)),
        )
        made["last-value-only"] = (
            "counts with its last value only",
            _otherwise(name, _always, _only(name, -1)),
        )
    if name not in ("lang", "placeless", "q", "cursor"):
        made["off-by-one"] = ("is taken for its neighbour", _otherwise(name, _always, _shifted(parameter)))
    for how, (says, run) in made.items():
        collection = operation.collection or ""
        yield Mutant(
            f"parameters/{collection}?{name}:{how}",
            f"{name} of /{collection} {says}",
            _of(collection, run),
            groups,
        )


def _of_selection(name: str) -> dict[str, tuple[str, Run]]:
    made: dict[str, tuple[str, Run]] = {
        "ignored-beside-others": (
            "is ignored beside another filter",
            _otherwise(name, _beside(name), _without(name)),
        ),
        "ignored-alone": (
            "is ignored unless another filter stands beside it",
            _otherwise(name, _alone(name), _without(name)),
        ),
        "first-page-only": (
            "counts on the first page only",
            _rearranged(name, _after_first_page, by_limit=True),
        ),
    }
    if name == "sort":
        made["inverted"] = ("gives the opposite order", _rearranged(name, lambda found, _: found[::-1]))
    elif name not in ("lat", "lon"):
        made["inverted"] = ("finds just what it should not", _rearranged(name, _complement))
        made["lossy"] = ("finds only nine of ten hits", _rearranged(name, _lossy))
        made["greedy"] = ("finds one in ten of the others, too", _rearranged(name, _greedy))
    return made


def _always(_: Request) -> bool:
    return True


def _others(name: str, request: Request) -> set[str]:
    return {given for given, _ in request.query} - CONTROLS - {name, "sort", *_belonging(name, request)}


def _beside(name: str) -> When:
    return lambda request: bool(_others(name, request))


def _alone(name: str) -> When:
    return lambda request: not _others(name, request)


def _without(name: str) -> Rewrite:
    """With what may not stand alone: the rest would be refused, and nothing ignored."""
    return lambda request: request.without(*_belonging(name, request))


def _only(name: str, place: int) -> Rewrite:
    return lambda request: request.replace(name, request.values(name)[place])


def _shifted(parameter: Parameter) -> Rewrite:
    name = parameter.name
    codes = _codes(parameter)

    def shift(request: Request) -> Request:
        return request.replace(name, *(_neighbour(value, codes) for value in request.values(name)))

    return shift


def _codes(parameter: Parameter) -> list[str]:
    schema = parameter.schema.get("items", parameter.schema)
    if "enum" in schema:
        return [str(value) for value in schema["enum"]]
    code_list = load_contract().code_lists.get(parameter.code_list or "")
    return list(code_list.entries) if code_list else []


def _neighbour(value: str, codes: list[str]) -> str:
    """The next code, day or number (digits kept), another language; else the value without its last sign."""
    if value in codes:
        return codes[(codes.index(value) + 1) % len(codes)]
    try:
        return (date.fromisoformat(value[:10]) + timedelta(days=1)).isoformat() + value[10:]
    except ValueError:
        pass
    if value.isascii() and value.isdigit():
        return str(int(value) + 1).zfill(len(value))[-len(value) :] if len(value) > 1 else str(int(value) + 1)
    try:
        return str(round(float(value) + 0.2, 4))
    except ValueError:
        return (
            value[:-1] + ("e" if value.endswith("o") else "o") if len(value) == _TAG else value[:-1] or value
        )


def _of(collection: str, run: Run) -> Run:
    async def only(request: Request, app: App) -> Answer:
        return await (
            run(request, app) if request.collection == collection and request.is_list else app(request)
        )

    return only


def _otherwise(name: str, when: When, rewrite: Rewrite) -> Run:
    """What the honest server refuses stays refused; the rest is asked as something else."""

    async def run(request: Request, app: App) -> Answer:
        if not request.values(name) or not when(request):
            return await app(request)
        honest = await app(request if name == "cursor" else request.without("cursor"))
        answer = await app(rewrite(request)) if honest.has_list else honest
        return answer.with_next_for(request) if answer.has_list else await app(request)

    return run


def _lax(name: str) -> Run:
    async def run(request: Request, app: App) -> Answer:
        answer = await app(request)
        if answer.status != 400 or not request.values(name) or not answer.is_json:
            return answer
        blamed = {one.get("parameter") for one in answer.json().get("errors", [])}
        if name not in blamed:
            return answer
        mended = await app(request.without(name))
        return mended.with_next_for(request) if mended.has_list else mended

    return run


def _rearranged(name: str, choose: Rearrange, *, by_limit: bool = False) -> Run:
    """From what is found and what would be found without the parameter, something else is made."""

    async def run(request: Request, app: App) -> Answer:
        if not request.values(name):
            return await app(request)
        honest = await app(request.without("cursor"))
        if not honest.has_list:
            return honest
        answer, found = await everything(request, app)
        _, all_ = await everything(request.without(*_belonging(name, request)), app)
        if by_limit:
            size = int(request.value("limit") or 20)
            rest = [one for one in all_ if one["id"] not in {had["id"] for had in found[:size]}]
            return paged(request, answer, found[:size] + rest[: max(0, len(found) - size)])
        return paged(request, answer, choose(found, all_))

    return run


def _belonging(name: str, request: Request) -> tuple[str, ...]:
    """Parameters that may not stand without this one."""
    if name in ("postcode", "ags", "lat", "lon"):
        return (*PLACE, *(("sort",) if request.value("sort") == "distance" else ()))
    if name == "q" and request.value("sort") == "relevance":
        return (name, "sort")
    return (name,)


def _after_first_page(found: list[dict[str, Any]], _: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return found


def _complement(found: list[dict[str, Any]], all_: list[dict[str, Any]]) -> list[dict[str, Any]]:
    had = {one["id"] for one in found}
    return [one for one in all_ if one["id"] not in had]


def _lossy(found: list[dict[str, Any]], _: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [one for one in found if not tenth(one["id"])]


def _greedy(found: list[dict[str, Any]], all_: list[dict[str, Any]]) -> list[dict[str, Any]]:
    had = {one["id"] for one in found}
    return found + [one for one in all_ if one["id"] not in had and tenth(one["id"])]
