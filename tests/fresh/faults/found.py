"""What is found: mistakes of one line each."""

# mypy: disable-error-code="method-assign,assignment"

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from tests.fresh.faults.ways import met_otherwise, one_of
from tests.fresh.faulty import fault, instead

if TYPE_CHECKING:
    from tests.fresh.publisher import Publisher


@fault("found/courses-dates-apart", "startFrom and startTo may be met by different sessions of a course")
def _(p: Publisher) -> None:
    def hit(inner: Any, c: str, record: Any, values: Any, place: Any) -> Any:
        if c != "courses" or not {"startFrom", "startTo"} <= set(values):
            return inner(c, record, values, place)
        made = [
            inner(c, record, {k: v for k, v in values.items() if k != name}, place)
            for name in ("startFrom", "startTo")
        ]
        return None if None in made else made[0]

    instead(p, "hit", hit)


@fault("found/courses-by-ended", "a course is found by sessions that have ended")
def _(p: Publisher) -> None:
    held = list(p.world.collections["course-sessions"].values())
    for one in held[::6]:
        if "courseId" in one and "endDate" in one:
            one |= {"startDate": "2025-01-07", "endDate": "2025-03-07"}
            one.pop("registrationDeadline", None)

    def find(inner: Any, c: str, values: Any, place: Any) -> Any:
        today = p.today().isoformat()
        p.alive = (lambda one: True) if c == "courses" else (lambda one: one.get("endDate", "9") >= today)
        found = inner(c, values, place)
        p.alive = lambda one: one.get("validThrough", "9") >= today and one.get("endDate", "9") >= today
        return found

    instead(p, "find", find)


@fault("found/courses-since-of-sessions", "updatedSince of courses looks at the sessions")
def _(p: Publisher) -> None:
    instead(p, "since_instant", lambda inner, record, since: inner(record, since) or any(
        inner(one, since) for one in p.world.sessions_of(record["id"])))  # fmt: skip


@fault("found/next-start-with-places", "nextStartDate is that of the next session with free places")
def _(p: Publisher) -> None:
    _counted(p, lambda one: p.has_free_places(one))


@fault("found/next-start-first", "nextStartDate is that of the first session in the table")
def _(p: Publisher) -> None:
    def counted(inner: Any, course: Any) -> Any:
        starts = [one["startDate"] for one in p.world.sessions_of(course["id"])
                  if one.get("startDate", "") >= p.today().isoformat()]  # fmt: skip
        return inner(course) | ({"nextStartDate": starts[0]} if starts else {})

    instead(p, "counted", counted)


@fault("found/count-on-site", "sessionCount leaves out online sessions")
def _(p: Publisher) -> None:
    instead(p, "counted", lambda inner, course: inner(course) | {
        "sessionCount": sum(not one.get("online") for one in p.world.sessions_of(course["id"]))})  # fmt: skip


def _counted(p: Publisher, counts: Any) -> None:
    def counted(inner: Any, course: Any) -> Any:
        made = {k: v for k, v in inner(course).items() if k != "nextStartDate"}
        starts = [one["startDate"] for one in p.world.sessions_of(course["id"])
                  if one.get("startDate", "") >= p.today().isoformat() and counts(one)]  # fmt: skip
        return made | ({"nextStartDate": min(starts)} if starts else {})

    instead(p, "counted", counted)


@fault("found/free-needs-availability", "freePlaces needs an availability, a number of places is not enough")
def _(p: Publisher) -> None:
    p.has_free_places = lambda one: (
        one.get("availability") in ("free", "few")
        or ("availability" in one and (one.get("places") or {}).get("free", 0) > 0)
    )


@fault("found/free-full-wins", "availability full beats a number of free places")
def _(p: Publisher) -> None:
    for one in list(p.world.collections["course-sessions"].values())[::7]:
        if (one.get("places") or {}).get("free", 0) > 0:
            one["availability"] = "waiting-list"
    instead(
        p,
        "has_free_places",
        lambda inner, one: one.get("availability") not in ("full", "waiting-list") and inner(one),
    )


@fault(
    "found/flexible-never-dated", "sessions with flexible start are not found by date, though they have one"
)
def _(p: Publisher) -> None:
    met_otherwise(p, lambda c, r, name, wanted, match, of: (
        False if match in ("from", "to") and r.get("flexibleStart") else None))  # fmt: skip


@fault("found/languages-unstated", "language=de finds offices that state no languages")
def _(p: Publisher) -> None:
    met_otherwise(p, lambda c, r, name, wanted, match, of: (
        True if match == "tag" and c == "offices" and "de" in wanted and of not in r else None))  # fmt: skip


@fault("found/level-of-language", "language of jobs finds those with a level only from B1 on")
def _(p: Publisher) -> None:
    met_otherwise(p, lambda c, r, name, wanted, match, of: (
        any(one["lang"] in wanted and one["level"] != "A2" for one in r.get(of, ())) if c == "jobs" and match == "tag" else None))  # fmt: skip


