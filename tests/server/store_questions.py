"""Draws records and questions: the sample with odd ones among it, any combination of what can be asked."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from tests.server.store_lists import OPERATIONS, Asked, Data
from tests.server.store_meanings import MEANINGS, Record

from wegweiser_contract import load_contract
from wegweiser_server.data.places import postcodes
from wegweiser_server.store import Area, Near

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

    from wegweiser_contract import Parameter

TODAY = date(2026, 11, 22)


def odd_ones(data: list[tuple[str, Record]]) -> Iterator[tuple[str, Record]]:
    """Copies of sample records that lack or have what few records do."""
    for index, (collection, record) in enumerate(data):
        if index % 40 == 0 and collection != "courses":
            yield collection, bare(record, index)
        if index % 41 == 0 and collection != "courses":
            yield collection, strange(record, index)
    yield "courses", {**next(r for c, r in data if c == "courses"), "id": "c-without-sessions"}


def bare(record: Record, index: int) -> Record:
    gone = {"publishedAt", "updatedAt", "startDate", "validThrough", "endDate", "areaServed"}
    left = {name: value for name, value in record.items() if name not in gone or index % 3}
    return left | {"id": f"bare-{index}"} | ({"locations": []} if "locations" in record and index % 2 else {})


def strange(record: Record, index: int) -> Record:
    twin = {"postcode": "86150", "ags": "09761000"}
    far = {"lat": 54.0924 + index % 7 / 10, "lon": 12.0991, "ags": "13003"}
    extra: Record = {"id": f"strange-{index}"}
    if "locations" in record:
        extra["locations"] = [twin, far, *record["locations"]]
        extra["requiredLanguages"] = [{"lang": "zh-Hant"}, {"lang": "DE"}]
    elif "programme" in record:
        extra["location"] = [twin, far, {"town": "Augsburg"}][index % 3]
        extra |= {"availability": "unknown", "places": {"free": index % 2, "max": 9}}
    else:
        served = ["097", "13", "09761000"][: index % 4]
        extra |= {"location": [{"town": "Jena"}, far][index % 2], "areaServed": served, "languages": ["AR"]}
    return record | extra


def draw_values(dice: Random, parameter: Parameter, data: Data) -> tuple[str, ...]:
    if not parameter.repeated and "enum" in parameter.schema:
        return (dice.choice(parameter.schema["enum"]),)
    if parameter.schema.get("format") == "date":
        return ((TODAY + timedelta(days=dice.randint(-120, 200))).isoformat(),)
    if parameter.name == "courseId":
        return (dice.choice(data["courses"])["id"],)
    if parameter.name == "occupation":
        return tuple(str(dice.randint(1, 99)) for _ in range(dice.randint(1, 4)))
    if parameter.name == "language":
        return tuple(dice.sample(["de", "EN", "ar", "zh-Hant", "tlh"], dice.randint(1, 3)))
    codes = list(load_contract().code_lists[parameter.code_list or ""].entries)
    return tuple(dice.sample(codes, dice.randint(1, max(1, len(codes) // 2))))


def draw_place(dice: Random) -> Near | Area | None:
    kind = dice.choice(["none", "near", "postcode", "area"])
    if kind == "none":
        return None
    if kind == "area":
        return Area(dice.choice(["09", "097", "09761", "09761000", "13", "13003", "13003000", "11", "99"]))
    postcode = dice.choice(["86150", "10115", "18055", "01067"])
    spot = postcodes()[postcode]
    radius = dice.choice([0, 5, 25, 100, 200])
    return Near(spot.lat, spot.lon, radius, postcode if kind == "postcode" else None)


def draw(dice: Random, collection: str, data: Data) -> Asked:
    parameters = [p for p in OPERATIONS[collection].parameters if p.name in MEANINGS[collection]]
    chosen = dice.sample(parameters, dice.choice([0, 1, 1, 1, 2, 2, 3]))
    moment = datetime(2026, dice.randint(8, 11), 1, 8, 30, tzinfo=UTC)
    return Asked(
        collection,
        {parameter.name: draw_values(dice, parameter, data) for parameter in chosen},
        draw_place(dice),
        dice.choice(["exclude", "exclude", "include", "only"]),
        dice.choice(["id", "date", "distance"]),
        dice.choice([None, None, None, moment]),
        TODAY + timedelta(days=dice.choice([0, 0, 30, 200])),
    )
