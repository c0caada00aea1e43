"""What words find, how ties come, where places lie."""

# mypy: disable-error-code="method-assign,assignment"

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from tests.fresh.asked import Refusal
from tests.fresh.faulty import instead
from tests.fresh.innocent import innocent, usual

if TYPE_CHECKING:
    from tests.fresh.publisher import Publisher


@innocent("words/substring", "q finds words anywhere in a word")
def _() -> Publisher:
    p = usual()
    p.same_word = lambda asked, held: asked in held
    return p


@innocent("words/whole", "q finds whole words only")
def _() -> Publisher:
    p = usual()
    p.same_word = lambda asked, held: asked == held
    return p


@innocent("words/titles-only", "q looks at titles and names only")
def _() -> Publisher:
    p = usual()
    p.haystack = lambda record: " ".join(
        [value for value, _ in (record.get("title") or {}).values()] + [record.get("name", "")])  # fmt: skip
    return p


@innocent("words/originals", "a program translates titles when it answers; q looks at the originals")
def _() -> Publisher:
    p = usual()
    p.haystack = lambda record: record["title"]["de"][0] if "title" in record else record.get("name", "")
    for held in p.world.collections.values():
        for record in held.values():
            if "en" in record.get("title", {}):
                record["title"]["en"] = (record["title"]["en"][0], "machine")
    return p


@innocent("words/plain", "q folds no umlauts and knows no word forms")
def _() -> Publisher:
    p = usual()
    p.words = lambda text: text.casefold().split()
    return p


@innocent("words/hidden-texts", "q looks at advert texts too that do not travel")
def _() -> Publisher:
    p = usual()
    more = ("Teamgeist", "Schichtzulage", "Köln", "Führerschein", "Englisch")
    instead(
        p,
        "haystack",
        lambda inner, record: (
            inner(record) + " " + more[len(record["id"]) % 5] + " " + record["sourceRecordId"]
        ),
    )
    return p


@innocent("words/stop-words", "words such as und, in, am are left aside, as a text index does")
def _() -> Publisher:
    p = usual()
    stop = {"und", "in", "am", "im", "an", "der", "beim", "the", "for", "fuer", "den", "m", "w", "d"}
    instead(p, "words", lambda inner, text: [one for one in inner(text) if one not in stop] or inner(text))
    return p


@innocent("words/ranking", "relevance is any order that repeats")
def _() -> Publisher:
    p = usual()

    def key(inner: Any, c: str, sort: str, hit: Any, values: Any) -> Any:
        if sort == "relevance":
            return (hashlib.sha1((hit[0]["id"] + values["q"].casefold()).encode()).hexdigest(),)
        return inner(c, sort, hit, values)

    instead(p, "sort_key", key)
    return p


@innocent("order/ties", "ties in an order of their own")
def _() -> Publisher:
    p = usual()

    def key(inner: Any, c: str, sort: str, hit: Any, values: Any) -> Any:
        made = inner(c, sort, hit, values)
        return made if sort == "id" else (*made[:-1], hashlib.sha1(hit[0]["id"].encode()).hexdigest())

    instead(p, "sort_key", key)
    return p


@innocent("places/centres", "postcodes have other centres than one would think")
def _() -> Publisher:
    p = usual()

    def place_of(inner: Any, values: Any) -> Any:
        made = inner(values)
        if made and "postcode" in made:
            made["centre"] = (made["centre"][0] + 0.04, made["centre"][1] - 0.05)
        return made

    instead(p, "place_of", place_of)
    return p


@innocent("places/ellipsoid", "distances on an ellipsoid, half a per cent longer, with many decimals")
def _() -> Publisher:
    p = usual()
    instead(p, "distance", lambda inner, a, b: inner(a, b) * 1.004)
    instead(p, "shown", lambda inner, c, r, lang, km: inner(c, r, lang, None) | (
        {} if km is None else {"distanceKm": km}))  # fmt: skip
    return p


@innocent("places/rounded", "distances with one decimal")
def _() -> Publisher:
    p = usual()
    instead(p, "shown", lambda inner, c, r, lang, km: inner(c, r, lang, None if km is None else round(km, 1)))
    return p


@innocent("places/echo-rounded", "the echoed centre has three decimals, as was asked")
def _() -> Publisher:
    p = usual()
    instead(p, "place_of", lambda inner, values: (made := inner(values)) and made | (
        {"centre": tuple(round(one, 3) for one in made["centre"])} if "centre" in made else {}))  # fmt: skip
    return p


@innocent("places/every-postcode", "every postcode is located somewhere")
def _() -> Publisher:
    p = usual()

    def place_of(inner: Any, values: Any) -> Any:
        try:
            return inner(values)
        except Refusal:
            return {"centre": (51.0, 10.0), "postcode": values["postcode"], "label": values["postcode"], "precision": "postcode",
                    "radiusKm": values.get("radiusKm", 25)}  # fmt: skip

    instead(p, "place_of", place_of)
    return p
