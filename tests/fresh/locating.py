"""Places: postcodes, circles, areas."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from tests.fresh.asked import Fault, Refusal
from tests.fresh.understanding import Understanding
from tests.fresh.world import TOWNS

if TYPE_CHECKING:
    from tests.fresh.kept import type_of_record


class Locating(Understanding):
    def place_of(self, values: dict[str, Any]) -> dict[str, Any] | None:
        if "ags" in values:
            return {"ags": values["ags"], "label": f"Gebiet {values['ags']}", "precision": "municipality"}
        if "lat" in values:
            centre = (values["lat"], values["lon"])
            return {"centre": centre, "label": f"{centre[0]}, {centre[1]}", "precision": "address",
                    "radiusKm": values.get("radiusKm", self.radius())}  # fmt: skip
        if "postcode" not in values:
            return None
        town = next((name for name, one in TOWNS.items() if values["postcode"] in one[2]), None)
        if town is None:
            raise Refusal(
                400, "unknown-place", [Fault("postcode", "unknown-place", "This postcode is not known.")]
            )
        return {"centre": TOWNS[town][3:5], "postcode": values["postcode"], "label": f"{values['postcode']} {town}",
                "precision": "postcode", "radiusKm": values.get("radiusKm", self.radius())}  # fmt: skip

    def radius(self) -> int:
        return 25

    def echo(self, place: dict[str, Any]) -> dict[str, Any]:
        told = {name: place[name] for name in ("label", "precision", "radiusKm", "ags") if name in place}
        return told | (
            {"centre": {"lat": place["centre"][0], "lon": place["centre"][1]}} if "centre" in place else {}
        )

    def places_of(self, record: type_of_record) -> list[dict[str, Any]]:
        return [*(record.get("locations") or []), *([record["location"]] if "location" in record else [])]

    def placed(
        self, collection: str, record: type_of_record, place: dict[str, Any], placeless: str
    ) -> float | None:
        places = self.places_of(record)
        if not any(one.get(name) for one in places for name in ("postcode", "ags", "lat")):
            served = collection == "offices" and "ags" in place and record.get("areaServed")
            if not served:
                return -1.0 if placeless != "exclude" else None
        if placeless == "only":
            return None
        return self.in_area(collection, record, place["ags"]) if "ags" in place else self.near(places, place)

    def in_area(self, collection: str, record: type_of_record, ags: str) -> float | None:
        if collection == "offices" and record.get("areaServed"):
            return (
                -1.0
                if any(ags.startswith(one) or one.startswith(ags) for one in record["areaServed"])
                else None
            )
        return -1.0 if any(one.get("ags", "").startswith(ags) for one in self.places_of(record)) else None

    def near(self, places: list[dict[str, Any]], place: dict[str, Any]) -> float | None:
        kms = [self.distance(place["centre"], (one["lat"], one["lon"])) for one in places if "lat" in one]
        nearest = min(kms, default=-1.0)
        bears = any(one.get("postcode") == place.get("postcode") for one in places if "postcode" in one)
        return nearest if bears or 0 <= nearest <= place["radiusKm"] else None

    def distance(self, one: tuple[float, float], other: tuple[float, float]) -> float:
        (a, b), (c, d) = (tuple(map(math.radians, point)) for point in (one, other))
        half = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
        return 2 * 6371.0088 * math.asin(math.sqrt(half))
