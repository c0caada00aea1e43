"""Wrong records: their form, their identity, their links, their size, their items."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any

from .editing import change_answers, edit_description
from .record_editing import adding, changing, dropping, edit_records, one_in_ten
from .registry import defect

if TYPE_CHECKING:
    from .model import Answer, App, Request


def _typed(name: str, says: str, media_type: str, when: Any) -> None:
    change_answers(
        name,
        "records/media-type",
        says,
        lambda _, answer: answer.with_header("Content-Type", media_type),
        when,
    )


def _listed(request: Request, answer: Answer) -> bool:
    return answer.has_list


def _ok(request: Request, answer: Answer) -> bool:
    return answer.status == 200


_typed("records/typed-as-html", "the framework's default type is sent", "text/html; charset=utf-8", _ok)
_typed(
    "records/items-typed-as-bytes",
    "items come as files without a type",
    "application/octet-stream",
    lambda request, answer: request.is_item and answer.status == 200,
)
_typed(
    "records/lists-typed-as-hal", "lists keep the type of the old interface", "application/hal+json", _listed
)
_typed(
    "records/code-lists-typed-as-text",
    "code lists come as text",
    "text/plain; charset=utf-8",
    lambda request, answer: request.path.startswith("/code-lists") and answer.status == 200,
)


def _written(name: str, says: str, change: Any, when: Any = _listed) -> None:
    change_answers(
        name,
        "records/well-formed-json",
        says,
        lambda _, answer: answer.with_body(change(answer.body)),
        when,
    )


_written(
    "records/byte-order-mark", "bodies begin with a byte order mark", lambda body: b"\xef\xbb\xbf" + body
)
_written("records/not-utf-8", "texts are in Latin-1", lambda body: body.decode().encode("latin-1", "replace"))
_written(
    "records/member-doubled", "glued strings name a member twice", lambda body: b'{"items":[],' + body[1:]
)
_written(
    "records/not-a-number",
    "an unknown total is NaN",
    lambda body: body.replace(b'"totalRelation"', b'"nothing":NaN,"totalRelation"'),
)
_written(
    "records/problems-broken",
    "problems are glued from strings and miss their end",
    lambda body: body[:-1],
    lambda _, answer: answer.status >= 400 and answer.is_json,
)


def _more(name: str, convicts: str, says: str, edit: Any, **limits: Any) -> None:
    edit_records(f"records/{name}", f"records/{convicts}", says, edit, **limits)


_more("field-of-the-source", "match-schema", "a field of the source slips through", adding("hashId", "b7f3"))
_more(
    "title-missing",
    "match-schema",
    "one record in ten has no kind",
    dropping("kind", "title"),
    only=one_in_ten,
)
_more(
    "title-bare",
    "match-schema",
    "items have a bare string as title",
    changing("title", lambda title: title["value"]),
    lists=False,
)
_more("number-as-text", "match-schema", "numbers come as text", changing("openings", str), of=("jobs",))
_more(
    "places-as-text",
    "match-schema",
    "seats come as text",
    changing("places", lambda places: {name: str(value) for name, value in places.items()}),
    of=("course-sessions",),
)
_more(
    "null-for-unknown",
    "no-null",
    "unknown values are null",
    lambda record: record.setdefault("summary", None),
)
_more(
    "empty-for-unknown",
    "no-null",
    "unknown towns are empty texts",
    lambda record: record.setdefault("location", {}).setdefault("street", ""),
    of=("course-sessions", "offices"),
)
_more("null-in-items", "no-null", "items write null", adding("sameAs", None), lists=False)


@defect("records/next-null", convicts="records/no-null", says="`next` is null on the last page")
async def next_null(request: Request, app: App) -> Answer:
    answer = await app(request)
    if not answer.has_list or not request.collection:
        return answer
    document = answer.json()
    document["page"].setdefault("next", None)
    return answer.with_json(document)


_more("id-with-slash", "id-form", "ids hold a slash", changing("id", lambda id_: f"{id_[:3]}/{id_[3:]}"))
_more("id-a-number", "id-form", "ids are numbers", changing("id", lambda id_: len(id_) * 4711), items=False)
_more(
    "id-with-umlaut", "id-form", "one id in ten has an umlaut", changing("id", "ä{}".format), only=one_in_ten
)
_more("id-cut", "id-unique", "ids are cut", changing("id", lambda id_: id_[:4]))
_more(
    "id-the-town",
    "id-unique",
    "one record in ten is called after its town",
    adding("id", "town"),
    only=one_in_ten,
)
_more(
    "one-per-location",
    "one-record-per-source-number",
    "the number at the source is cut, so that several records share it",
    changing("sourceRecordId", lambda number: number[:7]),
)
_more(
    "source-not-described",
    "source-known",
    "a new source is not described",
    adding("sourceId", "new-source"),
    only=one_in_ten,
)
edit_description(
    "records/source-left-out",
    "records/source-known",
    "one source is missing from the description",
    lambda description: description["sources"].pop(),
)
edit_description(
    "records/source-doubled",
    "records/source-known",
    "one source is described twice",
    lambda description: description["sources"].append(dict(description["sources"][0])),
)


def _same_as_itself(record: dict[str, Any]) -> None:
    record["sameAs"] = [{"sourceId": record["sourceId"], "sourceRecordId": record["sourceRecordId"]}]


_more("same-as-itself", "same-as", "records name themselves as their like", _same_as_itself)


@defect("records/items-missing", convicts="records/item-answers", says="every third item is 404")
async def items_missing(request: Request, app: App) -> Answer:
    if request.is_item and sum(request.path.encode()) % 3 == 0:
        return await app(request.at(f"/{request.collection}/unknown-to-all"))
    return await app(request)


@defect(
    "records/items-of-offices-missing",
    convicts="records/item-answers",
    says="offices have no items",
)
async def items_of_offices_missing(request: Request, app: App) -> Answer:
    return await app(
        request.at("/offices/unknown-to-all")
        if request.is_item and request.collection == "offices"
        else request
    )


@defect("records/item-of-another", convicts="records/item-answers", says="items show another record")
async def item_of_another(request: Request, app: App) -> Answer:
    answer = await app(request)
    if not request.is_item or answer.status != 200:
        return answer
    document = answer.json()
    document["id"] = f"{document['id'][:-1]}x"
    return answer.with_json(document)


@defect(
    "records/later-items-missing",
    convicts="records/item-answers",
    says="only records of the first page have items",
)
async def later_items_missing(request: Request, app: App) -> Answer:
    if not request.is_item:
        return await app(request)
    listed = await app(request.at(f"/{request.collection}").asking([("limit", "100")]))
    known = {record["id"] for record in listed.json().get("items", [])} if listed.is_json else set()
    asked = request.path.rpartition("/")[2]
    return await app(request if asked in known else request.at(f"/{request.collection}/unknown-to-all"))


_more(
    "item-shorter",
    "item-equals-entry",
    "items lack the availability",
    dropping("availability", "workingTimes"),
    lists=False,
)
_more(
    "item-longer",
    "item-equals-entry",
    "lists lack the links of items",
    dropping("contactUrl", "sameAs", "updatedAt"),
    items=False,
)
_more(
    "item-touched",
    "item-equals-entry",
    "items are stamped when read",
    adding("updatedAt", "2026-01-01T00:00:00Z"),
    lists=False,
)
_more(
    "item-one-location",
    "item-equals-entry",
    "items know one location only",
    changing("locations", lambda all_: all_[:1]),
    lists=False,
)


@defect(
    "records/filtered-entries-shorter",
    convicts="records/item-equals-entry",
    says="filtered lists come from an index that lacks some members",
)
async def filtered_entries_shorter(request: Request, app: App) -> Answer:
    answer = await app(request)
    plain = not request.without("limit", "cursor", "lang", "sort").query
    if plain or not answer.has_list or not request.collection:
        return answer
    document = answer.json()
    for record in document["items"]:
        record.pop("detailScope", None)
    return answer.with_json(document)


def _links(name: str, convicts: str, says: str, change: Any, **limits: Any) -> None:
    _more(name, convicts, says, changing("detailUrl", change), **limits)


_links(
    "link-through-redirector",
    "detail-url-form",
    "links run through a redirector",
    "https://go.agency.example/?to={}".format,
)
_links("link-encoded", "detail-url-form", "links carry encoded blanks", "{}?q=kurs%20b1".format)
_links(
    "link-not-secure",
    "detail-url-form",
    "one link in ten is http",
    lambda url: url.replace("https", "http"),
    only=one_in_ten,
)
_links(
    "link-relative",
    "detail-url-form",
    "links are relative",
    lambda url: "/" + url.partition("://")[2].partition("/")[2],
)
_links(
    "link-with-credentials",
    "detail-url-form",
    "links hold a user",
    lambda url: url.replace("://", "://guest@"),
)
_more(
    "contact-link-not-secure",
    "detail-url-form",
    "contact pages are linked without https",
    changing("contactUrl", lambda url: url.replace("https", "http")),
    of=("offices",),
)
_links(
    "link-to-test-system",
    "detail-url-host",
    "links lead to the test system",
    lambda url: url.replace("://", "://test."),
)
_links(
    "link-to-partner",
    "detail-url-host",
    "one link in ten leads to a partner",
    lambda url: "https://partner.example/1",
    only=one_in_ten,
)
_links(
    "link-to-start-page",
    "detail-url-distinct",
    "links lead to the start page",
    lambda url: url.rpartition("/")[0] + "/",
)
_links(
    "link-shared",
    "detail-url-distinct",
    "one link in ten is the same",
    lambda url: "https://jobs.agency.example/1",
    only=one_in_ten,
)

_visits = itertools.count(1)
_links(
    "link-with-session",
    "detail-url-for-everyone",
    "links carry a session",
    lambda url: f"{url}?s={next(_visits)}",
)


@defect(
    "records/link-by-referrer",
    convicts="records/detail-url-for-everyone",
    says="links carry where the asker came from",
)
async def link_by_referrer(request: Request, app: App) -> Answer:
    answer = await app(request)
    if request.header("referer") is None or not answer.has_list or not request.collection:
        return answer
    document = answer.json()
    for record in document["items"]:
        record["detailUrl"] += "?from=app"
    return answer.with_json(document)