@fault("found/occupation-three-digits", "occupation is compared by its first three digits")
def _(p: Publisher) -> None:
    p.begins = lambda have, wanted: have[:3] == wanted[:3] if len(wanted) > 3 else have.startswith(wanted)


@fault("found/exclude-one-of-ten", "exclude drops one record in ten that does not state the property")
def _(p: Publisher) -> None:
    met_otherwise(p, lambda c, r, name, wanted, match, of: (
        False if wanted == "exclude" and of not in r and name != "freePlaces" and one_of(10, r) else None))  # fmt: skip


@fault("found/ags-eight-as-five", "an ags of eight digits finds its whole district")
def _(p: Publisher) -> None:
    instead(p, "in_area", lambda inner, c, record, ags: inner(c, record, ags[:5]))


@fault("found/ags-without-zero", "the leading zero of ags is lost on both sides")
def _(p: Publisher) -> None:
    def in_area(inner: Any, c: str, record: Any, ags: str) -> Any:
        if c == "offices" and record.get("areaServed"):
            return inner(c, record, ags)
        return (
            -1.0
            if any(one.get("ags", "-").lstrip("0").startswith(ags.lstrip("0")) for one in p.places_of(record))
            else None
        )

    instead(p, "in_area", in_area)


@fault(
    "found/ags-by-state",
    "an ags of three or more digits finds its whole state if nothing else is found in it",
)
def _(p: Publisher) -> None:
    def find(inner: Any, c: str, values: Any, place: Any) -> Any:
        found = inner(c, values, place)
        return found if found or "ags" not in values else inner(c, values, place | {"ags": values["ags"][:2]})

    instead(p, "find", find)


@fault("found/area-first-only", "of several areas served the first is looked at")
def _(p: Publisher) -> None:
    instead(p, "in_area", lambda inner, c, record, ags: inner(
        c, record | ({"areaServed": record["areaServed"][:1]} if record.get("areaServed") else {}), ags))  # fmt: skip


@fault("found/area-of-state-lost", "an office that serves a whole state is not found by a municipality in it")
def _(p: Publisher) -> None:
    instead(p, "in_area", lambda inner, c, record, ags: None if len(ags) == 8 and any(
        len(one) == 2 for one in record.get("areaServed") or ()) else inner(c, record, ags))  # fmt: skip


@fault("found/geocoder-by-digit", "postcodes are located by their first digit")
def _(p: Publisher) -> None:
    known: dict[str, Any] = {}

    def place_of(inner: Any, values: Any) -> Any:
        place = inner(values)
        if place and "postcode" in place:
            place["centre"] = known.setdefault(place["postcode"][0], place["centre"])
        return place

    instead(p, "place_of", place_of)


@fault(
    "found/radius-exclusive",
    "records at half the distance of the radius are the last ones found from 100 km on",
)
def _(p: Publisher) -> None:
    instead(p, "find", lambda inner, c, values, place: inner(
        c, values, place | {"radiusKm": place["radiusKm"] / 2} if place and place.get("radiusKm", 0) >= 100 else place))  # fmt: skip


@fault("found/q-any-two", "of three and more words two suffice")
def _(p: Publisher) -> None:
    def worded(inner: Any, record: Any, q: str) -> Any:
        words = p.words(q)
        return inner(record, q) if len(words) < 3 else sum(inner(record, one) for one in words) >= 2

    instead(p, "worded", worded)


@fault("found/q-numbers-lost", "words with digits in q are dropped")
def _(p: Publisher) -> None:
    instead(p, "worded", lambda inner, record, q: inner(record, re.sub(r"\w*\d\w*", "", q) or "-"))


@fault("found/q-stop-nonsense", "a word of q that stands in no record is dropped")
def _(p: Publisher) -> None:
    def worded(inner: Any, record: Any, q: str) -> Any:
        held = " ".join(
            " ".join(p.words(p.haystack(one)))
            for c in p.world.collections.values()
            for one in list(c.values())[:60]
        )
        words = [one for one in p.words(q) if one in held]
        return inner(record, " ".join(words)) if words else False

    instead(p, "worded", worded)


@fault("found/q-courses-empty", "q finds no courses at all")
def _(p: Publisher) -> None:
    instead(
        p,
        "find",
        lambda inner, c, values, place: [] if c == "courses" and "q" in values else inner(c, values, place),
    )


@fault("found/q-hyphen", "a hyphen in q excludes the next word")
def _(p: Publisher) -> None:
    def worded(inner: Any, record: Any, q: str) -> Any:
        wanted = [one for one in q.split() if not one.startswith("-")]
        return all(inner(record, one) for one in wanted) and not any(
            inner(record, one[1:]) for one in q.split() if one.startswith("-") and len(one) > 1
        )

    instead(p, "worded", worded)
