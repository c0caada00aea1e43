"""Exception → problem document (RFC 9457)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..answers import PROBLEM, document
from .refusals import BadParameters, Fault, Malformed, RateLimited, Unauthorized
from .table import status_and_code
from .texts import say

if TYPE_CHECKING:
    from wegweiser_contract import CodeList

    from ..answers import Answer, Headers

TYPE = "https://wegweiser.example/problems/"
ALLOWED = "GET, HEAD, OPTIONS"
UNAVAILABLE_SECONDS = 30
# Bounds of the contract's schemas.
LONGEST_DETAIL, LONGEST_ERROR, LONGEST_NAME = 1000, 500, 200


class Problems:
    """Titles and details come from the code list of problems, in the language of the answer."""

    def __init__(self, codes: CodeList) -> None:
        self._codes = codes

    def answer(self, error: Exception, language: str) -> Answer:
        status, code = status_and_code(error)
        content: dict[str, Any] = {
            "type": TYPE + code,
            "title": self._codes.entries[code].labels[language],
            "status": status,
            "detail": self._detail(error, code, language),
            "code": code,
        }
        if isinstance(error, BadParameters):
            content["errors"] = [_entry(fault, language) for fault in error.faults]
        seconds = _seconds(error, status)
        if seconds is not None:
            content["retryAfterSeconds"] = seconds
        return document(status, content, PROBLEM).adding(_headers(error, status, seconds))

    def _detail(self, error: Exception, code: str, language: str) -> str:
        if isinstance(error, BadParameters):
            return _shortened(" ".join(_say(fault, language) for fault in error.faults), LONGEST_DETAIL)
        if isinstance(error, Malformed):
            return say(f"malformed-{error.status}", language, {})
        if isinstance(error, Unauthorized) and error.missing:
            return say("unauthorized-missing", language, {"schemes": error.challenge})
        if isinstance(error, RateLimited):
            return say("rate-limited", language, {"quota": error.quota})
        texts: list[dict[str, str]] = self._codes.entries[code].raw["description"]
        return next(text["value"] for text in texts if text["lang"] == language)


def _say(fault: Fault, language: str) -> str:
    return say(fault.message, language, {"parameter": _name(fault), **fault.says})


def _name(fault: Fault) -> str:
    return _shortened(fault.parameter, LONGEST_NAME)


def _shortened(text: str, length: int) -> str:
    return text if len(text) <= length else text[: length - 1] + "…"


def _entry(fault: Fault, language: str) -> dict[str, Any]:
    entry: dict[str, Any] = {
        "parameter": _name(fault),
        "code": fault.code,
        "detail": _shortened(_say(fault, language), LONGEST_ERROR),
    }
    return entry | ({"allowed": list(fault.allowed)} if fault.allowed else {})


def _seconds(error: Exception, status: int) -> int | None:
    if isinstance(error, RateLimited):
        return error.seconds
    return UNAVAILABLE_SECONDS if status == 503 else None


def _headers(error: Exception, status: int, seconds: int | None) -> Headers:
    headers: Headers = {}
    if isinstance(error, Unauthorized):
        headers["WWW-Authenticate"] = error.challenge
    if status == 405:
        headers["Allow"] = ALLOWED
    if seconds is not None:
        headers["Retry-After"] = str(seconds)
    return headers
