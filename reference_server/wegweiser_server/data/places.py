"""Where postcodes and towns lie: facts from the tables, read once, on first use."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

ATTRIBUTION = (
    "© OpenStreetMap contributors (ODbL 1.0); © Statistisches Bundesamt (Destatis), 2019 (CC BY 4.0)"
)

STATE_NAMES: Mapping[str, str] = {
    "01": "Schleswig-Holstein",
    "02": "Hamburg",
    "03": "Niedersachsen",
    "04": "Bremen",
    "05": "Nordrhein-Westfalen",
    "06": "Hessen",
    "07": "Rheinland-Pfalz",
    "08": "Baden-Württemberg",
    "09": "Bayern",
    "10": "Saarland",
    "11": "Berlin",
    "12": "Brandenburg",
    "13": "Mecklenburg-Vorpommern",
    "14": "Sachsen",
    "15": "Sachsen-Anhalt",
    "16": "Thüringen",
}


class Spot(NamedTuple):
    """The centre of a postcode area and its town or towns; `state` and `ags` are None where uncertain."""

    lat: float
    lon: float
    town: str
    state: str | None
    ags: str | None


@dataclass(frozen=True, slots=True)
class Town:
    """An independent town: its AGS is that of its district and `000`."""

    ags: str
    name: str
    state: str
    population: int
    lat: float
    lon: float
    postcodes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class District:
    ags: str
    name: str
    kind: str
    state: str


def read_table(name: str) -> list[dict[str, str]]:
    text = files(__package__).joinpath("tables", name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


@cache
def towns() -> tuple[Town, ...]:
    """The independent towns, by AGS."""
    return tuple(
        Town(
            row["ags"],
            row["town"],
            row["state"],
            int(row["population"]),
            float(row["lat"]),
            float(row["lon"]),
            tuple(row["postcodes"].split()),
        )
        for row in read_table("towns.csv")
    )


@cache
def districts() -> Mapping[str, District]:
    rows = read_table("districts.csv")
    return {row["ags"]: District(row["ags"], row["name"], row["kind"], row["state"]) for row in rows}


@cache
def postcodes() -> Mapping[str, Spot]:
    return {row["postcode"]: _spot(row) for row in read_table("postcodes.csv")}


def _spot(row: Mapping[str, str]) -> Spot:
    ags = row["district"] + "000" if row["district"] else None
    town = row["town"] or row["postcode"]  # two postcodes are younger than the list of towns
    return Spot(float(row["lat"]), float(row["lon"]), town, row["state"] or None, ags)


def locate(postcode: str) -> Spot | None:
    """The place of a postcode, None if it cannot be located."""
    return postcodes().get(postcode)


def town_by_ags(ags: str) -> Town | None:
    """The independent town with this AGS: five digits, or eight ending in `000`."""
    return _towns_by_district().get(ags[:5]) if ags[5:] in ("", "000") else None


@cache
def _towns_by_district() -> Mapping[str, Town]:
    return {town.ags[:5]: town for town in towns()}


def centre_of(prefix: str) -> tuple[float, float] | None:
    """The mean of the independent towns whose AGS begins so, None if the tables know none."""
    found = [town for town in towns() if town.ags.startswith(prefix)]
    if not found:
        return None
    return (
        round(sum(town.lat for town in found) / len(found), 3),
        round(sum(town.lon for town in found) / len(found), 3),
    )


def label_of(prefix: str) -> str:
    """What people call an area by AGS prefix: state, district or independent town; else the prefix itself."""
    district = districts().get(prefix[:5])
    town = town_by_ags(prefix)
    if town:
        return town.name
    if district and len(prefix) == 5:
        return f"{district.name} ({district.kind})"
    return STATE_NAMES.get(prefix, prefix)
