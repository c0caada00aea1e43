"""Wrong credentials that are nearly right; whoever compares less than all of a key takes them for right.

One is as long, with the same beginning and end, one sign of it another: inside, since the last ones of an
encoded key may mean nothing. One has small letters for capitals, and capitals for small ones. They are masked
like the key itself.
"""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wegweiser_conformance.credentials import Credential
    from wegweiser_conformance.masking import Mask

_DIGITS, _SMALL, _LARGE = "0123456789", "abcdefghijklmnopqrstuvwxyz", "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_BASIC = "Basic "


def headers(credential: Credential, mask: Mask) -> list[dict[str, str]]:
    """None where there is no credential, or one without any sign that could be another."""
    if credential.header is None:
        return []
    name, value = credential.header
    if credential.scheme == "basic":
        pair = base64.b64decode(value.removeprefix(_BASIC)).decode()
        user, _, password = pair.partition(":")
        return _of(name, f"{user}:", password, mask, encoded=True)
    return _of(name, "", value, mask, encoded=False)


def _of(name: str, before: str, secret: str, mask: Mask, *, encoded: bool) -> list[dict[str, str]]:
    found = []
    for other in (_one_sign_another(secret), secret.swapcase()):
        if other != secret:
            whole = before + other
            mask.secret(other)
            mask.secret(whole)
            found.append({name: _BASIC + base64.b64encode(whole.encode()).decode() if encoded else whole})
    return found


def _one_sign_another(secret: str) -> str:
    """The sign nearest to two thirds of the way that is a letter or a digit becomes the next of its kind."""
    wanted = 2 * len(secret) // 3
    for place in sorted(range(len(secret)), key=lambda one: (abs(one - wanted), one)):
        kind = next((kind for kind in (_DIGITS, _SMALL, _LARGE) if secret[place] in kind), "")
        if kind:
            following = kind[(kind.index(secret[place]) + 1) % len(kind)]
            return secret[:place] + following + secret[place + 1 :]
    return secret
