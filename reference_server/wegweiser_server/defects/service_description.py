"""Wrong ways of describing oneself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .editing import at, edit_description, is_description, with_, without
from .model import Answer
from .registry import defect

if TYPE_CHECKING:
    from .model import App, Request

_HTML = (("Content-Type", "text/html; charset=utf-8"),)
_DEPRECATED = {"deprecatedAt": "2026-06-01T00:00:00Z", "sunsetAt": "2028-01-01T00:00:00Z"}
_SECONDS, _SUNSET = "@1780272000", "Sat, 01 Jan 2028 00:00:00 GMT"


@defect(
    "service-description/page-for-people",
    convicts="service-description/answers-at-base-path",
    says="a start page in HTML lies at the base path",
)
async def page_for_people(request: Request, app: App) -> Answer:
    if is_description(request):
        return Answer(200, _HTML, b"<!doctype html><title>API</title><h1>Welcome</h1>")
    return await app(request)


@defect(
    "service-description/nothing-at-base-path",
    convicts="service-description/answers-at-base-path",
    says="the description lies elsewhere, at the base path there is 404",
)
async def nothing_at_base_path(request: Request, app: App) -> Answer:
    return await app(request.at("/no-such-path") if is_description(request) else request)


@defect(
    "service-description/slash-redirects",
    convicts="service-description/with-and-without-slash",
    says="without its slash the base path redirects",
)
async def slash_redirects(request: Request, app: App) -> Answer:
    if request.path == "":
        return Answer(307, (("Location", "v1/"),))
    return await app(request)


@defect(
    "service-description/only-with-slash",
    convicts="service-description/with-and-without-slash",
    says="without its slash the base path is 404",
)
async def only_with_slash(request: Request, app: App) -> Answer:
    return await app(request.at("/no-such-path") if request.path == "" else request)


def _claims(*classes: str, fewer: tuple[str, ...] = ()) -> Any:
    """Adds and takes away claims, and the entries of collections with them."""

    def edit(document: Any) -> None:
        kept = [one for one in document["conformsTo"] if one not in fewer]
        document["conformsTo"] = [*kept, *classes]
        document["collections"] = [one for one in document["collections"] if one["id"] not in fewer]

    return edit


for _name, _edit, _says in (
    ("member-added", with_("build", "4711"), "the description has a member of its own invention"),
    ("member-missing", without("documentationUrl"), "the documentation is not named"),
    ("number-as-text", at("limits", then=with_("maxLimit", "100")), "`limits.maxLimit` is a text"),
    ("null-member", with_("deprecation", None), "what is not there is null instead of left out"),
    (
        "nested-member-missing",
        at("requestData", then=without("setsCookies")),
        "cookies are passed over in silence",
    ),
):
    edit_description(f"service-description/{_name}", "service-description/matches-schema", _says, _edit)

for _name, _edit, _says in (
    (
        "own-software-version",
        with_("contractVersion", "4.7.11"),
        "`contractVersion` is that of the server's software",
    ),
    ("version-shortened", with_("contractVersion", "1"), "`contractVersion` names only the major version"),
    ("version-missing", without("contractVersion"), "`contractVersion` is missing"),
):
    edit_description(
        f"service-description/{_name}", "service-description/contract-version-known", _says, _edit
    )

for _name, _edit, _says in (
    (
        "presupposed-class-missing",
        _claims(fewer=("course-sessions",)),
        "`courses` is claimed without its sessions",
    ),
    ("unknown-class", _claims("full-text"), "a class is claimed that the contract does not know"),
    ("both-ways-claimed", _claims("static"), "`query` and `static` are claimed together"),
    ("no-core", _claims(fewer=("core",)), "`core` is not claimed"),
    ("class-twice", _claims("jobs"), "a class is claimed twice"),
):
    edit_description(f"service-description/{_name}", "service-description/valid-claim", _says, _edit)

edit_description(
    "service-description/unclaimed-collection-answers",
    "service-description/unclaimed-paths-absent",
    "`/offices` answers although the class is not claimed",
    _claims(fewer=("offices",)),
)


@defect(
    "service-description/static-pages-answer",
    convicts="service-description/unclaimed-paths-absent",
    says="`/jobs/pages/2` answers although `static` is not claimed",
)
async def static_pages_answer(request: Request, app: App) -> Answer:
    collection, _, rest = request.path.strip("/").partition("/")
    return await app(request.at(f"/{collection}") if rest.startswith(("pages/", "by-ags/")) else request)


@defect(
    "service-description/unclaimed-path-400",
    convicts="service-description/unclaimed-paths-absent",
    says="paths of unclaimed classes are 400 instead of 404",
)
async def unclaimed_path_400(request: Request, app: App) -> Answer:
    answer = await app(request)
    return answer.with_status(400) if request.path.count("/") > 2 and answer.status == 404 else answer


def _first_doubled(document: Any) -> None:
    document["collections"].append(document["collections"][0])


def _last_dropped(document: Any) -> None:
    document["collections"].pop()


def _left_over(document: Any) -> None:
    document["collections"].append({**document["collections"][0], "id": "events"})


for _name, _edit, _says in (
    ("collection-missing", _last_dropped, "the last collection has no entry"),
    ("collection-twice", _first_doubled, "the first collection has two entries"),
    ("collection-left-over", _left_over, "an entry is left over from another installation"),
):
    edit_description(
        f"service-description/{_name}", "service-description/collections-as-claimed", _says, _edit
    )


@defect(
    "service-description/collection-empty",
    convicts="service-description/collections-not-empty",
    says="one collection is claimed and has no records yet",
)
async def collection_empty(request: Request, app: App) -> Answer:
    answer = await app(request)
    if request.collection != "offices" or not answer.has_list:
        return answer
    page = {"total": 0, "totalRelation": "exact", "dataVersion": "1"}
    return answer.with_json({"items": [], "page": page})


def _each_collection(edit: Any) -> Any:
    def run(document: Any) -> None:
        for collection in document["collections"]:
            edit(collection)

    return run


def _parameters(*more: str, fewer: tuple[str, ...] = ()) -> Any:
    def edit(collection: Any) -> None:
        kept = [one for one in collection["parameters"] if one not in fewer]
        collection["parameters"] = [*kept, *more]

    return edit


for _name, _edit, _says in (
    ("parameter-missing", _each_collection(_parameters(fewer=("radiusKm",))), "`radiusKm` is not named"),
    ("parameter-added", _each_collection(_parameters("plz")), "a parameter is named that nobody may send"),
    (
        "header-as-parameter",
        _each_collection(_parameters("Accept-Language")),
        "headers stand among the parameters",
    ),
    ("parameter-twice", at("collections", 0, then=_parameters("limit")), "a parameter is named twice"),
    ("one-list-incomplete", at("collections", 2, then=_parameters(fewer=("sort",))), "one list lacks `sort`"),
    ("parameters-empty", at("collections", 1, then=with_("parameters", [])), "one list names no parameter"),
):
    edit_description(
        f"service-description/{_name}", "service-description/parameters-as-claimed", _says, _edit
    )


def _more(collection: Any) -> None:
    collection["total"] += 1


for _name, _edit, _says in (
    ("total-one-too-high", _each_collection(_more), "the totals are one too high"),
    ("total-of-a-page", _each_collection(with_("total", 20)), "the totals are those of one page"),
    ("one-total-stale", at("collections", 3, then=_more), "the total of one collection is out of date"),
    (
        "total-zero",
        at("collections", 1, then=with_("total", 0)),
        "the total of one collection was never counted",
    ),
):
    edit_description(
        f"service-description/{_name}", "service-description/collection-total-true", _says, _edit
    )


def _usage(edit: Any) -> Any:
    return at("usage", then=edit)


for _name, _edit, _says in (
    ("terms-empty", _each_collection(_usage(with_("termsUrl", ""))), "the terms have no address"),
    (
        "storage-unknown",
        _each_collection(_usage(with_("storage", "forbidden"))),
        "`storage` is a word of its own",
    ),
    (
        "translation-unsaid",
        at("collections", 1, then=_usage(without("mayTranslate"))),
        "one says nothing on translation",
    ),
    (
        "non-profit-as-text",
        at("collections", 0, then=_usage(with_("nonProfitOnly", "no"))),
        "`nonProfitOnly` is a text",
    ),
    ("usage-missing", at("collections", 3, then=without("usage")), "one collection has no `usage`"),
):
    edit_description(f"service-description/{_name}", "service-description/usage-stated", _says, _edit)


def _legal(edit: Any) -> Any:
    def run(document: Any) -> None:
        for contact in document["contacts"]:
            if contact["role"] == "legal":
                edit(contact)

    return run


def _unreachable(contact: Any) -> None:
    for way in ("url", "email", "telephone"):
        contact.pop(way, None)


for _name, _edit, _says in (
    ("no-legal-unit", _legal(with_("role", "general")), "no legal unit is named"),
    ("legal-unit-unreachable", _legal(_unreachable), "there is no way to reach the legal unit"),
    (
        "one-unit-only",
        at("contacts", then=lambda contacts: contacts.__delitem__(slice(1, None))),
        "one unit for all",
    ),
):
    edit_description(
        f"service-description/{_name}", "service-description/contacts-technical-and-legal", _says, _edit
    )

for _name, _edit, _says in (
    ("max-limit-huge", at("limits", then=with_("maxLimit", 500)), "`maxLimit` is 500"),
    ("max-limit-small", at("limits", then=with_("maxLimit", 10)), "`maxLimit` is 10"),
    ("default-limit-zero", at("limits", then=with_("defaultLimit", 0)), "`defaultLimit` is 0"),
    (
        "default-above-max",
        at("limits", then=with_("defaultLimit", 101)),
        "`defaultLimit` is above `maxLimit`",
    ),
    (
        "window-small",
        at("limits", then=with_("maxRecordsPerQuery", 100)),
        "lists end after 100 records, it says",
    ),
    ("limits-missing", without("limits"), "`limits` is missing"),
):
    edit_description(f"service-description/{_name}", "service-description/limits-sane", _says, _edit)


@defect(
    "service-description/quota-unsaid",
    convicts="service-description/quotas-stated",
    says="there are 429s, but the description names no quota",
)
async def quota_unsaid(request: Request, app: App) -> Answer:
    answer = await app(request)
    if is_description(request) and answer.status == 200:
        document = answer.json()
        document["limits"].pop("quotas", None)
        return answer.with_json(document)
    if request.path == "/no-such-path":
        return answer.with_status(429).with_header("Retry-After", "0")
    return answer


def _key_kept_secret(document: Any) -> None:
    document["access"] = {"schemes": ["anonymous", "api-key"]}


def _instructions_blank(document: Any) -> None:
    blank = {"value": " ", "lang": "de", "origin": "source"}
    document["access"] = {"schemes": ["anonymous", "basic"], "instructions": blank}


edit_description(
    "service-description/key-nowhere",
    "service-description/key-can-be-got",
    "there are keys, but it is not said where",
    _key_kept_secret,
)
edit_description(
    "service-description/instructions-blank",
    "service-description/key-can-be-got",
    "how to get a password is a blank",
    _instructions_blank,
)


def _deprecating(
    name: str, says: str, deprecation: str | None, sunset: str | None, lists_only: bool = False
) -> None:
    """A server that is going to end, and says so in its headers in this way."""

    async def run(request: Request, app: App) -> Answer:
        answer = await app(request)
        if is_description(request) and answer.status == 200:
            document = answer.json()
            document["deprecation"] = _DEPRECATED
            answer = answer.with_json(document)
        if lists_only and not request.is_list:
            return answer
        for header, value in (("Deprecation", deprecation), ("Sunset", sunset)):
            answer = answer.with_header(header, value) if value else answer
        return answer

    full = f"service-description/{name}"
    defect(full, convicts="service-description/deprecation-in-headers", says=says)(run)


_deprecating("deprecation-unsaid", "only the description speaks of the end", None, None)
_deprecating("deprecation-as-true", "`Deprecation: true`, as an old draft had it", "true", _SUNSET)
_deprecating("sunset-as-iso", "`Sunset` is no HTTP date", _SECONDS, "2028-01-01T00:00:00Z")
_deprecating("sunset-missing", "`Sunset` is missing", _SECONDS, None)
_deprecating("deprecation-on-lists-only", "only lists carry the headers", _SECONDS, _SUNSET, lists_only=True)

edit_description(
    "service-description/ends-soon",
    "service-description/twelve-months-overlap",
    "the end comes six months after its announcement",
    with_("deprecation", {"deprecatedAt": "2026-06-01T00:00:00Z", "sunsetAt": "2026-12-01T00:00:00Z"}),
)
edit_description(
    "service-description/ends-a-month-early",
    "service-description/twelve-months-overlap",
    "the end comes eleven months after its announcement",
    with_("deprecation", {"deprecatedAt": "2026-06-01T00:00:00Z", "sunsetAt": "2027-05-01T00:00:00Z"}),
)
