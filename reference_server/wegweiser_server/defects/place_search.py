"""Places that are understood wrongly, and distances that are none."""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt
from typing import TYPE_CHECKING, Any

from .editing import edit_lists
from .registry import defect
from .wrong_lists import arrange, ask_otherwise, everything, paged, refused

if TYPE_CHECKING:
    from collections.abc import Callable

    from .model import Answer, App, Request
    from .wrong_lists import Record

    Near = Callable[[Record, tuple[float, float], float], bool]

PLACE = ("postcode", "lat", "lon", "ags", "radiusKm", "placeless")
POSTCODE, POINT, AGS = "place-search/postcode", "place-search/coordinates", "place-search/ags"
ECHO, DISTANCE = "place-search/echo", "place-search/distance-true"


def by_postcode(request: Request) -> bool:
    return request.value("postcode") is not None


def by_point(request: Request) -> bool:
    return request.value("lat") is not None


def by_area(request: Request) -> bool:
    return request.value("ags") is not None


def places(record: Record) -> list[dict[str, Any]]:
    return [*record.get("locations", []), *([record["location"]] if "location" in record else [])]


def kilometres(place: dict[str, Any], centre: tuple[float, float]) -> float:
    """Far away where there are no coordinates."""
    if "lat" not in place:
        return 1e9
    phi, other = radians(place["lat"]), radians(centre[0])
    across = sin(radians(centre[1] - place["lon"]) / 2) ** 2
    return 2 * 6371.0 * asin(sqrt(sin((other - phi) / 2) ** 2 + cos(phi) * cos(other) * across))


def _measured(name: str, convicts: str, says: str, when: Any, near: Near) -> None:
    """A server that has its own idea of what is near."""

    async def run(request: Request, app: App) -> Answer:
        if not request.is_list or not when(request) or request.collection == "courses":
            return await app(request)
        refusal = await refused(request, app)
        if refusal or request.value("placeless"):
            return refusal or await app(request)
        asked = (await app(request.without("cursor", "limit"))).json()["place"]
        centre = (asked["centre"]["lat"], asked["centre"]["lon"])
        answer = await app(request.without("cursor"))
        order = "date" if request.collection != "offices" else ""
        plain = request.without(*PLACE, "sort")
        plain = plain.asking([*plain.query, ("sort", order)]) if order else plain
        records = (await everything(plain, app))[1]
        return paged(request, answer, [one for one in records if near(one, centre, asked["radiusKm"])])

    defect(name, convicts=convicts, says=says)(run)


def in_box(record: Record, centre: tuple[float, float], radius: float) -> bool:
    up, aside = radius / 111.2, radius / (111.2 * cos(radians(centre[0])))
    return any(
        abs(place["lat"] - centre[0]) <= up and abs(place["lon"] - centre[1]) <= aside
        for place in places(record)
        if "lat" in place
    )


def in_degrees(record: Record, centre: tuple[float, float], radius: float) -> bool:
    """A degree is taken for 111 km in both directions."""
    return any(
        sqrt((place["lat"] - centre[0]) ** 2 + (place["lon"] - centre[1]) ** 2) * 111.2 <= radius
        for place in places(record)
        if "lat" in place
    )


def by_first_place(record: Record, centre: tuple[float, float], radius: float) -> bool:
    return any(kilometres(place, centre) <= radius for place in places(record)[:1])


def by_miles(record: Record, centre: tuple[float, float], radius: float) -> bool:
    return any(kilometres(place, centre) <= radius * 1.609 for place in places(record))


def swapped(record: Record, centre: tuple[float, float], radius: float) -> bool:
    return any(kilometres(place, (centre[1], centre[0])) <= radius for place in places(record))


for _rule, _kind, _when in ((POSTCODE, "postcode", by_postcode), (POINT, "point", by_point)):
    _measured(f"place-search/{_kind}-box", _rule, "a box is searched instead of a circle", _when, in_box)
    _measured(
        f"place-search/{_kind}-first-place", _rule, "only the first location counts", _when, by_first_place
    )
    _measured(f"place-search/{_kind}-miles", _rule, "the radius is taken for miles", _when, by_miles)
    _measured(
        f"place-search/{_kind}-degrees", _rule, "a degree is 111 km in all directions", _when, in_degrees
    )
_measured("place-search/point-swapped", POINT, "`lat` and `lon` are swapped", by_point, swapped)

