"""Other ways to find, to rank and to measure, as far as the contract leaves them free."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..store.words import fold
from .editing import edit_lists, edit_problems, edited
from .registry import variant

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..around.messages import Answer, App, Request

RANKING = "§4 query: `relevance`: ranking is not judged, only that it repeats."
FINDING = "§4 text-search: all words must match; word forms (SHOULD); hits need not show the word."
MEASURED = "§4 place-search: records within ±max(1 %, 0.5 km) of the edge are free; so are distances."
LABEL = "Schema `AskedPlace`: the label is for people."
EQUATOR, MEAN = 6378.137, 6371.0088
PREFIX = 6
RANKED = "ranked-"
CONFLICT = "conflicting-parameters"


def _leaves_date(request: Request) -> bool:
    """Whether words decide on the order of a list that could be ordered by date."""
    centre = request.value("postcode") or request.value("lat")
    by_relevance = request.value("sort") == "relevance" or not (request.value("sort") or centre)
    return bool(request.value("q")) and by_relevance and request.path.strip("/") != "offices"


@variant("search/ranked-by-date", permits=RANKING, says="the newest or soonest hit is the most relevant")
async def ranked_by_date(request: Request, app: App) -> Answer:
    cursors = request.values("cursor")
    own = all(cursor.startswith(RANKED) for cursor in cursors)
    if not (request.is_list and _leaves_date(request) and own):
        return await app(request)
    asked = request.replace("sort", "date")
    answer = await app(asked.replace("cursor", *(cursor.removeprefix(RANKED) for cursor in cursors)))
    return edited(answer, _marked).with_next_for(request) if answer.has_list else answer


def _marked(document: Any) -> None:
    """A cursor of the order by relevance is none of that by date."""
    page = document["page"]
    if page.get("nextCursor"):
        page["nextCursor"] = RANKED + page["nextCursor"]


def _shortened(q: str) -> str:
    return " ".join(word if len(word) <= PREFIX else word[:PREFIX] for word in fold(q).split())


@variant("search/first-letters", permits=FINDING, says="six letters of a word are enough to be found")
async def first_letters(request: Request, app: App) -> Answer:
    q = request.value("q")
    shortened = _shortened(q) if q and len(q) <= 200 and len(request.values("q")) == 1 else ""
    if not (request.is_list and shortened):
        return await app(request)
    answer = await app(request.replace("q", shortened))
    return answer.with_next_for(request) if answer.has_list else answer


def _distances(name: str, says: str, measure: Callable[[float], float]) -> None:
    def edit(document: Any) -> None:
        for record in document["items"]:
            if "distanceKm" in record:
                record["distanceKm"] = measure(record["distanceKm"])

    edit_lists(f"distances/{name}", MEASURED, says, edit)


_distances("equator", "the Earth has the radius of its equator", lambda km: round(km * EQUATOR / MEAN, 3))
_distances("tenths", "distances have one decimal", lambda km: round(km, 1))
_distances("whole", "distances are whole kilometres", lambda km: float(round(km)))
_distances("unrounded", "distances have all decimals of the machine", lambda km: km + 0.0012345678901234)


def _other_label(document: Any) -> None:
    if "place" in document:
        document["place"]["label"] = f"Umkreis von {document['place']['label']}"


def _municipality(document: Any) -> None:
    place = document.get("place", {})
    if place.get("precision") == "postcode":
        place["precision"] = "municipality"


edit_lists("place/label", LABEL, "the label is another one", _other_label)
edit_lists(
    "place/municipality",
    "Code list `place-precisions`: a postcode may be known by its municipality only.",
    "postcodes are located by their municipality",
    _municipality,
)


def _invalid_instead(problem: dict[str, Any]) -> None:
    """One code for both ways to say it."""
    faults = problem.get("errors", ())
    alone = [fault for fault in faults if fault["parameter"] == "placeless" and fault["code"] == CONFLICT]
    for fault in alone:
        fault["code"] = "invalid-parameter"
    if alone:
        problem["code"] = faults[0]["code"]
        problem["type"] = problem["type"].rpartition("/")[0] + "/" + problem["code"]


edit_problems(
    "problems/placeless-invalid",
    "place-search/placeless-needs-place: `conflicting-parameters` or `invalid-parameter`.",
    "`placeless` without a place is `invalid-parameter`",
    _invalid_instead,
)
