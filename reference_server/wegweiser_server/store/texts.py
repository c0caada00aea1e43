"""What the text search reads of a record: title or name; and what else says what it is."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from .words import stem, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from wegweiser_contract import CodeList, Contract

    from .interface import Record

# Titles and other texts, each text once.
Texts = tuple[dict[str, None], dict[str, None]]
# The words of the title, the words of other texts, and the stems of both, each word once.
Wordings = tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]
TITLES = ("title", "name")
BODIES = ("employer", "provider", "operator")
# Codes whose German labels are read too, by collection: `{property: code list}`.
LABELLED: Mapping[str, Mapping[str, str]] = {
    "jobs": {"offerType": "offer-types"},
    "course-sessions": {"kind": "course-kinds", "programme": "programmes"},
    "courses": {"kind": "course-kinds", "programme": "programmes"},
    "offices": {"kind": "office-kinds"},
}


class Reader:
    """Knows the labels of the codes."""

    def __init__(self, contract: Contract) -> None:
        self._lists: Mapping[str, CodeList] = contract.code_lists

    def texts(self, collection: str, record: Record) -> Texts:
        return dict.fromkeys(self._titles(record)), dict.fromkeys(self._others(collection, record))

    def _titles(self, record: Record) -> Iterator[str]:
        for name in TITLES:
            yield from versions(record.get(name))

    def _others(self, collection: str, record: Record) -> Iterator[str]:
        yield from versions(record.get("summary"))
        occupation = record.get("occupation") or {}
        yield from versions(occupation.get("label"))
        yield from (occupation[scheme] for scheme in ("kldb", "dkz") if occupation.get(scheme))
        yield from ((record.get(name) or {}).get("name") or "" for name in BODIES)
        for name, code_list in LABELLED[collection].items():
            yield from self._labels(code_list, record.get(name))

    def _labels(self, code_list: str, code: Any) -> Iterator[str]:
        entry = self._lists[code_list].entries.get(code) if isinstance(code, str) else None
        if entry and "de" in entry.labels:
            yield entry.labels["de"]


@lru_cache(maxsize=16384)  # titles and names repeat
def read(text: str) -> tuple[dict[str, None], dict[str, None]]:
    """The words of a text and their stems, each once."""
    found = words(text)
    return dict.fromkeys(found), dict.fromkeys(map(stem, found))


def wordings(titles: Iterable[str], others: Iterable[str]) -> Wordings:
    title: dict[str, None] = {}
    other: dict[str, None] = {}
    stems: dict[str, None] = {}
    for texts, held in ((titles, title), (others, other)):
        for text in texts:
            said, forms = read(text)
            held.update(said)
            stems.update(forms)
    return tuple(title), tuple(other), tuple(stems)


def versions(text: Any) -> Iterator[str]:
    """A plain string, or every language of a stored text: `{"de": {"value": …, "origin": …}, …}`."""
    if isinstance(text, str):
        yield text
    elif isinstance(text, dict):
        yield from (version["value"] for version in text.values())