ask_otherwise(
    "place-search/postcode-ignored",
    POSTCODE,
    "a place is understood and ignored",
    by_postcode,
    lambda request: (
        request.without(*PLACE).replace("sort", "date")
        if request.value("sort") == "distance" and request.collection != "offices"
        else request.without(*PLACE, "sort")
    ),
)
arrange(
    "place-search/postcode-as-text",
    POSTCODE,
    "only the very postcode is found, whatever the radius",
    by_postcode,
    lambda request, records: [
        one
        for one in records
        if request.collection == "courses"
        or any(place.get("postcode") == request.value("postcode") for place in places(one))
    ],
)
arrange(
    "place-search/postcode-not-borne",
    POSTCODE,
    "what bears the postcode is found by its coordinates only",
    lambda request: by_postcode(request) and request.value("radiusKm") == "0",
    lambda request, records: records[:0],
)
ask_otherwise(
    "place-search/radius-ignored",
    POSTCODE,
    "the radius is always 25 km",
    by_postcode,
    lambda request: request.replace("radiusKm", "25"),
)
arrange(
    "place-search/nearest-hundred-only",
    POINT,
    "one hit in five gets lost",
    by_point,
    lambda _, records: [one for place, one in enumerate(records) if place % 5 != 4],
)

ask_otherwise(
    "place-search/ags-ignored",
    AGS,
    "`ags` is understood and ignored",
    by_area,
    lambda one: one.without("ags", "placeless"),
)


def begins(request: Request, record: Record, name: str = "ags") -> bool:
    return any(str(place.get(name, "")).startswith(request.value("ags") or "?") for place in places(record))


arrange(
    "place-search/ags-first-place",
    AGS,
    "only the first location of a job counts",
    lambda request: by_area(request) and request.collection == "jobs",
    lambda request, records: [
        one
        for one in records
        if any(str(place.get("ags", "")).startswith(request.value("ags") or "?") for place in places(one)[:1])
    ],
)
arrange(
    "place-search/ags-whole",
    AGS,
    "the number is compared whole",
    lambda request: by_area(request) and request.collection not in ("courses", "offices"),
    lambda request, records: [
        one for one in records if any(place.get("ags") == request.value("ags") for place in places(one))
    ],
)
arrange(
    "place-search/ags-of-courses-finds-nothing",
    AGS,
    "courses are not found by area",
    lambda request: by_area(request) and request.collection == "courses",
    lambda _, records: records[:0],
)
LENGTHS = "place-search/ags-lengths"


@defect("place-search/ags-any-length", convicts=LENGTHS, says="an `ags` of any length is understood")
async def ags_any_length(request: Request, app: App) -> Answer:
    answer = await app(request)
    if request.is_list and answer.status == 400 and (request.value("ags") or "x").isdigit():
        return await app(request.without("ags"))
    return answer


@defect(
    "place-search/ags-only-whole", convicts=LENGTHS, says="only whole municipality numbers are understood"
)
async def ags_only_whole(request: Request, app: App) -> Answer:
    if request.is_list and len(request.value("ags") or "00000000") not in (5, 8):
        return await app(request.replace("ags", "0000"))
    return await app(request)


DEFAULT, BOUNDS = "place-search/radius-default", "place-search/radius-bounds"


def no_radius(request: Request) -> bool:
    return (by_postcode(request) or by_point(request)) and request.value("radiusKm") is None


def _default(radius: str) -> Any:
    return lambda request: request.asking([*request.query, ("radiusKm", radius)])


ask_otherwise("place-search/default-10", DEFAULT, "without `radiusKm` it is 10 km", no_radius, _default("10"))
ask_otherwise(
    "place-search/default-200", DEFAULT, "without `radiusKm` it is 200 km", no_radius, _default("200")
)


@defect("place-search/radius-clamped", convicts=BOUNDS, says="a radius above 200 is taken for 200")
async def radius_clamped(request: Request, app: App) -> Answer:
    radius = request.value("radiusKm") or ""
    return await app(
        request.replace("radiusKm", "200") if radius.isdigit() and int(radius) > 200 else request
    )


ask_otherwise(
    "place-search/radius-zero-missing",
    BOUNDS,
    "a radius of 0 counts as missing",
    lambda request: request.value("radiusKm") == "0",
    lambda request: request.without("radiusKm"),
)
ask_otherwise(
    "place-search/radius-at-most-100",
    BOUNDS,
    "a radius above 100 is taken for 100",
    lambda request: len(request.value("radiusKm") or "") == 3,
    lambda request: request.replace("radiusKm", "100"),
)


