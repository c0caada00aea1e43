"""Records whose values cannot be true."""

# mypy: disable-error-code="method-assign,assignment"

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from tests.fresh.faults.ways import one_of, shown_otherwise
from tests.fresh.faulty import fault, instead

if TYPE_CHECKING:
    from tests.fresh.publisher import Publisher


@fault("records/html", "titles carry character entities")
def _(p: Publisher) -> None:
    shown_otherwise(p, lambda c, made: made | {"title": made["title"] | {"value": made["title"]["value"].replace("ä", "&auml;")}}
           if "title" in made else made)  # fmt: skip


@fault("records/html-in-summary", "one summary in ten carries a line break tag")
def _(p: Publisher) -> None:
    shown_otherwise(p, lambda c, made: made | ({"summary": made["summary"] | {"value": "Kleine Gruppen<br>Kaffee"}}
                                      if "summary" in made and one_of(6, made) else {}))  # fmt: skip


@fault("records/mojibake", "umlauts are encoded twice")
def _(p: Publisher) -> None:
    instead(
        p, "written", lambda inner, document: inner(document).decode().encode().decode("latin-1").encode()
    )


@fault("records/latin1", "bodies are ISO 8859-1")
def _(p: Publisher) -> None:
    p.written = lambda document: json.dumps(document, ensure_ascii=False).encode("latin-1", "replace")


@fault("records/coordinates-swapped", "lat and lon of offices are swapped")
def _(p: Publisher) -> None:
    def change(c: str, made: Any) -> Any:
        spot = made.get("location", {})
        if "lat" in spot:
            made["location"] = spot | {"lat": spot["lon"], "lon": spot["lat"]}
        return made

    shown_otherwise(p, change, "offices")


@fault("records/coordinates-zero", "some jobs lie at 0, 0")
def _(p: Publisher) -> None:
    for number, one in enumerate(p.world.collections["jobs"].values()):
        for spot in one.get("locations") or []:
            if number % 20 == 0 and "lat" in spot:
                spot |= {"lat": 0.0, "lon": 0.0}


@fault("records/coordinates-of-capital", "one job whose place was not found lies in Berlin")
def _(p: Publisher) -> None:
    one = next(one for one in p.world.collections["jobs"].values() if (one.get("locations") or [{}])[0].get("town") == "Köln"
               and "lat" in one["locations"][0])  # fmt: skip
    one["locations"][0] |= {"lat": 52.52, "lon": 13.4}


@fault("records/lat-alone", "some places have lat without lon")
def _(p: Publisher) -> None:
    for number, one in enumerate(p.world.collections["offices"].values()):
        if number % 9 == 0 and "location" in one:
            one["location"].pop("lon", None)


@fault("records/state-wrong", "the state of offices in Halle is Saxony")
def _(p: Publisher) -> None:
    for collection in ("offices", "course-sessions"):
        for one in p.world.collections[collection].values():
            if one.get("location", {}).get("ags") == "15002000":
                one["location"]["state"] = "DE-SN"


@fault("records/kldb-list", "kldb is written with its letter")
def _(p: Publisher) -> None:
    shown_otherwise(p, lambda c, made: made | ({"occupation": made["occupation"] | {"kldb": "B " + made["occupation"]["kldb"]}}
                                      if "kldb" in made.get("occupation", {}) else {}))  # fmt: skip


@fault("records/salary-turned", "min of a salary is above max")
def _(p: Publisher) -> None:
    shown_otherwise(p, lambda c, made: made | ({"salary": made["salary"] | {"min": 99.0}} if one_of(7, made) and "salary" in made
                                      else {}), "jobs")  # fmt: skip


@fault("records/hours-six-days", "opening hours have six entries")
def _(p: Publisher) -> None:
    shown_otherwise(
        p,
        lambda c, made: made | ({"openingHours": made["openingHours"][:6]} if "openingHours" in made else {}),
    )


@fault("records/zone", "opening hours are in CET")
def _(p: Publisher) -> None:
    def change(c: str, made: Any) -> Any:
        text = json.dumps(made).replace("Europe/Berlin", "Europe/Deutschland")
        return json.loads(text)

    shown_otherwise(p, change, "offices")


@fault("records/kind-missing", "sessions of integration courses lack availability if it is unknown")
def _(p: Publisher) -> None:
    def change(c: str, made: Any) -> Any:
        return {k: v for k, v in made.items() if k != "availability" or not one_of(9, made)}

    shown_otherwise(p, change, "course-sessions")


@fault("records/course-dangling", "some sessions name a course that does not exist")
def _(p: Publisher) -> None:
    for number, one in enumerate(p.world.collections["course-sessions"].values()):
        if number % 50 == 3:
            one["courseId"] = "angebot.9999"


@fault("records/course-disagrees", "some sessions are of another kind than their course")
def _(p: Publisher) -> None:
    for number, one in enumerate(p.world.collections["course-sessions"].values()):
        if number % 40 == 3 and "courseId" in one:
            one["kind"] = "migration-naturalisation"


@fault("records/future", "updatedAt of some records lies in the future")
def _(p: Publisher) -> None:
    for number, one in enumerate(p.world.collections["offices"].values()):
        if number % 20 == 3:
            one["updatedAt"] = "2031-01-01T00:00:00Z"


@fault("records/updated-missing", "some records have no updatedAt")
def _(p: Publisher) -> None:
    shown_otherwise(
        p, lambda c, made: {k: v for k, v in made.items() if k != "updatedAt" or not one_of(15, made)}, "jobs"
    )


@fault("records/large", "one office is larger than 4,000 bytes")
def _(p: Publisher) -> None:
    one = list(p.world.collections["offices"].values())[11]
    one["areaServed"] = [f"{5000 + number:05d}" for number in range(700)]


@fault("records/long-text", "a summary has 400 characters")
def _(p: Publisher) -> None:
    one = list(p.world.collections["courses"].values())[5]
    one["summary"] = {"de": ("Wort " * 80, "source")}
