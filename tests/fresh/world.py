"""The data of another publisher: a state's portal between the Baltic Sea and the Alps, made by a few rules.

Nothing here comes from the reference server. Days are relative to `today`, so that nothing has expired.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

BERLIN = ZoneInfo("Europe/Berlin")
# town: AGS, state, postcodes, latitude, longitude
TOWNS: dict[str, tuple[str, str, tuple[str, ...], float, float]] = {
    "Leipzig": ("14713000", "DE-SN", ("04109", "04103", "04315"), 51.34, 12.38),
    "Dresden": ("14612000", "DE-SN", ("01067", "01307"), 51.05, 13.74),
    "Görlitz": ("14626110", "DE-SN", ("02826",), 51.15, 14.98),
    "Bautzen": ("14625020", "DE-SN", ("02625",), 51.18, 14.42),
    "Rostock": ("13003000", "DE-MV", ("18055",), 54.09, 12.13),
    "Köln": ("05315000", "DE-NW", ("50667", "50823", "51063"), 50.94, 6.96),
    "Düsseldorf": ("05111000", "DE-NW", ("40213",), 51.22, 6.78),
    "Mönchengladbach": ("05116000", "DE-NW", ("41061",), 51.19, 6.44),
    "Münster": ("05515000", "DE-NW", ("48143",), 51.96, 7.63),
    "Göttingen": ("03159016", "DE-NI", ("37073",), 51.53, 9.93),
    "Würzburg": ("09663000", "DE-BY", ("97070",), 49.79, 9.93),
    "Nürnberg": ("09564000", "DE-BY", ("90402",), 49.45, 11.08),
    "Lübeck": ("01003000", "DE-SH", ("23552",), 53.87, 10.68),
    "Flensburg": ("01001000", "DE-SH", ("24937",), 54.78, 9.43),
    "Hamburg": ("02000000", "DE-HH", ("20095", "22765"), 53.55, 9.99),
    "Berlin": ("11000000", "DE-BE", ("10115", "12043"), 52.52, 13.40),
    "Tübingen": ("08416041", "DE-BW", ("72070",), 48.52, 9.05),
    "Halle (Saale)": ("15002000", "DE-ST", ("06108",), 51.48, 11.97),
    "Jena": ("16053000", "DE-TH", ("07743",), 50.93, 11.59),
}
TRADES = (
    ("Bäckereifachverkäufer", "Bakery salesperson", "62312"),
    ("Straßenbauer", "Road builder", "32222"),
    ("Köchin", "Cook", "29302"),
    ("Pflegefachkraft", "Nurse", "81302"),
    ("Lagerist", "Warehouse worker", "51312"),
    ("Fahrradmechaniker", "Bicycle mechanic", "25242"),
    ("Erzieher", "Educator", "83112"),
    ("Näherin", "Seamstress", "28222"),
    ("Maurer", "Bricklayer", "32122"),
    ("Anwendungsentwickler", "Application developer", "43414"),
    ("Zimmerer", "Carpenter", "33302"),
    ("Müller", "Miller", "29202"),
)
QUARTERS = (
    "am Wasserturm", "im Südviertel", "an der Schleuse", "beim Domhügel", "in der Gartenstadt",
    "am Güterbahnhof", "im Hafen", "an der Wollspinnerei", "am Fernsehturm", "in der Röhrengasse",
)  # fmt: skip
STREETS = ("Lindenallee", "Am Mühlgraben", "Schulstraße", "Große Gasse", "Brückenring", "Sankt-Annen-Weg")
FIRMS = (
    "Elbwerke GmbH", "Brotmanufaktur eG", "Klinikverbund Mitte", "Kreisbau AG", "Nordlogistik SE",
    "Städtische Kitas", "Textilhaus & Söhne KG", "Ökohof Genossenschaft",
)  # fmt: skip
SCHOOLS = ("VHS Landesverband", "Bildungswerk Süd e. V.", "Sprachhaus gGmbH", "Akademie für Übergänge")
KINDS = (
    ("integration-general", "integration", "Deutsch für den Alltag", "German for everyday life"),
    ("integration-women", "integration", "Deutsch für Frauen", "German for women"),
    ("integration-alphabetisation", "integration", "Lesen und Schreiben lernen", "Learning to read and write"),
    ("vocational-b2", "vocational-language", "Berufssprachkurs Büro", "Vocational German, office"),
    ("vocational-c1", "vocational-language", "Berufssprachkurs Ärzte", "Vocational German, physicians"),
    ("migration-women", "migration", "Stärken entdecken", "Discovering strengths"),
    ("recognition-bridging", "recognition", "Brücke zum Abschluss", "Bridge to the degree"),
    ("further-training-retraining", "further-training", "Umschulung Gärtnerei", "Retraining, gardening"),
    ("further-training-basic-skills", "further-training", "Rechnen üben", "Practising sums"),
)  # fmt: skip


@dataclass
class World:
    """All records as this publisher keeps them: bare codes, texts as {lang: (value, origin)}."""

    collections: dict[str, dict[str, dict[str, Any]]]
    today: date
    version: str = "1"
    removed: set[tuple[str, str]] = field(default_factory=set)

    def sessions_of(self, course: str) -> list[dict[str, Any]]:
        return [one for one in self.collections["course-sessions"].values() if one.get("courseId") == course]


def make(
    jobs: int = 150, courses: int = 40, sessions: int = 400, offices: int = 60, seed: int = 5,
    today: date | None = None,
) -> World:  # fmt: skip
    chance = random.Random(seed)
    day = today or datetime.now(BERLIN).date()
    made = World({name: {} for name in ("jobs", "course-sessions", "courses", "offices")}, day)
    for number in range(jobs):
        _keep(made, "jobs", _job(chance, number, day))
    for number in range(courses):
        _keep(made, "courses", _course(chance, number, day))
    held = list(made.collections["courses"].values())
    for number in range(sessions):
        # the first course has no session, and one session in twelve has no course
        course = chance.choice(held[1:]) if len(held) > 1 and chance.random() > 0.08 else None
        _keep(made, "course-sessions", _session(chance, number, day, course))
    for number in range(offices):
        _keep(made, "offices", _office(chance, number, day))
    return made


def _keep(world: World, collection: str, record: dict[str, Any]) -> None:
    world.collections[collection][record["id"]] = {
        name: one for name, one in record.items() if one is not None
    }


def _text(de: str, en: str | None = None, chance: random.Random | None = None) -> dict[str, tuple[str, str]]:
    text = {"de": (de, "source")}
    if en and (chance is None or chance.random() < 0.5):
        text["en"] = (en, "human")
    return text


def _instant(chance: random.Random, day: date, back: int) -> str:
    """Some close to midnight, in winter and summer time, with one offset or the other."""
    hour = chance.choice((0, 0, 9, 14, 23, 23))
    moment = datetime.combine(
        day - timedelta(days=chance.randint(1, back)), time(hour, chance.randint(0, 59)), BERLIN
    )
    if chance.random() < 0.5:
        return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return moment.isoformat()


def _place(chance: random.Random, *, fine: bool = True) -> dict[str, Any]:
    town = chance.choice(list(TOWNS))
    ags, state, postcodes, lat, lon = TOWNS[town]
    place: dict[str, Any] = {"town": town, "ags": ags, "state": state, "country": "DE"}
    if not fine:
        return {**place, "lat": lat, "lon": lon, "precision": "municipality"}
    place["postcode"] = chance.choice(postcodes)
    if chance.random() < 0.85:
        place |= {
            "lat": round(lat + chance.uniform(-0.04, 0.04), 5),
            "lon": round(lon + chance.uniform(-0.06, 0.06), 5),
        }
        place |= {"street": f"{chance.choice(STREETS)} {chance.randint(1, 99)}", "precision": "address"}
    return place


def _some(chance: random.Random, share: float, value: Any) -> Any:
    return value if chance.random() < share else None


def _several(chance: random.Random, among: tuple[str, ...], most: int = 3) -> list[str] | None:
    return chance.sample(among, chance.randint(0, most)) or None


def _flag(chance: random.Random) -> bool | None:
    return chance.choice((True, False, None))


def _job(chance: random.Random, number: int, day: date) -> dict[str, Any]:
    de, en, kldb = chance.choice(TRADES)
    quarter = chance.choice(QUARTERS)
    firm = chance.random() < 0.85
    remote = _flag(chance)
    locations = [_place(chance, fine=firm) for _ in range(chance.choice((1, 1, 1, 2, 3)))]
    placeless = remote is True and chance.random() < 0.5
    published = _instant(chance, day, 60)
    return {
        "id": f"st-{number * 7 + 100}",
        "sourceId": "stellen",
        "sourceRecordId": f"LP/{number:04d}/{chance.randint(10, 99)}",
        "updatedAt": published if chance.random() < 0.5 else _later(chance, published),
        "detailUrl": f"https://arbeit.landesportal.example/stelle/{number}",
        "detailScope": "record",
        "title": _text(f"{de} (m/w/d) {quarter}", f"{en} {quarter}", chance),
        "employer": {"kind": "organisation", "name": chance.choice(FIRMS)} if firm else {
            "kind": chance.choice(("private-household", "sole-trader", "anonymous"))},
        "offerType": chance.choice(("job", "job", "apprenticeship", "internship", "dual-study")),
        "occupation": _some(chance, 0.9, {"label": _text(de, en), "kldb": kldb[: chance.choice((5, 5, 3))]}),
        "workingTimes": _several(chance, ("full-time", "part-time", "part-time-morning", "mini-job")),
        "contract": _some(chance, 0.8, chance.choice(("permanent", "fixed-term"))),
        "temporaryAgencyWork": _flag(chance),
        "privateAgency": _flag(chance),
        "locations": None if placeless else locations,
        "remote": remote,
        "salary": _some(chance, 0.4, {"min": 14.5, "max": 14.5 + chance.randint(0, 9), "unit": "hour", "currency": "EUR"}),
        "startDate": _some(chance, 0.7, (day + timedelta(days=chance.randint(-10, 120))).isoformat()),
        "openings": _some(chance, 0.5, chance.randint(1, 6)),
        "requiredLanguages": [
            {"lang": lang, "level": chance.choice(("A2", "B1", "B2"))}
            for lang in chance.sample(("de", "en", "uk", "pl"), chance.randint(0, 2))
        ] or None,
        "suitability": _several(chance, ("career-changers", "refugees", "severely-disabled", "returners"), 2),
        "publishedAt": _some(chance, 0.9, published),
        "validThrough": _some(chance, 0.8, (day + timedelta(days=chance.randint(5, 90))).isoformat()),
    }  # fmt: skip


def _later(chance: random.Random, instant: str) -> str:
    moment = datetime.fromisoformat(instant) + timedelta(minutes=chance.randint(1, 20))
    return moment.isoformat().replace("+00:00", "Z")


def _course(chance: random.Random, number: int, day: date) -> dict[str, Any]:
    kind, programme, de, en = KINDS[number % len(KINDS)]
    levels = chance.choice((("A1", "B1"), ("B1", "B2"), ("B2", "C1"), (None, None), (None, "A2")))
    return {
        "id": f"angebot.{number + 1}",
        "sourceId": "kurse",
        "sourceRecordId": f"A-{number + 1}",
        "updatedAt": _instant(chance, day, 40),
        "detailUrl": f"https://lernen.landesportal.example/angebot/{number + 1}",
        "detailScope": "record",
        "kind": kind,
        "programme": programme,
        "title": _text(f"{de} {chance.choice(QUARTERS)}", en, chance),
        "summary": _some(
            chance, 0.4, _text("Kleine Gruppen, Lernbegleitung, Kaffee.", "Small groups.", chance)
        ),
        "provider": {"kind": "organisation", "name": chance.choice(SCHOOLS)},
        "entryLevel": levels[0],
        "targetLevel": levels[1],
        "teachingLanguages": _some(chance, 0.5, ["de"]),
        "exams": _several(chance, ("dtz", "telc", "goethe"), 2),
    }


def _session(chance: random.Random, number: int, day: date, course: dict[str, Any] | None) -> dict[str, Any]:
    of = course or _course(chance, number, day)
    start = day + timedelta(days=chance.randint(-30, 150))
    flexible = chance.random() < 0.2
    online = chance.random() < 0.15
    free = chance.choice((0, 0, 1, 3, 8, None))
    availability = chance.choice(("waiting-list", "full")) if free == 0 else chance.choice(("free", "few"))
    place = _place(chance)
    if not online and chance.random() < 0.15 and of["programme"] != "integration":
        place = {"town": place["town"], "country": "DE"}
    return {
        "id": f"Lauf_{number:05d}",
        "sourceId": "kurse",
        "sourceRecordId": f"{number:05d}",
        "updatedAt": _instant(chance, day, 40),
        "detailUrl": f"https://lernen.landesportal.example/lauf?nr={number}",
        "detailScope": "record",
        "courseId": course["id"] if course else None,
        **{
            name: of.get(name)
            for name in ("kind", "programme", "title", "provider", "entryLevel", "targetLevel")
        },
        "location": None if online else place,
        "online": True if online else _some(chance, 0.3, False),
        "startDate": _some(chance, 0.5, start.isoformat()) if flexible else start.isoformat(),
        "endDate": None if flexible else (start + timedelta(days=chance.randint(31, 200))).isoformat(),
        "flexibleStart": True if flexible else _some(chance, 0.5, False),
        "schedule": _some(chance, 0.5, {"weekdays": [1, 3, 5], "startTime": "08:30", "endTime": "12:45"}),
        "mode": _several(chance, ("in-person", "full-time", "part-time", "evening", "weekend")),
        "hours": _some(chance, 0.5, {"lessons": chance.choice((100, 400, 600)), "lessonMinutes": 45}),
        "registrationDeadline": _some(chance, 0.3, (start - timedelta(days=7)).isoformat()),
        "price": _some(chance, 0.5, {"amount": 229.0 * chance.randint(1, 4), "currency": "EUR"}),
        "funding": _several(chance, ("integration-course", "bildungsgutschein", "municipal", "esf-plus"), 2),
        "eligibility": _several(chance, ("entitled", "admitted", "self-paying", "unemployed", "women"), 2),
        "childcare": _flag(chance),
        "barrierFree": _flag(chance),
        "availability": availability
        if of["programme"] == "integration"
        else _some(chance, 0.7, availability),
        "places": None if free is None else {"max": 18, "free": free, "asOf": _instant(chance, day, 3)},
    }


def _office(chance: random.Random, number: int, day: date) -> dict[str, Any]:
    place = _place(chance)
    kind = chance.choice(("mbe", "jmd", "employment-agency", "foreigners-authority", "test-centre"))
    day_open = {
        "allDay": False,
        "closed": False,
        "appointmentOnly": False,
        "timeSlots": [{"start": "09:00", "end": "12:30", "timezone": "Europe/Berlin"}],
    }
    day_closed = {"allDay": False, "closed": True, "appointmentOnly": False, "timeSlots": []}
    served = chance.choice(
        (None, [place["ags"]], [place["ags"][:5]], [place["ags"][:2]], [place["ags"][:5], "16053"])
    )
    mailbox = chance.random() < 0.5
    return {
        "id": f"{number:03d}-{kind}",
        "sourceId": "stellenatlas",
        "sourceRecordId": f"{number}",
        "updatedAt": _instant(chance, day, 90),
        "detailUrl": "https://lernen.landesportal.example/atlas",
        "detailScope": "listing",
        "kind": kind,
        "name": f"Beratung {place['town']} {chance.choice(QUARTERS)}",
        "operator": {"kind": "organisation", "name": chance.choice(SCHOOLS)},
        "location": _some(chance, 0.92, place),
        "areaServed": served,
        "languages": _several(chance, ("de", "en", "ar", "uk", "de-simple")),
        "openingHours": _some(chance, 0.6, [day_open] * 5 + [day_closed] * 2),
        "contactUrl": "https://lernen.landesportal.example/kontakt" if mailbox else None,
        "telephone": f"+493419876{number:03d}" if mailbox else None,
        "email": f"beratung{number}@landesportal.example" if mailbox else None,
        "barrierFree": _flag(chance),
        "status": "active",
        "assuredAt": (day - timedelta(days=chance.randint(1, 300))).isoformat(),
    }  # fmt: skip
