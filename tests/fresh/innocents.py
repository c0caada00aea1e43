"""Other ways of being right: what the contract leaves to a publisher, one at a time."""

# mypy: disable-error-code="method-assign,assignment"

from __future__ import annotations

import hashlib
import json
import random
import unicodedata
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from tests.fresh import world
from tests.fresh.asked import Asked, Given, Refusal
from tests.fresh.faulty import instead
from tests.fresh.publisher import EVERYTHING, Publisher, soon

if TYPE_CHECKING:
    from collections.abc import Callable

    type_of_making = Callable[[], Publisher]


@dataclass(frozen=True, slots=True)
class Innocent:
    id: str
    says: str
    make: type_of_making


INNOCENTS: dict[str, Innocent] = {}
WITHOUT_LIVE = tuple(one for one in EVERYTHING if one != "live")
PLAIN = ("core", "query")


def innocent(id_: str, says: str) -> Callable[[type_of_making], type_of_making]:
    def register(make: type_of_making) -> type_of_making:
        assert id_ not in INNOCENTS, id_
        INNOCENTS[id_] = Innocent(id_, says, make)
        return make

    return register


def usual(changes: dict[str, Any] | None = None, **settings: Any) -> Publisher:
    return Publisher(world.make(**(changes or {})), **settings)


def _each(of: dict[str, tuple[str, Callable[[], Publisher]]]) -> None:
    for id_, (says, make) in of.items():
        innocent(id_, says)(make)


def but(*without: str) -> tuple[str, ...]:
    return tuple(one for one in EVERYTHING if one not in without)


_each({
    "usual": ("as it is", usual),
    "limits/20-20": ("default and maximum are 20", lambda: usual(default_limit=20, max_limit=20)),
    "limits/1-20": ("one record a page by default", lambda: usual(default_limit=1, max_limit=20)),
    "limits/100-100": ("100 a page by default", lambda: usual(default_limit=100, max_limit=100)),
    "limits/7-33": ("odd numbers", lambda: usual(default_limit=7, max_limit=33)),
    "totals/at-least": ("totals from 1,000 on are at-least", lambda: usual({"sessions": 1600}, at_least=True)),
    "totals/most-1000": ("lists end after 1,000 records", lambda: usual({"sessions": 2600}, most=1000)),
    "totals/most-and-at-least": ("both", lambda: usual({"sessions": 2600}, most=1000, at_least=True)),
    "etag/none": ("no ETag, class live not claimed", lambda: usual(classes=WITHOUT_LIVE, etag="none")),
    "etag/strong": ("strong ETags", lambda: usual(etag="strong")),
    "version/none": ("no dataVersion", lambda: usual(data_version=False)),
    "languages/one": ("the class languages with one language", lambda: usual(languages=("de",))),
    "languages/none": ("German, without the class languages", lambda: usual(classes=but("languages"), languages=("de",))),
    "languages/english-only": ("English alone", lambda: usual(classes=but("languages"), languages=("en",))),
    "languages/own": ("languages that the contract has no labels for", lambda: usual(languages=("fr", "de", "tr"))),
    "languages/subtags": ("tags with subtags", lambda: usual(languages=("de", "de-simple", "zh-Hant", "sr-Latn", "pt-BR"))),
    "languages/regional": ("de-DE and en-GB alone", lambda: usual(languages=("de-DE", "en-GB"))),
    "classes/offices": ("offices alone", lambda: usual(classes=(*PLAIN, "offices"))),
    "classes/sessions": ("sessions alone", lambda: usual(classes=(*PLAIN, "course-sessions"))),
    "classes/jobs-live": ("jobs, live", lambda: usual(classes=(*PLAIN, "jobs", "live"))),
    "classes/offices-place": ("offices by place", lambda: usual(classes=(*PLAIN, "offices", "place-search"))),
    "classes/courses-words": ("courses by words", lambda: usual(
        classes=(*PLAIN, "course-sessions", "courses", "text-search"), languages=("de",))),
    "classes/no-live": ("all but live", lambda: usual(classes=but("live"))),
    "classes/no-place": ("all but place-search", lambda: usual(classes=but("place-search"))),
    "classes/no-changes": ("all but changes", lambda: usual(classes=but("changes"))),
    "access/key": ("with a key", lambda: usual(access="api-key")),
    "access/basic": ("with a password", lambda: usual(access="basic")),
    "access/key-no-live": ("with a key, without live", lambda: usual(access="api-key", classes=but("live", "changes"))),
    "size/one": ("one record of each", lambda: usual({"jobs": 1, "courses": 1, "sessions": 1, "offices": 1})),
    "size/two": ("two records of each", lambda: usual({"jobs": 2, "courses": 2, "sessions": 2, "offices": 2})),
    "size/village": ("a dozen records", lambda: usual({"jobs": 12, "courses": 3, "sessions": 12, "offices": 4})),
    "size/many": ("5,000 sessions", lambda: usual({"sessions": 5000, "jobs": 1200}, max_limit=100)),
    "seed/1": ("other data", lambda: usual({"seed": 1})),
    "seed/2": ("other data", lambda: usual({"seed": 2, "jobs": 60, "sessions": 90, "offices": 25, "courses": 12})),
    "seed/3": ("other data", lambda: usual({"seed": 3, "jobs": 260, "sessions": 190, "offices": 125, "courses": 70})),
    "seed/4": ("other data, small pages", lambda: usual({"seed": 4, "jobs": 33}, default_limit=3, max_limit=20)),
})  # fmt: skip


