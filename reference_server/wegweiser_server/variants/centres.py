"""Other knowledge of where postcodes are."""

from __future__ import annotations

from dataclasses import replace
from hashlib import blake2b
from typing import TYPE_CHECKING

from ..data.places import Spot, locate, postcodes
from .model import Variant
from .registry import add, setting

if TYPE_CHECKING:
    from ..settings import Settings

CENTRES = (
    "§4 place-search: the answer echoes the centre; where a postcode has its own is the publisher's to know."
)
NOT_REFUSED = "place-search/unknown-place: SHOULD be refused, so it may be located roughly."
# About 500 m, as far apart as the centres of two lists of postcodes.
SHIFT = 0.005


def shifted(postcode: str) -> Spot | None:
    """Each in a direction of its own, always the same."""
    spot = locate(postcode)
    if spot is None:
        return None
    north, east = (byte / 127.5 - 1 for byte in blake2b(postcode.encode(), digest_size=2).digest())
    return spot._replace(lat=round(spot.lat + north * SHIFT, 6), lon=round(spot.lon + east * SHIFT, 6))


def roughly(postcode: str) -> Spot | None:
    """An unknown postcode is where the one before it is."""
    known = locate(postcode)
    if known:
        return known
    before = [one for one in sorted(postcodes()) if one < postcode]
    spot = locate(before[-1] if before else min(postcodes()))
    return spot._replace(town=postcode) if spot else None


def _roughly(given: Settings) -> Settings:
    return replace(given, locate=roughly)


setting("centres/another-list", CENTRES, "postcodes have slightly different centres", locate=shifted)
add(
    Variant(
        id="centres/unknown-postcodes",
        permits=NOT_REFUSED,
        says="an unknown postcode is taken for the one before it",
        settings=_roughly,
        discouraged=("place-search/unknown-place",),
    )
)
