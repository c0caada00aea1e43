"""Data that are as right as any: bare, undated, placeless, oddly named."""

# mypy: disable-error-code="method-assign,assignment"

from __future__ import annotations

import unicodedata
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

from tests.fresh.faulty import instead
from tests.fresh.innocent import but, innocent, usual
from tests.fresh.publisher import Publisher, soon


def _records(p: Publisher) -> list[tuple[str, dict[str, Any]]]:
    return [(name, one) for name, held in p.world.collections.items() for one in held.values()]


def _spots(one: dict[str, Any]) -> list[dict[str, Any]]:
    return [*(one.get("locations") or []), one.get("location") or {}]


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
        for spot in _spots(one):
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


@innocent("data/near-ids", "ids that differ in a nought before or something behind")
def _() -> Publisher:
    p = usual({"jobs": 900, "sessions": 900})
    for name in ("jobs", "course-sessions"):
        held = list(p.world.collections[name].values())
        for number, one in enumerate(held):
            many, base = number % 25, f"K{number // 25}"
            one["id"] = base + "-0" * many if name == "jobs" else "0" * many + base
        p.world.collections[name] = {one["id"]: one for one in held}
    return p


@innocent("data/without-precision", "no place says how fine its point is")
def _() -> Publisher:
    p = usual()
    for _, one in _records(p):
        for spot in _spots(one):
            spot.pop("precision", None)
    return p


@innocent("data/homes-on-a-grid", "points of persons are rounded to a kilometre, not moved to one centre")
def _() -> Publisher:
    p = usual()
    chance = Random(7)
    for _, one in _records(p):
        kinds = [
            (one.get(who) or {}).get("kind", "organisation") for who in ("employer", "provider", "operator")
        ]
        for spot in _spots(one) if set(kinds) != {"organisation"} else ():
            if "lat" in spot:
                spot["lat"] = round(spot["lat"] + chance.uniform(-0.02, 0.02), 2)
                spot["lon"] = round(spot["lon"] + chance.uniform(-0.03, 0.03), 2)
    return p


@innocent(
    "data/homes-at-postcodes",
    "points of persons are those of the postcode, and said to be the municipality's",
)
def _() -> Publisher:
    p = usual()
    for _, one in _records(p):
        kinds = [
            (one.get(who) or {}).get("kind", "organisation") for who in ("employer", "provider", "operator")
        ]
        for spot in _spots(one) if set(kinds) != {"organisation"} else ():
            if "lat" in spot:
                chance = Random(str(spot.get("postcode")))
                spot["lat"] = round(spot["lat"] + chance.uniform(-0.02, 0.02), 4)
                spot["lon"] = round(spot["lon"] + chance.uniform(-0.03, 0.03), 4)
    return p


@innocent("data/pages-by-key", "web pages are found by `key` and `auth` in the query")
def _() -> Publisher:
    p = usual()
    for number, (_, one) in enumerate(_records(p)):
        one["detailUrl"] += (
            f"{'&' if '?' in one['detailUrl'] else '?'}{('key', 'auth', 'token')[number % 3]}=4711{number:08}"
        )
    return p


@innocent("data/names-as-titles", "long rows of names, alike in every language")
def _() -> Publisher:
    p = usual()
    for number, (_, one) in enumerate(_records(p)):
        if "title" in one:
            row = f"Senior Software Engineer Backend Java Spring Kubernetes {number}"
            one["title"] = {"de": (row, "source"), "en": (row, "machine")}
    return p


@innocent("data/sibling-languages", "Croatian and Bosnian, Persian and Dari, word for word the same")
def _() -> Publisher:
    p = usual(languages=("hr", "bs", "fa", "prs"))
    kin = {"bs": "hr", "prs": "fa"}
    said = {"hr": "Tečaj za sve koji traže posao u gradu", "fa": "دوره زبان برای همه کسانی که کار می جویند"}
    for number, (_, one) in enumerate(_records(p)):
        if "title" in one:
            one["title"] = {lang: (f"{said[kin.get(lang, lang)]} {number}", "source") for lang in p.languages}
    instead(p, "text", lambda _, held, lang: dict(zip(("value", "origin"), held[lang], strict=True)) | {"lang": lang}
            if lang in held else {"value": held["de"][0], "lang": "de", "origin": held["de"][1]})  # fmt: skip
    instead(p, "label", lambda inner, name, code, lang: inner(name, code, kin.get(lang, lang)))
    return p
