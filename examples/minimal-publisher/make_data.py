"""Makes course-sessions.csv and offices.csv: invented courses in real towns, dated around one day.

    python make_data.py                      today, beside this file
    python make_data.py --day 2026-11-22     as they were committed

You replace this file by the export of your own database.
"""

from __future__ import annotations

import argparse
import csv
import random
from datetime import date, timedelta
from pathlib import Path

SESSIONS, OFFERS, OFFICES = 1_240, 310, 130

# postcode, town, AGS, state, centre (two decimals: the town, not a house)
TOWNS = [
    ("01067", "Dresden", "14612000", "DE-SN", 51.06, 13.72),
    ("04103", "Leipzig", "14713000", "DE-SN", 51.33, 12.39),
    ("09111", "Chemnitz", "14511000", "DE-SN", 50.84, 12.92),
    ("10115", "Berlin", "11000000", "DE-BE", 52.53, 13.38),
    ("14467", "Potsdam", "12054000", "DE-BB", 52.40, 13.07),
    ("18055", "Rostock", "13003000", "DE-MV", 54.08, 12.17),
    ("20095", "Hamburg", "02000000", "DE-HH", 53.55, 10.00),
    ("24103", "Kiel", "01002000", "DE-SH", 54.32, 10.13),
    ("28195", "Bremen", "04011000", "DE-HB", 53.08, 8.81),
    ("34117", "Kassel", "06611000", "DE-HE", 51.32, 9.49),
    ("39104", "Magdeburg", "15003000", "DE-ST", 52.12, 11.64),
    ("44787", "Bochum", "05911000", "DE-NW", 51.48, 7.22),
    ("50667", "Köln", "05315000", "DE-NW", 50.94, 6.94),
    ("55116", "Mainz", "07315000", "DE-RP", 50.00, 8.27),
    ("70173", "Stuttgart", "08111000", "DE-BW", 48.78, 9.18),
    ("80331", "München", "09162000", "DE-BY", 48.14, 11.57),
    ("86150", "Augsburg", "09761000", "DE-BY", 48.36, 10.89),
    ("99084", "Erfurt", "16051000", "DE-TH", 50.98, 11.03),
]

# kind, title, entry, target, lessons, exams, funding, groups
KINDS = [
    ("integration-general", "Allgemeiner Integrationskurs", "A1", "B1", 700, "dtz",
     "integration-course", "entitled obliged"),
    ("integration-intensive", "Intensiver Integrationskurs", "A2", "B1", 430, "dtz",
     "integration-course", "entitled obliged"),
    ("integration-alphabetisation", "Integrationskurs mit Alphabetisierung", "", "A2", 1000, "dtz",
     "integration-course travel-allowance", "entitled obliged low-literacy"),
    ("integration-repeat", "Wiederholungskurs Deutsch", "A2", "B1", 300, "dtz",
     "integration-course", "entitled"),
    ("vocational-b2", "Berufssprachkurs B2", "B1", "B2", 500, "dtb-b2", "deufoev",
     "vocational-language-entitled"),
    ("vocational-c1", "Berufssprachkurs C1", "B2", "C1", 500, "dtb-c1", "deufoev",
     "vocational-language-entitled"),
    ("migration-first-orientation", "Erstorientierungskurs", "", "", 300, "", "first-orientation",
     "asylum-seekers tolerated-persons"),
    ("further-training-basic-skills", "Grundkompetenzen für die Arbeit", "", "", 160, "chamber",
     "bildungsgutschein employer", "unemployed employees"),
]  # fmt: skip

OFFICE_KINDS = [
    ("mbe", "Migrationsberatung"),
    ("jmd", "Jugendmigrationsdienst"),
    ("asylum-procedure-counselling", "Asylverfahrensberatung"),
    ("recognition-counselling", "Anerkennungsberatung"),
    ("test-centre", "Prüfungszentrum"),
    ("foreigners-authority", "Ausländerbehörde"),
]

SESSION_COLUMNS = """
    nummer stand angebot kursart titel traegerart traeger strasse plz ort ags land breite laenge online
    beginn ende laufend tage von bis form eingang ziel stunden pruefungen foerderung zielgruppen kinder
    barrierefrei verfuegbarkeit plaetze frei
"""
OFFICE_COLUMNS = """
    nummer stand art name traegerart traeger strasse plz ort ags land breite laenge zustaendig sprachen
    zeiten kontakt barrierefrei zustand
"""
LANGUAGES = ["ar", "en", "fa", "prs", "ru", "tr", "uk"]


def place(dice: random.Random) -> dict[str, object]:
    postcode, town, ags, state, lat, lon = dice.choice(TOWNS)
    return {"plz": postcode, "ort": town, "ags": ags, "land": state, "breite": lat, "laenge": lon}


def perhaps(dice: random.Random, yes: float, no: float) -> str:
    """ja, nein, or nothing: a database does not know everything."""
    thrown = dice.random()
    return "ja" if thrown < yes else "nein" if thrown < yes + no else ""


