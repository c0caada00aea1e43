"""A minimal publisher of the Wegweiser API: course sessions and offices out of two CSV files, with Flask.

Classes core, query, course-sessions, offices; an API key; 25 records a page. Read it from top to bottom;
what you change for your own house is service.json and the sections 1 to 3.

    PUBLISHER_API_KEYS="some-long-key" flask --app publisher run --port 8080
"""

from __future__ import annotations

import base64
import binascii
import csv
import gzip
import hashlib
import hmac
import json
import logging
import os
import re
import secrets
from bisect import bisect_right
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import quote, unquote_to_bytes
from zoneinfo import ZoneInfo

from flask import Flask, Response, abort, request
from werkzeug.exceptions import HTTPException

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Record = dict[str, Any]

# --- 1 Settings ---------------------------------------------------------------------------------------------

HERE = Path(__file__).parent
DATA = Path(os.environ.get("PUBLISHER_DATA", HERE))
SERVICE = json.loads((HERE / "service.json").read_text("utf-8"))
BASE = "/v1"
DEFAULT_LIMIT, MAX_LIMIT = 25, 50
COUNTED_TO = 1000  # from here on `total` says "at least"; counting on is dear in a large database
# Keys belong to organisations. Give each its own, 20 characters or more.
KEYS = [key.encode() for key in os.environ.get("PUBLISHER_API_KEYS", "").split()]
if not KEYS:
    raise SystemExit("Set PUBLISHER_API_KEYS to one or more keys, separated by blanks.")
# Signs cursors, which must live an hour: set it if you run several processes or restart often.
CURSOR_KEY = os.environ.get("PUBLISHER_CURSOR_KEY", secrets.token_hex()).encode()
# Who asks may be a refugee: query strings are never logged, so Flask's log of requests is off.
logging.getLogger("werkzeug").setLevel(logging.ERROR)

# --- 2 From a row to a record -------------------------------------------------------------------------------
# What is unknown is left out: never null, never an empty text. Labels come from the contract's code lists.

CODE_LISTS = {one["id"]: one for one in json.loads((HERE / "code-lists.json").read_text("utf-8"))}
LABELS = {
    name: {
        entry["code"]: next(label["value"] for label in entry["labels"] if label["lang"] == "de")
        for entry in code_list["codes"]
    }
    for name, code_list in CODE_LISTS.items()
}
PROGRAMMES = {entry["code"]: entry["broader"] for entry in CODE_LISTS["course-kinds"]["codes"]}
YES_OR_NO = {"ja": True, "nein": False}


def known(**members: Any) -> Record:
    """Only what is known: without None, empty texts, empty lists and empty objects."""
    return {name: value for name, value in members.items() if value not in (None, "", [], {})}


def code(code_list: str, value: str) -> Record:
    return {"code": value, "label": LABELS[code_list][value]} if value else {}


def codes(code_list: str, several: str) -> list[Record]:
    return [code(code_list, value) for value in several.split()]


def number(value: str) -> int | None:
    return int(value) if value else None


def organisation(row: dict[str, str]) -> Record:
    """Only organisations have a name here: the name of a person never leaves the house."""
    named = row["traegerart"] == "organisation"
    return known(kind=code("organisation-kinds", row["traegerart"]), name=row["traeger"] if named else "")


def place(row: dict[str, str]) -> Record:
    """Without a street where the provider is a person: it may be a home."""
    if not row["plz"]:
        return {}
    return known(
        postcode=row["plz"], town=row["ort"], ags=row["ags"], state=row["land"], country="DE",
        street=row["strasse"] if row["traegerart"] == "organisation" else "",
        lat=float(row["breite"]), lon=float(row["laenge"]), precision="municipality",
    )  # fmt: skip


