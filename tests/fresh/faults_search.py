"""Wrong searches by words and by place, wrong languages."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, Any

from tests.fresh.asked import Asked, Given, Refusal
from tests.fresh.faulty import fault, instead
from tests.fresh.publisher import Publisher

if TYPE_CHECKING:
    from collections.abc import Callable


# --- words ------------------------------------------------------------------------------------------


@fault("words/or", "q finds records with any of its words")
def _(p: Publisher) -> None:
    instead(p, "worded", lambda inner, record, q: any(inner(record, word) for word in q.split() or [q]))


@fault("words/case", "q regards upper and lower case")
def _(p: Publisher) -> None:
    p.worded = lambda record, q: all(word in p.haystack(record) for word in q.split())  # type: ignore[method-assign]


@fault("words/case-of-umlauts", "LOWER() of the database leaves umlauts alone: MÜLLER finds nothing")
def _(p: Publisher) -> None:
    def lower(text: str) -> str:
        return "".join(one.lower() if one.isascii() else one for one in text)

    p.worded = lambda record, q: all(lower(word) in lower(p.haystack(record)) for word in q.split())  # type: ignore[method-assign]


@fault("words/umlauts", "q knows umlauts as they are written only")
def _(p: Publisher) -> None:
    p.worded = lambda record, q: all(word in p.haystack(record).casefold() for word in q.casefold().split())  # type: ignore[method-assign]


@fault("words/like-wildcards", "% and _ in q are wildcards of LIKE")
def _(p: Publisher) -> None:
    def worded(inner: Any, record: Any, q: str) -> bool:
        if "%" not in q and "_" not in q:
            return bool(inner(record, q))
        form = re.escape(q.casefold()).replace("%", ".*").replace("_", ".")
        return re.search(form, p.haystack(record).casefold()) is not None

    instead(p, "worded", worded)


@fault("words/phrase", "q is one phrase: its words must stand side by side")
def _(p: Publisher) -> None:
    def worded(inner: Any, record: Any, q: str) -> bool:
        asked, held = p.words(q), p.words(p.haystack(record))
        return any(held[at : at + len(asked)] == asked for at in range(len(held)))

    instead(p, "worded", worded)


@fault("words/first-word", "only the first word of q counts")
def _(p: Publisher) -> None:
    instead(p, "worded", lambda inner, record, q: inner(record, (q.split() or [q])[0]))


@fault("words/german-titles", "q looks at German titles only: an English title word finds nothing")
def _(p: Publisher) -> None:
    p.haystack = lambda record: record["title"]["de"][0] if "title" in record else record.get("name", "")  # type: ignore[method-assign]


@fault("words/employer-only", "q looks at employers, not at titles")
def _(p: Publisher) -> None:
    p.haystack = lambda record: (record.get("employer") or record.get("provider") or {}).get("name", "")  # type: ignore[method-assign]


@fault("words/fuzzy", "nonsense finds what is most like it")
def _(p: Publisher) -> None:
    def find(inner: Any, collection: str, values: Any, place: Any) -> Any:
        found = inner(collection, values, place)
        return found or (inner(collection, {k: v for k, v in values.items() if k != "q"}, place)[:3] if "q" in values else found)

    instead(p, "find", find)


@fault("words/filters-ignored", "beside q filters are ignored")
def _(p: Publisher) -> None:
    def find(inner: Any, collection: str, values: Any, place: Any) -> Any:
        kept = ("q", "postcode", "lat", "lon", "placeless", "radiusKm", "ags")
        return inner(collection, {k: v for k, v in values.items() if k in kept} if "q" in values else values, place)

    instead(p, "find", find)


@fault("words/filter-or-q", "a filter beside q adds hits (OR)")
def _(p: Publisher) -> None:
    def find(inner: Any, collection: str, values: Any, place: Any) -> Any:
        found = inner(collection, values, place)
        if "q" not in values or "programme" not in values:
            return found
        ids = {one["id"] for one, _ in found}
        return found + [one for one in inner(collection, {k: v for k, v in values.items() if k != "q"}, place)
                        if one[0]["id"] not in ids][:5]  # fmt: skip

    instead(p, "find", find)


@fault("words/fifty", "a search by words finds 50 at most, and total says 50")
def _(p: Publisher) -> None:
    def find(inner: Any, collection: str, values: Any, place: Any) -> Any:
        found = inner(collection, values, place)
        return found[:50] if "q" in values else found

    instead(p, "find", find)


@fault("words/short-dropped", "a short word (up to three letters) beside others is dropped, alone it finds nothing")
def _(p: Publisher) -> None:
    def worded(inner: Any, record: Any, q: str) -> bool:
        long = [word for word in q.split() if len(word) > 3]
        return bool(long) and bool(inner(record, " ".join(long)))

    instead(p, "worded", worded)


@fault("words/plus", "a plus in the query is a plus, so that two words are one")
def _(p: Publisher) -> None:
    def route(inner: Any, asked: Asked) -> Given:
        asked.query = asked.query.replace("+", "%2B")
        return inner(asked)  # type: ignore[no-any-return]

    instead(p, "route", route)


@fault("words/of-asked-language", "q looks at the texts of the answer's language only")
def _(p: Publisher) -> None:
    now: dict[str, str] = {}

    def list_(inner: Any, asked: Asked, collection: str) -> Any:
        now["lang"] = p.language(asked, dict(asked.pairs) if "lang=" in asked.query else {})
        return inner(asked, collection)

    def haystack(record: Any) -> str:
        title = record.get("title") or {"de": (record.get("name", ""), "")}
        return str(title.get(now.get("lang", "de"), title["de"])[0])

    instead(p, "list", list_)
    p.haystack = haystack  # type: ignore[method-assign]


@fault("words/too-long-cut", "a q of more than 200 characters is cut")
def _(p: Publisher) -> None:
    from dataclasses import replace

    instead(p, "known", lambda inner, c: (made := inner(c)) | {"q": replace(made["q"], understands=lambda text: text[:200])})


# --- places -----------------------------------------------------------------------------------------


def _distance(p: Publisher, change: Callable[..., float]) -> None:
    p.distance = change  # type: ignore[method-assign]


@fault("places/degrees", "distance in degrees times 111, whatever the latitude")
def _(p: Publisher) -> None:
    _distance(p, lambda a, b: 111.2 * math.hypot(a[0] - b[0], a[1] - b[1]))


@fault("places/miles", "distance in miles")
def _(p: Publisher) -> None:
    instead(p, "distance", lambda inner, a, b: inner(a, b) / 1.609)


@fault("places/miles-shown", "distanceKm in miles, the circle in kilometres")
def _(p: Publisher) -> None:
    def shown(inner: Any, c: str, record: Any, lang: str, km: Any) -> Any:
        return inner(c, record, lang, None if km is None else km / 1.609)

    instead(p, "shown", shown)


@fault("places/metres", "distanceKm in metres")
def _(p: Publisher) -> None:
    instead(p, "shown", lambda inner, c, r, lang, km: inner(c, r, lang, None if km is None else km * 1000))


@fault("places/swapped", "lat and lon of the request are swapped")
def _(p: Publisher) -> None:
    def place_of(inner: Any, values: Any) -> Any:
        made = inner(values)
        if "lat" in values:
            made["centre"] = made["centre"][::-1]
        return made

    instead(p, "place_of", place_of)


@fault("places/swapped-inside", "lat and lon are swapped in the distance only")
def _(p: Publisher) -> None:
    instead(p, "distance", lambda inner, a, b: inner(a[::-1], b[::-1]))


@fault("places/box", "a box instead of a circle")
def _(p: Publisher) -> None:
    def near(inner: Any, places: Any, place: Any) -> Any:
        lat, lon = place["centre"]
        high = place["radiusKm"] / 111.2
        wide = high / math.cos(math.radians(lat))
        box = [one for one in places if "lat" in one and abs(one["lat"] - lat) <= high and abs(one["lon"] - lon) <= wide]
        return inner(places, place | ({"radiusKm": 9e9} if box else {}))

    instead(p, "near", near)


@fault("places/first-location", "only the first place of a job is looked at")
def _(p: Publisher) -> None:
    instead(p, "places_of", lambda inner, record: inner(record)[:1])


@fault("places/first-location-distance", "the distance is that of the first place, the circle regards all")
def _(p: Publisher) -> None:
    def near(inner: Any, places: Any, place: Any) -> Any:
        found = inner(places, place)
        if found is None or "lat" not in places[0]:
            return found
        return p.distance(place["centre"], (places[0]["lat"], places[0]["lon"]))

    instead(p, "near", near)


@fault("places/radius-ignored", "radiusKm is always 25")
def _(p: Publisher) -> None:
    instead(p, "near", lambda inner, places, place: inner(places, place | {"radiusKm": 25}))


@fault("places/radius-default-50", "without radiusKm the circle has 50 km")
def _(p: Publisher) -> None:
    p.radius = lambda: 50  # type: ignore[method-assign]


@fault("places/radius-default-hidden", "without radiusKm the circle has 50 km, and 25 is echoed")
def _(p: Publisher) -> None:
    def near(inner: Any, places: Any, place: Any) -> Any:
        return inner(places, place | {"radiusKm": 50 if place["radiusKm"] == 25 else place["radiusKm"]})

    instead(p, "near", near)


@fault("places/radius-capped", "a radius above 100 is cut to 100")
def _(p: Publisher) -> None:
    instead(p, "near", lambda inner, places, place: inner(places, place | {"radiusKm": min(100, place["radiusKm"])}))


@fault("places/radius-zero", "radiusKm=0 means without limit")
def _(p: Publisher) -> None:
    instead(p, "near", lambda inner, places, place: inner(places, place | {"radiusKm": place["radiusKm"] or 9e9}))


@fault("places/radius-zero-default", "radiusKm=0 means the default (value or 25)")
def _(p: Publisher) -> None:
    def place_of(inner: Any, values: Any) -> Any:
        return inner({k: v for k, v in values.items() if k != "radiusKm" or v})

    instead(p, "place_of", place_of)


@fault("places/postcode-equality", "postcode finds the records of this postcode only")
def _(p: Publisher) -> None:
    def near(inner: Any, places: Any, place: Any) -> Any:
        if "postcode" in place and not any(one.get("postcode") == place["postcode"] for one in places):
            return None
        return inner(places, place)

    instead(p, "near", near)


@fault("places/postcode-without-coordinates", "a record without coordinates is not found by its postcode")
def _(p: Publisher) -> None:
    instead(p, "near", lambda inner, places, place: inner(places, place) if any("lat" in one for one in places) else None)


@fault("places/leading-zero", "postcode is a number: 04109 is unknown")
def _(p: Publisher) -> None:
    def place_of(inner: Any, values: Any) -> Any:
        if values.get("postcode", "9").startswith("0"):
            raise Refusal(400, "unknown-place", [])
        return inner(values)

    instead(p, "place_of", place_of)


@fault("places/unknown-is-empty", "a postcode that is not known gives all records")
def _(p: Publisher) -> None:
    def place_of(inner: Any, values: Any) -> Any:
        try:
            return inner(values)
        except Refusal:
            return None

    instead(p, "place_of", place_of)


@fault("places/ags-equality", "ags is compared whole")
def _(p: Publisher) -> None:
    instead(p, "in_area", lambda inner, c, record, ags: -1.0 if any(
        one.get("ags") == ags for one in p.places_of(record)) else None)  # fmt: skip


@fault("places/ags-first-location", "ags looks at the first place of a job")
def _(p: Publisher) -> None:
    def in_area(inner: Any, c: str, record: Any, ags: str) -> Any:
        return inner(c, record | {"locations": (record.get("locations") or [])[:1]}, ags)

    instead(p, "in_area", in_area)


@fault("places/area-served-ignored", "offices are found by their address, not by the area that they serve")
def _(p: Publisher) -> None:
    instead(p, "in_area", lambda inner, c, record, ags: inner("x", record, ags))


@fault("places/area-one-way", "an office that serves a state is not found under a district in it")
def _(p: Publisher) -> None:
    def in_area(inner: Any, c: str, record: Any, ags: str) -> Any:
        if c == "offices" and record.get("areaServed"):
            return -1.0 if any(one.startswith(ags) for one in record["areaServed"]) else None
        return inner(c, record, ags)

    instead(p, "in_area", in_area)


@fault("places/area-or-address", "an office is found by its address too, though it states the area that it serves")
def _(p: Publisher) -> None:
    def in_area(inner: Any, c: str, record: Any, ags: str) -> Any:
        own = inner("x", record, ags)
        return own if own is not None else inner(c, record, ags)

    def spoil(record: Any) -> None:
        if "areaServed" in record and "location" in record:
            record["areaServed"] = ["09564"]

    for number, one in enumerate(p.world.collections["offices"].values()):
        if number % 4 == 0:
            spoil(one)
    instead(p, "in_area", in_area)


@fault("places/area-under-centre", "areaServed makes offices hits of a circle")
def _(p: Publisher) -> None:
    def placed(inner: Any, c: str, record: Any, place: Any, placeless: str) -> Any:
        if c == "offices" and "centre" in place and placeless == "exclude" and any(
            len(one) == 2 for one in record.get("areaServed") or []):  # fmt: skip
            return -1.0
        return inner(c, record, place, placeless)

    instead(p, "placed", placed)


@fault("places/placeless-included", "records without place are found beside a place")
def _(p: Publisher) -> None:
    instead(p, "placed", lambda inner, c, r, place, placeless: inner(
        c, r, place, "include" if placeless == "exclude" else placeless))  # fmt: skip


@fault("places/placeless-include-ignored", "placeless=include adds nothing")
def _(p: Publisher) -> None:
    instead(p, "placed", lambda inner, c, r, place, placeless: inner(
        c, r, place, "exclude" if placeless == "include" else placeless))  # fmt: skip


@fault("places/placeless-only-adds", "placeless=only is the same as include")
def _(p: Publisher) -> None:
    instead(p, "placed", lambda inner, c, r, place, placeless: inner(
        c, r, place, "include" if placeless == "only" else placeless))  # fmt: skip


@fault("places/placeless-without-coordinates", "a record with postcode but no coordinates counts as placeless")
def _(p: Publisher) -> None:
    def placed(inner: Any, c: str, record: Any, place: Any, placeless: str) -> Any:
        if "centre" in place and not any("lat" in one for one in p.places_of(record)):
            return -1.0 if placeless != "exclude" else None
        return inner(c, record, place, placeless)

    instead(p, "placed", placed)


@fault("places/placeless-under-ags", "under ags records without place are always left out")
def _(p: Publisher) -> None:
    def placed(inner: Any, c: str, record: Any, place: Any, placeless: str) -> Any:
        return inner(c, record, place, "exclude" if "ags" in place and placeless == "include" else placeless)

    instead(p, "placed", placed)


@fault("places/filters-ignored", "beside a place filters are ignored")
def _(p: Publisher) -> None:
    def hit(inner: Any, c: str, record: Any, values: Any, place: Any) -> Any:
        return inner(c, record, {"placeless": values.get("placeless")} if place else values, place)

    instead(p, "hit", hit)


@fault("places/no-echo", "place is not echoed")
def _(p: Publisher) -> None:
    instead(p, "list", lambda inner, asked, c: _without(inner(asked, c), "place"))


def _without(given: Given, name: str) -> Given:
    given.document.pop(name, None)
    return given


@fault("places/echo-always", "place is echoed without any place (the whole country)")
def _(p: Publisher) -> None:
    def list_(inner: Any, asked: Asked, c: str) -> Given:
        given: Given = inner(asked, c)
        given.document.setdefault("place", {"label": "Deutschland", "precision": "municipality"})
        return given

    instead(p, "list", list_)


@fault("places/echo-radius-default", "the echoed radius is always 25")
def _(p: Publisher) -> None:
    instead(p, "echo", lambda inner, place: inner(place) | ({"radiusKm": 25} if "centre" in place else {}))


@fault("places/echo-rounded", "the echoed centre has one decimal, the search the exact one")
def _(p: Publisher) -> None:
    def echo(inner: Any, place: Any) -> Any:
        made = inner(place)
        if "centre" in made:
            made["centre"] = {name: round(one, 1) for name, one in made["centre"].items()}
        return made

    instead(p, "echo", echo)


@fault("places/distance-everywhere", "distanceKm stands in answers without a centre")
def _(p: Publisher) -> None:
    instead(p, "shown", lambda inner, c, r, lang, km: inner(c, r, lang, 0.0 if km is None else km))


@fault("places/distance-missing", "distanceKm is missing")
def _(p: Publisher) -> None:
    instead(p, "shown", lambda inner, c, r, lang, km: inner(c, r, lang, None))


@fault("places/distance-of-courses", "the distance of a course is that of its first session")
def _(p: Publisher) -> None:
    def hit(inner: Any, c: str, record: Any, values: Any, place: Any) -> Any:
        found = inner(c, record, values, place)
        if c != "courses" or not place or found is None or "centre" not in place:
            return found
        for one in p.world.sessions_of(record["id"]):
            km = p.placed("course-sessions", one, place, "exclude") if p.alive(one) else None
            if km is not None:
                return km
        return found

    instead(p, "hit", hit)


@fault("places/distance-any-session", "the distance of a course regards sessions that miss the filters")
def _(p: Publisher) -> None:
    def hit(inner: Any, c: str, record: Any, values: Any, place: Any) -> Any:
        found = inner(c, record, values, place)
        if c != "courses" or not place or found is None or "centre" not in place:
            return found
        bare = inner(c, record, {"placeless": values.get("placeless")}, place)
        return bare if bare is not None else found

    instead(p, "hit", hit)


def _contradictory(p: Publisher, name: str) -> None:
    instead(p, "contradictions", lambda inner, values, faults: [one for one in inner(values, faults) if one.parameter != name])


@fault("places/radius-alone", "radiusKm without a centre is ignored")
def _(p: Publisher) -> None:
    _contradictory(p, "radiusKm")


@fault("places/placeless-alone", "placeless without a place is ignored")
def _(p: Publisher) -> None:
    _contradictory(p, "placeless")


@fault("places/postcode-beats-ags", "of two kinds of place one is taken")
def _(p: Publisher) -> None:
    instead(p, "contradictions", lambda inner, values, faults: [] if {"postcode", "ags"} <= set(values) else inner(values, faults))


@fault("places/decimal-comma", "a comma in lat is read as a point")
def _(p: Publisher) -> None:
    from dataclasses import replace

    def known(inner: Any, c: str) -> Any:
        made = inner(c)
        return made | {name: replace(made[name], understands=lambda text: float(text.replace(",", ".")))
                       for name in ("lat", "lon")}  # fmt: skip

    instead(p, "known", known)


@fault("places/ags-any-length", "an ags of four digits is understood")
def _(p: Publisher) -> None:
    from dataclasses import replace

    from tests.fresh.asked import pattern

    instead(p, "known", lambda inner, c: (made := inner(c)) | {"ags": replace(made["ags"], understands=pattern("[0-9]{1,8}"))})


# --- languages --------------------------------------------------------------------------------------


@fault("languages/items-german", "items are German whatever is asked")
def _(p: Publisher) -> None:
    def item(inner: Any, asked: Asked, c: str, id_: str) -> Given:
        asked.query, asked.headers = "", {k: v for k, v in asked.headers.items() if k != "accept-language"}
        return inner(asked, c, id_)  # type: ignore[no-any-return]

    instead(p, "item", item)


@fault("languages/items-lang-only", "items heed lang but not Accept-Language")
def _(p: Publisher) -> None:
    def item(inner: Any, asked: Asked, c: str, id_: str) -> Given:
        asked.headers = {k: v for k, v in asked.headers.items() if k != "accept-language"}
        return inner(asked, c, id_)  # type: ignore[no-any-return]

    instead(p, "item", item)


@fault("languages/later-pages-german", "later pages are German")
def _(p: Publisher) -> None:
    def language(inner: Any, asked: Asked, values: Any) -> str:
        return p.languages[0] if "cursor=" in asked.query else inner(asked, values)

    instead(p, "language", language)


@fault("languages/content-language-fixed", "Content-Language is always de")
def _(p: Publisher) -> None:
    p.in_language = lambda lang: {"Content-Language": "de"}  # type: ignore[method-assign]


@fault("languages/content-language-asked", "Content-Language repeats what was asked")
def _(p: Publisher) -> None:
    now: dict[str, str] = {}

    def language(inner: Any, asked: Asked, values: Any) -> str:
        now["asked"] = values.get("lang", "")
        return str(inner(asked, values))

    instead(p, "language", language)
    p.in_language = lambda lang: {"Content-Language": now["asked"] or lang}  # type: ignore[method-assign]


@fault("languages/content-language-all", "Content-Language names all languages")
def _(p: Publisher) -> None:
    p.in_language = lambda lang: {"Content-Language": ", ".join(p.languages)}  # type: ignore[method-assign]


@fault("languages/fallback-disguised", "a German text claims to be in the asked language")
def _(p: Publisher) -> None:
    instead(p, "text", lambda inner, held, lang: inner(held, lang) | {"lang": lang})


@fault("languages/labels-german", "labels stay German")
def _(p: Publisher) -> None:
    instead(p, "label", lambda inner, name, code, lang: inner(name, code, "de"))


@fault("languages/one-list-german", "labels of funding stay German")
def _(p: Publisher) -> None:
    instead(p, "label", lambda inner, name, code, lang: inner(name, code, "de" if name == "funding" else lang))


@fault("languages/labels-english-for-arabic", "Arabic labels are the English ones")
def _(p: Publisher) -> None:
    instead(p, "label", lambda inner, name, code, lang: inner(name, code, "en" if lang == "ar" else lang))


@fault("languages/no-lookup", "de-AT is not understood as de but falls back to English", languages=("en", "de"))
def _(p: Publisher) -> None:
    p.lookup = lambda tag: tag if tag in p.languages else None  # type: ignore[method-assign]


@fault("languages/case", "EN is not en")
def _(p: Publisher) -> None:
    instead(p, "lookup", lambda inner, tag: inner(tag) if tag == tag.lower() or "-" in tag else None)


@fault("languages/q-ignored", "the weights of Accept-Language are ignored")
def _(p: Publisher) -> None:
    def language(inner: Any, asked: Asked, values: Any) -> str:
        asked.headers = asked.headers | {"accept-language": re.sub(";[^,]*", "", asked.headers.get("accept-language", ""))}
        return str(inner(asked, values))

    instead(p, "language", language)


@fault("languages/first-tag-only", "only the first language of Accept-Language is looked at")
def _(p: Publisher) -> None:
    def language(inner: Any, asked: Asked, values: Any) -> str:
        asked.headers = asked.headers | {"accept-language": asked.headers.get("accept-language", "").split(",")[0]}
        return str(inner(asked, values))

    instead(p, "language", language)


@fault("languages/header-before-lang", "Accept-Language beats lang")
def _(p: Publisher) -> None:
    def language(inner: Any, asked: Asked, values: Any) -> str:
        return str(inner(asked, {} if asked.headers.get("accept-language", "*") != "*" else values))

    instead(p, "language", language)


@fault("languages/unknown-400", "a language that is not offered is refused")
def _(p: Publisher) -> None:
    def lookup(inner: Any, tag: str) -> Any:
        found = inner(tag)
        if found is None:
            raise Refusal(400, "invalid-parameter", [])
        return found

    instead(p, "lookup", lookup)


@fault("languages/vary-missing", "Vary does not name Accept-Language")
def _(p: Publisher) -> None:
    instead(p, "common", lambda inner, asked, given: inner(asked, given) | {"Vary": "Accept-Encoding"})


@fault("languages/vary-missing-on-items", "Vary of items does not name Accept-Language")
def _(p: Publisher) -> None:
    instead(p, "common", lambda inner, asked, given: inner(asked, given) | (
        {"Vary": "Accept-Encoding"} if asked.path.count("/") > 1 else {}))  # fmt: skip


@fault("languages/untranslated-left-out", "in English only records with an English title are listed")
def _(p: Publisher) -> None:
    def list_(inner: Any, asked: Asked, c: str) -> Given:
        lang = p.language(asked, dict(asked.pairs) if "lang=" in asked.query else {})
        p.records = lambda name: [  # type: ignore[method-assign]
            one for one in Publisher.records(p, name) if lang != "en" or "en" in one.get("title", {"en": 1})]  # fmt: skip
        return inner(asked, c)  # type: ignore[no-any-return]

    instead(p, "list", list_)


@fault("languages/date-by-language", "in English startDate is written as 12/31/2026")
def _(p: Publisher) -> None:
    def shown(inner: Any, c: str, record: Any, lang: str, km: Any) -> Any:
        made = inner(c, record, lang, km)
        if lang == "en" and "startDate" in made:
            year, month, day = made["startDate"].split("-")
            made["startDate"] = f"{month}/{day}/{year}"
        return made

    instead(p, "shown", shown)


@fault("languages/link-by-language", "detailUrl depends on the language")
def _(p: Publisher) -> None:
    instead(p, "shown", lambda inner, c, r, lang, km: (made := inner(c, r, lang, km)) | {
        "detailUrl": made["detailUrl"] + ("#en" if lang == "en" else "")})  # fmt: skip


@fault("languages/summary-untranslated", "summary is always German, and says so, though an English one exists in the list")
def _(p: Publisher) -> None:
    def item(inner: Any, asked: Asked, c: str, id_: str) -> Given:
        given: Given = inner(asked, c, id_)
        record = p.world.collections[c][id_]
        if "summary" in record:
            given.document["summary"] = p.text(record["summary"], "de")
        return given

    instead(p, "item", item)


@fault("languages/malformed-ignored", "a malformed lang is ignored")
def _(p: Publisher) -> None:
    from dataclasses import replace

    instead(p, "lang_parameter", lambda inner: replace(inner(), understands=str))


@fault("languages/problems-english", "problems are English and say so, German being the first language")
def _(p: Publisher) -> None:
    def problem(inner: Any, asked: Asked, refusal: Refusal) -> Given:
        given: Given = inner(asked, refusal)
        given.headers.pop("Content-Language", None)
        return given

    instead(p, "problem", problem)
