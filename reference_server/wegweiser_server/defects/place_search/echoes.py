"""What an answer says of the place, and with it of distances, that is not true."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..editing import edit_lists
from ..registry import defect
from .asked import kilometres, places

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..model import Answer, App, Request

ECHO, DISTANCE = "place-search/echo", "place-search/distance-true"


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
