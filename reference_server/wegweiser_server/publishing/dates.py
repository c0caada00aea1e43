"""`If-Modified-Since`, which counts where the client holds no validator (RFC 9110, 13.1.3)."""

from __future__ import annotations

from dataclasses import replace
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from ..finishing import OF_304

if TYPE_CHECKING:
    from datetime import datetime

    from ..answers import Answer


def unless_modified(answer: Answer, if_modified_since: str | None) -> Answer:
    """The answer, or 304 if its file is no younger than that; what is no date says nothing."""
    since = _instant(if_modified_since)
    changed = _instant(answer.headers.get("Last-Modified"))
    if answer.status != 200 or since is None or changed is None or changed > since:
        return answer
    kept = {
        name: v for name, v in answer.headers.items() if not name.startswith("Content-") or name in OF_304
    }
    return replace(answer, status=304, body=b"", headers=kept)


def _instant(text: str | None) -> datetime | None:
    try:
        found = parsedate_to_datetime(text) if text else None
    except ValueError:
        return None
    # Without a zone, or in another than GMT, it is no date of HTTP.
    return found if found and not found.utcoffset() and found.tzinfo else None
