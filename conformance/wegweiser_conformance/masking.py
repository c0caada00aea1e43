"""What no report may show: credentials, even if the server echoes them, and personal data that were found."""

from __future__ import annotations

import base64
import hashlib
import re
from urllib.parse import quote, quote_plus

_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_SHORTEST = 4  # masking shorter texts would make a report unreadable and hide nothing


class Mask:
    """Replaces each known secret, in the spellings in which it may come back."""

    def __init__(self) -> None:
        self._replacements: dict[str, str] = {}

    def secret(self, value: str) -> None:
        """A credential: shown as dots."""
        for spelling in (value, quote(value, safe=""), quote_plus(value), _base64(value)):
            self._add(spelling, "•••")

    def personal(self, value: str) -> None:
        """Found personal data: shown by length and hash, so that two reports can be compared."""
        digest = hashlib.sha256(value.encode("utf-8", "replace")).hexdigest()[:12]
        self._add(value, f"[personal data, {len(value)} characters, sha256 {digest}]")

    def _add(self, value: str, shown: str) -> None:
        if len(value) >= _SHORTEST:
            self._replacements[value] = shown

    def clean(self, text: str) -> str:
        """The text without secrets, and without what a terminal or an XML parser would stumble over."""
        for value in sorted(self._replacements, key=len, reverse=True):
            text = text.replace(value, self._replacements[value])
        return _UNPRINTABLE.sub("\ufffd", text)


def _base64(value: str) -> str:
    return base64.b64encode(value.encode("utf-8", "replace")).decode("ascii")
