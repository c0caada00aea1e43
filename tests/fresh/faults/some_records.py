"""Faults that only some records show: those with an umlaut, of a second source, with several places."""

# mypy: disable-error-code="method-assign,assignment"

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.fresh.asked import Asked, Refusal
from tests.fresh.faults.ways import finished_otherwise, met_otherwise, one_of, shown_otherwise
from tests.fresh.faulty import fault, instead
from tests.fresh.publisher import CONTRACT

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.fresh.publisher import Publisher


def _places(p: Publisher, change: Callable[[dict[str, Any]], Any]) -> None:
    """What is shown of places differs from what is searched."""

    def spot(place: dict[str, Any]) -> dict[str, Any]:
        return place | (change(place) or {})

    shown_otherwise(p, lambda c, made: made
                    | ({"locations": [spot(one) for one in made["locations"]]} if "locations" in made else {})
                    | ({"location": spot(made["location"])} if "location" in made else {}))  # fmt: skip


@fault("some/ampersand", "the ampersand in names of firms is written as an entity")
def _(p: Publisher) -> None:
    for one in p.world.collections["jobs"].values():
        if "name" in one["employer"]:
            one["employer"] = one["employer"] | {"name": one["employer"]["name"].replace("&", "&amp;")}


@fault("some/quotes", "quotation marks in names of offices are written with backslashes")
def _(p: Publisher) -> None:
    for one in list(p.world.collections["offices"].values())[::9]:
        one["name"] = f"Beratung &quot;{one['name']}&quot;"


@fault("some/places-beyond-first", "of several places the first is shown, all are searched")
def _(p: Publisher) -> None:
    shown_otherwise(p, lambda c, made: made | (
        {"locations": made["locations"][:1]} if "locations" in made else {}), "jobs")  # fmt: skip


@fault("some/coarse-coordinates", "coordinates are shown with one decimal, distances are exact")
def _(p: Publisher) -> None:
    _places(
        p,
        lambda place: (
            {"lat": round(place["lat"], 1), "lon": round(place["lon"], 1)} if "lat" in place else None
        ),
    )


