"""What the bridge must be told, all of it by environment variables."""

from __future__ import annotations

import base64
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Mapping

LOOPBACK = ("localhost", "127.0.0.1", "::1")
PRINTABLE = re.compile(r"[\x21-\x7e]+")


class SettingsError(Exception):
    """The message names the variable and what would be right; it never shows a key."""


@dataclass(frozen=True, slots=True)
class Settings:
    upstream: str
    # Never printed: not by repr, not in a traceback.
    credential: Mapping[str, str] = field(repr=False)
    base_path: str = "/v1"
    app_path: str = "/app"
    hosts: tuple[str, ...] = LOOPBACK
    seconds: float = 8.0


def from_environment(environment: Mapping[str, str]) -> Settings:
    hosts = tuple(environment.get("BRIDGE_HOSTS", "").split()) or LOOPBACK
    if "*" in hosts:
        raise SettingsError("BRIDGE_HOSTS must name the hosts under which the bridge is reached, not *.")
    return Settings(
        upstream=_upstream(environment.get("BRIDGE_UPSTREAM", "")),
        credential=_credential(environment),
        base_path=_path("BRIDGE_BASE_PATH", environment.get("BRIDGE_BASE_PATH", "/v1")),
        app_path=_path("BRIDGE_APP_PATH", environment.get("BRIDGE_APP_PATH", "/app")),
        hosts=hosts,
        seconds=_seconds(environment.get("BRIDGE_SECONDS", "8")),
    )


def _seconds(text: str) -> float:
    if not re.fullmatch(r"[1-9][0-9]?", text):
        raise SettingsError("BRIDGE_SECONDS must be a whole number from 1 to 99.")
    return float(text)


def _upstream(url: str) -> str:
    parts = urlsplit(url)
    secure = parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOOPBACK)
    if not secure or not parts.hostname:
        raise SettingsError(
            "Set BRIDGE_UPSTREAM to the publisher's base URL, e.g. https://api.agency.example/v1"
        )
    if parts.query or parts.fragment or parts.username:
        raise SettingsError("BRIDGE_UPSTREAM must not hold a query, a fragment or a user.")
    return url.rstrip("/")


def _path(name: str, path: str) -> str:
    if not re.fullmatch(r"(/[A-Za-z0-9._~-]+)*/?", path):
        raise SettingsError(f"{name} must be a path such as /wegweiser/v1")
    return path.rstrip("/")


def _credential(environment: Mapping[str, str]) -> Mapping[str, str]:
    """The header that every request to the publisher carries; empty where access is anonymous."""
    key, basic = _secret("BRIDGE_API_KEY", environment), _secret("BRIDGE_BASIC", environment)
    if key and basic:
        raise SettingsError("Set either BRIDGE_API_KEY or BRIDGE_BASIC: two credentials at once are refused.")
    if basic and ":" not in basic:
        raise SettingsError("BRIDGE_BASIC must be user:password")
    if basic:
        return {"Authorization": "Basic " + base64.b64encode(basic.encode()).decode()}
    return {"X-API-Key": key} if key else {}


def _secret(name: str, environment: Mapping[str, str]) -> str:
    """From the variable itself or from the file that `…_FILE` names."""
    secret, file = environment.get(name, ""), environment.get(f"{name}_FILE", "")
    if file:
        try:
            secret = Path(file).read_text("utf-8").strip()
        except (OSError, UnicodeDecodeError):
            raise SettingsError(f"{name}_FILE names a file that cannot be read.") from None
    if (secret or file) and not PRINTABLE.fullmatch(secret):
        raise SettingsError(f"{name} must be one line of printable characters without blanks.")
    return secret
