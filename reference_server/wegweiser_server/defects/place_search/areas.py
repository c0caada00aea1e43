"""What lies in an area, or serves it, compared wrongly."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..registry import defect
from ..wrong_lists import arrange, ask_otherwise, everything, paged, refused
from .asked import by_area, places

if TYPE_CHECKING:
    from ..model import Answer, App, Request
    from ..wrong_lists import Record

AGS = "place-search/ags"

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