@fault("some/distance-floored", "distanceKm is cut to tens of kilometres")
def _(p: Publisher) -> None:
    shown_otherwise(p, lambda c, made: made | (
        {"distanceKm": float(made["distanceKm"] // 10 * 10)} if "distanceKm" in made else {}))  # fmt: skip


@fault("some/distance-zero", "a record without coordinates has a distance of 0")
def _(p: Publisher) -> None:
    instead(p, "near", lambda inner, places, place: (
        0.0 if (found := inner(places, place)) is not None and found < 0 else found))  # fmt: skip


@fault("some/postcode-of-po-box", "postcodes of some sessions are followed by a blank")
def _(p: Publisher) -> None:
    _places(
        p, lambda place: {"postcode": place["postcode"] + " "} if place.get("postcode") == "04315" else None
    )


@fault("some/ags-short", "the AGS of places in Saxony lacks its last three digits")
def _(p: Publisher) -> None:
    _places(p, lambda place: {"ags": place["ags"][:5]} if place.get("ags", "").startswith("14713") else None)


@fault("some/state-with-number", "the state of places in Hamburg is its number")
def _(p: Publisher) -> None:
    _places(p, lambda place: {"state": "DE-02"} if place.get("state") == "DE-HH" else None)


@fault("some/country-lower", "the country of some places is in lower case")
def _(p: Publisher) -> None:
    _places(p, lambda place: {"country": "de"} if place.get("town") == "Jena" else None)


@fault("some/tag-underscore", "de-simple is written de_simple")
def _(p: Publisher) -> None:
    shown_otherwise(p, lambda c, made: made | ({"languages": [
        one.replace("-", "_") for one in made["languages"]]} if "languages" in made else {}), "offices")  # fmt: skip


@fault("some/empty-array", "a job without working times has an empty array")
def _(p: Publisher) -> None:
    shown_otherwise(p, lambda c, made: {"workingTimes": [], **made}, "jobs")


@fault("some/empty-object", "a session without a price has an empty object")
def _(p: Publisher) -> None:
    shown_otherwise(p, lambda c, made: {"price": {}, **made}, "course-sessions")


@fault("some/null-inside", "an unknown street is null")
def _(p: Publisher) -> None:
    _places(p, lambda place: {"street": place.get("street")})


@fault("some/blank-text", "an unknown summary is a blank")
def _(p: Publisher) -> None:
    shown_otherwise(p, lambda c, made: {
        "summary": {"value": " ", "lang": "de", "origin": "source"}, **made}, "courses")  # fmt: skip


@fault("some/twice-in-array", "a mode stands twice in a record")
def _(p: Publisher) -> None:
    shown_otherwise(p, lambda c, made: made | (
        {"mode": made["mode"] + made["mode"][:1]} if "mode" in made and one_of(9, made) else {}))  # fmt: skip


@fault("some/second-source-unfiltered", "sessions of a second source are found whatever level is asked")
def _(p: Publisher) -> None:
    held = [one for one in p.world.collections["course-sessions"].values() if "courseId" not in one]
    for one in held:
        one["sourceId"] = "stellen"
    met_otherwise(p, lambda c, r, name, wanted, match, of: (
        True if name in ("targetLevel", "entryLevel") and r["sourceId"] == "stellen" else None))  # fmt: skip


@fault("some/sources-one-after-the-other", "records of a second source follow those of the first")
def _(p: Publisher) -> None:
    for one in list(p.world.collections["course-sessions"].values())[::5]:
        one["sourceId"] = "stellen"
    instead(
        p, "sort_key", lambda inner, c, sort, hit, values: (hit[0]["sourceId"], *inner(c, sort, hit, values))
    )


@fault("some/second-source-untranslated", "codes of a second source keep German labels")
def _(p: Publisher) -> None:
    for one in list(p.world.collections["offices"].values())[::6]:
        one["sourceId"] = "stellen"
    instead(p, "shown", lambda inner, c, r, lang, km: inner(
        c, r, "de" if c == "offices" and r["sourceId"] == "stellen" else lang, km))  # fmt: skip


@fault("some/labels-of-one-code", "in English the label of mini-job is that of full-time")
def _(p: Publisher) -> None:
    instead(p, "label", lambda inner, name, code, lang: inner(
        name, "full-time" if (code, lang) == ("mini-job", "en") else code, lang))  # fmt: skip


@fault("some/labels-cut", "labels are cut to 20 characters")
def _(p: Publisher) -> None:
    instead(p, "code", lambda inner, name, code, lang: {
        k: v[:20] if k == "label" else v for k, v in inner(name, code, lang).items()})  # fmt: skip


@fault("some/long-ids", "ids with an underscore are not found as items")
def _(p: Publisher) -> None:
    def item(inner: Any, asked: Asked, c: str, id_: str) -> Any:
        if "_" in id_:
            raise Refusal(404, "not-found")
        return inner(asked, c, id_)

    instead(p, "item", item)


@fault("some/dotted-ids", "an id with a dot is read as a file name: its end is lost")
def _(p: Publisher) -> None:
    instead(p, "item", lambda inner, asked, c, id_: inner(asked, c, id_.partition(".")[0]))


@fault("some/salary-years", "a salary has a unit that its list does not know")
def _(p: Publisher) -> None:
    shown_otherwise(p, lambda c, made: made | ({"salary": made["salary"] | {
        "unit": {"code": "hourly", "label": "Stunde"}}} if "salary" in made else {}), "jobs")  # fmt: skip


@fault("some/level-plus", "a level is written B1+")
def _(p: Publisher) -> None:
    for one in list(p.world.collections["jobs"].values())[::12]:
        one["requiredLanguages"] = [{"lang": "de"}]
    shown_otherwise(p, lambda c, made: made | ({"requiredLanguages": [
        {"lang": "de", "level": {"code": "B1+", "label": "B1+"}}]} if one_of(15, made) else {}), "jobs")  # fmt: skip


@fault("some/kldb-with-blank", "KldB numbers are written with a blank")
def _(p: Publisher) -> None:
    shown_otherwise(p, lambda c, made: made | ({"occupation": made["occupation"] | {
        "kldb": made["occupation"]["kldb"][:2] + " " + made["occupation"]["kldb"][2:]}} if "occupation" in made else {}),
        "jobs")  # fmt: skip


@fault("some/weekdays-from-zero", "weekdays are counted from 0")
def _(p: Publisher) -> None:
    shown_otherwise(p, lambda c, made: made | ({"schedule": made["schedule"] | {
        "weekdays": [one - 1 for one in made["schedule"]["weekdays"]]}} if "schedule" in made else {}),
        "course-sessions")  # fmt: skip


@fault("some/time-without-zero", "a schedule begins at 8:30")
def _(p: Publisher) -> None:
    shown_otherwise(p, lambda c, made: made | ({"schedule": made["schedule"] | {
        "startTime": "8:30"}} if "schedule" in made else {}), "course-sessions")  # fmt: skip


@fault("some/schedule-turned", "one schedule ends before it begins")
def _(p: Publisher) -> None:
    for one in list(p.world.collections["course-sessions"].values())[::30]:
        one["schedule"] = {"weekdays": [2], "startTime": "18:00", "endTime": "09:00"}


@fault("some/hours-closed-and-open", "on Saturdays offices are closed and have hours")
def _(p: Publisher) -> None:
    for one in p.world.collections["offices"].values():
        if "openingHours" in one:
            one["openingHours"] = [*one["openingHours"][:5], one["openingHours"][0] | {"closed": True},
                                   one["openingHours"][6]]  # fmt: skip


@fault("some/hours-past-midnight", "opening hours end before they begin")
def _(p: Publisher) -> None:
    slot = {"start": "09:00", "end": "00:00", "timezone": "Europe/Berlin"}
    for one in list(p.world.collections["offices"].values())[::7]:
        if "openingHours" in one:
            one["openingHours"] = [one["openingHours"][0] | {"timeSlots": [slot]}, *one["openingHours"][1:]]


@fault("some/same-source-number", "two offices bear one number of one source")
def _(p: Publisher) -> None:
    one, other = list(p.world.collections["offices"].values())[3:5]
    other["sourceRecordId"] = one["sourceRecordId"]


@fault("some/courses-of-other-programme", "some sessions name another programme than their course")
def _(p: Publisher) -> None:
    for one in list(p.world.collections["course-sessions"].values())[::40]:
        one["programme"] = "migration" if one["programme"] != "migration" else "recognition"


@fault("some/bell", "one title holds a control character")
def _(p: Publisher) -> None:
    one = list(p.world.collections["jobs"].values())[70]
    one["title"] = {"de": ("Straßenbauer\u0007 (m/w/d)", "source")}


@fault("some/soft-line", "titles hold line breaks")
def _(p: Publisher) -> None:
    for one in list(p.world.collections["jobs"].values())[::15]:
        one["title"] = {"de": (one["title"]["de"][0].replace(" ", "\n", 1), "source")}


@fault("some/surrogates", "one title holds half a surrogate pair")
def _(p: Publisher) -> None:
    one = list(p.world.collections["jobs"].values())[71]
    one["title"] = {"de": ("Köchin HALF", "source")}
    instead(p, "written", lambda inner, document: inner(document).replace(b"HALF", b"\\ud83d"))


@fault("some/bom", "bodies of lists begin with a byte order mark")
def _(p: Publisher) -> None:
    instead(p, "written", lambda inner, document: (
        b"\xef\xbb\xbf" + inner(document) if isinstance(document, dict) and "items" in document else inner(document)))  # fmt: skip


@fault("some/charset", "Content-Type says ISO 8859-1, the body is UTF-8")
def _(p: Publisher) -> None:
    finished_otherwise(p, lambda asked, given: given.headers.update(
        {"Content-Type": "application/json; charset=iso-8859-1"}) if given.status == 200 and asked.path.count("/") else None)  # fmt: skip


@fault("some/umlauts-lost", "umlauts are question marks in items")
def _(p: Publisher) -> None:
    def item(inner: Any, asked: Asked, c: str, id_: str) -> Any:
        given = inner(asked, c, id_)
        if "title" in given.document:
            title = given.document["title"]
            given.document["title"] = title | {"value": title["value"].encode("ascii", "replace").decode()}
        return given

    instead(p, "item", item)


@fault("lists/lacks-used", "the list of modes lacks one that records use")
def _(p: Publisher) -> None:
    _list(p, "modes", lambda raw: raw | {"codes": [one for one in raw["codes"] if one["code"] != "weekend"]})


@fault("lists/label-other-than-records", "the list of funding has other English labels than the records")
def _(p: Publisher) -> None:
    _list(p, "funding", lambda raw: raw | {"codes": [one | {"labels": [
        label | ({"value": label["value"] + " scheme"} if label["lang"] == "en" else {}) for label in one["labels"]]}
        for one in raw["codes"]]})  # fmt: skip


@fault("lists/validity-lost", "served code lists have lost their dates")
def _(p: Publisher) -> None:
    for name in CONTRACT.code_lists:
        _list(p, name, lambda raw: raw | {"codes": [
            {k: v for k, v in one.items() if k not in ("validFrom", "validThrough")} for one in raw["codes"]]})  # fmt: skip


@fault("lists/version-other", "the index gives another version than the list")
def _(p: Publisher) -> None:
    instead(
        p, "summary", lambda inner, name: inner(name) | ({"version": "2025-01-01"} if name == "exams" else {})
    )


@fault("lists/unknown-empty", "a code list that does not exist is an empty one")
def _(p: Publisher) -> None:
    def code_lists(inner: Any, asked: Asked, name: list[str]) -> Any:
        if name and name[0] not in CONTRACT.code_lists:
            given = inner(asked, ["modes"])
            given.document |= {"id": name[0], "codes": []}
            return given
        return inner(asked, name)

    instead(p, "code_lists", code_lists)


@fault("lists/index-cut", "the index names ten lists, total counts all")
def _(p: Publisher) -> None:
    def code_lists(inner: Any, asked: Asked, name: list[str]) -> Any:
        given = inner(asked, name)
        if not name:
            given.document["items"] = given.document["items"][:10]
        return given

    instead(p, "code_lists", code_lists)


def _list(p: Publisher, of: str, change: Callable[[dict[str, Any]], dict[str, Any]]) -> None:
    instead(p, "code_list", lambda inner, name: change(inner(name)) if name == of else inner(name))
