"""What is near, measured wrongly."""

from __future__ import annotations

from math import cos, radians, sqrt
from typing import TYPE_CHECKING, Any

from ..registry import defect
from ..wrong_lists import arrange, ask_otherwise, everything, paged, refused
from .asked import PLACE, by_point, by_postcode, kilometres, places

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..model import Answer, App, Request
    from ..wrong_lists import Record

    Near = Callable[[Record, tuple[float, float], float], bool]

POSTCODE, POINT = "place-search/postcode", "place-search/coordinates"


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