def offers(dice: random.Random) -> list[dict[str, object]]:
    made = []
    for number in range(OFFERS):
        kind, title, entry, target, lessons, exams, funding, groups = dice.choice(KINDS)
        where = place(dice)
        trader = dice.random() < 0.08
        made.append(
            where
            | {
                "angebot": f"a{number:04d}", "kursart": kind, "titel": title,
                "traegerart": "sole-trader" if trader else "organisation",
                "traeger": "" if trader else f"Beispiel-Bildungswerk {where['ort']} gGmbH",
                "strasse": "" if trader else f"Musterweg {dice.randrange(1, 90)}",
                "eingang": entry, "ziel": target, "stunden": lessons, "pruefungen": exams,
                "foerderung": funding, "zielgruppen": groups if dice.random() < 0.6 else "",
                "kinder": perhaps(dice, 0.3, 0.4), "barrierefrei": perhaps(dice, 0.4, 0.3),
            }
        )  # fmt: skip
    return made


def session(dice: random.Random, number: int, offer: dict[str, object], today: date) -> dict[str, object]:
    flexible = dice.random() < 0.25
    online = dice.random() < 0.1
    start = today + timedelta(days=dice.randrange(-60, 300))
    most = dice.choice([12, 16, 20, 25])
    taken = dice.randrange(0, most + 1)
    state = dice.choices(["free", "full" if most == taken else "few", "unknown", ""], [5, 3, 2, 0])[0]
    known = state != "unknown"
    row = offer | {
        "nummer": f"T-{number:05d}",
        "stand": f"{today - timedelta(days=dice.randrange(2, 30))}T0{dice.randrange(6, 10)}:15:00+01:00",
        "angebot": offer["angebot"] if dice.random() < 0.8 else "",
        "online": "ja" if online else "nein",
        "beginn": "" if flexible else start,
        "ende": "" if flexible else start + timedelta(days=dice.randrange(90, 200)),
        "laufend": "ja" if flexible else perhaps(dice, 0, 0.7),
        "tage": dice.choice(["12345", "135", "24", "6"]),
        "von": dice.choice(["08:30", "09:00", "17:30"]),
        "form": ("online-live" if online else "in-person")
        + dice.choice([" full-time", " part-time", " part-time evening", ""]),
        "verfuegbarkeit": ("full" if taken == most else state) if known else state,
        "plaetze": most if known else "",
        "frei": most - taken if known else "",
    }
    row["bis"] = {"08:30": "12:45", "09:00": "13:15", "17:30": "20:45"}[str(row["von"])]
    if online:
        row |= dict.fromkeys(("strasse", "plz", "ort", "ags", "land", "breite", "laenge"), "")
    return row


def office(dice: random.Random, number: int, today: date) -> dict[str, object]:
    kind, name = dice.choice(OFFICE_KINDS)
    where = place(dice)
    hours = dice.choice(
        ["1 09:00-12:30;2 09:00-12:30;4 09:00-12:30,14:00-18:00", "1 08:00-16:00;3 08:00-12:00", ""]
    )
    return where | {
        "nummer": f"B-{number:04d}",
        "stand": f"{today - timedelta(days=dice.randrange(2, 90))}T08:15:00+01:00",
        "art": kind,
        "name": f"{name} {where['ort']}, Stelle {number}",
        "traegerart": "organisation",
        "traeger": f"Beispiel-Wohlfahrtsverband {where['ort']} e. V.",
        "strasse": f"Musterplatz {dice.randrange(1, 60)}",
        "zustaendig": str(where["ags"])[:5],
        "sprachen": " ".join(["de", *dice.sample(LANGUAGES, dice.randrange(4))]),
        "zeiten": hours,
        "kontakt": f"https://beratung.agency.example/kontakt/b-{number:04d}",
        "barrierefrei": perhaps(dice, 0.5, 0.2),
        "zustand": dice.choices(["active", "temporarily-closed"], [20, 1])[0],
    }  # fmt: skip


def write(path: Path, columns: str, rows: list[dict[str, object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, columns.split(), delimiter=";", lineterminator="\n")
        table.writeheader()
        table.writerows(rows)


def main() -> None:
    parser = argparse.ArgumentParser(description="Make the two CSV files anew.")
    parser.add_argument("--day", type=date.fromisoformat, default=date.today(), help="what they call today")
    parser.add_argument("--to", type=Path, default=Path(__file__).parent, help="folder (default: this one)")
    chosen = parser.parse_args()
    dice = random.Random(2026)
    made = offers(dice)
    rows = [session(dice, number, dice.choice(made), chosen.day) for number in range(1, SESSIONS + 1)]
    write(chosen.to / "course-sessions.csv", SESSION_COLUMNS, rows)
    write(
        chosen.to / "offices.csv",
        OFFICE_COLUMNS,
        [office(dice, n, chosen.day) for n in range(1, OFFICES + 1)],
    )
    print(f"{SESSIONS} sessions and {OFFICES} offices, as of {chosen.day}, in {chosen.to}")


if __name__ == "__main__":
    main()
