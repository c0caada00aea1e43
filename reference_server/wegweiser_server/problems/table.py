"""The one table from what went wrong to status and code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException

from ..store.interface import StoreError
from .refusals import (
    BadParameters,
    ConflictingCredentials,
    Gone,
    Malformed,
    MethodNotAllowed,
    NotFound,
    RateLimited,
    Unauthorized,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

INTERNAL = (500, "internal")
TABLE: Mapping[type[Exception], tuple[int, str]] = {
    Malformed: (400, "invalid-parameter"),  # or its own status, for which the contract has no code
    BadParameters: (400, "invalid-parameter"),  # the code is that of the first fault
    ConflictingCredentials: (400, "conflicting-credentials"),
    Unauthorized: (401, "unauthorized"),
    NotFound: (404, "not-found"),
    MethodNotAllowed: (405, "method-not-allowed"),
    Gone: (410, "gone"),
    RateLimited: (429, "rate-limited"),
    StoreError: (503, "unavailable"),
}
# What the router raises.
BY_STATUS = {404: (404, "not-found"), 405: (405, "method-not-allowed")}


def status_and_code(error: Exception) -> tuple[int, str]:
    if isinstance(error, HTTPException):
        return BY_STATUS.get(error.status_code, INTERNAL)
    if isinstance(error, Malformed):
        return error.status, TABLE[Malformed][1]
    if isinstance(error, BadParameters):
        return 400, error.faults[0].code
    return next((found for kind, found in TABLE.items() if isinstance(error, kind)), INTERNAL)
