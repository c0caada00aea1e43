"""Wrong ways of letting in and keeping out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .guard import KEY, behind, given, guarded, is_closed, is_right, refusal, refused
from .registry import defect

if TYPE_CHECKING:
    from collections.abc import Callable

    from .model import Answer, App, Request

    type_of_choice = Callable[[Request], bool]

_KEY, _BASIC, _ANYBODY = "api-key", "basic", "anonymous"


def _slips_past(name: str, says: str, past: type_of_choice, *, heads: bool = False) -> None:
    """A guard for keys that some requests slip past."""

    async def run(request: Request, app: App) -> Answer:
        return await (behind if past(request) else guarded)(request, app, _KEY)

    defect(f"access/{name}", convicts="access/credential-demanded", says=says, heads=heads)(run)


_slips_past("unguarded", "a key is demanded on paper only", lambda asked: True)
_slips_past("items-unguarded", "items are open", lambda asked: asked.is_item)
_slips_past("later-pages-unguarded", "later pages are open", lambda asked: asked.value("cursor") is not None)
_slips_past("head-unguarded", "HEAD is open", lambda asked: asked.method == "HEAD", heads=True)
_slips_past(
    "revalidation-unguarded",
    "304 is open to everybody",
    lambda asked: asked.header("if-none-match") is not None,
)
_slips_past("empty-key-opens", "an empty key opens everything", lambda asked: asked.header("x-api-key") == "")
_slips_past("one-list-unguarded", "one list was forgotten", lambda asked: asked.path == "/offices")


@defect("access/missing-key-403", convicts="access/credential-demanded", says="without a key there is 403")
async def missing_key_403(request: Request, app: App) -> Answer:
    return (
        refusal(403) if is_closed(request) and not given(request, _KEY) else await guarded(request, app, _KEY)
    )


def _closes(name: str, says: str, closed: type_of_choice) -> None:
    """A guard that also closes what is open to everybody."""

    async def run(request: Request, app: App) -> Answer:
        if closed(request) and not given(request, _KEY):
            return refusal(401)
        return await guarded(request, app, _KEY)

    defect(f"access/{name}", convicts="access/open-paths", says=says)(run)


_closes("code-lists-closed", "code lists need a key", lambda asked: asked.path.startswith("/code-lists"))
_closes(
    "one-code-list-closed",
    "single code lists need a key",
    lambda asked: asked.path.startswith("/code-lists/"),
)
_closes("everything-closed", "the description needs a key too", lambda asked: True)


def _not_for_everybody(name: str, says: str, closed: type_of_choice) -> None:
    """A server that names anonymous access and does not grant it everywhere."""

    async def run(request: Request, app: App) -> Answer:
        keyless = not given(request, _KEY)
        return refusal(401) if keyless and closed(request) else await guarded(request, app, _ANYBODY, _KEY)

    defect(f"access/{name}", convicts="access/anonymous-as-declared", says=says)(run)


_not_for_everybody("anonymous-on-paper", "anonymous access is named, but refused", is_closed)
_not_for_everybody("anonymous-lists-only", "items need a key", lambda asked: asked.is_item)
_not_for_everybody(
    "anonymous-first-page-only", "later pages need a key", lambda asked: bool(asked.value("cursor"))
)


def _other_door(name: str, says: str, header: str) -> None:
    """A server that looks for the key elsewhere than the contract says."""

    async def run(request: Request, app: App) -> Answer:
        moved = request.without_header("x-api-key")
        value = request.header(header)
        return await guarded(moved.with_header("x-api-key", value) if value else moved, app, _KEY)

    defect(f"access/{name}", convicts="access/right-credential-accepted", says=says)(run)


_other_door("key-in-authorization", "the key is read from `Authorization`", "authorization")
_other_door("key-in-own-header", "the key is read from a header of its own", "x-auth-token")


@defect(
    "access/right-key-403-on-items",
    convicts="access/right-credential-accepted",
    says="items need another key than lists",
)
async def right_key_403_on_items(request: Request, app: App) -> Answer:
    return refusal(403) if request.is_item and is_right(request, _KEY) else await guarded(request, app, _KEY)


@defect("access/unchallenged", convicts="access/challenge", says="a 401 lacks `WWW-Authenticate`")
async def unchallenged(request: Request, app: App) -> Answer:
    return (await guarded(request, app, _KEY)).without_header("WWW-Authenticate")


@defect(
    "access/unchallenged-on-items",
    convicts="access/challenge",
    says="a 401 of items lacks `WWW-Authenticate`",
)
async def unchallenged_on_items(request: Request, app: App) -> Answer:
    answer = await guarded(request, app, _KEY)
    return answer.without_header("WWW-Authenticate") if request.is_item else answer


@defect("access/wrong-key-ignored", convicts="access/wrong-credential", says="a wrong key is as good as none")
async def wrong_key_ignored(request: Request, app: App) -> Answer:
    return await behind(request, app, _ANYBODY, _KEY)


@defect("access/any-key-right", convicts="access/wrong-credential", says="any key opens")
async def any_key_right(request: Request, app: App) -> Answer:
    opened = given(request, _KEY) or not is_closed(request)
    return await behind(request, app, _KEY) if opened else refusal(401)


@defect(
    "access/key-in-any-case",
    convicts="access/wrong-credential",
    says="keys are compared without regard to case",
)
async def key_in_any_case(request: Request, app: App) -> Answer:
    key = request.header("x-api-key")
    alike = key is not None and key.lower() == KEY.lower()
    return await guarded(request.with_header("x-api-key", KEY) if alike else request, app, _KEY)


@defect(
    "access/wrong-password-ignored", convicts="access/wrong-credential", says="passwords are not looked at"
)
async def wrong_password_ignored(request: Request, app: App) -> Answer:
    return await guarded(request.without_header("authorization"), app, _ANYBODY, _KEY, _BASIC)


@defect("access/wrong-key-403", convicts="access/wrong-credential", says="a wrong key is 403")
async def wrong_key_403(request: Request, app: App) -> Answer:
    answer = await guarded(request, app, _ANYBODY, _KEY)
    return refusal(403) if answer.status == 401 else answer


def _static(document: object) -> None:
    assert isinstance(document, dict)
    kept = [one for one in document["conformsTo"] if one in ("core", "jobs", "course-sessions", "offices")]
    document["conformsTo"] = [*kept, "static"]


async def _as_static(request: Request, app: App) -> Answer:
    """The description of someone who publishes files."""
    answer = await app(request)
    if request.path not in ("", "/") or answer.status != 200:
        return answer
    document = answer.json()
    _static(document)
    return answer.with_json(document)


@defect(
    "access/static-wrong-key-ignored",
    convicts="access/wrong-credential-static",
    says="any key opens the files",
)
async def static_wrong_key_ignored(request: Request, app: App) -> Answer:
    async def files(inner: Request) -> Answer:
        return await _as_static(inner, app)

    return await any_key_right(request, files)


@defect(
    "access/static-both-accepted",
    convicts="access/two-credentials-static",
    says="key and password together open",
)
async def static_both_accepted(request: Request, app: App) -> Answer:
    async def files(inner: Request) -> Answer:
        return await _as_static(inner, app)

    return await both_accepted(request, files)


@defect("access/both-accepted", convicts="access/two-credentials", says="with two credentials the key wins")
async def both_accepted(request: Request, app: App) -> Answer:
    if len(given(request, _KEY, _BASIC)) == 2:
        request = request.without_header("authorization")
    return await guarded(request, app, _KEY, _BASIC)


@defect("access/both-401", convicts="access/two-credentials", says="two credentials are 401")
async def both_401(request: Request, app: App) -> Answer:
    if is_closed(request) and len(given(request, _KEY, _BASIC)) == 2:
        return refusal(401)
    return await guarded(request, app, _KEY, _BASIC)


@defect("access/both-other-code", convicts="access/two-credentials", says="the 400 is like any other")
async def both_other_code(request: Request, app: App) -> Answer:
    answer = await guarded(request, app, _KEY, _BASIC)
    if answer.status != 400 or not answer.is_json:
        return answer
    return answer.with_json({**answer.json(), "code": "invalid-parameter"})


@defect(
    "access/every-authorization-checked",
    convicts="access/unnamed-schemes-ignored",
    says="the gateway refuses every `Authorization` that it does not know",
)
async def every_authorization_checked(request: Request, app: App) -> Answer:
    return refusal(401) if is_closed(request) and request.header("authorization") else await app(request)


@defect(
    "access/every-key-checked",
    convicts="access/unnamed-schemes-ignored",
    says="keys are checked although the description names none",
)
async def every_key_checked(request: Request, app: App) -> Answer:
    key = request.header("x-api-key")
    wrong = is_closed(request) and key is not None and not is_right(request, _KEY)
    return refusal(401) if wrong else await app(request)


@defect(
    "access/ids-before-keys", convicts="access/order-of-refusals", says="a stranger learns which ids exist"
)
async def ids_before_keys(request: Request, app: App) -> Answer:
    answer = await app(request)
    return answer if answer.status == 404 else await guarded(request, app, _KEY)


@defect("access/parameters-before-keys", convicts="access/order-of-refusals", says="400 comes before 401")
async def parameters_before_keys(request: Request, app: App) -> Answer:
    answer = await app(request)
    return answer if answer.status == 400 else await guarded(request, app, _KEY)


@defect("access/parameters-before-ids", convicts="access/order-of-refusals", says="400 comes before 404")
async def parameters_before_ids(request: Request, app: App) -> Answer:
    answer = await app(request)
    return answer.with_status(400) if answer.status == 404 and request.is_item and request.query else answer


@defect("access/guard-is-403", convicts="access/forbidden-only-for-scope", says="whoever has no key gets 403")
async def guard_is_403(request: Request, app: App) -> Answer:
    answer = refused(request, _KEY)
    return refusal(403) if answer and answer.status == 401 else await guarded(request, app, _KEY)


@defect("access/unknown-paths-403", convicts="access/forbidden-only-for-scope", says="unknown paths are 403")
async def unknown_paths_403(request: Request, app: App) -> Answer:
    answer = await app(request)
    unknown = answer.status == 404 and request.collection is None
    return refusal(403) if unknown else answer


def _marks(name: str, says: str, change: Callable[[Request, Answer], Answer]) -> None:
    """A guarded server that marks its answers in a wrong way."""

    async def run(request: Request, app: App) -> Answer:
        answer = await guarded(request, app, _KEY)
        return change(request, answer) if is_closed(request) else answer

    defect(f"access/{name}", convicts="access/private-answers", says=says)(run)


_marks(
    "shared-caches",
    "shared caches may keep what a key opened",
    lambda _, one: one.with_header("Cache-Control", "public, max-age=60"),
)
_marks(
    "vary-missing",
    "`Vary` does not name the key's header",
    lambda _, one: one.with_header("Vary", "Accept-Language"),
)
_marks(
    "items-shared",
    "shared caches may keep items",
    lambda asked, one: one.with_header("Cache-Control", "max-age=60") if asked.is_item else one,
)
_marks(
    "304-shared",
    "shared caches may keep on 304",
    lambda _, one: one.with_header("Cache-Control", "max-age=60") if one.status == 304 else one,
)


@defect("access/key-in-next", convicts="access/no-key-in-url", says="`next` repeats a key")
async def key_in_next(request: Request, app: App) -> Answer:
    answer = await app(request)
    if not (request.is_list and answer.has_list and "next" in answer.json()["page"]):
        return answer
    document = answer.json()
    document["page"]["next"] += "&api_key=0123456789abcdef"
    return answer.with_json(document)


@defect("access/key-echoed-in-links", convicts="access/no-key-in-url", says="links bear the key of the asker")
async def key_echoed_in_links(request: Request, app: App) -> Answer:
    answer = await guarded(request, app, _KEY)
    key = request.header("x-api-key")
    if not (key and request.is_list and answer.has_list):
        return answer
    document = answer.json()
    for record in document["items"]:
        record["detailUrl"] += f"?for={key}&x=1"
    return answer.with_json(document)


@defect("access/key-taken-from-url", convicts="access/no-key-in-url", says="`api_key` in the URL opens")
async def key_taken_from_url(request: Request, app: App) -> Answer:
    key = request.value("api_key")
    if key is None:
        return await guarded(request, app, _KEY)
    return await behind(request.without("api_key"), app, _KEY)


@defect(
    "access/http", convicts="access/https-only", says="TLS is missing (as any server that is reached by http)"
)
async def http(request: Request, app: App) -> Answer:
    return await app(request)
