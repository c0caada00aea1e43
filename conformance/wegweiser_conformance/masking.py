"""What no report may show: credentials, even if the server echoes them, and personal data that were found."""

from __future__ import annotations

import base64
import hashlib
import re
from html import escape
from urllib.parse import quote

# No terminal, no XML parser and no reader can do anything with these.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_LONGEST_SPELLING = 12  # %f0%9f%98%80, four bytes percent-encoded
_SHORTEST = 4  # masking shorter texts would make a report unreadable and hide nothing


class Mask:
    """Replaces each known secret, in whatever spelling it comes back."""

    def __init__(self) -> None:
        self._shown: dict[re.Pattern[str], str] = {}
        self._lengths: set[int] = set()

    def secret(self, value: str) -> None:
        """A credential: shown as dots."""
        self._add(value, "•••")
        self._add(base64.b64encode(value.encode("utf-8", "replace")).decode("ascii").rstrip("="), "•••")

    def personal(self, value: str) -> None:
        """Found personal data: shown by length and hash, so that two reports can be compared."""
        digest = hashlib.sha256(value.encode("utf-8", "replace")).hexdigest()[:12]
        self._add(value, f"[personal data, {len(value)} characters, sha256 {digest}]")

    def excerpt(self, text: str, longest: int) -> str:
        """The clean beginning of a text. A secret that the cut would halve is dropped with the text's end."""
        if len(text) <= longest + self.margin:
            clean = self.clean(text)
        else:
            clean = self.clean(text[: longest + self.margin])
            clean = clean[: max(len(clean) - self.margin, 0)]
        return (
            clean if len(clean) <= longest and len(text) <= longest + self.margin else f"{clean[:longest]} …"
        )

    @property
    def margin(self) -> int:
        """The most characters that any spelling of a secret takes."""
        return max((_LONGEST_SPELLING * length for length in self._lengths), default=0)

    def _add(self, value: str, shown: str) -> None:
        if len(value) >= _SHORTEST:
            self._lengths.add(len(value))
            self._shown[re.compile("".join(map(_spellings, value)))] = shown

    def clean(self, text: str) -> str:
        """The text without secrets, and without what cannot be printed."""
        return _UNPRINTABLE.sub("\ufffd", self.hide(text))

    def hide(self, text: str) -> str:
        """The text without secrets, all else as it was: for programs."""
        for pattern in sorted(self._shown, key=lambda one: len(one.pattern), reverse=True):
            text = pattern.sub(self._shown[pattern], text)
        return text


def _spellings(sign: str) -> str:
    """One character as it is, percent-encoded, as in HTML, as in JSON."""
    percent = "".join(f"%{byte:02x}" for byte in sign.encode("utf-8", "replace"))
    unicode_escape = "".join(f"\\u{ord(unit):04x}" for unit in sign) if ord(sign) < 0x10000 else ""
    variants = {
        sign,
        quote(sign, safe=""),
        percent,
        escape(sign),
        f"&#{ord(sign)};",
        f"\\{sign}",
        unicode_escape,
    }
    if sign == " ":
        variants.add("+")
    any_case = "|".join(
        f"(?i:{re.escape(one)})" if len(one) > 1 else re.escape(one) for one in sorted(variants) if one
    )
    return f"(?:{any_case})"
