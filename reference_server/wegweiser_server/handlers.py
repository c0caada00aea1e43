"""operationId → what answers it. A handler returns a 200's document, or its text, and raises the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from .answers import compact
from .description import description
from .paging.pages import envelope, window_of
from .parameters.literals import INVALID
from .problems.refusals import BadParameters, Gone, NotFound
from .searching import search
from .steadiness import state_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from .call import Call

    Handler = Callable[[Call], dict[str, Any] | bytes]

Thing = TypeVar("Thing")


def describe(call: Call) -> dict[str, Any]:
    call.read()
    return description(call.service, call.preference)


def list_records(call: Call) -> bytes:
    asked, service = call.read(), call.service
    # Read before the records: what is newer than it says is filed under what is not asked for any more.
    state = (call.collection, *state_of(service))
    window = window_of(call.operation.operation_id, asked, service.settings, service.cursors)
    found, place = search(call, asked, window)
    write = service.writers[call.collection]
    items = [service.rendered.text(hit, write, call.preference, state) for hit in found.hits]
    version = service.store.data_version(service.settings.today())
    page = envelope(found, window, asked, service.cursors, version)
    rest = compact({"page": page} | ({"place": place.echo} if place else {}))
    return b'{"items":[' + b",".join(items) + b"]," + rest[1:]


def get_record(call: Call) -> dict[str, Any]:
    store, (record_id,) = call.service.store, call.path.values()
    today = call.service.settings.today()
    record = store.get(call.collection, record_id, today)
    if (
        record is None
        and call.service.settings.claims("changes")
        and store.removed(call.collection, record_id, today)
    ):
        raise Gone
    document: dict[str, Any] = call.write(_existing(call, record))
    return document


def list_code_lists(call: Call) -> dict[str, Any]:
    call.read()
    codes = call.service.codes
    items = [_summary(codes.lists[name].raw, len(codes.entries(name))) for name in sorted(codes.lists)]
    return {"items": items, "page": {"total": len(items), "totalRelation": "exact"}}


def get_code_list(call: Call) -> dict[str, Any]:
    codes, name = call.service.codes, call.path["codeListId"]
    code_list = _existing(call, codes.lists.get(name))
    return {**code_list.raw, "codes": codes.entries(name)}


def _existing(call: Call, thing: Thing | None) -> Thing:
    """A malformed id is 400; what does not exist is 404, whatever else is wrong with the request."""
    faults = call.faults()
    if thing is None and not any(fault.parameter in call.path and fault.code == INVALID for fault in faults):
        raise NotFound
    if faults:
        raise BadParameters(faults)
    assert thing is not None
    return thing


SUMMARY = ("id", "title", "officialTitle", "version", "scheme")


def _summary(raw: Mapping[str, Any], count: int) -> dict[str, Any]:
    return {name: raw[name] for name in SUMMARY if name in raw} | {"codeCount": count}


HANDLERS: Mapping[str, Handler] = {
    "getServiceDescription": describe,
    "listJobs": list_records,
    "getJob": get_record,
    "listCourseSessions": list_records,
    "getCourseSession": get_record,
    "listCourses": list_records,
    "getCourse": get_record,
    "listOffices": list_records,
    "getOffice": get_record,
    "listCodeLists": list_code_lists,
    "getCodeList": get_code_list,
}
