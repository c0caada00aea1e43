"""What a list holds, written down a second time: no index, no SQL, every record looked at."""

from __future__ import annotations

from datetime import date, datetime
from math import asin, cos, radians, sin, sqrt
from typing import TYPE_CHECKING, Any, NamedTuple

from tests.server.store_meanings import MEANINGS, Record

from wegweiser_contract import load_contract
from wegweiser_server.store import Area, Near, Query

if TYPE_CHECKING:
    from wegweiser_server.store import Hit

Data = dict[str, list[Record]]
OPERATIONS = {
    operation.collection: operation for operation in load_contract().operations if operation.kind == "list"
}


class Asked(NamedTuple):
    collection: str
    values: dict[str, tuple[str, ...]]
    place: Near | Area | None
    placeless: Any
    sort: Any
    updated_since: datetime | None
    today: date
    words: str | None = None

    def query(self, limit: int, after: Any = None) -> Query:
        operation = OPERATIONS[self.collection]
        parameters = [(operation.parameter(name), values) for name, values in self.values.items()]
        return Query(
            self.collection,
            self.today,
            limit,
            filters=tuple((p.filter, values) for p, values in parameters if p and p.filter),
            words=self.words,
            place=self.place,
            placeless=self.placeless,
            sort=self.sort,
            updated_since=self.updated_since,
            after=after,
        )


def places(record: Record) -> list[Record]:
    return [*record.get("locations", []), *([record["location"]] if "location" in record else [])]


def great_circle(a: tuple[float, float], b: tuple[float, float]) -> float:
    """The haversine formula."""
    (lat1, lon1), (lat2, lon2) = ((radians(p[0]), radians(p[1])) for p in (a, b))
    h = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * 6371.0088 * asin(sqrt(h))


def distance(record: Record, near: Near) -> float | None:
    points = [(place["lat"], place["lon"]) for place in places(record) if "lat" in place]
    return min((great_circle(point, (near.lat, near.lon)) for point in points), default=None)


def placeless(record: Record) -> bool:
    return not any("postcode" in place or "ags" in place or "lat" in place for place in places(record))


def in_place(record: Record, place: Near | Area) -> bool:
    if isinstance(place, Near):
        away = distance(record, place)
        bears = any(p.get("postcode") == place.postcode for p in places(record)) if place.postcode else False
        return bears or (away is not None and away <= place.radius_km)
    served: list[str] = record.get("areaServed") or []
    if served:
        return any(prefix.startswith(place.ags) or place.ags.startswith(prefix) for prefix in served)
    return any(str(p.get("ags", "")).startswith(place.ags) for p in places(record))


def hits_place(record: Record, asked: Asked) -> bool:
    if asked.place is None:
        return True
    served = isinstance(asked.place, Area) and bool(record.get("areaServed"))
    if placeless(record) and not served:
        return bool(asked.placeless != "exclude")
    return asked.placeless != "only" and in_place(record, asked.place)


def listed(record: Record, today: date) -> bool:
    last = record.get("validThrough") or (record.get("endDate") if "programme" in record else None)
    return last is None or str(last) >= today.isoformat()


def meets(record: Record, asked: Asked) -> bool:
    meaning = MEANINGS[asked.collection]
    return hits_place(record, asked) and all(meaning[name](record, v) for name, v in asked.values.items())


def changed_since(record: Record, moment: datetime | None) -> bool:
    return moment is None or ("updatedAt" in record and datetime.fromisoformat(record["updatedAt"]) >= moment)


def expected(data: Data, asked: Asked) -> dict[str, float | None]:
    """Id and distance of everything that hits."""
    shown = [
        r for r in data[asked.collection] if listed(r, asked.today) and changed_since(r, asked.updated_since)
    ]
    if asked.collection != "courses":
        return {r["id"]: away(r, asked) for r in shown if meets(r, asked)}
    asks = asked.place is not None or any(values != ("include",) for values in asked.values.values())
    if not asks:
        return {r["id"]: None for r in shown}
    evidence: dict[str, list[Record]] = {}
    for session in data["course-sessions"]:
        if listed(session, asked.today) and meets(session, asked):
            evidence.setdefault(session.get("courseId", ""), []).append(session)
    return {r["id"]: nearest(evidence[r["id"]], asked) for r in shown if r["id"] in evidence}


def away(record: Record, asked: Asked) -> float | None:
    return distance(record, asked.place) if isinstance(asked.place, Near) else None


def nearest(sessions: list[Record], asked: Asked) -> float | None:
    known = [km for session in sessions if (km := away(session, asked)) is not None]
    return min(known, default=None)


def order_key(hit: Hit, asked: Asked) -> tuple[bool, float, str]:
    record, value = hit.record, None
    if asked.sort == "distance":
        value = hit.distance_km
    elif asked.sort == "date" and asked.collection == "course-sessions":
        value = date.fromisoformat(record["startDate"]).toordinal() if "startDate" in record else None
    elif asked.sort == "date" and asked.collection != "offices":
        name = "publishedAt" if asked.collection == "jobs" else "updatedAt"
        value = -datetime.fromisoformat(record[name]).timestamp() if name in record else None
    return value is None, value or 0.0, record["id"]