def _records(p: Publisher) -> list[tuple[str, dict[str, Any]]]:
    return [(name, one) for name, held in p.world.collections.items() for one in held.values()]


@innocent("data/bare", "only what the schemas require")
def _() -> Publisher:
    p = usual(classes=but("changes"))
    needed = {"id", "sourceId", "sourceRecordId", "detailUrl", "detailScope", "title", "offerType", "kind", "programme",
              "name", "location", "locations", "remote", "startDate", "flexibleStart", "online", "availability", "courseId",
              "updatedAt"}  # fmt: skip
    for _, one in _records(p):
        for name in set(one) - needed:
            del one[name]
    instead(p, "shown", lambda inner, c, r, lang, km: {
        k: v for k, v in inner(c, r, lang, km).items() if k not in ("sessionCount", "nextStartDate")})  # fmt: skip
    return p


@innocent("data/placeless", "no record has a place that can be located")
def _() -> Publisher:
    p = usual()
    for name, one in _records(p):
        if name == "jobs":
            one.pop("locations", None)
            one["remote"] = True
        elif name == "offices":
            one["location"] = {"town": "Leipzig", "country": "DE"}
            one.pop("areaServed", None)
        elif name == "course-sessions":
            one.pop("location", None)
            one["online"] = True
    return p


@innocent("data/no-coordinates", "places have postcodes, no coordinates")
def _() -> Publisher:
    p = usual()
    for _, one in _records(p):
        for spot in [*(one.get("locations") or []), one.get("location") or {}]:
            for of in ("lat", "lon", "precision", "street"):
                spot.pop(of, None)
    return p


@innocent("data/undated", "no session and no job has a date")
def _() -> Publisher:
    p = usual()
    for name, one in _records(p):
        for of in ("startDate", "endDate", "publishedAt", "validThrough", "registrationDeadline"):
            one.pop(of, None)
        if name == "course-sessions":
            one["flexibleStart"] = True
    return p


@innocent("data/same-date", "all sessions start, and all jobs were published, at the same time")
def _() -> Publisher:
    p = usual()
    for name, one in _records(p):
        if "startDate" in one:
            one["startDate"] = (soon(0) + timedelta(days=20)).isoformat()
        one.pop("endDate", None)
        one["updatedAt"] = "2026-11-01T00:00:00+01:00"
        if name == "jobs":
            one["publishedAt"] = "2026-10-25T02:30:00+02:00"
    return p


@innocent("data/same-titles", "all records of a collection have one title")
def _() -> Publisher:
    p = usual()
    for name, one in _records(p):
        if "title" in one:
            one["title"] = {"de": ("Koch" if name == "jobs" else "Kurs B1", "source")}
        else:
            one["name"] = "Beratungsstelle"
    return p


@innocent("data/decomposed", "umlauts are written with combining marks (NFD)")
def _() -> Publisher:
    p = usual()
    for _, one in _records(p):
        if "title" in one:
            one["title"] = {k: (unicodedata.normalize("NFD", v), o) for k, (v, o) in one["title"].items()}
    return p