def course_session(row: dict[str, str]) -> Record:
    seats = known(max=number(row["plaetze"]), free=number(row["frei"]))
    return known(
        id=row["nummer"].lower(),
        sourceId="kurse",
        sourceRecordId=row["nummer"],
        updatedAt=row["stand"],
        detailUrl=f"https://kurse.agency.example/termin/{row['nummer'].lower()}",
        detailScope="record",
        courseId=row["angebot"],
        kind=code("course-kinds", row["kursart"]),
        programme=code("programmes", PROGRAMMES[row["kursart"]]),
        title={"value": row["titel"], "lang": "de", "origin": "source"},
        provider=organisation(row),
        location=place(row),
        online=YES_OR_NO.get(row["online"]),
        startDate=row["beginn"],
        endDate=row["ende"],
        flexibleStart=YES_OR_NO.get(row["laufend"]),
        schedule=known(weekdays=[int(day) for day in row["tage"]], startTime=row["von"], endTime=row["bis"]),
        mode=codes("modes", row["form"]),
        entryLevel=code("cefr", row["eingang"]),
        targetLevel=code("cefr", row["ziel"]),
        hours=known(lessons=number(row["stunden"])),
        exams=codes("exams", row["pruefungen"]),
        funding=codes("funding", row["foerderung"]),
        eligibility=codes("eligibility", row["zielgruppen"]),
        childcare=YES_OR_NO.get(row["kinder"]),
        barrierFree=YES_OR_NO.get(row["barrierefrei"]),
        availability=code("availability", row["verfuegbarkeit"] or "unknown"),
        places=seats | {"asOf": row["stand"]} if seats else {},
    )


def opening_hours(value: str) -> list[Record]:
    """Seven days, Monday first, from `1 09:00-12:00,14:00-18:00;3 …`; a day that is not named is closed."""
    opened = dict(day.split(" ") for day in value.split(";")) if value else {}
    week = []
    for day in "1234567" if opened else "":
        spans = [span.split("-") for span in opened.get(day, "").split(",") if span]
        slots = [{"start": start, "end": end, "timezone": "Europe/Berlin"} for start, end in spans]
        week.append({"allDay": False, "closed": not slots, "appointmentOnly": False, "timeSlots": slots})
    return week


def office(row: dict[str, str]) -> Record:
    return known(
        id=row["nummer"].lower(),
        sourceId="beratung",
        sourceRecordId=row["nummer"],
        updatedAt=row["stand"],
        detailUrl=f"https://beratung.agency.example/ort/{row['ags']}",
        detailScope="listing",
        kind=code("office-kinds", row["art"]),
        name=row["name"],
        operator=organisation(row),
        location=place(row),
        areaServed=row["zustaendig"].split(),
        languages=row["sprachen"].split(),
        openingHours=opening_hours(row["zeiten"]),
        contactUrl=row["kontakt"],
        barrierFree=YES_OR_NO.get(row["barrierefrei"]),
        status=code("office-statuses", row["zustand"]),
    )


# --- 3 Parameters: what is right, and what it finds ---------------------------------------------------------


class Parameter(NamedTuple):
    right: Callable[[str], object]
    says: str  # what would be right, for people …
    allowed: tuple[str, ...] = ()  # … and for programs
    finds: Callable[[Record, list[str]], bool] = lambda record, asked: True
    repeated: bool = False


def values(record: Record, path: str) -> list[Any]:
    """Everything at a path such as `kind.code` or `mode[].code`."""
    found: list[Any] = [record]
    for step in path.split("."):
        found = [one[step.rstrip("[]")] for one in found if step.rstrip("[]") in one]
        if step.endswith("[]"):
            found = [one for several in found for one in several]
    return found


def one_of(path: str) -> Callable[[Record, list[str]], bool]:
    return lambda record, asked: any(value in asked for value in values(record, path))


def coded(code_list: str, path: str) -> Parameter:
    """A code past its validity is still understood."""
    allowed = tuple(LABELS[code_list])
    return Parameter(LABELS[code_list].__contains__, f"a code of {code_list}", allowed, one_of(path), True)


def three_valued(is_true: Callable[[Record], bool]) -> Parameter:
    """include: no difference; only: known to be true; exclude: all others, the unknown included."""
    allowed = ("include", "only", "exclude")

    def finds(record: Record, asked: list[str]) -> bool:
        return asked[0] == "include" or is_true(record) == (asked[0] == "only")

    return Parameter(allowed.__contains__, "include, only or exclude", allowed, finds)


def flag(name: str) -> Parameter:
    return three_valued(lambda record: record.get(name) is True)


def has_free_places(record: Record) -> bool:
    return record["availability"]["code"] in ("free", "few") or record.get("places", {}).get("free", 0) > 0


