"""A second right publisher, written for tests from the contract alone and sharing no code with the reference server.

`Publisher.answer` is the whole of it; every step is a method that a fault or another way of being right may replace.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import math
import re
import unicodedata
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from tests.fresh import asked as reading
from tests.fresh.asked import THREE, Asked, Fault, Given, Parameter, Refusal
from tests.fresh.world import BERLIN, TOWNS

from wegweiser_contract import load_contract

if TYPE_CHECKING:
    from tests.fresh.world import World

type_of_record = dict[str, Any]
CONTRACT = load_contract()
COLLECTIONS = ("jobs", "course-sessions", "courses", "offices")
EVERYTHING = (
    "core", *COLLECTIONS, "query", "text-search", "place-search", "languages", "live", "changes",
)  # fmt: skip
# Which property of a record is coded by which list.
LISTS = {
    "offerType": "offer-types", "workingTimes": "working-times", "contract": "contract-types",
    "suitability": "suitability", "programme": "programmes", "mode": "modes", "entryLevel": "cefr",
    "targetLevel": "cefr", "exams": "exams", "funding": "funding", "eligibility": "eligibility",
    "availability": "availability", "status": "office-statuses", "unit": "salary-units", "level": "cefr",
}  # fmt: skip
# Parameter: (match, property path). Courses are found through their sessions.
_OF_SESSIONS = {
    **{
        name: ("code", name)
        for name in ("kind", "programme", "mode", "entryLevel", "targetLevel", "funding", "eligibility")
    },
    "startFrom": ("from", "startDate"),
    "startTo": ("to", "startDate"),
    **{name: ("three", name) for name in ("flexibleStart", "freePlaces", "childcare", "barrierFree")},
}
FILTERS: dict[str, dict[str, tuple[str, str]]] = {
    "jobs": {
        "offerType": ("code", "offerType"), "workingTime": ("code", "workingTimes"), "contract": ("code", "contract"),
        "occupation": ("prefix", "kldb"), "suitability": ("code", "suitability"), "language": ("tag", "requiredLanguages"),
        "publishedSince": ("since", "publishedAt"), "startFrom": ("from", "startDate"), "startTo": ("to", "startDate"),
        **{name: ("three", name) for name in ("temporaryAgencyWork", "privateAgency", "remote")},
    },
    "course-sessions": {"courseId": ("id", "courseId"), **_OF_SESSIONS},
    "courses": _OF_SESSIONS,
    "offices": {"kind": ("code", "kind"), "language": ("tag", "languages"), "barrierFree": ("three", "barrierFree")},
}  # fmt: skip
_PLACE = ("postcode", "lat", "lon", "radiusKm", "ags", "placeless")


class Publisher:
    """Settings are what the contract leaves to a publisher."""

    def __init__(
        self, world: World, *, classes: tuple[str, ...] = EVERYTHING, languages: tuple[str, ...] = ("de", "en", "ar"),
        default_limit: int = 10, max_limit: int = 50, at_least: bool = False, etag: str = "weak", access: str = "anonymous",
        most: int = 0, data_version: bool = True,
    ) -> None:  # fmt: skip
        self.world = world
        self.classes = classes
        self.languages = languages
        self.default_limit, self.max_limit, self.at_least = default_limit, max_limit, at_least
        self.etag, self.access, self.most, self.data_version = etag, access, most, data_version
        self.key = "eb7f-verein-0815"
        self.count = 0

    # --- the way of a request -------------------------------------------------------------------

    def answer(self, asked: Asked) -> Given:
        self.count += 1
        try:
            given = self.given(asked)
        except (Refusal, KeyError, TypeError, ValueError, AttributeError, IndexError):
            asked.headers.pop("accept-language", None)
            given = self.problem(Asked("GET", "/"), Refusal(500, "internal"))
        return self.finish(asked, given)

    def given(self, asked: Asked) -> Given:
        try:
            return self.route(asked)
        except Refusal as refusal:
            return self.problem(asked, refusal)

    def route(self, asked: Asked) -> Given:
        if asked.method not in ("GET", "HEAD", "OPTIONS"):
            raise Refusal(405, "method-not-allowed", Allow="GET, HEAD, OPTIONS")
        parts = asked.path.removeprefix("/").split("/") if asked.path not in ("", "/") else []
        if not parts:
            self.parameters_of(asked, {"lang": self.lang_parameter()} if "languages" in self.classes else {})
            return Given(document=self.description())
        if parts[0] == "code-lists" and len(parts) <= 2:
            return self.code_lists(asked, parts[1:])
        self.admit(asked)
        if parts[0] not in COLLECTIONS or parts[0] not in self.classes or len(parts) > 2:
            raise Refusal(404, "not-found")
        return self.listed(asked, parts[0]) if len(parts) == 1 else self.item(asked, parts[0], parts[1])

    def admit(self, asked: Asked) -> None:
        key, password = asked.headers.get("x-api-key"), asked.headers.get("authorization")
        if self.access == "anonymous":
            return
        challenge = {"api-key": 'ApiKey realm="landesportal"', "basic": 'Basic realm="landesportal"'}[
            self.access
        ]
        right = key == self.key if self.access == "api-key" else password == self.basic()
        if not right:
            raise Refusal(401, "unauthorized", WWW_Authenticate=challenge)

    def basic(self) -> str:
        return "Basic " + base64.b64encode(f"verein:{self.key}".encode()).decode()

    # --- parameters -----------------------------------------------------------------------------

    def lang_parameter(self) -> Parameter:
        return Parameter("lang", reading.pattern(reading.TAG.pattern, 64))

    def known(self, collection: str) -> dict[str, Parameter]:
        """What the list of a collection understands: the contract's projection, in this server's words."""
        listed = [self.filter_parameter(collection, name) for name in FILTERS[collection]]
        sorts = ["date"] if collection != "offices" else []
        if "text-search" in self.classes:
            listed.append(Parameter("q", reading.pattern(r"(?s).*\S.*", 200)))
            sorts.append("relevance")
        if "place-search" in self.classes:
            sorts.append("distance")
            listed += [
                Parameter("postcode", reading.pattern("[0-9]{5}")), Parameter("lat", reading.decimal(90)),
                Parameter("lon", reading.decimal(180)), Parameter("radiusKm", reading.whole(0, 200)),
                Parameter("ags", reading.pattern("[0-9]{2}|[0-9]{3}|[0-9]{5}|[0-9]{8}")),
                Parameter("placeless", reading.word(THREE), allowed=THREE),
            ]  # fmt: skip
        if "changes" in self.classes:
            listed.append(Parameter("updatedSince", reading.moment))
        if "languages" in self.classes:
            listed.append(self.lang_parameter())
        if sorts:
            listed.append(Parameter("sort", reading.word(sorts), allowed=tuple(sorts)))
        listed += [Parameter("limit", reading.whole(1, self.max_limit)), Parameter("cursor", str)]
        return {one.name: one for one in listed}

    def filter_parameter(self, collection: str, name: str) -> Parameter:
        match, of = FILTERS[collection][name]
        if match == "code":
            codes = tuple(self.entries(self.list_name(collection, of)))
            return Parameter(name, reading.word(codes), True, codes)
        if match == "three":
            return Parameter(name, reading.word(THREE), allowed=THREE)
        forms = {"prefix": "[0-9]{1,5}", "tag": reading.TAG.pattern, "id": reading.ID.pattern}
        if match in forms:
            return Parameter(name, reading.pattern(forms[match]), match != "id")
        return Parameter(name, reading.day)

    def parameters_of(self, asked: Asked, known: dict[str, Parameter]) -> dict[str, Any]:
        pairs = asked.pairs
        values, faults = reading.read(pairs, known)
        faults += [Fault(name) for name, value in pairs if name in known and value == "" and not any(
            one.parameter == name for one in faults)]  # fmt: skip
        faults += self.contradictions(values, faults)
        if faults:
            raise Refusal(400, faults[0].code, faults)
        return values

    def contradictions(self, values: dict[str, Any], faults: list[Fault]) -> list[Fault]:
        wrong = {one.parameter for one in faults}
        there = set(values) | wrong
        found: dict[str, str] = {}
        kinds = [names for names in (("postcode",), ("lat", "lon"), ("ags",)) if there & set(names)]
        if len(kinds) > 1:
            found |= {name: "conflicting-parameters" for kind in kinds for name in kind if name in there}
        if ("lat" in there) != ("lon" in there):
            found |= {name: "conflicting-parameters" for name in ("lat", "lon") if name in there}
        if "radiusKm" in there and not there & {"postcode", "lat", "lon"}:
            found["radiusKm"] = "conflicting-parameters"
        if "placeless" in there and not kinds:
            found["placeless"] = "conflicting-parameters"
        if values.get("sort") == "distance" and not there & {"postcode", "lat", "lon"}:
            found["sort"] = "conflicting-parameters"
        if values.get("sort") == "relevance" and "q" not in there:
            found["sort"] = "conflicting-parameters"
        return [
            Fault(name, code, "These do not go together.")
            for name, code in found.items()
            if name not in wrong
        ]

    # --- lists ----------------------------------------------------------------------------------

    def listed(self, asked: Asked, collection: str) -> Given:
        values = self.parameters_of(asked, self.known(collection))
        place = self.place_of(values)
        hits = self.ordered(collection, self.find(collection, values, place), values, place)
        total = self.total(hits, values)
        begin, shown = self.slice(asked, hits, values)
        lang = self.language(asked, values)
        items = [self.shown(collection, one, lang, km) for one, km in shown]
        page = self.page(asked, hits, begin, len(shown), total)
        document: dict[str, Any] = {"items": items, "page": page}
        if place:
            document["place"] = self.echo(place)
        return Given(document=document, headers=self.in_language(lang))

    def total(self, hits: list[tuple[type_of_record, float | None]], values: dict[str, Any]) -> int:
        return len(hits)

    def find(
        self, collection: str, values: dict[str, Any], place: dict[str, Any] | None
    ) -> list[tuple[type_of_record, float | None]]:
        found = []
        for record in self.records(collection):
            if "q" in values and not self.worded(record, values["q"]):
                continue
            if "updatedSince" in values and not self.since_instant(record, values["updatedSince"]):
                continue
            hit = self.hit(collection, record, values, place)
            if hit is not None:
                found.append((record, hit if place and "centre" in place and hit >= 0 else None))
        return found

    def records(self, collection: str) -> list[type_of_record]:
        return [one for one in self.world.collections[collection].values() if self.alive(one)]

    def alive(self, record: type_of_record) -> bool:
        today = self.today().isoformat()
        return bool(record.get("validThrough", "9") >= today and record.get("endDate", "9") >= today)

    def today(self) -> date:
        return datetime.now(BERLIN).date()

    def hit(
        self, collection: str, record: type_of_record, values: dict[str, Any], place: dict[str, Any] | None
    ) -> float | None:
        """None is no hit; else the distance, -1 where there is none."""
        asked_of = {name: one for name, one in values.items() if name in FILTERS[collection]}
        if collection == "courses":
            if place is None and all(one == "include" for one in asked_of.values()):
                return -1.0
            near = [self.hit("course-sessions", one, asked_of | {"placeless": values.get("placeless")}, place)
                    for one in self.world.sessions_of(record["id"]) if self.alive(one)]  # fmt: skip
            hits = [one for one in near if one is not None]
            return min((one for one in hits if one >= 0), default=-1.0) if hits else None
        if not all(self.meets(collection, record, name, value) for name, value in asked_of.items()):
            return None
        return self.placed(collection, record, place, values.get("placeless") or "exclude") if place else -1.0

    def meets(self, collection: str, record: type_of_record, name: str, wanted: Any) -> bool:
        match, of = FILTERS[collection][name]
        have = record.get(of)
        if match == "three":
            known = self.has_free_places(record) if of == "freePlaces" else have is True
            return {"include": True, "only": known, "exclude": not known}[wanted]
        if match == "prefix":
            return any(self.begins((record.get("occupation") or {}).get("kldb", ""), one) for one in wanted)
        if match == "tag":
            tags = [one["lang"] if isinstance(one, dict) else one for one in have or []]
            return any(tag.lower() == one.lower() for tag in tags for one in wanted)
        if match == "since":
            return have is not None and datetime.fromisoformat(have).astimezone(BERLIN).date() >= wanted
        if match in ("from", "to"):
            return have is not None and self.in_bound(match, have, wanted.isoformat())
        if match == "id":
            return bool(have == wanted)
        return bool(set(have if isinstance(have, list) else [have]) & set(wanted))

    def begins(self, have: str, wanted: str) -> bool:
        return have.startswith(wanted)

    def in_bound(self, match: str, have: str, wanted: str) -> bool:
        return have >= wanted if match == "from" else have <= wanted

    def has_free_places(self, session: type_of_record) -> bool:
        return (
            session.get("availability") in ("free", "few") or (session.get("places") or {}).get("free", 0) > 0
        )

    def since_instant(self, record: type_of_record, since: date | datetime) -> bool:
        if not isinstance(since, datetime):
            since = datetime(since.year, since.month, since.day, tzinfo=BERLIN)
        return datetime.fromisoformat(record["updatedAt"]) >= since

    # --- words ----------------------------------------------------------------------------------

    def worded(self, record: type_of_record, q: str) -> bool:
        words = self.words(self.haystack(record))
        return all(any(self.same_word(word, one) for one in words) for word in self.words(q))

    def same_word(self, asked: str, held: str) -> bool:
        return held.startswith(asked) or self.stem(held) == self.stem(asked)

    def stem(self, word: str) -> str:
        return re.sub("(innen|in|en|er|n|e|s)$", "", word) if len(word) > 5 else word

    def words(self, text: str) -> list[str]:
        folded = text.casefold().translate({0xE4: "ae", 0xF6: "oe", 0xFC: "ue"})
        plain = "".join(
            one for one in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(one)
        )
        return re.findall(r"\w+", plain) or [plain.strip()]

    def haystack(self, record: type_of_record) -> str:
        texts = [value for of in ("title", "summary") for value, _ in (record.get(of) or {}).values()]
        owner = record.get("employer") or record.get("provider") or record.get("operator") or {}
        towns = [
            one.get("town", "") for one in [*(record.get("locations") or []), record.get("location") or {}]
        ]
        return " ".join([*texts, owner.get("name", ""), record.get("name", ""), *towns])

    # --- places ---------------------------------------------------------------------------------

    def place_of(self, values: dict[str, Any]) -> dict[str, Any] | None:
        if "ags" in values:
            return {"ags": values["ags"], "label": f"Gebiet {values['ags']}", "precision": "municipality"}
        if "lat" in values:
            centre = (values["lat"], values["lon"])
            return {"centre": centre, "label": f"{centre[0]}, {centre[1]}", "precision": "address",
                    "radiusKm": values.get("radiusKm", self.radius())}  # fmt: skip
        if "postcode" not in values:
            return None
        town = next((name for name, one in TOWNS.items() if values["postcode"] in one[2]), None)
        if town is None:
            raise Refusal(
                400, "unknown-place", [Fault("postcode", "unknown-place", "This postcode is not known.")]
            )
        return {"centre": TOWNS[town][3:5], "postcode": values["postcode"], "label": f"{values['postcode']} {town}",
                "precision": "postcode", "radiusKm": values.get("radiusKm", self.radius())}  # fmt: skip

    def radius(self) -> int:
        return 25

    def echo(self, place: dict[str, Any]) -> dict[str, Any]:
        told = {name: place[name] for name in ("label", "precision", "radiusKm", "ags") if name in place}
        return told | (
            {"centre": {"lat": place["centre"][0], "lon": place["centre"][1]}} if "centre" in place else {}
        )

    def places_of(self, record: type_of_record) -> list[dict[str, Any]]:
        return [*(record.get("locations") or []), *([record["location"]] if "location" in record else [])]

    def placed(
        self, collection: str, record: type_of_record, place: dict[str, Any], placeless: str
    ) -> float | None:
        places = self.places_of(record)
        if not any(one.get(name) for one in places for name in ("postcode", "ags", "lat")):
            served = collection == "offices" and "ags" in place and record.get("areaServed")
            if not served:
                return -1.0 if placeless != "exclude" else None
        if placeless == "only":
            return None
        return self.in_area(collection, record, place["ags"]) if "ags" in place else self.near(places, place)

    def in_area(self, collection: str, record: type_of_record, ags: str) -> float | None:
        if collection == "offices" and record.get("areaServed"):
            return (
                -1.0
                if any(ags.startswith(one) or one.startswith(ags) for one in record["areaServed"])
                else None
            )
        return -1.0 if any(one.get("ags", "").startswith(ags) for one in self.places_of(record)) else None

    def near(self, places: list[dict[str, Any]], place: dict[str, Any]) -> float | None:
        kms = [self.distance(place["centre"], (one["lat"], one["lon"])) for one in places if "lat" in one]
        nearest = min(kms, default=-1.0)
        bears = any(one.get("postcode") == place.get("postcode") for one in places if "postcode" in one)
        return nearest if bears or 0 <= nearest <= place["radiusKm"] else None

    def distance(self, one: tuple[float, float], other: tuple[float, float]) -> float:
        (a, b), (c, d) = (tuple(map(math.radians, point)) for point in (one, other))
        half = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
        return 2 * 6371.0088 * math.asin(math.sqrt(half))

    # --- order and pages ------------------------------------------------------------------------

    def sort_of(self, collection: str, values: dict[str, Any], place: dict[str, Any] | None) -> str:
        if "sort" in values:
            return str(values["sort"])
        if place and "centre" in place:
            return "distance"
        return "relevance" if "q" in values else ("id" if collection == "offices" else "date")

    def ordered(
        self, collection: str, hits: list[tuple[type_of_record, float | None]], values: dict[str, Any],
        place: dict[str, Any] | None,
    ) -> list[tuple[type_of_record, float | None]]:  # fmt: skip
        sort = self.sort_of(collection, values, place)
        return sorted(hits, key=lambda hit: self.sort_key(collection, sort, hit, values))

    def sort_key(
        self, collection: str, sort: str, hit: tuple[type_of_record, float | None], values: dict[str, Any]
    ) -> tuple[Any, ...]:
        record, km = hit
        if sort == "distance":
            return (km is None, km or 0, record["id"])
        if sort == "relevance":
            title = self.words(" ".join(value for value, _ in (record.get("title") or {}).values()))
            return (-sum(word in title for word in self.words(values["q"])), record["id"])
        if sort == "id":
            return (record["id"],)
        if collection == "course-sessions":
            return (record.get("startDate", "9999"), record["id"])
        stamp = record.get("publishedAt" if collection == "jobs" else "updatedAt")
        return (stamp is None, -datetime.fromisoformat(stamp).timestamp() if stamp else 0, record["id"])

    def signature(self, pairs: list[tuple[str, str]]) -> str:
        bound = sorted(pair for pair in pairs if pair[0] not in ("limit", "lang", "cursor"))
        return hashlib.sha1(repr(bound).encode()).hexdigest()[:12]

    def slice(
        self, asked: Asked, hits: list[tuple[type_of_record, float | None]], values: dict[str, Any]
    ) -> tuple[int, list[tuple[type_of_record, float | None]]]:
        """Where the page begins, and what it holds."""
        begin = 0
        if "cursor" in values:
            begin = self.position(asked, values["cursor"])
        size = values.get("limit", self.default_limit)
        if self.most:
            size = min(size, max(self.most - begin, 0))
        return begin, hits[begin : begin + size]

    def position(self, asked: Asked, cursor: str) -> int:
        try:
            sealed, signature, begin = base64.urlsafe_b64decode(cursor.encode()).decode().split(":")
            if sealed == self.seal(signature, begin) and signature == self.signature(asked.pairs):
                return int(begin)
        except ValueError:
            pass
        raise Refusal(
            400, "invalid-cursor", [Fault("cursor", "invalid-cursor", "Begin again without a cursor.")]
        )

    def seal(self, signature: str, begin: str) -> str:
        return hashlib.sha1(f"geheim:{signature}:{begin}".encode()).hexdigest()[:8]

    def cursor(self, asked: Asked, begin: int) -> str:
        signature = self.signature(asked.pairs)
        return base64.urlsafe_b64encode(
            f"{self.seal(signature, str(begin))}:{signature}:{begin}".encode()
        ).decode()

    def page(self, asked: Asked, hits: list[Any], begin: int, shown: int, total: int) -> dict[str, Any]:
        page: dict[str, Any] = {"total": total, "totalRelation": "exact"}
        if self.at_least and len(hits) > 1000:
            page |= {"total": 1000, "totalRelation": "at-least"}
        if self.data_version:
            page["dataVersion"] = self.world.version
        end = begin + shown
        if self.most and end >= self.most and end < len(hits):
            return page | {"end": "limit"}
        if self.more_follows(end, len(hits)):
            cursor = self.cursor(asked, end)
            page |= {"next": self.next_of(asked, cursor), "nextCursor": cursor}
        return page

    def more_follows(self, end: int, total: int) -> bool:
        return end < total

    def next_of(self, asked: Asked, cursor: str) -> str:
        return "?" + urlencode([pair for pair in asked.pairs if pair[0] != "cursor"] + [("cursor", cursor)])

    # --- items, description, code lists ----------------------------------------------------------

    def item(self, asked: Asked, collection: str, id_: str) -> Given:
        if (collection, id_) in self.world.removed:
            raise Refusal(410, "gone")
        record = self.world.collections[collection].get(id_)
        if record is None or not self.alive(record):
            raise Refusal(404, "not-found")
        known = {"lang": self.lang_parameter()} if "languages" in self.classes else {}
        lang = self.language(asked, self.parameters_of(asked, known))
        return Given(document=self.shown(collection, record, lang, None), headers=self.in_language(lang))

    def code_lists(self, asked: Asked, name: list[str]) -> Given:
        if name and name[0] not in CONTRACT.code_lists:
            raise Refusal(404, "not-found")
        self.parameters_of(asked, {})
        if name:
            return Given(document=self.code_list(name[0]))
        items = [self.summary(one) for one in CONTRACT.code_lists]
        return Given(document={"items": items, "page": {"total": len(items), "totalRelation": "exact"}})

    def code_list(self, name: str) -> dict[str, Any]:
        raw = json.loads(json.dumps(dict(CONTRACT.code_lists[name].raw)))
        for entry in raw["codes"]:
            held = {one["lang"] for one in entry["labels"]}
            entry["labels"] += [{"value": self.label(name, entry["code"], lang), "lang": lang, "origin": "machine"}
                                for lang in self.languages if lang not in held]  # fmt: skip
        return dict(raw)

    def summary(self, name: str) -> dict[str, Any]:
        held = self.code_list(name)
        told = {of: held[of] for of in ("id", "title", "officialTitle", "version", "scheme") if of in held}
        return told | {"codeCount": len(held["codes"])}

    def entries(self, name: str) -> dict[str, Any]:
        return dict(CONTRACT.code_lists[name].entries)

    def list_name(self, collection: str, of: str) -> str:
        return ("office-kinds" if collection == "offices" else "course-kinds") if of == "kind" else LISTS[of]

    def description(self) -> dict[str, Any]:
        claimed = [one for one in COLLECTIONS if one in self.classes]
        german = {"lang": "de", "origin": "source"}
        described: dict[str, Any] = {
            "contractVersion": CONTRACT.version,
            "contractUrl": "https://www.landesportal.example/wegweiser.yaml",
            "documentationUrl": "https://www.landesportal.example/hilfe",
            "publisher": {"name": "Landesportal Arbeit und Lernen", "website": "https://www.landesportal.example/"},
            "contacts": [
                {"role": "technical", "unit": "Referat 14", "email": "schnittstelle@landesportal.example"},
                {"role": "legal", "unit": "Justiziariat", "url": "https://www.landesportal.example/recht"},
            ],
            "conformsTo": list(self.classes),
            "languages": list(self.languages),
            "detailHosts": ["arbeit.landesportal.example", "lernen.landesportal.example"],
            "access": {"schemes": [self.access]},
            "collections": [
                {"id": one, "total": len(self.records(one)), "updatedAt": self.changed(one),
                 "parameters": self.parameter_names(one),
                 "coverage": {"value": "Alle gemeldeten Angebote.", **german},
                 "usage": {"termsUrl": "https://www.landesportal.example/nutzung", "nonProfitOnly": False,
                           "storage": "allowed", "mayTranslate": True}}
                for one in claimed
            ],
            "sources": [
                {"id": id_, "name": name, "website": "https://www.landesportal.example/", "updatedAt": self.changed(of),
                 "licence": {"name": "Datenlizenz Deutschland – Namensnennung", "url": "https://www.landesportal.example/lizenz"}}
                for id_, name, of in (("stellen", "Stellenmarkt", "jobs"), ("kurse", "Kursmarkt", "course-sessions"),
                                      ("stellenatlas", "Atlas", "offices"))
            ],
            "requestData": {"logsQueryStrings": False, "logsKeys": False, "setsCookies": False, "logsClientAddresses": False},
        }  # fmt: skip
        if "query" in self.classes:
            described["limits"] = {"defaultLimit": self.default_limit, "maxLimit": self.max_limit}
            described["limits"] |= {"maxRecordsPerQuery": self.most} if self.most else {}
        if self.access != "anonymous":
            described["access"]["registrationUrl"] = "https://www.landesportal.example/zugang"
        return described

    def parameter_names(self, collection: str) -> list[str]:
        return sorted(self.known(collection))

    def changed(self, collection: str) -> str:
        stamps = [
            datetime.fromisoformat(one["updatedAt"]) for one in self.world.collections[collection].values()
        ]
        return (
            max(stamps, default=datetime(2026, 1, 1, tzinfo=UTC))
            .astimezone(UTC)
            .isoformat()
            .replace("+00:00", "Z")
        )

    # --- records as JSON ------------------------------------------------------------------------

    def shown(self, collection: str, record: type_of_record, lang: str, km: float | None) -> type_of_record:
        told = {name: self.value(collection, name, one, lang) for name, one in record.items()}
        if collection == "courses":
            told |= self.counted(record)
        return told | ({"distanceKm": round(km, 2)} if km is not None else {})

    def counted(self, course: type_of_record) -> type_of_record:
        sessions = [one for one in self.world.sessions_of(course["id"]) if self.alive(one)]
        today = self.today().isoformat()
        starts = [one["startDate"] for one in sessions if one.get("startDate", "") >= today]
        return {"sessionCount": len(sessions)} | ({"nextStartDate": min(starts)} if starts else {})

    def value(self, collection: str, name: str, one: Any, lang: str) -> Any:
        if name in ("title", "summary") or (name == "label" and isinstance(one, dict)):
            return self.text(one, lang)
        if name in ("employer", "provider", "operator"):
            return one | {"kind": self.code("organisation-kinds", one["kind"], lang)}
        if name == "kind" or name in LISTS:
            of = self.list_name(collection, name)
            return (
                [self.code(of, code, lang) for code in one]
                if isinstance(one, list)
                else self.code(of, one, lang)
            )
        if isinstance(one, dict):
            return {key: self.value(collection, key, value, lang) for key, value in one.items()}
        if name == "requiredLanguages":
            return [
                {key: self.value(collection, key, value, lang) for key, value in demand.items()}
                for demand in one
            ]
        return one

    def text(self, held: dict[str, tuple[str, str]], lang: str) -> dict[str, str]:
        chosen = lang if lang in held else "de"
        value, origin = held[chosen]
        return {"value": value, "lang": chosen, "origin": origin}

    def code(self, name: str, code: str, lang: str) -> dict[str, str]:
        return {"code": code, "label": self.label(name, code, lang)}

    def label(self, name: str, code: str, lang: str) -> str:
        labels = {one["lang"]: one["value"] for one in CONTRACT.code_lists[name].entries[code].raw["labels"]}
        return str(labels.get(lang) or f"{labels['en']} ({lang})")

    # --- languages ------------------------------------------------------------------------------

    def language(self, asked: Asked, values: dict[str, Any]) -> str:
        if "languages" not in self.classes:
            return self.languages[0]
        if "lang" in values:
            return self.lookup(values["lang"]) or self.languages[0]
        wanted = []
        for number, part in enumerate(asked.headers.get("accept-language", "").split(",")):
            tag, _, weight = part.strip().partition(";")
            quality = re.fullmatch(r"\s*q\s*=\s*([0-9.]+)\s*", weight)
            if tag and (not quality or float(quality[1]) > 0):
                wanted.append((-float(quality[1]) if quality else -1.0, number, tag.strip()))
        found = (self.lookup(tag) for _, _, tag in sorted(wanted))
        return next((one for one in found if one), self.languages[0])

    def lookup(self, tag: str) -> str | None:
        by_lower = {one.lower(): one for one in self.languages}
        parts = tag.lower().split("-")
        while parts:
            if "-".join(parts) in by_lower:
                return by_lower["-".join(parts)]
            parts.pop()
            if parts and len(parts[-1]) == 1:
                parts.pop()
        return None

    def in_language(self, lang: str) -> dict[str, str]:
        return {"Content-Language": lang}

    # --- the last steps -------------------------------------------------------------------------

    def problem(self, asked: Asked, refusal: Refusal) -> Given:
        known = {"lang": self.lang_parameter()} if "languages" in self.classes else {}
        values, _ = reading.read([pair for pair in asked.pairs if pair[0] == "lang"], known)
        lang = self.language(asked, values)
        document: dict[str, Any] = {
            "type": f"https://wegweiser.example/problems/{refusal.code}",
            "title": refusal.code.replace("-", " ").capitalize(),
            "status": refusal.status,
            "detail": "Die Anfrage wurde nicht verstanden."
            if lang.startswith("de")
            else "The request was not understood.",
            "code": refusal.code,
        }
        if refusal.faults:
            document["errors"] = [
                {"parameter": one.parameter[:200], "code": one.code, "detail": one.detail}
                | ({"allowed": list(one.allowed)} if one.allowed else {})
                for one in refusal.faults
            ]
        headers = {"Content-Type": "application/problem+json", **refusal.headers, **self.in_language(lang)}
        return Given(refusal.status, document, headers)

    def finish(self, asked: Asked, given: Given) -> Given:
        headers = {
            "Content-Type": "application/json",
            "Date": f"{datetime.now(UTC):%a, %d %b %Y %H:%M:%S GMT}",
        }
        given.headers = headers | self.common(asked, given) | given.headers
        given.body = self.written(given.document)
        if given.status == 200:
            self.validate(asked, given)
        if asked.method == "OPTIONS" and given.status == 200:
            given.status, given.body = 204, b""
            given.headers["Allow"] = "GET, HEAD, OPTIONS"
        if given.status == 304:
            given.body = b""
        self.compress(asked, given)
        given.headers["Content-Length"] = str(len(given.body))
        if given.status in (204, 304):
            del given.headers["Content-Length"], given.headers["Content-Type"]
        if asked.method == "HEAD":
            given.body = b""
        return given

    def common(self, asked: Asked, given: Given) -> dict[str, str]:
        vary = ["Accept-Encoding", *(["Accept-Language"] if "languages" in self.classes else [])]
        headers = {}
        if self.access == "anonymous":
            headers["Access-Control-Allow-Origin"] = "*"
            scope = "public"
        else:
            vary.append("X-API-Key" if self.access == "api-key" else "Authorization")
            scope = "private"
        if given.status == 200:
            headers["Cache-Control"] = f"{scope}, max-age=120"
        return headers | {"Vary": ", ".join(vary)}

    def written(self, document: Any) -> bytes:
        return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()

    def validate(self, asked: Asked, given: Given) -> None:
        if self.etag == "none":
            return
        tag = self.tag(given)
        given.headers["ETag"] = tag
        wanted = [one.strip().removeprefix("W/") for one in asked.headers.get("if-none-match", "").split(",")]
        if tag.removeprefix("W/") in wanted or "*" in wanted:
            given.status = 304

    def tag(self, given: Given) -> str:
        digest = hashlib.sha1(given.body).hexdigest()[:20]
        return f'W/"{digest}"' if self.etag == "weak" else f'"{digest}"'

    def compress(self, asked: Asked, given: Given) -> None:
        if "gzip" in asked.headers.get("accept-encoding", "") and len(given.body) > 1000:
            given.body = gzip.compress(given.body, 1, mtime=0)
            given.headers["Content-Encoding"] = "gzip"


def soon(days: int) -> date:
    return datetime.now(BERLIN).date() + timedelta(days=days)
