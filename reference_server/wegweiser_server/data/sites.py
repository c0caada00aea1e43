"""Places as records bear them, in independent towns: postcode, AGS, state and coordinates agree."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from .dice import Weighted
from .places import Town, postcodes, towns

if TYPE_CHECKING:
    from .dice import Dice

STREETS = (
    "Musterstraße",
    "Beispielweg",
    "Musterplatz",
    "Beispielallee",
    "Probestraße",
    "Modellweg",
    "Musterring",
    "Beispielgasse",
)
# The town of the contract's examples and guides has more records than its size would give it.
EXAMPLE_TOWN = "09761000"
EXAMPLE_BOOST = 4.0
ADDRESS_SPREAD = 0.006  # degrees: an address lies within some 600 m of the centre of its postcode


@dataclass(frozen=True, slots=True)
class Address:
    """One house of an organisation."""

    town: Town
    postcode: str
    street: str
    lat: float
    lon: float


@cache
def towns_by_size() -> Weighted[Town]:
    boosts = {EXAMPLE_TOWN: EXAMPLE_BOOST}
    return Weighted([(town, town.population * boosts.get(town.ags, 1.0)) for town in towns()])


def any_town(dice: Dice) -> Town:
    """Large towns as often as people live there."""
    return dice.weighted(towns_by_size())


def any_address(dice: Dice, town: Town) -> Address:
    postcode = dice.pick(town.postcodes)
    spot = postcodes()[postcode]
    return Address(
        town,
        postcode,
        f"{dice.pick(STREETS)} {dice.between(1, 120)}",
        round(spot.lat + (dice.roll() - 0.5) * ADDRESS_SPREAD * 2, 4),
        round(spot.lon + (dice.roll() - 0.5) * ADDRESS_SPREAD * 2, 4),
    )


def _area(town: Town, postcode: str | None) -> dict[str, Any]:
    place: dict[str, Any] = {"postcode": postcode} if postcode else {}
    return place | {"town": town.name, "ags": town.ags, "state": town.state}


def at_address(address: Address) -> dict[str, Any]:
    place = _area(address.town, address.postcode)
    place |= {"country": "DE", "street": address.street}
    return place | {"lat": address.lat, "lon": address.lon, "precision": "address"}


def at_postcode(town: Town, postcode: str) -> dict[str, Any]:
    spot = postcodes()[postcode]
    return _area(town, postcode) | {"lat": spot.lat, "lon": spot.lon, "precision": "postcode"}


def at_town(town: Town, postcode: str | None) -> dict[str, Any]:
    """No finer than the municipality: its centre."""
    return _area(town, postcode) | {"lat": town.lat, "lon": town.lon, "precision": "municipality"}


def without_coordinates(town: Town, postcode: str | None) -> dict[str, Any]:
    return _area(town, postcode)


def of_organisation(dice: Dice, town: Town) -> dict[str, Any]:
    """As fine as the source happens to know it."""
    share = dice.roll()
    if share < 0.45:
        return at_address(any_address(dice, town))
    if share < 0.8:
        return at_postcode(town, dice.pick(town.postcodes))
    if share < 0.95:
        return at_town(town, dice.pick(town.postcodes) if share < 0.88 else None)
    return without_coordinates(town, dice.pick(town.postcodes) if share < 0.98 else None)


def of_others(dice: Dice, town: Town) -> dict[str, Any]:
    """Where no organisation is asserted: no street, and coordinates of the town alone."""
    share = dice.roll()
    if share < 0.9:
        return at_town(town, dice.pick(town.postcodes) if share < 0.6 else None)
    return without_coordinates(town, None)
