"""Ways in which a server can keep rules from being judged; each is counted and told on the first screen.

None of them is a fault by itself: a reader must know that the verdict rests on less than it seems.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from wegweiser_conformance import sightings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wegweiser_conformance.reading import ListPage
    from wegweiser_conformance.target import Target

_ENOUGH = 5
_LIVE = ("ETag", "Access-Control-Allow-Origin", "Cache-Control")


def escapes(target: Target) -> list[str]:
    """One sentence for each, from the traffic alone."""
    pages: dict[str, list[ListPage]] = {}
    for page in sightings.pages(target, target.client.traffic):
        pages.setdefault(page.collection, []).append(page)
    found = [one for name, held in pages.items() for one in _of_lists(name, held)]
    return [*found, *_empty(target, pages), *_less_than_it_does(target, pages), *_bewildering(target)]


def _bewildering(target: Target) -> Iterator[str]:
    """Answers over which the oracle failed: the checks judged them, it did not."""
    for where in sorted(target.bewildered):
        yield f"the suite could not predict some answers (a fault of the suite, please report it: {where})"


def _of_lists(collection: str, pages: list[ListPage]) -> Iterator[str]:
    count = len(pages)
    versions = {page.data_version for page in pages}
    if count >= _ENOUGH and None not in versions and len(versions) == count:
        yield f"{collection}: another dataVersion in each of {count} answers, so no two can be compared"
    if count >= _ENOUGH and not any(page.exact for page in pages):
        yield f"{collection}: totals are `at-least` in all of {count} answers, so none can be proved wrong"


def _empty(target: Target, pages: dict[str, list[ListPage]]) -> Iterator[str]:
    for collection in target.collections:
        held = pages.get(collection)
        if held and not any(page.items for page in held):
            yield f"{collection} is claimed, but its list is empty: nothing in it could be judged"


def _less_than_it_does(target: Target, pages: dict[str, list[ListPage]]) -> Iterator[str]:
    """Behaviour of a class that is not claimed: its rules were not judged although it seems to be there."""
    if "live" in target.classes:
        return
    every = [page.answer for held in pages.values() for page in held]
    if every and all(name in answer.headers for answer in every for name in _LIVE):
        yield f"live is not claimed, although every list carries {', '.join(_LIVE)}: it was not judged"
