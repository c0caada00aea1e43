"""Other records: the source knows less, or says it in another way."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from zlib import crc32

from .editing import edit_records, places

if TYPE_CHECKING:
    from collections.abc import Callable

    Record = dict[str, Any]

UNKNOWN = "§4 query: left out means unknown; §3: what a schema does not require may be left out."
UNDATED = "§3: 40 % of runs have no fixed date; §4: undated records never match a date filter."
PLACELESS = "§4 place-search: records that have no postcode, AGS or coordinates; a job may be `remote`."
PLACES = "§3 place: postcode, town, street, ags, state, country, lat and lon together or not at all."
SCOPE = "§3: `detailScope` `listing`: where there is no page for the record alone."
KINDS = "§3: person, sole trader, private household, anonymous or unknown: only the kind."
SEATS = "§3: `availability` (…, unknown) and `places` where the source holds them."
REQUIRED = frozenset(
    (
        *("id", "sourceId", "sourceRecordId", "updatedAt", "detailUrl", "detailScope", "title", "name"),
        *("offerType", "kind", "programme", "locations", "remote", "location", "online"),
        *("startDate", "flexibleStart", "availability", "courseId"),
    )
)


def some(record: Record, share: int) -> bool:
    """One record in so many, always the same ones."""
    return crc32(str(record["id"]).encode()) % share == 0


def drop(record: Record, *names: str) -> None:
    for name in names:
        record.pop(name, None)


def _least(_: str, record: Record) -> None:
    drop(record, *[name for name in record if name not in REQUIRED])
    for place in places(record):
        drop(place, "street", "country", "town")


def _undated(collection: str, record: Record) -> None:
    drop(record, "publishedAt", "startDate", "endDate", "validThrough", "registrationDeadline", "assuredAt")
    if collection == "course-sessions":
        record["flexibleStart"] = True


def _partly_undated(collection: str, record: Record) -> None:
    if some(record, 2):
        _undated(collection, record)


def _placeless(collection: str, record: Record) -> None:
    if collection == "courses":
        return
    drop(record, "location", "locations", "areaServed")
    if collection == "jobs":
        record["remote"] = True
    if collection == "course-sessions":
        record["online"] = True


def _partly_placeless(collection: str, record: Record) -> None:
    if not some(record, 3):
        _placeless(collection, record)


def _in_places(edit: Callable[[Record], object]) -> Callable[[str, Record], None]:
    def edit_all(_: str, record: Record) -> None:
        for place in places(record):
            edit(place)

    return edit_all


def _district(place: Record) -> None:
    drop(place, "lat", "lon", "precision", "street")
    if "ags" in place:
        place["ags"] = place["ags"][:5]


def _no_postcodes(_: str, record: Record) -> None:
    if record.get("programme") != "integration":
        for place in places(record):
            place.pop("postcode", None)


def _fine(place: Record) -> None:
    if "lat" in place and place.get("precision") == "address":
        place["lat"], place["lon"] = place["lat"] + 0.00001234567, place["lon"] + 0.00001234567


def _listing(_: str, record: Record) -> None:
    host = record["detailUrl"].split("/")[2]
    record.update(detailUrl=f"https://{host}/suche", detailScope="listing")


def _unnamed(_: str, record: Record) -> None:
    kinds = ("unknown", "anonymous", "sole-trader", "person")
    for name in ("employer", "provider", "operator"):
        if name in record:
            record[name] = {"kind": kinds[crc32(str(record["id"]).encode()) % len(kinds)]}
            for place in places(record):
                place.pop("street", None)
                _coarse(place)


def _coarse(place: Record) -> None:
    drop(place, "lat", "lon")
    if "precision" in place:
        place["precision"] = "municipality"


def _seats_unknown(_: str, record: Record) -> None:
    drop(record, "places")
    if "availability" in record:
        record["availability"] = "unknown"


def _fractions(_: str, record: Record) -> None:
    for name in ("updatedAt", "publishedAt"):
        if name in record:
            stamp = record[name]
            record[name] = f"{stamp[:19]}.{crc32(record['id'].encode()) % 1000:03}{stamp[19:]}"


def _one_moment(_: str, record: Record) -> None:
    """Everything came with one import."""
    for name in ("updatedAt", "publishedAt"):
        if name in record:
            record[name] = "2026-11-21T02:00:00+01:00"
    drop(record, "validThrough")


def _hours_as_text(_: str, record: Record) -> None:
    if record.pop("openingHours", None):
        record["openingHoursText"] = {"de": {"value": "Mo–Do 9–16 Uhr, Fr 9–12 Uhr", "origin": "source"}}


def _everywhere(_: str, record: Record) -> None:
    if "areaServed" in record:
        record["areaServed"] = ["09", "051", "11000", "16051000"][: 1 + crc32(record["id"].encode()) % 4]


def _by_address(_: str, record: Record) -> None:
    drop(record, "areaServed")


edit_records("records/least", UNKNOWN, "everything optional is left out", _least)
edit_records("records/undated", UNDATED, "no record has a date", _undated)
edit_records("records/partly-undated", UNDATED, "every second record has no date", _partly_undated)
edit_records("records/placeless", PLACELESS, "no record has a place", _placeless)
edit_records("records/partly-placeless", PLACELESS, "two records in three have no place", _partly_placeless)
edit_records("records/districts", PLACES, "places are known to their district only", _in_places(_district))
edit_records("records/no-coordinates", PLACES, "places have no coordinates", _in_places(_coarse))
edit_records("records/no-postcodes", PLACES, "only integration courses have a postcode", _no_postcodes)
edit_records("records/no-ags", PLACES, "places have no AGS", _in_places(lambda place: drop(place, "ags")))
edit_records(
    "records/no-state",
    PLACES,
    "places have neither state nor country",
    _in_places(lambda place: drop(place, "state", "country")),
)
edit_records("records/fine-coordinates", PLACES, "coordinates have all decimals", _in_places(_fine))
edit_records("records/listings", SCOPE, "no record has a page of its own", _listing)
edit_records("records/unnamed", KINDS, "nobody is named", _unnamed)
edit_records("records/seats-unknown", SEATS, "the source counts no seats", _seats_unknown)
edit_records(
    "records/fractions", "§3: RFC 3339 knows fractions of seconds.", "instants have milliseconds", _fractions
)
edit_records(
    "records/one-moment",
    "§4 query: ties in any order that repeats.",
    "all records came with one import, so that date orders nothing",
    _one_moment,
)
edit_records(
    "records/hours-as-text",
    "§3 office: opening hours: seven entries, or a text.",
    "hours are a text",
    _hours_as_text,
)
edit_records(
    "records/areas", "§3 office: `areaServed`: AGS prefixes.", "offices serve whole states", _everywhere
)
edit_records(
    "records/addresses-only",
    "§4 place-search: without `areaServed` the address counts.",
    "no office names the area that it serves",
    _by_address,
)
