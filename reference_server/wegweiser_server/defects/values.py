"""Wrong values: dates, instants, codes and labels, notations, places."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .editing import edit_description
from .record_editing import (
    adding,
    changing,
    codes,
    dropping,
    edit_records,
    in_codes,
    in_places,
    in_texts,
    one_in_ten,
    places,
    setting,
)

if TYPE_CHECKING:
    from collections.abc import Callable

_DATES = ("startDate", "endDate", "validThrough", "registrationDeadline", "nextStartDate", "assuredAt")
_INSTANTS = ("updatedAt", "publishedAt")


def _more(name: str, convicts: str, says: str, edit: Any, **limits: Any) -> None:
    edit_records(f"values/{name}", f"values/{convicts}", says, edit, **limits)


def _all(names: tuple[str, ...], change: Callable[[Any], Any]) -> Callable[[dict[str, Any]], None]:
    def edit(record: dict[str, Any]) -> None:
        for name in names:
            changing(name, change)(record)

    return edit


_more(
    "german-dates",
    "dates-exist",
    "days are written the German way",
    _all(_DATES, lambda day: ".".join(reversed(day.split("-")))),
)
_more(
    "thirtieth-of-february",
    "dates-exist",
    "one record in ten ends on February 30",
    _all(_DATES, lambda day: f"{day[:4]}-02-30"),
    only=one_in_ten,
)
_more("days-with-time", "dates-exist", "days carry a time", _all(_DATES, "{}T00:00:00".format), lists=False)
_more(
    "days-as-milliseconds",
    "dates-exist",
    "days are numbers",
    _all(_DATES, lambda day: 1649109600000),
    of=("course-sessions",),
)
_more(
    "local-time", "instants-with-offset", "instants have no offset", _all(_INSTANTS, lambda text: text[:19])
)
_more(
    "blank-in-instants",
    "instants-with-offset",
    "instants have a blank for the T",
    _all(_INSTANTS, lambda text: text.replace("T", " ")),
    only=one_in_ten,
)
_more(
    "instants-as-days",
    "instants-with-offset",
    "items know the day only",
    _all(_INSTANTS, lambda text: text[:10]),
    lists=False,
)
edit_description(
    "values/description-local-time",
    "values/instants-with-offset",
    "the description has local times",
    lambda description: [one.update(updatedAt=one["updatedAt"][:19]) for one in description["collections"]],
)
_more(
    "future-stamps",
    "past-instants-past",
    "the year of change is wrong",
    changing("updatedAt", lambda text: f"2{int(text[1:4]) + 2:03}{text[4:]}"),
)
_more(
    "published-tomorrow",
    "past-instants-past",
    "one job in ten is published in the future",
    changing("publishedAt", lambda text: f"2{int(text[1:4]) + 1:03}{text[4:]}"),
    of=("jobs",),
    only=one_in_ten,
)
_more(
    "assured-next-year",
    "past-instants-past",
    "offices are assured ahead",
    changing("assuredAt", lambda text: f"2{int(text[1:4]) + 3:03}{text[4:]}"),
    of=("offices",),
)

_more("codes-upper-case", "codes-in-lists", "codes are upper case", in_codes(changing("code", str.upper)))
_more(
    "code-of-the-source",
    "codes-in-lists",
    "one record in ten has a code of the source",
    lambda record: codes(record)[0].update(code="104"),
    only=one_in_ten,
)
_more(
    "own-code-not-listed",
    "codes-in-lists",
    "a code x-other is used and listed nowhere",
    lambda record: codes(record)[-1].update(code="x-other"),
    only=one_in_ten,
)
_more(
    "scope-in-german",
    "codes-in-lists",
    "detailScope is German",
    setting("detailScope", "eintrag"),
    items=False,
)
_more(
    "states-of-the-source",
    "codes-in-lists",
    "states are those of KURSNET",
    in_places(changing("state", lambda state: f"{state[:3]}XX")),
    of=("course-sessions",),
)
_more(
    "old-kinds",
    "codes-not-expired",
    "new sessions are given a kind that the law has ended",
    setting("kind", {"code": "integration-youth", "label": "Jugendintegrationskurs"}),
    of=("course-sessions",),
)

_more("postcodes-as-numbers", "notations", "postcodes are numbers", in_places(changing("postcode", int)))
_more(
    "zero-lost",
    "notations",
    "leading zeros of postcodes are lost",
    in_places(changing("postcode", lambda code: code.lstrip("0"))),
)
_more(
    "ags-zero-lost",
    "notations",
    "leading zeros of AGS are lost",
    in_places(changing("ags", lambda ags: ags.lstrip("0"))),
)
_more(
    "kldb-with-letter",
    "notations",
    "KldB codes carry their letter",
    lambda record: changing("kldb", "B {}".format)(record.get("occupation", {})),
    of=("jobs",),
)
_more(
    "three-letters",
    "notations",
    "languages have three letters",
    changing("languages", lambda tags: ["deu" if tag == "de" else tag for tag in tags]),
    of=("offices",),
)
_more(
    "english-names", "notations", "the language of texts is written out", in_texts(setting("lang", "german"))
)
_more(
    "weekdays-from-zero",
    "notations",
    "the week begins with 0",
    lambda record: changing("weekdays", lambda days: [day - 1 for day in days])(record.get("schedule", {})),
    of=("course-sessions",),
)
_more(
    "levels-lower-case",
    "notations",
    "levels are lower case",
    _all(("entryLevel", "targetLevel"), lambda level: {**level, "code": level["code"].lower()}),
    of=("course-sessions", "courses"),
)
_more(
    "area-as-number",
    "notations",
    "areas served are numbers",
    changing("areaServed", lambda areas: [int(area) for area in areas]),
    of=("offices",),
)

_more("lon-missing", "coordinates-paired", "lon is lost", in_places(dropping("lon")))
_more("lat-missing-in-items", "coordinates-paired", "items lose lat", in_places(dropping("lat")), lists=False)


def _swapped(place: dict[str, Any]) -> None:
    if "lat" in place:
        place["lat"], place["lon"] = place["lon"], place["lat"]


def _nowhere(place: dict[str, Any]) -> None:
    if "lat" in place:
        place.update(lat=0, lon=0)


def _at_the_seat(place: dict[str, Any]) -> None:
    if "lat" in place:
        place.update(lat=49.4521, lon=11.0767)


def _later_places_at_the_seat(record: dict[str, Any]) -> None:
    for place in places(record)[1:]:
        _at_the_seat(place)


_more("lat-lon-swapped", "coordinates-near-postcode", "lat and lon are swapped", in_places(_swapped))
_more(
    "null-island",
    "coordinates-near-postcode",
    "one record in ten lies at 0, 0",
    in_places(_nowhere),
    only=one_in_ten,
)
_more(
    "at-the-seat",
    "coordinates-near-postcode",
    "every place is the seat of the agency",
    in_places(_at_the_seat),
)
_more(
    "second-place-wrong",
    "coordinates-near-postcode",
    "later places have the point of the seat",
    _later_places_at_the_seat,
    of=("jobs",),
)
_more(
    "state-of-the-seat",
    "ags-agrees-with-state",
    "every state is that of the seat",
    in_places(setting("state", "DE-BY")),
)
_more(
    "state-wrong-in-items",
    "ags-agrees-with-state",
    "items have another state",
    in_places(setting("state", "DE-SL")),
    lists=False,
)
_more(
    "ags-of-another",
    "ags-agrees-with-state",
    "one record in ten has the AGS of another place",
    in_places(setting("ags", "16051000")),
    only=one_in_ten,
)


def _shifted(record: dict[str, Any]) -> None:
    found = codes(record)
    labels = [code["label"] for code in found]
    for code, label in zip(found, [*labels[1:], *labels[:1]], strict=True):
        code["label"] = label


_more(
    "labels-are-codes",
    "labels-name-the-code",
    "codes stand for labels",
    in_codes(lambda code: code.update(label=code["code"])),
)
_more(
    "labels-mixed-up",
    "labels-name-the-code",
    "labels of one record in ten are mixed up",
    _shifted,
    only=one_in_ten,
)
_more(
    "labels-of-the-source",
    "labels-name-the-code",
    "labels are cut",
    in_codes(changing("label", lambda label: label[:12])),
)
_more(
    "first-label-only",
    "labels-name-the-code",
    "of several modes the first label is on all",
    lambda record: [mode.update(label=record["mode"][0]["label"]) for mode in record.get("mode", ())],
    of=("course-sessions",),
)
_more(
    "odd-label",
    "labels-name-the-code",
    "organisations have their own word",
    lambda record: [adding("label", "Firma")(code) for code in codes(record.get("employer"))],
    of=("jobs",),
)
