"""The store against a second reading of the contract: plain loops over all records, no index, no SQL."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from math import asin, cos, radians, sin, sqrt
from random import Random
from typing import TYPE_CHECKING, Any, NamedTuple
from zoneinfo import ZoneInfo

import pytest

from wegweiser_contract import load_contract
from wegweiser_server.data.generate import generate
from wegweiser_server.data.places import postcodes
from wegweiser_server.store import Area, Near, Query, SqliteStore, filling, load

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from wegweiser_contract import Parameter
    from wegweiser_server.store import Hit

    Meaning = Callable[["Record", tuple[str, ...]], bool]

Record = dict[str, Any]
BERLIN = ZoneInfo("Europe/Berlin")
TODAY = date(2026, 11, 22)
COLLECTIONS = ("jobs", "course-sessions", "courses", "offices")
DRAWN = {"jobs": 120, "course-sessions": 120, "courses": 120, "offices": 80}
OPERATIONS = {
    operation.collection: operation for operation in load_contract().operations if operation.kind == "list"
}


# --- what a filter means, by the name of its parameter ---


def one_of(name: str) -> Meaning:
    return lambda record, asked: record.get(name) in asked


def any_of(name: str) -> Meaning:
    return lambda record, asked: any(value in asked for value in record.get(name, []))


def any_code_of(name: str) -> Meaning:
    return lambda record, asked: any(dated["code"] in asked for dated in record.get(name, []))


def three_valued(known: Callable[[Record], bool]) -> Meaning:
    return lambda record, asked: asked[0] == "include" or known(record) == (asked[0] == "only")


def known_true(name: str) -> Meaning:
    return three_valued(lambda record: record.get(name) is True)


def occupation(record: Record, asked: tuple[str, ...]) -> bool:
    return any(record.get("occupation", {}).get("kldb", "?").startswith(value) for value in asked)


def language(record: Record, asked: tuple[str, ...]) -> bool:
    demanded = [demand["lang"] for demand in record.get("requiredLanguages", [])]
    tags = {tag.lower() for tag in [*demanded, *record.get("languages", [])]}
    return any(value.lower() in tags for value in asked)


def published_since(record: Record, asked: tuple[str, ...]) -> bool:
    if "publishedAt" not in record:
        return False
    day = datetime.fromisoformat(record["publishedAt"]).astimezone(BERLIN).date()
    return day >= date.fromisoformat(asked[0])


def has_free_places(record: Record) -> bool:
    free = record.get("places", {}).get("free", 0)
    return record.get("availability") in ("free", "few") or free > 0


def by(meaning: Callable[[str], Meaning], **names: str) -> dict[str, Meaning]:
    """The meaning of each parameter, made for the property that it judges."""
    return {parameter: meaning(name) for parameter, name in names.items()}


def by_name(meaning: Callable[[str], Meaning], *names: str) -> dict[str, Meaning]:
    return {name: meaning(name) for name in names}


STARTS: dict[str, Meaning] = {
    "startFrom": lambda record, asked: record.get("startDate", "") >= asked[0],
    "startTo": lambda record, asked: record.get("startDate", "unknown") <= asked[0],
}
JOBS: dict[str, Meaning] = {
    **STARTS,
    **by_name(one_of, "offerType", "contract"),
    **by(any_of, workingTime="workingTimes", suitability="suitability"),
    **by_name(known_true, "temporaryAgencyWork", "privateAgency", "remote"),
    "occupation": occupation,
    "language": language,
    "publishedSince": published_since,
}
COURSES: dict[str, Meaning] = {
    **STARTS,
    **by_name(one_of, "kind", "programme", "entryLevel", "targetLevel"),
    **by_name(any_of, "mode"),
    **by_name(any_code_of, "funding", "eligibility"),
    **by_name(known_true, "flexibleStart", "childcare", "barrierFree"),
    "freePlaces": three_valued(has_free_places),
}
MEANINGS: dict[str, dict[str, Meaning]] = {
    "jobs": JOBS,
    "course-sessions": {**COURSES, "courseId": one_of("courseId")},
    "courses": COURSES,
    "offices": {"kind": one_of("kind"), "language": language, "barrierFree": known_true("barrierFree")},
}


# --- what a place means ---


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


# --- the lists ---


class Asked(NamedTuple):
    collection: str
    values: dict[str, tuple[str, ...]]
    place: Near | Area | None
    placeless: Any
    sort: Any
    updated_since: datetime | None
    today: date

    def query(self, limit: int, after: Any = None) -> Query:
        operation = OPERATIONS[self.collection]
        parameters = [(operation.parameter(name), values) for name, values in self.values.items()]
        return Query(
            self.collection,
            self.today,
            limit,
            filters=tuple((p.filter, values) for p, values in parameters if p and p.filter),
            place=self.place,
            placeless=self.placeless,
            sort=self.sort,
            updated_since=self.updated_since,
            after=after,
        )


Data = dict[str, list[Record]]


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


# --- drawing data and questions ---


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


@pytest.fixture(scope="module")
def data() -> Data:
    sample = list(generate(600, 90, 500, 120, today=TODAY))
    collected: Data = {collection: [] for collection in COLLECTIONS}
    for collection, record in [*sample, *odd_ones(sample)]:
        collected[collection].append(record)
    return collected


@pytest.fixture(scope="module", params=[filling.FREQUENT, 5])
def store(request: pytest.FixtureRequest, data: Data) -> Iterator[SqliteStore]:
    """As it is, and as if nearly every value were a frequent one, which is looked up in another way."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(filling, "FREQUENT", request.param)
        opened = load((collection, record) for collection, records in data.items() for record in records)
    yield opened
    opened.close()


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


