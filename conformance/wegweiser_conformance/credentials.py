"""Where a key or password comes from: the environment or a file, never an argument's value."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from wegweiser_conformance.masking import Mask

KEY_VARIABLE = "WEGWEISER_API_KEY"
BASIC_VARIABLE = "WEGWEISER_BASIC"


class CredentialError(Exception):
    """The credentials given cannot be used; the message says what would be right."""


@dataclass(frozen=True, slots=True)
class Credential:
    """A scheme as the contract names it (`api-key`, `basic`, or none) and the header that carries it."""

    scheme: str = ""
    header: tuple[str, str] | None = None

    def __repr__(self) -> str:
        return f"Credential({self.scheme!r})"


NONE = Credential()


def find(environment: Mapping[str, str], key_file: str | None, mask: Mask) -> Credential:
    """The one credential to use; a file wins over the environment, both schemes at once are refused."""
    if key_file is not None:
        return api_key(_read(key_file), mask)
    key, basic_pair = environment.get(KEY_VARIABLE, ""), environment.get(BASIC_VARIABLE, "")
    if key and basic_pair:
        raise CredentialError(f"both {KEY_VARIABLE} and {BASIC_VARIABLE} are set: unset one of them")
    if key:
        return api_key(key, mask)
    return basic(basic_pair, mask) if basic_pair else NONE


def api_key(value: str, mask: Mask) -> Credential:
    mask.secret(value)
    if not value.isascii() or not value.isprintable():
        raise CredentialError("the API key has characters that no HTTP header can carry")
    return Credential("api-key", ("X-API-Key", value))


def basic(pair: str, mask: Mask) -> Credential:
    user, colon, password = pair.partition(":")
    if not (user and colon):
        raise CredentialError(f"{BASIC_VARIABLE} must be user:password")
    mask.secret(pair)
    mask.secret(password)
    return Credential("basic", ("Authorization", "Basic " + base64.b64encode(pair.encode()).decode("ascii")))


def _read(name: str) -> str:
    try:
        text = Path(name).read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CredentialError(f"the key file {name} cannot be read: {error}") from None
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if len(lines) != 1:
        raise CredentialError(
            f"the key file {name} must hold the API key on one line, it has {len(lines)} lines"
        )
    return lines[0]
