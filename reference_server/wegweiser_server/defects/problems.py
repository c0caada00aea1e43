"""Wrong ways of refusing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .editing import at, change_answers, edit_problems, with_, without
from .model import Answer
from .registry import defect

if TYPE_CHECKING:
    from .model import App, Request

_HTML = (("Content-Type", "text/html; charset=utf-8"),)


def _missing(request: Request, answer: Answer) -> bool:
    return answer.status == 404


def _refused(request: Request, answer: Answer) -> bool:
    return answer.status >= 400


@defect("problems/start-page", convicts="problems/unknown-path", says="unknown paths give a start page")
async def start_page(request: Request, app: App) -> Answer:
    answer = await app(request)
    known = request.collection is not None or "code-lists" in request.path
    return answer if known or answer.status != 404 else Answer(200, _HTML, b"<!doctype html><h1>Welcome</h1>")


@defect(
    "problems/rest-of-path-ignored",
    convicts="problems/unknown-path",
    says="what follows a known path is ignored",
)
async def rest_of_path_ignored(request: Request, app: App) -> Answer:
    steps = request.path.strip("/").split("/")
    return await app(request.at(f"/{steps[0]}") if request.collection and len(steps) > 2 else request)


@defect("problems/unknown-path-400", convicts="problems/unknown-path", says="unknown paths are 400")
async def unknown_path_400(request: Request, app: App) -> Answer:
    answer = await app(request)
    known = request.is_item or "code-lists" in request.path
    return answer.with_status(400) if answer.status == 404 and not known else answer


@defect(
    "problems/redirect-to-home", convicts="problems/unknown-path", says="unknown paths redirect to the start"
)
async def redirect_to_home(request: Request, app: App) -> Answer:
    answer = await app(request)
    known = request.is_item or "code-lists" in request.path
    return Answer(302, (("Location", "/"),)) if answer.status == 404 and not known else answer


@defect(
    "problems/unknown-id-empty",
    convicts="problems/unknown-id",
    says="an unknown id is 200 and an empty object",
)
async def unknown_id_empty(request: Request, app: App) -> Answer:
    answer = await app(request)
    found = answer.status != 404 or not request.is_item
    return answer if found else Answer(200, (("Content-Type", "application/json"),), b"{}")


def _unknown_ids_are(status: int) -> None:
    async def run(request: Request, app: App) -> Answer:
        answer = await app(request)
        return answer.with_status(status) if request.is_item and answer.status == 404 else answer

    name, says = f"problems/unknown-id-{status}", f"an unknown id is {status}"
    defect(name, convicts="problems/unknown-id", says=says)(run)


for _status in (204, 400, 410, 500):
    _unknown_ids_are(_status)


@defect(
    "problems/id-by-prefix",
    convicts="problems/unknown-id",
    says="a longer id finds the record that it begins with",
)
async def id_by_prefix(request: Request, app: App) -> Answer:
    answer = await app(request)
    if request.is_item and answer.status == 404 and request.path.endswith("-0"):
        return await app(request.at(request.path[:-2]))
    return answer


@defect(
    "problems/unknown-code-list-empty", convicts="problems/unknown-id", says="an unknown code list is empty"
)
async def unknown_code_list_empty(request: Request, app: App) -> Answer:
    answer = await app(request)
    if request.path.startswith("/code-lists/") and answer.status == 404:
        return Answer(200, (("Content-Type", "application/json"),), b'{"codes":[]}')
    return answer


def _plain_json(_: Request, answer: Answer) -> Answer:
    return answer.with_header("Content-Type", "application/json")


def _error_page(_: Request, answer: Answer) -> Answer:
    return answer.with_header("Content-Type", "text/html").with_body(b"<h1>An error has occurred</h1>")


change_answers(
    "problems/plain-json", "problems/media-type", "errors are application/json", _plain_json, _refused
)
change_answers(
    "problems/404-pages", "problems/media-type", "the gateway sends its own 404", _error_page, _missing
)
change_answers(
    "problems/item-errors-plain",
    "problems/media-type",
    "errors of items are application/json",
    _plain_json,
    lambda asked, answer: asked.is_item and answer.status >= 400,
)
change_answers("problems/pages", "problems/members", "errors are pages for people", _error_page, _missing)

for _name, _edit, _says in (
    ("title-missing", without("title"), "`title` is missing"),
    ("detail-missing", without("detail"), "`detail` is missing"),
    ("instance-added", with_("instance", "/v1/jobs"), "members of RFC 9457 that the contract leaves out"),
    ("trace-id-added", with_("traceId", "00-4bf92f3577b34da6"), "the framework adds its trace id"),
    ("status-as-text", with_("status", "400"), "`status` is a text"),
    ("errors-as-object", with_("errors", {"limit": ["is wrong"]}), "`errors` is an object by parameter"),
    ("error-incomplete", at("errors", 0, then=without("detail")), "an entry of `errors` says nothing"),
):
    edit_problems(f"problems/{_name}", "problems/members", _says, _edit)

edit_problems(
    "problems/status-fixed", "problems/status-equals", "`status` is always 400", with_("status", 400)
)
edit_problems("problems/status-missing", "problems/status-equals", "`status` is missing", without("status"))
for _name, _edit, _says in (
    ("about-blank", with_("type", "about:blank"), "`type` is about:blank"),
    ("type-fixed", with_("type", "https://wegweiser.example/problems/error"), "`type` is always the same"),
    ("type-missing", without("type"), "`type` is missing"),
):
    edit_problems(f"problems/{_name}", "problems/type-ends-in-code", _says, _edit)


def _type_with_slash(document: Any) -> None:
    document["type"] += "/"


edit_problems(
    "problems/type-with-slash", "problems/type-ends-in-code", "`type` ends in a slash", _type_with_slash
)


def _own_code(document: Any) -> None:
    document["code"] = "ERR_" + str(document["status"])


def _code_in_capitals(document: Any) -> None:
    document["code"] = document["code"].upper().replace("-", "_")


def _not_found_as_invalid(document: Any) -> None:
    if document["status"] == 404:
        document["code"] = "invalid-parameter"


for _name, _edit, _says in (
    ("own-code", _own_code, "codes are the framework's own"),
    ("code-in-capitals", _code_in_capitals, "codes are written in capitals"),
    ("404-as-invalid", _not_found_as_invalid, "a 404 has the code of a 400"),
    ("error-code-own", at("errors", 0, then=with_("code", "wrong")), "`errors` has codes of its own"),
):
    edit_problems(f"problems/{_name}", "problems/code-fits-status", _says, _edit)


def _in_lower_case(error: Any) -> None:
    error["parameter"] = error["parameter"].lower()


def _with_brackets(error: Any) -> None:
    error["parameter"] = f"query.{error['parameter']}"


for _name, _edit, _says in (
    ("errors-missing", without("errors"), "faults are told in one text only"),
    ("parameter-in-lower-case", at("errors", 0, then=_in_lower_case), "parameters are named in lower case"),
    ("parameter-with-place", at("errors", 0, then=_with_brackets), "parameters are named with their place"),
    ("parameter-empty", at("errors", 0, then=with_("parameter", "?")), "no parameter is named"),
):
    edit_problems(f"problems/{_name}", "problems/errors-name-the-parameter", _says, _edit)


@defect(
    "problems/unknown-unnamed",
    convicts="problems/errors-name-the-parameter",
    says="unknown parameters are refused without a name",
)
async def unknown_unnamed(request: Request, app: App) -> Answer:
    answer = await app(request)
    if answer.status != 400 or answer.json()["code"] != "unknown-parameter":
        return answer
    document = answer.json()
    document.pop("errors", None)
    return answer.with_json(document)


def _each_error(edit: Any) -> Any:
    def run(document: Any) -> None:
        for error in document.get("errors", ()):
            edit(error)

    return run


def _first_only(error: Any) -> None:
    error["allowed"] = error.get("allowed", [])[:1]


def _last_forgotten(error: Any) -> None:
    error["allowed"] = error.get("allowed", [])[:-1]


def _labels(error: Any) -> None:
    error["allowed"] = [one.replace("-", " ").title() for one in error.get("allowed", [])]


for _name, _edit, _says in (
    ("allowed-missing", without("allowed"), "what would be right is not listed"),
    ("allowed-empty", with_("allowed", []), "what would be right is an empty list"),
    ("allowed-first-only", _first_only, "only the first right value is listed"),
    ("allowed-last-forgotten", _last_forgotten, "the last right value is forgotten"),
    ("allowed-as-labels", _labels, "labels are listed instead of codes"),
):
    edit_problems(f"problems/{_name}", "problems/errors-say-what-is-right", _says, _each_error(_edit))


def _first_fault_only(document: Any) -> None:
    document["errors"] = document.get("errors", [])[:1]


def _one_of_a_code(document: Any) -> None:
    by_code = {error["code"]: error for error in reversed(document.get("errors", []))}
    document["errors"] = list(by_code.values())


for _name, _edit, _says in (
    ("first-fault-only", _first_fault_only, "checking stops at the first fault"),
    ("one-fault-of-a-code", _one_of_a_code, "of several faults of one code only one is named"),
):
    edit_problems(f"problems/{_name}", "problems/all-faults-at-once", _says, _edit)


@defect(
    "problems/unknown-first",
    convicts="problems/all-faults-at-once",
    says="values are checked only when all names are right",
)
async def unknown_first(request: Request, app: App) -> Answer:
    answer = await app(request)
    if answer.status != 400:
        return answer
    document = answer.json()
    unknown = [error for error in document.get("errors", []) if error["code"] == "unknown-parameter"]
    return answer.with_json({**document, "errors": unknown}) if unknown else answer


def _always_invalid(document: Any) -> None:
    if document["status"] == 400:
        document["code"] = "invalid-parameter"


def _general_code(document: Any) -> None:
    if document.get("errors"):
        document["code"] = "bad-request"


edit_problems(
    "problems/always-invalid", "problems/code-among-errors", "every 400 is invalid-parameter", _always_invalid
)
edit_problems(
    "problems/general-code", "problems/code-among-errors", "every 400 is bad-request", _general_code
)

for _name, _detail, _says in (
    (
        "stack-trace",
        'Traceback (most recent call last): File "/srv/api/app.py", line 3, in get',
        "stack traces",
    ),
    ("raw-validator", "'5a' is not of type 'integer' - 'limit'", "raw messages of the validator"),
    ("statement", "SELECT id FROM jobs WHERE id = ? LIMIT 20", "database statements"),
    ("markup", "<p>The requested URL was not found.</p>", "markup"),
    ("java-exception", 'java.lang.NumberFormatException: For input string: "x"', "exceptions"),
):
    edit_problems(
        f"problems/{_name}", "problems/no-internals", f"problems show {_says}", with_("detail", _detail)
    )
edit_problems(
    "problems/validator-in-errors",
    "problems/no-internals",
    "entries of `errors` show the interpreter's messages",
    _each_error(with_("detail", "invalid literal for int() with base 10")),
)


def _later(name: str, says: str, status: int, seconds: object) -> None:
    """Unknown paths are busy: 429 or 503, and the body says when to come again in this way."""

    async def run(request: Request, app: App) -> Answer:
        answer = await app(request)
        if request.path != "/no-such-path" or not answer.is_json:
            return answer
        code = {429: "rate-limited", 503: "unavailable"}[status]
        document = {**answer.json(), "status": status, "code": code, "retryAfterSeconds": seconds}
        if seconds is None:
            document.pop("retryAfterSeconds")
        return answer.with_json(document).with_status(status).with_header("Retry-After", "0")

    defect(f"problems/{name}", convicts="problems/retry-after-seconds", says=says)(run)


_later("429-without-seconds", "the body of a 429 does not say when", 429, None)
_later("503-without-seconds", "the body of a 503 does not say when", 503, None)
_later("seconds-as-text", "the seconds are a text", 429, "30")
_later("seconds-differ", "the seconds are not those of Retry-After", 429, 30)
