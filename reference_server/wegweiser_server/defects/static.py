"""Wrong trees of files. What they are wrong about lies in paths, as no file reads a query."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .editing import edit_description, edited
from .model import Answer
from .record_editing import changing, edit_records, in_codes, one_in_ten
from .registry import defect

if TYPE_CHECKING:
    from collections.abc import Callable

    from .model import App, Request

    type_of_choice = Callable[[Request], bool]


def _is_area(request: Request) -> bool:
    return "/by-ags/" in request.path


def _is_page(request: Request) -> bool:
    return "/pages/" in request.path


def _lists(name: str, convicts: str, says: str, edit: Callable[[Any], object], when: type_of_choice) -> None:
    """A tree whose lists are edited in place."""

    async def run(request: Request, app: App) -> Answer:
        answer = await app(request)
        meant = bool(request.collection) and answer.has_list and when(request)
        return edited(answer, edit) if meant else answer

    defect(f"static/{name}", convicts=f"static/{convicts}", says=says)(run)


def _every(request: Request) -> bool:
    return True


def _next(change: Callable[[str], str]) -> Callable[[Any], None]:
    def edit(document: Any) -> None:
        if "next" in document["page"]:
            document["page"]["next"] = change(document["page"]["next"])

    return edit


def _shortened(document: Any) -> None:
    if "next" in document["page"]:
        document["items"] = document["items"][:50]


def _at_least(document: Any) -> None:
    document["page"]["totalRelation"] = "at-least"


_lists("fifty-a-page", "hundred-a-page", "pages hold 50 records", _shortened, _every)
_lists("fifty-on-later-pages", "hundred-a-page", "later pages hold 50 records", _shortened, _is_page)
_lists("next-a-query", "page-paths", "`next` is a query string", _next(lambda _: "?page=2"), _every)
_lists(
    "next-elsewhere",
    "page-paths",
    "pages lie elsewhere",
    _next(lambda reference: reference.replace("pages/", "archive/")),
    _every,
)
_lists(
    "next-a-file",
    "page-paths",
    "`next` names a query behind the page",
    _next("{}?format=json".format),
    _every,
)
_lists("total-at-least", "total-exact", "totals are lower bounds", _at_least, _every)
_lists("area-total-at-least", "total-exact", "totals of later pages are lower bounds", _at_least, _is_page)


@defect("static/no-areas", convicts="static/by-ags-lists", says="there are no lists of districts")
async def no_areas(request: Request, app: App) -> Answer:
    return Answer(404) if _is_area(request) else await app(request)


@defect("static/zero-lost", convicts="static/by-ags-lists", says="files of districts lost their leading zero")
async def zero_lost(request: Request, app: App) -> Answer:
    return Answer(404) if "/by-ags/0" in request.path else await app(request)


@defect("static/areas-of-jobs-only", convicts="static/by-ags-lists", says="only one collection has districts")
async def areas_of_jobs_only(request: Request, app: App) -> Answer:
    return Answer(404) if _is_area(request) and request.collection != "jobs" else await app(request)


def _first_location_only(request: Request, document: Any) -> None:
    district = request.path.split("/by-ags/")[1].partition("/")[0]
    document["items"] = [one for one in document["items"] if _first_ags(one).startswith(district)]


def _first_ags(record: Any) -> str:
    places = [*record.get("locations", ()), record.get("location") or {}]
    return str(places[0].get("ags", "")) if places else ""


def _areas(name: str, says: str, edit: Callable[[Request, Any], object]) -> None:
    async def run(request: Request, app: App) -> Answer:
        answer = await app(request)
        meant = _is_area(request) and answer.has_list
        return edited(answer, lambda document: edit(request, document)) if meant else answer

    defect(f"static/{name}", convicts="static/by-ags-exact", says=says)(run)


_areas("first-place-only", "districts know the first place of a record only", _first_location_only)
_areas("one-missing", "each district misses its last record", lambda _, document: document["items"].pop())
_areas(
    "later-pages-missing",
    "districts end after one page",
    lambda _, document: document["page"].pop("next", None),
)


@defect("static/areas-hold-all", convicts="static/by-ags-exact", says="every district lists everything")
async def areas_hold_all(request: Request, app: App) -> Answer:
    answer = await app(request)
    if not _is_area(request) or not answer.has_list:
        return answer
    whole = (await app(request.at(f"/{request.collection}"))).json()
    whole["page"].pop("next", None)
    return answer.with_json(whole)


edit_records(
    "static/ids-upper-case", "static/ids-lower-case", "ids are upper case", changing("id", str.upper)
)
edit_records(
    "static/one-id-mixed",
    "static/ids-lower-case",
    "one id in ten has a capital",
    changing("id", str.title),
    only=one_in_ten,
)
edit_description(
    "static/two-languages",
    "static/one-language",
    "the description names two languages",
    lambda description: description["languages"].append("en"),
)
edit_records(
    "static/labels-of-another-language",
    "static/one-language",
    "labels are codes",
    in_codes(lambda code: code.update(label=code["code"])),
)


@defect("static/no-items", convicts="static/item-answers", says="records have no files of their own")
async def no_items(request: Request, app: App) -> Answer:
    return Answer(404) if request.is_item else await app(request)


@defect("static/items-of-another", convicts="static/item-answers", says="items show another record")
async def items_of_another(request: Request, app: App) -> Answer:
    answer = await app(request)
    shown = request.is_item and answer.status == 200
    return edited(answer, lambda document: document.update(id="another")) if shown else answer


@defect(
    "static/problem-of-another-status", convicts="static/problem-bodies", says="the problem file says 500"
)
async def problem_of_another_status(request: Request, app: App) -> Answer:
    answer = await app(request)
    typed = (("Content-Type", "application/problem+json"),)
    return Answer(404, typed, b'{"status":500,"code":"internal"}') if answer.status == 404 else answer
