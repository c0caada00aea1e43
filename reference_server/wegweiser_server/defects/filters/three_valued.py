"""`include`, `only` and `exclude` misread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..registry import defect
from ..wrong_lists import COURSES, FILTERS, ask_otherwise, filter_otherwise, filtered, held, refused
from .naming import slug

if TYPE_CHECKING:
    from ..model import Answer, App, Request
    from ..wrong_lists import Keep, Record

THREE_VALUED = ("three-valued", "free-places")
FREE = ("free", "few")


def truth(record: Record, path: str) -> bool | None:
    """True, false or unknown."""
    if "|" not in path:
        found = held(record, path)
        return bool(found[0]) if found else None
    states, counts = held(record, "availability.code"), held(record, "places.free")
    if not states and not counts:
        return None
    return any(state in FREE for state in states) or any(count > 0 for count in counts)


def excluding_false_only(path: str) -> Keep:
    """`exclude` asks the database for `false` and loses the unknown."""

    def keep(record: Record, asked: tuple[str, ...]) -> bool:
        known = truth(record, path)
        return {"only": known is True, "exclude": known is False}.get(asked[0], True)

    return keep


def unknown_counts(path: str) -> Keep:
    def keep(record: Record, asked: tuple[str, ...]) -> bool:
        known = truth(record, path)
        return {"only": known is not False, "exclude": known is False}.get(asked[0], True)

    return keep


def inverted(path: str) -> Keep:
    def keep(record: Record, asked: tuple[str, ...]) -> bool:
        known = truth(record, path)
        return {"only": known is not True, "exclude": known is True}.get(asked[0], True)

    return keep


def by_count_only(record: Record, asked: tuple[str, ...]) -> bool:
    free = any(count > 0 for count in held(record, "places.free"))
    return {"only": free, "exclude": not free}.get(asked[0], True)


def by_state_only(record: Record, asked: tuple[str, ...]) -> bool:
    free = any(state in FREE for state in held(record, "availability.code"))
    return {"only": free, "exclude": not free}.get(asked[0], True)


def waiting_list_counts(record: Record, asked: tuple[str, ...]) -> bool:
    states = held(record, "availability.code")
    free = truth(record, "availability.code|places.free") is True or "waiting-list" in states
    return {"only": free, "exclude": not free}.get(asked[0], True)


def few_missed(record: Record, asked: tuple[str, ...]) -> bool:
    free = "free" in held(record, "availability.code")
    return {"only": free, "exclude": not free}.get(asked[0], True)


for _collection, _filters in FILTERS.items():
    for _name, (_path, _match, _) in _filters.items():
        if _match in THREE_VALUED:
            _known = slug(_collection, _name)
            _wrong = [("inverted", "`only` and `exclude` are mixed up", inverted(_path))]
            if _collection != COURSES:  # a course has sessions of both kinds: nothing would show
                _wrong.append(("loses-unknown", "`exclude` loses the unknown", excluding_false_only(_path)))
            for _fault, _says, _keep in _wrong:
                _says = f"`{_name}` of /{_collection}: {_says}"
                filter_otherwise(
                    f"filters/{_known}-{_fault}", f"filters/{_known}", _says, _collection, _name, _keep
                )
        if _match == "free-places":
            for _fault, _says, _keep in (
                ("by-count-only", "only `places.free` is looked at", by_count_only),
                ("by-state-only", "only `availability` is looked at", by_state_only),
                ("waiting-list-counts", "a waiting list counts as free", waiting_list_counts),
                ("few-missed", "`few` does not count as free", few_missed),
            ):
                _says = f"`{_name}` of /{_collection}: {_says}"
                filter_otherwise(
                    f"filters/{_known}-{_fault}", f"filters/{_known}", _says, _collection, _name, _keep
                )


def _all(name: str, convicts: str, says: str, value: str, make: dict[str, Keep]) -> None:
    """The same fault in all three-valued filters, when asked with this value."""

    async def run(request: Request, app: App) -> Answer:
        keeps = {one: keep for one, keep in make.items() if request.value(one) == value}
        if not request.is_list or not keeps:
            return await app(request)
        return await refused(request, app) or await filtered(request, app, keeps)

    defect(name, convicts=convicts, says=says)(run)


_PATHS = {
    name: path
    for filters in FILTERS.values()
    for name, (path, match, _) in filters.items()
    if match in THREE_VALUED
}
_all(
    "filters/exclude-means-false",
    "filters/three-valued-exclude",
    "`exclude` compares with false and loses what is unknown",
    "exclude",
    {name: excluding_false_only(path) for name, path in _PATHS.items()},
)
_all(
    "filters/only-takes-unknown",
    "filters/three-valued-only",
    "`only` finds whatever is not known to be false",
    "only",
    {name: unknown_counts(path) for name, path in _PATHS.items()},
)


def _three_valued(request: Request) -> list[str]:
    return [name for name in _PATHS if request.value(name) == "include"]


def _as_only(request: Request) -> Request:
    for name in _three_valued(request):
        request = request.replace(name, "only")
    return request


ask_otherwise(
    "filters/include-means-only",
    "filters/three-valued-include",
    "`include` is taken for `only`",
    lambda request: bool(_three_valued(request)),
    _as_only,
)
ask_otherwise(
    "filters/include-drops-another-filter",
    "filters/three-valued-include",
    "`include` of `remote` or `childcare` is read as `exclude`",
    lambda request: bool({"remote", "childcare", "barrierFree"} & set(_three_valued(request))),
    lambda request: (
        request.replace("remote", "exclude")
        if request.value("remote") == "include"
        else request.replace("barrierFree", "exclude")
    ),
)
