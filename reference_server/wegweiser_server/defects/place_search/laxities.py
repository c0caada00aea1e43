"""Records without a place, and contradictions that are not refused."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..registry import defect
from ..wrong_lists import ask_otherwise
from .asked import PLACE, by_postcode

if TYPE_CHECKING:
    from ..model import Answer, App, Request


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
