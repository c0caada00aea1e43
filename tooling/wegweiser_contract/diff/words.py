"""Editorial changes: words, examples and notes of places that both documents have."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wegweiser_contract.diff.changes import Change, Severity
from wegweiser_contract.pointers import step

if TYPE_CHECKING:
    from collections.abc import Iterator

WORDS = {
    *("title", "summary", "description", "example", "examples", "value", "externalDocs", "tags", "contact"),
    *(
        "deprecated",
        "license",
        "termsOfService",
        "version",
        "servers",
        "x-source",
        "x-personal-data",
        "x-demands",
    ),
    *("labels", "officialTerm", "officialTitle", "legalBasis", "mappings", "sentence", "mend", "notTested"),
}


def word_changes(old: Any, new: Any, place: str = "") -> Iterator[Change]:
    """Key by key; a property that happens to be called `title` is not a title."""
    if isinstance(old, list) and isinstance(new, list):
        for index, (before, after) in enumerate(zip(old, new, strict=False)):
            yield from word_changes(before, after, step(place, index))
    if not isinstance(old, dict) or not isinstance(new, dict):
        return
    names = place.endswith(("/properties", "/paths", "/headers", "/responses"))
    for key in old.keys() | new.keys():
        if key in WORDS and not names:
            if old.get(key) != new.get(key):
                yield Change(Severity.EDITORIAL, "words/changed", place or "/", f"{key} differs")
        elif key in old and key in new:
            yield from word_changes(old[key], new[key], step(place, key))
