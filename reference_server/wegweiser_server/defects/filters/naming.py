"""How the requirements name the filters."""

from __future__ import annotations

import re


def slug(collection: str, parameter: str) -> str:
    """`jobs-offer-type` for `offerType` of `/jobs`."""
    return f"{collection}-" + re.sub("([A-Z])", r"-\1", parameter).lower()
