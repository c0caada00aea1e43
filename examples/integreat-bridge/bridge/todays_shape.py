"""The list that the app shows today, filled from the contract: `{results: [{title, zip, city, url, …}]}`."""

from __future__ import annotations

import json
import math
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlencode

from .languages import tag
from .problems import problem

if TYPE_CHECKING:
    from collections.abc import Callable

    from .answer import Answer

    Record = dict[str, Any]

# The app draws all it gets at once; every publisher allows as many.
MOST = "20"
APPRENTICESHIPS = ("apprenticeship", "dual-study")


def contract_query(query: bytes) -> bytes:
    """The stored URL with the postcode at its end, as the contract has it: its filters, its language tags."""
    given = [
        ("postcode" if name == "plz" else name, tag(value) if name == "lang" else value)
        for name, value in parse_qsl(query.decode("ascii", "replace"), keep_blank_values=True)
    ]
    if not any(name == "limit" for name, _ in given):
        given.append(("limit", MOST))
    return urlencode(given).encode()


def in_todays_shape(answer: Answer, collection: str) -> Answer:
    """Errors stay what they are: the app reads only the status."""
    if answer.status != 200:
        return answer
    try:
        page = json.loads(answer.body)
        centre = page.get("place", {}).get("centre")
        results = [_result(record, centre, ROWS[collection]) for record in page["items"]]
    except (ValueError, TypeError, KeyError, AttributeError):
        return problem(503, "The publisher does not answer as it should.", 30)
    body = json.dumps({"results": results}, ensure_ascii=False, separators=(",", ":")).encode()
    return replace(answer, headers={**answer.headers, "etag": ""}, body=body)


def _result(record: Record, centre: Record | None, row: Callable[[Record], Record]) -> dict[str, str]:
    place = _nearest(record.get("locations") or [record.get("location") or {}], centre)
    remote = "online" if record.get("online") else "remote" if record.get("remote") else ""
    return {
        **row(record),
        "zip": place.get("postcode", ""),
        "city": place.get("town", remote),
        "url": record["detailUrl"],
    }


def _job(job: Record) -> Record:
    apprenticeship = job["offerType"]["code"] in APPRENTICESHIPS
    return {
        "title": job["title"]["value"],
        "employment": str(int(not apprenticeship)),
        "apprenticeship": str(int(apprenticeship)),
    }


def _session(session: Record) -> Record:
    """There is no field for the start and the places, so they stand in the title."""
    said = [
        session["title"]["value"],
        _day(session.get("startDate", "")),
        _places(session.get("availability", {})),
    ]
    return {"title": " · ".join(filter(None, said)), "employment": "0", "apprenticeship": "0"}


ROWS = {"jobs": _job, "course-sessions": _session}


def _day(date: str) -> str:
    year, _, rest = date.partition("-")
    month, _, day = rest.partition("-")
    return f"{day}.{month}.{year}" if day else ""


def _places(availability: Record) -> str:
    return "" if availability.get("code", "unknown") == "unknown" else str(availability["label"])


def _nearest(places: list[Record], centre: Record | None) -> Record:
    """The one that the distance was measured to; without a centre the first."""
    if centre is None:
        return places[0]
    narrow = math.cos(math.radians(centre["lat"]))

    def off(place: Record) -> float:
        if "lat" not in place:
            return math.inf
        return math.hypot(place["lat"] - centre["lat"], (place["lon"] - centre["lon"]) * narrow)

    return min(places, key=off)