@innocent("data/odd-titles", "titles with signs, brackets, other scripts, names of saints and schools")
def _() -> Publisher:
    p = usual()
    odd = (
        "C++/C#-Entwickler (m/w/d) – R&D", "Vertrieb & Service <3 Jahre Erfahrung", "Koch/Köchin 100 % (befristet)",
        "Erzieher*in Kita St. Elisabeth", "Küchenhilfe in der Käthe-Kollwitz-Schule", "Лікар / лікарка", "مترجم شفوي",
        "Pflegekraft Haus Martin Luther", "Sachbearbeitung § 24 AufenthG", "Deutsch A1.1, Modul 3 (UE 100)",
        "Fahrer Kl. C1E, Schicht 06:00-14:00", "Kurs 2026-0815-4711", "\"Fit für den Job\"", "50 % Teilzeit_Stelle",
        "Dr.-Karl-Renner-Straße: Reinigung", "Integrationskurs für Frauen mit Kinderbetreuung am Vormittag in Halle",
    )  # fmt: skip
    for number, (_, one) in enumerate(_records(p)):
        if "title" in one:
            one["title"] = {"de": (odd[number % len(odd)], "source")}
    return p


@innocent("data/own-codes", "codes of the publisher's own")
def _() -> Publisher:
    p = usual()
    for number, (name, one) in enumerate(_records(p)):
        if name == "course-sessions" and number % 5 == 0:
            one["mode"] = ["x-nachtkurs"]

    def code_list(inner: Any, name: str) -> Any:
        made = inner(name)
        if name == "modes":
            labels = [
                {"value": f"Nachtkurs {lang}", "lang": lang, "origin": "source"} for lang in p.languages
            ]
            made["codes"].append({"code": "x-nachtkurs", "labels": labels})
        return made

    def label(inner: Any, name: str, code: str, lang: str) -> str:
        return f"Nachtkurs {lang}" if code.startswith("x-") else str(inner(name, code, lang))

    instead(p, "code_list", code_list)
    instead(p, "label", label)
    instead(
        p, "entries", lambda inner, name: inner(name) | ({"x-nachtkurs": None} if name == "modes" else {})
    )
    return p


@innocent(
    "data/fractions", "instants with fractions, lower-case letters or far offsets; whole numbers as 2.0"
)
def _() -> Publisher:
    p = usual()
    forms = ("%Y-%m-%dT%H:%M:%S.%fZ", "%Y-%m-%dT%H:%M:%S+00:00", "%Y-%m-%dT%H:%M:%SZ")
    for number, (_, one) in enumerate(_records(p)):
        stamp = datetime.fromisoformat(one["updatedAt"]).astimezone(UTC) + timedelta(
            microseconds=123456 * (number % 2)
        )
        one["updatedAt"] = stamp.strftime(forms[number % 3])
    return p


@innocent("data/integers-as-floats", "JSON numbers with a fraction of nought")
def _() -> Publisher:
    p = usual()
    for _, one in _records(p):
        if "openings" in one:
            one["openings"] = float(one["openings"])
    return p


@innocent("data/long-ids", "ids of 64 characters with all signs that are allowed")
def _() -> Publisher:
    p = usual()
    for name in ("jobs", "offices", "course-sessions"):
        held = p.world.collections[name]
        made = {}
        for number, one in enumerate(held.values()):
            one["id"] = f"{'aZ9'[number % 3]}.~_-{number:x}".ljust(64, "q") if number % 2 else f"{number}~"
            made[one["id"]] = one
        p.world.collections[name] = made
    return p


@innocent("data/few-words", "names of one short word")
def _() -> Publisher:
    p = usual()
    for number, (_, one) in enumerate(_records(p)):
        if "title" in one:
            one["title"] = {"de": (("Koch", "IT", "Bau", "B1")[number % 4], "source")}
        elif "name" in one:
            one["name"] = ("VHS", "MBE", "JMD")[number % 3]
    return p


@innocent("form/indented", "indented JSON, members sorted, everything beyond ASCII escaped")
def _() -> Publisher:
    p = usual()
    p.written = lambda document: json.dumps(document, indent=2, sort_keys=True).encode()
    return p


