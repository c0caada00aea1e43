"""Invented providers of courses; each has a home town and one house in every town where it teaches."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .dice import Dice
from .organisations import PROVIDER_KINDS, body
from .places import town_by_ags
from .sites import EXAMPLE_TOWN, any_address, any_town, at_address, at_postcode, at_town, without_coordinates

if TYPE_CHECKING:
    from .places import Town

# Only bodies are admitted to hold these; elsewhere a single teacher may be the provider.
ONLY_ORGANISATIONS = ("integration", "vocational-language", "recognition")


@dataclass(frozen=True, slots=True)
class Provider:
    key: str
    town: Town
    organisation: dict[str, str]

    @property
    def named(self) -> bool:
        return self.organisation["kind"] == "organisation"


def provider(seed: int, branch: str, programme: str, place: int) -> Provider:
    """The same one for the same arguments."""
    key = f"{seed}/{branch}/{programme}/{place}"
    dice = Dice("provider", key)
    example = town_by_ags(EXAMPLE_TOWN) if place == 1 else None
    town = example or any_town(dice)
    kind = "organisation" if programme in ONLY_ORGANISATIONS else dice.weighted(PROVIDER_KINDS)
    return Provider(key, town, body(kind, dice, branch, town.name))


def site(held_by: Provider, town: Town, *, postcode_needed: bool) -> dict[str, Any]:
    """Where a provider teaches in a town; the source knows some places better than others."""
    dice = Dice("site", held_by.key, town.ags)
    address = any_address(dice, town)
    share = dice.roll()
    if not held_by.named:
        return at_town(town, address.postcode if postcode_needed or share < 0.5 else None)
    if share < 0.75:
        return at_address(address)
    if share < 0.88:
        return at_postcode(town, address.postcode)
    if share < 0.96 or postcode_needed:
        return without_coordinates(town, address.postcode)
    return without_coordinates(town, None)