def _place(name: str, says: str, edit: Any) -> None:
    def in_place(document: Any) -> None:
        if "place" in document:
            edit(document["place"])

    edit_lists(name, ECHO, says, in_place)


def _moved(place: Any) -> None:
    if "centre" in place:
        place["centre"]["lat"] = round(place["centre"]["lat"] + 0.05, 3)


edit_lists(
    "place-search/not-echoed", ECHO, "the place is not echoed", lambda document: document.pop("place", None)
)
_place("place-search/echo-without-label", "the echo has no label", lambda place: place.pop("label"))
_place(
    "place-search/echo-without-precision", "the echo has no precision", lambda place: place.pop("precision")
)
_place(
    "place-search/echo-without-radius", "the echo has no radius", lambda place: place.pop("radiusKm", None)
)
_place("place-search/echo-without-ags", "the echo has no area", lambda place: place.pop("ags", None))
_place("place-search/echo-moved", "the echoed centre is not the asked point", _moved)


@defect("place-search/echo-on-first-page-only", convicts=ECHO, says="later pages do not echo the place")
async def echo_on_first_page_only(request: Request, app: App) -> Answer:
    answer = await app(request)
    if not (request.is_list and answer.has_list and request.value("cursor")):
        return answer
    document = answer.json()
    document.pop("place", None)
    return answer.with_json(document)


def guess_place(document: Any) -> None:
    document.setdefault("place", {"label": "Berlin", "precision": "municipality"})


def guess_distance(document: Any) -> None:
    for record in document["items"]:
        record.setdefault("distanceKm", 1.5)


edit_lists(
    "place-search/place-guessed", "place-search/no-echo-without-place", "a place is guessed", guess_place
)
edit_lists(
    "place-search/distance-guessed",
    "place-search/no-echo-without-place",
    "distances without a place",
    guess_distance,
)


def _distances(name: str, says: str, change: Callable[[float], float | None]) -> None:
    def edit(document: Any) -> None:
        for record in document["items"]:
            if "distanceKm" in record:
                record["distanceKm"] = change(record["distanceKm"])
                if record["distanceKm"] is None:
                    del record["distanceKm"]

    edit_lists(name, DISTANCE, says, edit)


_distances("place-search/distance-in-metres", "`distanceKm` is in metres", lambda far: far * 1000)
_distances("place-search/distance-by-road", "driving distances", lambda far: far * 1.3 + 2)
_distances("place-search/distance-left-out", "no distances at all", lambda _: None)
_distances("place-search/distance-in-miles", "`distanceKm` is in miles", lambda far: far / 1.609)


def _to_first_place(document: Any) -> None:
    centre = document.get("place", {}).get("centre")
    for record in document["items"] if centre else ():
        if "distanceKm" in record and "lat" in (places(record) or [{}])[0]:
            record["distanceKm"] = round(kilometres(places(record)[0], (centre["lat"], centre["lon"])), 1)


edit_lists(
    "place-search/distance-to-first-place", DISTANCE, "distance to the first location", _to_first_place
)


def _placeless(name: str, slug: str, says: str, asked: str, taken: str) -> None:
    """A value of `placeless` that is taken for another; the empty one stands for none."""
    ask_otherwise(
        f"place-search/{name}",
        f"place-search/placeless-{slug}",
        says,
        lambda request: (
            (request.value("placeless") or "") == asked
            and any(request.value(one) is not None for one in ("postcode", "lat", "ags"))
        ),
        lambda request: request.without("placeless").asking(
            [*request.without("placeless").query, *([("placeless", taken)] if taken else [])]
        ),
    )


_placeless(
    "default-include", "exclude", "without `placeless` all records without a place are listed", "", "include"
)
_placeless("exclude-is-include", "exclude", "`exclude` is understood and ignored", "exclude", "include")
_placeless("include-ignored", "include", "`include` is understood and ignored", "include", "")
_placeless("include-is-only", "include", "`include` is taken for `only`", "include", "only")
_placeless("only-is-include", "only", "`only` is taken for `include`", "only", "include")
_placeless("only-finds-nothing", "only", "`only` is understood and ignored", "only", "exclude")


def _laxly(name: str, convicts: str, says: str, when: Any, rewrite: Any) -> None:
    """A contradiction that is not refused: one of the two gives way."""

    async def run(request: Request, app: App) -> Answer:
        answer = await app(request)
        if request.is_list and answer.status == 400 and when(request):
            return await app(rewrite(request))
        return answer

    defect(name, convicts=convicts, says=says)(run)