@innocent("form/order-differs", "members in another order in every answer")
def _() -> Publisher:
    p = usual()

    def shuffled(one: Any) -> Any:
        if isinstance(one, dict):
            keys = list(one)
            random.Random(p.count // 3).shuffle(keys)
            return {key: shuffled(one[key]) for key in keys}
        return [shuffled(part) for part in one] if isinstance(one, list) else one

    instead(p, "written", lambda inner, document: inner(shuffled(document)))
    return p


def _headers(says_id: str, says: str, change: Callable[[Asked, Given], Any], **settings: Any) -> None:
    def make() -> Publisher:
        p = usual(**settings)

        def finish(inner: Any, asked: Asked, given: Given) -> Given:
            made: Given = inner(asked, given)
            change(asked, made)
            return made

        instead(p, "finish", finish)
        return p

    innocent(says_id, says)(make)


def _type(form: str) -> Callable[[Asked, Given], Any]:
    def change(asked: Asked, given: Given) -> None:
        if "Content-Type" in given.headers:
            given.headers["Content-Type"] = form.format(given.headers["Content-Type"])

    return change


_headers("header/charset", "Content-Type with a charset", _type("{}; charset=utf-8"))
_headers("header/charset-upper", "Content-Type in other case", _type("{};charset=UTF-8"))
_headers("header/lower-case", "header names in lower case", lambda asked, given: setattr(
    given, "headers", {name.lower(): one for name, one in given.headers.items()}))  # fmt: skip
_headers("header/no-cache", "Cache-Control: no-cache", lambda asked, given: given.headers.update(
    {"Cache-Control": "no-cache"}) if given.status in (200, 304) else None)  # fmt: skip
_headers("header/no-store", "Cache-Control: no-store, max-age=0", lambda asked, given: given.headers.update(
    {"Cache-Control": "no-store, max-age=0"}))  # fmt: skip
_headers("header/vary-star", "Vary in lower case with more names", lambda asked, given: given.headers.update(
    {"Vary": "origin,accept-language,accept-encoding, x-device"}))  # fmt: skip
_headers("header/many", "headers of proxies", lambda asked, given: given.headers.update(
    {"Server": "nginx", "X-Request-Id": f"{id(given)}", "Strict-Transport-Security": "max-age=1", "Via": "1.1 relay",
     "X-Content-Type-Options": "nosniff", "Age": "3"}))  # fmt: skip
_headers("header/no-date", "no Date", lambda asked, given: given.headers.pop("Date", None))
_headers("header/late", "a clock that is four minutes slow", lambda asked, given: given.headers.update(
    {"Date": f"{datetime.now(UTC) - timedelta(minutes=4):%a, %d %b %Y %H:%M:%S GMT}"}))  # fmt: skip
_headers("header/304-lean", "304 with what is needed", lambda asked, given: [
    given.headers.pop(one, None) for one in ("Content-Language", "Date") if given.status == 304])  # fmt: skip
_headers("header/head-length", "HEAD without Content-Length", lambda asked, given: given.headers.pop(
    "Content-Length", None) if asked.method == "HEAD" else None)  # fmt: skip
_headers("header/key-cookie-free", "keyed and with RateLimit fields", lambda asked, given: given.headers.update(
    {"RateLimit": '"default";r=50;t=30', "RateLimit-Policy": '"default";q=100;w=60'}), access="api-key")  # fmt: skip


@innocent("form/gzip-always", "gzip also for small answers, whenever accepted")
def _() -> Publisher:
    import gzip

    p = usual()

    def compress(inner: Any, asked: Asked, given: Given) -> None:
        if "gzip" in asked.headers.get("accept-encoding", "") and given.body:
            given.body = gzip.compress(given.body)
            given.headers["Content-Encoding"] = "gzip"

    instead(p, "compress", compress)
    return p


@innocent("form/gzip-tagged", "strong ETags that differ with gzip, as Apache does")
def _() -> Publisher:
    p = usual(etag="strong")

    def finish(inner: Any, asked: Asked, given: Given) -> Given:
        asked.headers = {
            k: v.replace("-gzip", "") if k == "if-none-match" else v for k, v in asked.headers.items()
        }
        made: Given = inner(asked, given)
        if "gzip" in asked.headers.get("accept-encoding", "") and "ETag" in made.headers:
            made.headers["ETag"] = made.headers["ETag"][:-1] + '-gzip"'
        return made

    instead(p, "finish", finish)
    return p


@innocent("etag/by-salt", "two machines with ETags of their own, one after the other")
def _() -> Publisher:
    p = usual(classes=but("live"))
    instead(p, "tag", lambda inner, given: f'"{p.count // 50}-{hashlib.sha1(given.body).hexdigest()[:9]}"')
    return p


@innocent("version/each-list", "dataVersion is a digest of the collection")
def _() -> Publisher:
    p = usual()

    def page(inner: Any, asked: Asked, *more: Any) -> Any:
        return inner(asked, *more) | {"dataVersion": hashlib.sha1(asked.path.encode()).hexdigest()}

    instead(p, "page", page)
    return p


@innocent("version/each-list-and-language", "dataVersion differs from language to language")
def _() -> Publisher:
    p = usual()

    def page(inner: Any, asked: Asked, *more: Any) -> Any:
        values = dict(asked.pairs) if "lang=" in asked.query else {}
        return inner(asked, *more) | {"dataVersion": f"2026-11-22/{p.language(asked, values)}"}

    instead(p, "page", page)
    return p


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


@innocent("problems/order", "faults come in another order, the code is that of the last")
def _() -> Publisher:
    p = usual()

    def problem(inner: Any, asked: Asked, refusal: Refusal) -> Given:
        refusal.faults.reverse()
        if refusal.faults and refusal.status == 400:
            refusal.code = refusal.faults[0].code
        return inner(asked, refusal)  # type: ignore[no-any-return]

    instead(p, "problem", problem)
    return p


@innocent("problems/no-id-check", "an id that breaks the notation is 400")
def _() -> Publisher:
    import re

    from tests.fresh.asked import Fault

    p = usual()

    def item(inner: Any, asked: Asked, c: str, id_: str) -> Given:
        if id_ and not re.fullmatch("[A-Za-z0-9][A-Za-z0-9._~-]{0,63}", id_):
            names = {
                "jobs": "jobId",
                "course-sessions": "sessionId",
                "courses": "courseId",
                "offices": "officeId",
            }
            raise Refusal(400, "invalid-parameter", [Fault(names[c])])
        return inner(asked, c, id_)  # type: ignore[no-any-return]

    instead(p, "item", item)
    return p


def _changing(p: Publisher, every: int, change: Callable[[Publisher, int], None]) -> Publisher:
    def answer(inner: Any, asked: Asked) -> Given:
        if p.count and p.count % every == 0:
            change(p, p.count)
        return inner(asked)  # type: ignore[no-any-return]

    instead(p, "answer", answer)
    return p


def _new_job(p: Publisher, count: int, name: str = "jobs") -> None:
    held = p.world.collections[name]
    one = dict(next(iter(held.values())))
    one |= {"id": f"neu-{count}", "sourceRecordId": f"neu/{count}", "detailUrl": f"https://arbeit.landesportal.example/neu/{count}",
            "updatedAt": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")}  # fmt: skip
    held[one["id"]] = one
    p.world.version = str(count)


def _closed_job(p: Publisher, count: int, name: str = "jobs") -> None:
    held = p.world.collections[name]
    if len(held) > 20:
        id_ = list(held)[count % len(held)]
        del held[id_]
        p.world.removed.add((name, id_))
    p.world.version = str(count)


def _touched(p: Publisher, count: int, name: str = "course-sessions") -> None:
    held = p.world.collections[name]
    one = list(held.values())[count * 7 % len(held)]
    one["updatedAt"] = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    if "places" in one:
        one["places"] = one["places"] | {"free": (one["places"]["free"] + 1) % 18}
        one["availability"] = "free" if one["places"]["free"] else "full"
    p.world.version = str(count)


for _every in (60, 15):
    for _name, _says, _change in (
        ("new", "a new job", _new_job), ("closed", "a job is closed", _closed_job), ("touched", "a session is changed", _touched),
    ):  # fmt: skip
        _each({
            f"changing/{_name}-{_every}": (f"{_says} every {_every} requests", lambda every=_every, change=_change: _changing(
                usual(), every, change)),  # type: ignore[misc]
            f"changing/{_name}-{_every}-without-version": (
                f"{_says} every {_every} requests, without dataVersion", lambda every=_every, change=_change: _changing(
                    usual(data_version=False), every, change)),  # type: ignore[misc]
        })  # fmt: skip


@innocent("now-and-then/503", "one answer in a hundred is 503 with Retry-After")
def _() -> Publisher:
    p = usual()

    def route(inner: Any, asked: Asked) -> Given:
        if p.count % 100 == 57:
            raise Refusal(503, "unavailable", Retry_After="1")
        return inner(asked)  # type: ignore[no-any-return]

    def problem(inner: Any, asked: Asked, refusal: Refusal) -> Given:
        given: Given = inner(asked, refusal)
        if refusal.status == 503:
            given.document["retryAfterSeconds"] = 1
        return given

    instead(p, "route", route)
    instead(p, "problem", problem)
    return p
