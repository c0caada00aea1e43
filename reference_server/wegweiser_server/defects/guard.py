"""An honest guard before the open server, so that defects of access need no other settings.

It knows one key; whoever judges must hold it.
"""

from __future__ import annotations

import base64
import json
from typing import TYPE_CHECKING

from .editing import edited, is_description, with_
from .model import Answer

if TYPE_CHECKING:
    from .model import App, Request

KEY = "wegweiser-example-key-0123456789"
PASSWORD = "Basic " + base64.b64encode(b"example:wegweiser-example-password").decode()
_HEADERS = {"api-key": ("x-api-key", KEY), "basic": ("authorization", PASSWORD)}
_HOW = {"value": "Schlüssel vergibt die Fachstelle auf Anfrage.", "lang": "de", "origin": "source"}
_CODES = {400: "conflicting-credentials", 401: "unauthorized", 403: "forbidden"}


def is_closed(request: Request) -> bool:
    """All but the description and the code lists."""
    return not is_description(request) and not request.path.startswith("/code-lists")


def given(request: Request, *schemes: str) -> list[str]:
    """The schemes of which the request bears a credential, right or wrong."""
    return [scheme for scheme in schemes if request.header(_HEADERS[scheme][0]) is not None]


def is_right(request: Request, scheme: str) -> bool:
    header, secret = _HEADERS[scheme]
    return request.header(header) == secret


def refusal(status: int) -> Answer:
    """A refusal by access, as it should be."""
    code = _CODES[status]
    body = {
        "type": f"https://wegweiser.example/problems/{code}",
        "title": "Access",
        "status": status,
        "detail": "The credential is missing, wrong or not the only one.",
        "code": code,
    }
    headers = [("Content-Type", "application/problem+json"), ("Access-Control-Allow-Origin", "*")]
    if status == 401:
        headers.append(("WWW-Authenticate", 'ApiKey realm="wegweiser"'))
    return Answer(status, tuple(headers), json.dumps(body).encode())


def refused(request: Request, *schemes: str) -> Answer | None:
    """The refusal that an honest guard of these schemes would give, if any."""
    if not is_closed(request):
        return None
    named = [scheme for scheme in schemes if scheme != "anonymous"]
    credentials = given(request, *named)
    if len(credentials) > 1:
        return refusal(400)
    if credentials:
        return None if is_right(request, credentials[0]) else refusal(401)
    return None if "anonymous" in schemes else refusal(401)


async def behind(request: Request, app: App, *schemes: str) -> Answer:
    """What the open server answers, described and marked as behind such a guard."""
    answer = await app(request)
    if is_description(request) and answer.status == 200:
        return edited(answer, with_("access", {"schemes": list(schemes), "instructions": _HOW}))
    if is_closed(request) and "anonymous" not in schemes:
        vary = ", ".join(part for part in (answer.header("Vary"), "X-API-Key, Authorization") if part)
        return answer.with_header("Cache-Control", "private, max-age=60").with_header("Vary", vary)
    return answer


async def guarded(request: Request, app: App, *schemes: str) -> Answer:
    """An honest server of these schemes."""
    return refused(request, *schemes) or await behind(request, app, *schemes)