def start(compare: Callable[[str, str], bool]) -> Parameter:
    """Bounds are inclusive, a session without a date never matches. Dates in ISO 8601 sort as texts."""
    return Parameter(
        is_day, "an existing day as YYYY-MM-DD", ("YYYY-MM-DD",),
        lambda record, asked: "startDate" in record and compare(record["startDate"], asked[0]),
    )  # fmt: skip


def is_day(value: str) -> bool:
    try:
        return bool(re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", value) and date.fromisoformat(value))
    except ValueError:
        return False


def is_limit(value: str) -> bool:
    return bool(re.fullmatch("0*[0-9]{1,3}", value)) and 1 <= int(value[-3:]) <= MAX_LIMIT


ID = re.compile("[A-Za-z0-9][A-Za-z0-9._~-]{0,63}")
LANGUAGE = re.compile("[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
PAGING = {
    "limit": Parameter(is_limit, f"a whole number from 1 to {MAX_LIMIT}", (f"1 to {MAX_LIMIT}",)),
    "cursor": Parameter(lambda value: len(value) <= 2000, "the nextCursor of the page before"),
}
PARAMETERS: dict[str, dict[str, Parameter]] = {
    "course-sessions": {
        "courseId": Parameter(ID.fullmatch, "an id", (ID.pattern,), one_of("courseId")),
        "kind": coded("course-kinds", "kind.code"),
        "programme": coded("programmes", "programme.code"),
        "mode": coded("modes", "mode[].code"),
        "entryLevel": coded("cefr", "entryLevel.code"),
        "targetLevel": coded("cefr", "targetLevel.code"),
        "funding": coded("funding", "funding[].code"),
        "eligibility": coded("eligibility", "eligibility[].code"),
        "startFrom": start(lambda begins, asked: begins >= asked),
        "startTo": start(lambda begins, asked: begins <= asked),
        "flexibleStart": flag("flexibleStart"),
        "freePlaces": three_valued(has_free_places),
        "childcare": flag("childcare"),
        "barrierFree": flag("barrierFree"),
        "sort": Parameter(("date",).__contains__, "date", ("date",)),
        **PAGING,
    },
    "offices": {
        "kind": coded("office-kinds", "kind.code"),
        "language": Parameter(
            LANGUAGE.fullmatch, "a language tag such as ar", (LANGUAGE.pattern,), one_of("languages[]"), True
        ),
        "barrierFree": flag("barrierFree"),
        **PAGING,
    },
}

# --- 4 The data, read once at the start ---------------------------------------------------------------------


def position(collection: str, record: Record) -> list[str]:
    """Where a record stands: sessions by start, undated ones last; offices by id. The id breaks ties."""
    return (
        [record.get("startDate", "9999"), record["id"]] if collection == "course-sessions" else [record["id"]]
    )


def read(collection: str, make: Callable[[dict[str, str]], Record]) -> list[Record]:
    with (DATA / f"{collection}.csv").open(encoding="utf-8", newline="") as file:
        return sorted(map(make, csv.DictReader(file, delimiter=";")), key=partial(position, collection))


RECORDS = {"course-sessions": read("course-sessions", course_session), "offices": read("offices", office)}
STATE = hashlib.sha256(json.dumps(RECORDS).encode()).hexdigest()[:12]


def today() -> str:
    return datetime.now(ZoneInfo("Europe/Berlin")).date().isoformat()


def records(collection: str) -> list[Record]:
    """Sessions that have ended leave the lists by themselves."""
    now = today()
    return [record for record in RECORDS[collection] if record.get("endDate", "9999") >= now]


# --- 5 Reading a query string, strictly ---------------------------------------------------------------------


class BadParameters(Exception):
    def __init__(self, *errors: Record) -> None:
        self.errors = errors


def error(name: str, problem: str, detail: str, allowed: Sequence[str] = ()) -> Record:
    return known(parameter=name[:200], code=problem, detail=detail[:500], allowed=list(allowed))


def decoded(part: bytes) -> str | None:
    """None if it is not correctly encoded UTF-8. `+` is a blank, as forms write it."""
    if re.search(rb"%(?![0-9A-Fa-f]{2})", part):
        return None
    try:
        return unquote_to_bytes(part.replace(b"+", b" ")).decode()
    except UnicodeDecodeError:
        return None


def asked_for(parameters: dict[str, Parameter]) -> dict[str, list[str]]:
    """Every parameter with its values; nothing is ignored, and all faults are told at once."""
    asked: dict[str, list[str]] = {}
    errors: list[Record] = []
    for raw_name, _, raw_value in (one.partition(b"=") for one in request.query_string.split(b"&") if one):
        name = decoded(raw_name) or raw_name.decode("ascii", "replace") or "="
        parameter, value = parameters.get(name), decoded(raw_value) or ""
        if parameter is None:
            errors.append(
                error(name, "unknown-parameter", f"There is no parameter {name[:100]}.", list(parameters))
            )
            continue
        if name in asked and not parameter.repeated:
            errors.append(error(name, "repeated-parameter", f"Give {name} only once.", parameter.allowed))
        if not value or not parameter.right(value):
            errors.append(
                error(name, "invalid-parameter", f"{name} must be {parameter.says}.", parameter.allowed)
            )
        elif name == "cursor" and opened(value) is None:
            errors.append(BAD_CURSOR)
        asked.setdefault(name, []).append(value)
    if errors:
        raise BadParameters(*errors[:50])
    return asked


# --- 6 Cursors: where the last page ended, and what was asked -----------------------------------------------
# Signed, so that only our own are taken. They say where to go on, not how many to skip.

BAD_CURSOR = error(
    "cursor", "invalid-cursor", "Give the nextCursor of the page before, with its filters and sort."
)


def signature(content: bytes) -> bytes:
    return hmac.digest(CURSOR_KEY, content, "sha256")[:12]


def cursor_for(where: list[str], question: str) -> str:
    content = json.dumps([where, question]).encode()
    return base64.urlsafe_b64encode(signature(content) + content).decode().rstrip("=")


def opened(cursor: str) -> list[Any] | None:
    try:
        content = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars="-_", validate=True)
    except (binascii.Error, ValueError):
        return None
    right = hmac.compare_digest(content[:12], signature(content[12:]))
    return list(json.loads(content[12:])) if right else None


def question_of(collection: str, asked: dict[str, list[str]]) -> str:
    """The same for the same filters and sort in whatever order; `limit` may change from page to page."""
    bound = {name: sorted(set(several)) for name, several in asked.items() if name not in PAGING}
    return hashlib.sha256(json.dumps([collection, bound], sort_keys=True).encode()).hexdigest()[:16]


# --- 7 Answers ----------------------------------------------------------------------------------------------

app = Flask(__name__)
app.url_map.merge_slashes = False  # `//offices` is no path of ours, and nothing is redirected


def answer(body: Any, status: int = 200, kind: str = "application/json") -> Response:
    return Response(json.dumps(body, ensure_ascii=False, separators=(",", ":")), status, content_type=kind)


@app.get(f"{BASE}/<any('course-sessions', offices):collection>")
def list_page(collection: str) -> Response:
    asked = asked_for(PARAMETERS[collection])
    question, hits = question_of(collection, asked), records(collection)
    for name, given in asked.items():
        hits = [one for one in hits if PARAMETERS[collection][name].finds(one, given)]
    first = 0
    if "cursor" in asked:
        where, bound_to = opened(asked["cursor"][0]) or ([], "")
        if bound_to != question:
            raise BadParameters(BAD_CURSOR)
        first = bisect_right(hits, where, key=partial(position, collection))
    limit = int(asked["limit"][0][-3:]) if "limit" in asked else DEFAULT_LIMIT
    shown = hits[first : first + limit]
    page: Record = {
        "total": min(len(hits), COUNTED_TO),
        "totalRelation": "exact" if len(hits) < COUNTED_TO else "at-least",
        "dataVersion": f"{STATE}-{today()}",
    }
    if first + limit < len(hits):
        page["nextCursor"] = cursor_for(position(collection, shown[-1]), question)
        again = asked | {"cursor": [page["nextCursor"]]}
        page["next"] = "?" + "&".join(
            f"{name}={quote(one, safe='')}" for name in again for one in again[name]
        )
    return answer({"items": shown, "page": page})


@app.get(f"{BASE}/<any('course-sessions', offices):collection>/<record_id>")
def item(collection: str, record_id: str) -> Response:
    found = next((record for record in records(collection) if record["id"] == record_id), None)
    if found is None:
        abort(404)
    asked_for({})
    return answer(found)


@app.get(f"{BASE}/code-lists")
def code_lists() -> Response:
    asked_for({})
    items = [
        {name: one[name] for name in ("id", "title", "version", "scheme")} | {"codeCount": len(one["codes"])}
        for one in CODE_LISTS.values()
    ]
    return answer({"items": items, "page": {"total": len(items), "totalRelation": "exact"}})


@app.get(f"{BASE}/code-lists/<name>")
def code_list(name: str) -> Response:
    if name not in CODE_LISTS:
        abort(404)
    asked_for({})
    return answer(CODE_LISTS[name])


@app.get(BASE)
@app.get(f"{BASE}/")
def service_description() -> Response:
    """What stands in service.json, with the numbers of the day."""
    asked_for({})
    updated = {name: max(record["updatedAt"] for record in RECORDS[name]) for name in RECORDS}
    collections = [
        one
        | {
            "total": len(records(one["id"])),
            "updatedAt": updated[one["id"]],
            "parameters": list(PARAMETERS[one["id"]]),
        }
        for one in SERVICE["collections"]
    ]
    sources = [one | {"updatedAt": max(updated.values())} for one in SERVICE["sources"]]
    limits = {"defaultLimit": DEFAULT_LIMIT, "maxLimit": MAX_LIMIT}
    return answer(SERVICE | {"collections": collections, "sources": sources, "limits": limits})


# --- 8 Access, and what every answer carries ----------------------------------------------------------------


def is_open() -> bool:
    """The description and the code lists are open to everybody."""
    return request.path in (BASE, f"{BASE}/") or f"{request.path}/".startswith(f"{BASE}/code-lists/")


@app.before_request
def check_the_key() -> None:
    """Comes before everything else: who has no key does not learn what there is (401, then 404, then 400)."""
    given = request.headers.get("X-API-Key", "").encode()
    if not is_open() and not any(hmac.compare_digest(given, key) for key in KEYS):
        abort(401)


@app.after_request
def finish(reply: Response) -> Response:
    reply.headers["Cache-Control"] = "public, max-age=300" if is_open() else "private, max-age=300"
    reply.headers["Vary"] = "Accept-Encoding" if is_open() else "Accept-Encoding, X-API-Key"
    if request.accept_encodings["gzip"] and len(reply.get_data()) > 1400:
        reply.set_data(gzip.compress(reply.get_data(), mtime=0))
        reply.headers["Content-Encoding"] = "gzip"
    if reply.status_code == 200:
        reply.add_etag()
        reply.make_conditional(request)
    return reply


# --- 9 Problems: the only maker of errors -------------------------------------------------------------------

PROBLEMS = {
    400: ("invalid-parameter", "Anfrage falsch", "Die Anfrage ist nicht zu verstehen."),
    401: ("unauthorized", "Schlüssel fehlt", "Ein gültiger Schlüssel gehört in X-API-Key."),
    404: ("not-found", "Nicht gefunden", "Diesen Pfad oder Eintrag gibt es nicht."),
    405: ("method-not-allowed", "Nur lesen", "Hier gibt es nur GET, HEAD und OPTIONS."),
    500: ("internal", "Fehler im Server", "Die Antwort konnte nicht erstellt werden."),
}


def problem(status: int, errors: Sequence[Record] = ()) -> Response:
    name, title, detail = PROBLEMS[status]
    if errors:
        name, detail = errors[0]["code"], " ".join(one["detail"] for one in errors)[:1000]
    kind = f"https://wegweiser.example/problems/{name}"
    body = known(type=kind, title=title, status=status, detail=detail, code=name, errors=list(errors))
    return answer(body, status, "application/problem+json")


@app.errorhandler(Exception)
def failed(fault: Exception) -> Response:
    if isinstance(fault, BadParameters):
        return problem(400, fault.errors)
    if isinstance(fault, HTTPException) and fault.code in PROBLEMS:
        reply = problem(fault.code)
        reply.headers.extend(
            {401: {"WWW-Authenticate": "ApiKey"}, 405: {"Allow": "GET, HEAD, OPTIONS"}}.get(fault.code, {})
        )
        return reply
    app.logger.error("%s", type(fault).__name__, exc_info=fault)  # in your log, never in the answer
    return problem(500)