def _names(*names: str) -> Any:
    return lambda request: all(request.value(name) is not None for name in names)


_laxly(
    "place-search/placeless-alone",
    "place-search/placeless-needs-place",
    "`placeless` without a place is ignored",
    _names("placeless"),
    lambda request: request.without("placeless"),
)
_laxly(
    "place-search/postcode-beats-ags",
    "place-search/one-kind-of-place",
    "a postcode beside an `ags` wins silently",
    _names("postcode", "ags"),
    lambda request: request.without("ags"),
)
_laxly(
    "place-search/point-beats-postcode",
    "place-search/one-kind-of-place",
    "coordinates beside a postcode win silently",
    _names("postcode", "lat"),
    lambda request: request.without("postcode"),
)
_laxly(
    "place-search/half-a-point",
    "place-search/lat-with-lon",
    "a `lat` alone is ignored",
    _names("lat"),
    lambda request: request.without("lat") if request.value("lon") is None else request,
)
_laxly(
    "place-search/lon-alone",
    "place-search/lat-with-lon",
    "a missing `lat` is 0",
    lambda request: request.value("lon") is not None and request.value("lat") is None,
    lambda request: request.asking([*request.query, ("lat", "0")]),
)
_laxly(
    "place-search/radius-alone",
    "place-search/radius-needs-centre",
    "`radiusKm` without a centre is ignored",
    _names("radiusKm"),
    lambda request: request.without("radiusKm") if not by_postcode(request) else request,
)
_laxly(
    "place-search/radius-beside-ags",
    "place-search/radius-needs-centre",
    "`radiusKm` beside an `ags` is ignored",
    _names("radiusKm", "ags"),
    lambda request: request.without("radiusKm"),
)


@defect(
    "place-search/unknown-place-everywhere",
    convicts="place-search/unknown-place",
    says="a postcode that cannot be located finds everything",
)
async def unknown_place_everywhere(request: Request, app: App) -> Answer:
    answer = await app(request)
    if request.is_list and answer.status == 400 and by_postcode(request) and b"unknown-place" in answer.body:
        return await app(request.without(*PLACE))
    return answer


@defect(
    "place-search/unknown-place-invalid",
    convicts="place-search/unknown-place",
    says="a postcode that cannot be located is called invalid",
)
async def unknown_place_invalid(request: Request, app: App) -> Answer:
    answer = await app(request)
    return answer.with_body(answer.body.replace(b"unknown-place", b"invalid-parameter"))


SERVED, ADDRESS = "place-search/offices-area-served", "place-search/offices-address-without-area"


def _offices(name: str, convicts: str, says: str, hit: Any) -> None:
    async def run(request: Request, app: App) -> Answer:
        ags = request.value("ags")
        if (
            not request.is_list
            or request.collection != "offices"
            or ags is None
            or request.value("placeless")
        ):
            return await app(request)
        refusal = await refused(request, app)
        if refusal:
            return refusal
        answer = await app(request.without("cursor"))
        records = (await everything(request.without("ags"), app))[1]
        return paged(request, answer, [one for one in records if hit(one, ags)])

    defect(name, convicts=convicts, says=says)(run)


def at_address(office: Record, ags: str) -> bool:
    return any(str(place.get("ags", "")).startswith(ags) for place in places(office))


def contained(office: Record, ags: str) -> bool:
    served = office.get("areaServed")
    return at_address(office, ags) if served is None else any(one.startswith(ags) for one in served)


def containing(office: Record, ags: str) -> bool:
    served = office.get("areaServed")
    return at_address(office, ags) if served is None else any(ags.startswith(one) for one in served)


def right(office: Record, ags: str) -> bool:
    return contained(office, ags) or containing(office, ags)


_offices("place-search/offices-by-address", SERVED, "only the address counts", at_address)
_offices("place-search/offices-only-contained", SERVED, "larger areas are not found", contained)
_offices("place-search/offices-only-containing", SERVED, "smaller areas are not found", containing)
_offices(
    "place-search/offices-without-area-lost",
    ADDRESS,
    "offices without an area served are lost",
    lambda office, ags: "areaServed" in office and right(office, ags),
)
_offices(
    "place-search/offices-without-area-always",
    ADDRESS,
    "offices without an area served are always found",
    lambda office, ags: "areaServed" not in office or right(office, ags),
)