def every_page(store: SqliteStore, asked: Asked, limit: int) -> list[Hit]:
    """All hits of a list, page by page; each page says the same total and whether it is the last."""
    shown: list[Hit] = []
    after = None
    for _ in range(2000):
        found = store.search(asked.query(limit, after))
        shown += found.hits
        assert found.more == (len(shown) < found.total)
        assert len(found.hits) == limit or not found.more
        if not found.more:
            return shown
        after = found.hits[-1].position
    raise AssertionError("paging does not end")


# --- the truths ---


@pytest.mark.parametrize("collection", COLLECTIONS)
def test_every_filter_of_the_contract_has_a_meaning_here(collection: str) -> None:
    """The second reading knows just the filters that the contract has."""
    filters = {p.name for p in OPERATIONS[collection].parameters if p.filter} - {"updatedSince"}
    assert filters == set(MEANINGS[collection])


@pytest.mark.parametrize("collection", COLLECTIONS)
def test_any_question_finds_just_what_the_contract_says_in_its_order(
    collection: str, data: Data, store: SqliteStore
) -> None:
    """Filters, places, days and sorts in any combination: hits, distances, order and pages are right."""
    dice = Random(f"questions about {collection}")
    for _ in range(DRAWN[collection]):
        asked = draw(dice, collection, data)
        shown = every_page(store, asked, dice.choice([7, 20, 100]))
        truth = expected(data, asked)
        ids = [hit.record["id"] for hit in shown]
        assert sorted(ids) == sorted(truth), asked
        assert shown == sorted(shown, key=lambda hit: order_key(hit, asked)), asked
        for hit in shown:
            assert hit.distance_km == pytest.approx(truth[hit.record["id"]], abs=0.00501), asked


@pytest.mark.parametrize(("collection", "name"), [(c, name) for c in COLLECTIONS for name in MEANINGS[c]])
def test_each_filter_alone_keeps_some_records_and_drops_others(
    collection: str, name: str, data: Data, store: SqliteStore
) -> None:
    """No filter is tried on data that it could not divide."""
    dice = Random(f"{collection} by {name}")
    parameter = OPERATIONS[collection].parameter(name)
    assert parameter
    whole = len(expected(data, Asked(collection, {}, None, "exclude", "id", None, TODAY)))
    sizes = set()
    for _ in range(30):
        values = draw_values(dice, parameter, data)
        asked = Asked(collection, {name: values}, None, "exclude", "id", None, TODAY)
        found = store.search(asked.query(1)).total
        assert found == len(expected(data, asked)), asked
        sizes.add(found)
    assert any(0 < size < whole for size in sizes)
