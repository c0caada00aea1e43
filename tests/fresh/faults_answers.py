"""Wrong records, problems, headers and access."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import time
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from tests.fresh.asked import Asked, Fault, Given, Refusal
from tests.fresh.faulty import fault, instead
from tests.fresh.publisher import Publisher

if TYPE_CHECKING:
    from collections.abc import Callable


def _shown(p: Publisher, change: Callable[[str, Any], Any], where: str = "") -> None:
    def shown(inner: Any, c: str, record: Any, lang: str, km: Any) -> Any:
        made = inner(c, record, lang, km)
        return change(c, made) if where in ("", c) else made

    instead(p, "shown", shown)


def _item(p: Publisher, change: Callable[[Any], Any]) -> None:
    def item(inner: Any, asked: Asked, c: str, id_: str) -> Given:
        given: Given = inner(asked, c, id_)
        given.document = change(given.document)
        return given

    instead(p, "item", item)


def _some(share: int, made: Any) -> bool:
    """Whether a record is one of those, by its id."""
    return int(hashlib.sha1(made["id"].encode()).hexdigest(), 16) % share == 0


# --- records ----------------------------------------------------------------------------------------


@fault("records/null", "unknown values are null")
def _(p: Publisher) -> None:
    _shown(p, lambda c, made: {"startDate": None} | made)


@fault("records/empty-text", "an unknown summary is an empty text")
def _(p: Publisher) -> None:
    _shown(p, lambda c, made: {"summary": {"value": "", "lang": "de", "origin": "source"}} | made, "courses")


@fault("records/extra", "records carry an internal number")
def _(p: Publisher) -> None:
    _shown(p, lambda c, made: made | {"internalId": 5})


@fault("records/extra-in-items", "items carry a description text besides")
def _(p: Publisher) -> None:
    _item(p, lambda made: made | {"description": "Wir suchen Verstärkung."})


@fault("records/extra-in-some", "one job in twenty carries a contact name")
def _(p: Publisher) -> None:
    _shown(p, lambda c, made: made | ({"contactPerson": {"name": "Erika"}} if _some(20, made) else {}), "jobs")


@fault("records/numbers-as-text", "openings is a string")
def _(p: Publisher) -> None:
    _shown(p, lambda c, made: made | ({"openings": str(made["openings"])} if "openings" in made else {}))


@fault("records/postcode-number", "the postcode is a number")
def _(p: Publisher) -> None:
    def change(c: str, made: Any) -> Any:
        if "postcode" in made.get("location", {}):
            made["location"] = made["location"] | {"postcode": int(made["location"]["postcode"])}
        return made

    _shown(p, change)


@fault("records/postcode-zero-lost", "postcodes have lost their leading zero")
def _(p: Publisher) -> None:
    def change(c: str, made: Any) -> Any:
        if "postcode" in made.get("location", {}):
            made["location"] = made["location"] | {"postcode": made["location"]["postcode"].lstrip("0")}
        return made

    _shown(p, change)


@fault("records/booleans-as-text", "remote is \"true\"")
def _(p: Publisher) -> None:
    _shown(p, lambda c, made: made | ({"remote": str(made["remote"]).lower()} if "remote" in made else {}))


@fault("records/no-offset", "instants have no offset")
def _(p: Publisher) -> None:
    _shown(p, lambda c, made: made | {"updatedAt": re.sub(r"(Z|[+-]\d\d:\d\d)$", "", made["updatedAt"])})


@fault("records/no-offset-as-of", "places.asOf has no offset")
def _(p: Publisher) -> None:
    _shown(p, lambda c, made: made | ({"places": made["places"] | {"asOf": made["places"]["asOf"][:19]}}
                                      if "places" in made else {}))  # fmt: skip


@fault("records/foreign-code", "a mode has a code that is not in its list")
def _(p: Publisher) -> None:
    _shown(p, lambda c, made: made | ({"mode": [{"code": "abendkurs", "label": "Abendkurs"}]} if "mode" in made
                                      and _some(10, made) else {}))  # fmt: skip


@fault("records/code-upper", "codes of contracts are upper case")
def _(p: Publisher) -> None:
    _shown(p, lambda c, made: made | ({"contract": made["contract"] | {"code": made["contract"]["code"].upper()}}
                                      if "contract" in made else {}))  # fmt: skip


@fault("records/code-bare", "a code is a bare string")
def _(p: Publisher) -> None:
    _shown(p, lambda c, made: made | {"offerType": made["offerType"]["code"]}, "jobs")


@fault("records/label-of-other", "the labels of funding are those of another code")
def _(p: Publisher) -> None:
    def label(inner: Any, name: str, code: str, lang: str) -> str:
        return str(inner(name, "municipal" if name == "funding" and code == "esf-plus" else code, lang))

    instead(p, "label", label)


@fault("records/expired-listed", "jobs stay listed after validThrough")
def _(p: Publisher) -> None:
    from tests.fresh.publisher import soon

    for number, one in enumerate(p.world.collections["jobs"].values()):
        if number % 30 == 0:
            one["validThrough"] = soon(-4).isoformat()
    p.alive = lambda record: True  # type: ignore[method-assign]


@fault("records/ended-listed", "one session in forty has ended long ago")
def _(p: Publisher) -> None:
    from tests.fresh.publisher import soon

    for number, one in enumerate(p.world.collections["course-sessions"].values()):
        if number % 40 == 7 and "endDate" in one:
            one |= {"startDate": soon(-90).isoformat(), "endDate": soon(-20).isoformat()}
    p.alive = lambda record: True  # type: ignore[method-assign]


@fault("records/end-before-start", "one session ends before it starts")
def _(p: Publisher) -> None:
    one = next(one for one in p.world.collections["course-sessions"].values() if "endDate" in one and "startDate" in one)
    one["endDate"], one["startDate"] = one["startDate"], one["endDate"]
    p.alive = lambda record: True  # type: ignore[method-assign]


@fault("records/free-above-max", "one session has more free places than places")
def _(p: Publisher) -> None:
    one = next(one for one in p.world.collections["course-sessions"].values() if "places" in one)
    one["places"] |= {"free": 40}


@fault("records/detail-host", "detailUrl of some sessions lies on a host that is not declared")
def _(p: Publisher) -> None:
    _shown(p, lambda c, made: made | ({"detailUrl": made["detailUrl"].replace("lernen.", "alt.")}
                                      if _some(25, made) else {}), "course-sessions")  # fmt: skip


@fault("records/detail-http", "detailUrl is http")
def _(p: Publisher) -> None:
    _shown(p, lambda c, made: made | {"detailUrl": made["detailUrl"].replace("https", "http")}, "jobs")


@fault("records/detail-neighbour", "in the list detailUrl is that of the record before")
def _(p: Publisher) -> None:
    def list_(inner: Any, asked: Asked, c: str) -> Given:
        given: Given = inner(asked, c)
        urls = [one["detailUrl"] for one in given.document["items"]]
        for one, url in zip(given.document["items"], urls[-1:] + urls[:-1], strict=True):
            one["detailUrl"] = url
        return given

    instead(p, "list", list_)


@fault("records/detail-one-for-all", "every job has the same detailUrl but says that it shows the record")
def _(p: Publisher) -> None:
    _shown(p, lambda c, made: made | {"detailUrl": "https://arbeit.landesportal.example/suche"}, "jobs")


@fault("records/detail-tracking", "detailUrl carries a number of the caller")
def _(p: Publisher) -> None:
    _shown(p, lambda c, made: made | {"detailUrl": f"{made['detailUrl']}?s={p.count}"}, "jobs")


@fault("records/detail-encoded", "detailUrl carries percent signs")
def _(p: Publisher) -> None:
    _shown(p, lambda c, made: made | {"detailUrl": made["detailUrl"] + "?ort=K%C3%B6ln"}, "course-sessions")


@fault("records/same-id-twice", "two jobs bear one id")
def _(p: Publisher) -> None:
    first, second = list(p.world.collections["jobs"].values())[3:5]
    second["id"] = first["id"]


@fault("records/source-unknown", "some offices name a source that is not declared")
def _(p: Publisher) -> None:
    _shown(p, lambda c, made: made | ({"sourceId": "altdaten"} if _some(10, made) else {}), "offices")


@fault("records/html", "titles carry character entities")
def _(p: Publisher) -> None:
    _shown(p, lambda c, made: made | {"title": made["title"] | {"value": made["title"]["value"].replace("ä", "&auml;")}}
           if "title" in made else made)  # fmt: skip


@fault("records/html-in-summary", "one summary in ten carries a line break tag")
def _(p: Publisher) -> None:
    _shown(p, lambda c, made: made | ({"summary": made["summary"] | {"value": "Kleine Gruppen<br>Kaffee"}}
                                      if "summary" in made and _some(6, made) else {}))  # fmt: skip


@fault("records/mojibake", "umlauts are encoded twice")
def _(p: Publisher) -> None:
    instead(p, "written", lambda inner, document: inner(document).decode().encode().decode("latin-1").encode())


@fault("records/latin1", "bodies are ISO 8859-1")
def _(p: Publisher) -> None:
    p.written = lambda document: json.dumps(document, ensure_ascii=False).encode("latin-1", "replace")  # type: ignore[method-assign]


@fault("records/coordinates-swapped", "lat and lon of offices are swapped")
def _(p: Publisher) -> None:
    def change(c: str, made: Any) -> Any:
        spot = made.get("location", {})
        if "lat" in spot:
            made["location"] = spot | {"lat": spot["lon"], "lon": spot["lat"]}
        return made

    _shown(p, change, "offices")


@fault("records/coordinates-zero", "some jobs lie at 0, 0")
def _(p: Publisher) -> None:
    for number, one in enumerate(p.world.collections["jobs"].values()):
        for spot in one.get("locations") or []:
            if number % 20 == 0 and "lat" in spot:
                spot |= {"lat": 0.0, "lon": 0.0}


@fault("records/coordinates-of-capital", "one job whose place was not found lies in Berlin")
def _(p: Publisher) -> None:
    one = next(one for one in p.world.collections["jobs"].values() if (one.get("locations") or [{}])[0].get("town") == "Köln"
               and "lat" in one["locations"][0])  # fmt: skip
    one["locations"][0] |= {"lat": 52.52, "lon": 13.4}


@fault("records/lat-alone", "some places have lat without lon")
def _(p: Publisher) -> None:
    for number, one in enumerate(p.world.collections["offices"].values()):
        if number % 9 == 0 and "location" in one:
            one["location"].pop("lon", None)


@fault("records/state-wrong", "the state of offices in Halle is Saxony")
def _(p: Publisher) -> None:
    for collection in ("offices", "course-sessions"):
        for one in p.world.collections[collection].values():
            if one.get("location", {}).get("ags") == "15002000":
                one["location"]["state"] = "DE-SN"


@fault("records/kldb-list", "kldb is written with its letter")
def _(p: Publisher) -> None:
    _shown(p, lambda c, made: made | ({"occupation": made["occupation"] | {"kldb": "B " + made["occupation"]["kldb"]}}
                                      if "kldb" in made.get("occupation", {}) else {}))  # fmt: skip


@fault("records/salary-turned", "min of a salary is above max")
def _(p: Publisher) -> None:
    _shown(p, lambda c, made: made | ({"salary": made["salary"] | {"min": 99.0}} if _some(7, made) and "salary" in made
                                      else {}), "jobs")  # fmt: skip


@fault("records/hours-six-days", "opening hours have six entries")
def _(p: Publisher) -> None:
    _shown(p, lambda c, made: made | ({"openingHours": made["openingHours"][:6]} if "openingHours" in made else {}))


@fault("records/zone", "opening hours are in CET")
def _(p: Publisher) -> None:
    def change(c: str, made: Any) -> Any:
        text = json.dumps(made).replace("Europe/Berlin", "Europe/Deutschland")
        return json.loads(text)

    _shown(p, change, "offices")


@fault("records/kind-missing", "sessions of integration courses lack availability if it is unknown")
def _(p: Publisher) -> None:
    def change(c: str, made: Any) -> Any:
        return {k: v for k, v in made.items() if k != "availability" or not _some(9, made)}

    _shown(p, change, "course-sessions")


@fault("records/course-dangling", "some sessions name a course that does not exist")
def _(p: Publisher) -> None:
    for number, one in enumerate(p.world.collections["course-sessions"].values()):
        if number % 50 == 3:
            one["courseId"] = "angebot.9999"


@fault("records/course-disagrees", "some sessions are of another kind than their course")
def _(p: Publisher) -> None:
    for number, one in enumerate(p.world.collections["course-sessions"].values()):
        if number % 40 == 3 and "courseId" in one:
            one["kind"] = "migration-naturalisation"


@fault("records/future", "updatedAt of some records lies in the future")
def _(p: Publisher) -> None:
    for number, one in enumerate(p.world.collections["offices"].values()):
        if number % 20 == 3:
            one["updatedAt"] = "2031-01-01T00:00:00Z"


@fault("records/updated-missing", "some records have no updatedAt")
def _(p: Publisher) -> None:
    _shown(p, lambda c, made: {k: v for k, v in made.items() if k != "updatedAt" or not _some(15, made)}, "jobs")


@fault("records/large", "one office is larger than 4,000 bytes")
def _(p: Publisher) -> None:
    one = list(p.world.collections["offices"].values())[11]
    one["areaServed"] = [f"{5000 + number:05d}" for number in range(700)]


@fault("records/long-text", "a summary has 400 characters")
def _(p: Publisher) -> None:
    one = list(p.world.collections["courses"].values())[5]
    one["summary"] = {"de": ("Wort " * 80, "source")}


# --- persons ----------------------------------------------------------------------------------------


@fault("persons/mail-in-summary", "a summary holds a mail address")
def _(p: Publisher) -> None:
    one = list(p.world.collections["courses"].values())[7]
    one["summary"] = {"de": ("Anmeldung: erika.muster@bildung.example", "source")}


@fault("persons/mobile-in-note", "a title ends with a mobile number")
def _(p: Publisher) -> None:
    one = list(p.world.collections["jobs"].values())[40]
    one["title"] = {"de": ("Köchin gesucht, Tel. 0171 5550123", "source")}


@fault("persons/mobile-office", "an office's telephone is a mobile number")
def _(p: Publisher) -> None:
    one = list(p.world.collections["offices"].values())[9]
    one |= {"telephone": "+491715550123", "contactUrl": "https://lernen.landesportal.example/kontakt"}


@fault("persons/mailbox", "an office's mailbox is named after a person")
def _(p: Publisher) -> None:
    one = list(p.world.collections["offices"].values())[12]
    one |= {"email": "erika.mustermann@landesportal.example", "contactUrl": "https://lernen.landesportal.example/kontakt"}


@fault("persons/household-named", "private households are named")
def _(p: Publisher) -> None:
    for one in p.world.collections["jobs"].values():
        if one["employer"]["kind"] == "private-household":
            one["employer"]["name"] = "Familie Mustermann"


@fault("persons/street-of-household", "jobs in private households state the street")
def _(p: Publisher) -> None:
    for one in p.world.collections["jobs"].values():
        if one["employer"]["kind"] == "private-household":
            for spot in one.get("locations") or []:
                spot["street"] = "Lindenallee 4"


@fault("persons/coordinates-of-household", "jobs of sole traders have coordinates of the address")
def _(p: Publisher) -> None:
    for one in p.world.collections["jobs"].values():
        if one["employer"]["kind"] == "sole-trader":
            for spot in one.get("locations") or []:
                spot["precision"] = "address"


@fault("persons/contact-in-items", "items (not lists) hold a contact object")
def _(p: Publisher) -> None:
    _item(p, lambda made: made | {"ansprechpartner": {"nachname": "Muster"}})


@fault("persons/mail-in-problem", "404 names the mailbox of an administrator")
def _(p: Publisher) -> None:
    _problem(p, lambda given: given.document.update(detail="Fragen an erika.muster@landesportal.example") if given.status == 404
             else None)  # fmt: skip


@fault("persons/teacher-in-title", "some titles name the teacher")
def _(p: Publisher) -> None:
    for number, one in enumerate(p.world.collections["course-sessions"].values()):
        if number % 60 == 5:
            one["title"] = {"de": ("Deutsch B1 mit Frau Sabine Schneider", "source")}


# --- problems ---------------------------------------------------------------------------------------


def _problem(p: Publisher, change: Callable[[Given], Any], status: int = 0) -> None:
    def problem(inner: Any, asked: Asked, refusal: Refusal) -> Given:
        given: Given = inner(asked, refusal)
        if status in (0, given.status):
            change(given)
        return given

    instead(p, "problem", problem)


@fault("problems/plain-json", "problems are application/json")
def _(p: Publisher) -> None:
    _problem(p, lambda given: given.headers.update({"Content-Type": "application/json"}))


@fault("problems/html-404", "404 is an HTML page")
def _(p: Publisher) -> None:
    def finish(inner: Any, asked: Asked, given: Given) -> Given:
        if given.status == 404:
            given.headers["Content-Type"] = "text/html"
            p.written = lambda document: b"<html><body>Not found</body></html>"  # type: ignore[method-assign]
        try:
            return inner(asked, given)  # type: ignore[no-any-return]
        finally:
            p.__dict__.pop("written", None)

    instead(p, "finish", finish)


@fault("problems/status-text", "status in problems is a string")
def _(p: Publisher) -> None:
    _problem(p, lambda given: given.document.update(status=str(given.status)))


@fault("problems/status-other", "status in problems is always 400")
def _(p: Publisher) -> None:
    _problem(p, lambda given: given.document.update(status=400))


@fault("problems/type-blank", "type is about:blank")
def _(p: Publisher) -> None:
    _problem(p, lambda given: given.document.update(type="about:blank"))


@fault("problems/first-fault-only", "only the first faulty parameter is named")
def _(p: Publisher) -> None:
    _problem(p, lambda given: given.document.update(errors=given.document["errors"][:1]) if "errors" in given.document else 0)


@fault("problems/other-parameter", "the fault of startTo is named startFrom")
def _(p: Publisher) -> None:
    def problem(inner: Any, asked: Asked, refusal: Refusal) -> Given:
        for one in refusal.faults:
            one.parameter = "startFrom" if one.parameter == "startTo" else one.parameter
        return inner(asked, refusal)  # type: ignore[no-any-return]

    instead(p, "problem", problem)


@fault("problems/snake-case", "parameters are named as in the code: working_time")
def _(p: Publisher) -> None:
    def change(given: Given) -> None:
        for one in given.document.get("errors", ()):
            one["parameter"] = re.sub("([A-Z])", lambda hit: "_" + hit[1].lower(), one["parameter"])

    _problem(p, change)


@fault("problems/no-allowed", "what is allowed is not listed")
def _(p: Publisher) -> None:
    _problem(p, lambda given: [one.pop("allowed", 0) for one in given.document.get("errors", ())])


@fault("problems/allowed-of-codes-missing", "what is allowed is listed for small lists only")
def _(p: Publisher) -> None:
    _problem(p, lambda given: [one.pop("allowed", 0) for one in given.document.get("errors", ())
                               if len(one.get("allowed", ())) > 10])  # fmt: skip


@fault("problems/raw", "detail holds the message of the database")
def _(p: Publisher) -> None:
    _problem(p, lambda given: given.document.update(
        detail='psycopg2.errors.InvalidTextRepresentation: invalid input syntax for type date: "x" LINE 1: SELECT * FROM jobs'
    ), 400)  # fmt: skip


@fault("problems/code-own", "problems have codes of the publisher")
def _(p: Publisher) -> None:
    _problem(p, lambda given: given.document.update(code="bad-request", type="https://x.example/bad-request"), 400)


@fault("problems/detail-missing", "404 has no detail")
def _(p: Publisher) -> None:
    _problem(p, lambda given: given.document.pop("detail"), 404)


@fault("problems/missing-is-200", "an item that does not exist is 200 with an empty object")
def _(p: Publisher) -> None:
    def item(inner: Any, asked: Asked, c: str, id_: str) -> Given:
        try:
            return inner(asked, c, id_)  # type: ignore[no-any-return]
        except Refusal:
            return Given(document={})

    instead(p, "item", item)


@fault("problems/unknown-path-200", "paths below an item answer like the item")
def _(p: Publisher) -> None:
    def route(inner: Any, asked: Asked) -> Given:
        asked.path = "/".join(asked.path.split("/")[:3])
        return inner(asked)  # type: ignore[no-any-return]

    instead(p, "route", route)


@fault("problems/slash", "a slash at the end is forgiven")
def _(p: Publisher) -> None:
    def route(inner: Any, asked: Asked) -> Given:
        asked.path = asked.path.rstrip("/")
        return inner(asked)  # type: ignore[no-any-return]

    instead(p, "route", route)


@fault("problems/slash-of-items", "a slash after an item is forgiven")
def _(p: Publisher) -> None:
    def route(inner: Any, asked: Asked) -> Given:
        if asked.path.count("/") == 3:
            asked.path = asked.path.rstrip("/")
        return inner(asked)  # type: ignore[no-any-return]

    instead(p, "route", route)


@fault("problems/odd-500", "a NUL byte crashes the database")
def _(p: Publisher) -> None:
    _crash(p, lambda asked: "%00" in asked.query)


@fault("problems/date-500", "the 30th of February crashes")
def _(p: Publisher) -> None:
    _crash(p, lambda asked: re.search("(from|to|since)=[0-9]{4}-02-3", asked.query, re.IGNORECASE))


@fault("problems/long-500", "a very long number crashes")
def _(p: Publisher) -> None:
    _crash(p, lambda asked: re.search("=[0-9]{15,}", asked.query))


@fault("problems/quote-500", "an apostrophe in q crashes")
def _(p: Publisher) -> None:
    _crash(p, lambda asked: re.search("q=[^&]*('|%27)", asked.query))


@fault("problems/operator-500", "operators of the text index (quote, star, minus) in q crash")
def _(p: Publisher) -> None:
    _crash(p, lambda asked: re.search(r'q=[^&]*("|%22|\*|%2A|-(&|$))', asked.query))


@fault("problems/bad-utf8-500", "bytes that are no UTF-8 crash")
def _(p: Publisher) -> None:
    _crash(p, lambda asked: re.search("%(ff|fe|c3(?!%[89ab]))", asked.query, re.IGNORECASE))


def _crash(p: Publisher, when: Callable[[Asked], Any]) -> None:
    def route(inner: Any, asked: Asked) -> Given:
        if when(asked):
            raise Refusal(500, "internal")
        return inner(asked)  # type: ignore[no-any-return]

    instead(p, "route", route)


def _lenient(p: Publisher, forgive: Callable[[Fault], bool]) -> None:
    def parameters_of(inner: Any, asked: Asked, known: Any) -> Any:
        try:
            return inner(asked, known)
        except Refusal as refusal:
            bad = {one.parameter for one in refusal.faults if forgive(one)}
            if not bad:
                raise
            pairs = [pair for pair in asked.pairs if pair[0] not in bad]
            from urllib.parse import urlencode

            return inner(Asked(asked.method, asked.path, urlencode(pairs), asked.headers), known)

    instead(p, "parameters_of", parameters_of)


@fault("strict/unknown-ignored", "unknown parameters are ignored")
def _(p: Publisher) -> None:
    _lenient(p, lambda one: one.code == "unknown-parameter")


@fault("strict/unknown-ignored-on-items", "unknown parameters are ignored on items")
def _(p: Publisher) -> None:
    def item(inner: Any, asked: Asked, c: str, id_: str) -> Given:
        asked.query = "&".join(one for one in asked.query.split("&") if one.startswith("lang="))
        return inner(asked, c, id_)  # type: ignore[no-any-return]

    instead(p, "item", item)


@fault("strict/case-of-names", "STARTFROM is startFrom")
def _(p: Publisher) -> None:
    def list_(inner: Any, asked: Asked, c: str) -> Given:
        names = {name.lower(): name for name in p.known(c)}
        asked.query = "&".join((names.get(k.lower(), k) + s + v) for k, s, v in (
            one.partition("=") for one in asked.query.split("&") if one))  # fmt: skip
        return inner(asked, c)  # type: ignore[no-any-return]

    instead(p, "list", list_)


@fault("strict/repeated-taken", "of a repeated single value the last is taken")
def _(p: Publisher) -> None:
    def pairs_of(inner: Any, asked: Asked, known: Any) -> Any:
        from urllib.parse import urlencode

        single = {k: v for k, v in asked.pairs if k in known and not known[k].repeated}
        rest = [(k, v) for k, v in asked.pairs if k not in single]
        return inner(Asked(asked.method, asked.path, urlencode(rest + list(single.items())), asked.headers), known)

    instead(p, "parameters_of", pairs_of)


@fault("strict/empty-ignored", "empty values are ignored")
def _(p: Publisher) -> None:
    def pairs_of(inner: Any, asked: Asked, known: Any) -> Any:
        from urllib.parse import urlencode

        kept = [(k, v) for k, v in asked.pairs if v]
        return inner(Asked(asked.method, asked.path, urlencode(kept), asked.headers), known)

    instead(p, "parameters_of", pairs_of)


@fault("strict/unknown-code-empty", "a code that is not in the list finds nothing")
def _(p: Publisher) -> None:
    def filter_parameter(inner: Any, c: str, name: str) -> Any:
        made = inner(c, name)
        return replace(made, understands=str, allowed=()) if made.repeated else made

    instead(p, "filter_parameter", filter_parameter)


@fault("strict/bad-code-beside-good", "beside a right code a wrong one is dropped")
def _(p: Publisher) -> None:
    def parameters_of(inner: Any, asked: Asked, known: Any) -> Any:
        from urllib.parse import urlencode

        kept = []
        for name, value in asked.pairs:
            good = [v for k, v in asked.pairs if k == name and name in known and v in known[name].allowed]
            if good and known[name].repeated and value not in good:
                continue
            kept.append((name, value))
        return inner(Asked(asked.method, asked.path, urlencode(kept), asked.headers), known)

    instead(p, "parameters_of", parameters_of)


@fault("strict/code-case", "codes are understood in upper case")
def _(p: Publisher) -> None:
    def filter_parameter(inner: Any, c: str, name: str) -> Any:
        made = inner(c, name)
        return replace(made, understands=lambda text: made.understands(text.lower())) if made.allowed else made

    instead(p, "filter_parameter", filter_parameter)


@fault("strict/comma-list", "a comma list of codes is split")
def _(p: Publisher) -> None:
    def parameters_of(inner: Any, asked: Asked, known: Any) -> Any:
        from urllib.parse import urlencode

        split = [(k, one) for k, v in asked.pairs for one in (v.split(",") if k in known and known[k].repeated else [v])]
        return inner(Asked(asked.method, asked.path, urlencode(split), asked.headers), known)

    instead(p, "parameters_of", parameters_of)


@fault("strict/booleans", "true and false are understood for only and exclude")
def _(p: Publisher) -> None:
    def filter_parameter(inner: Any, c: str, name: str) -> Any:
        made = inner(c, name)
        words = {"true": "only", "false": "exclude"}
        if made.allowed == ("include", "only", "exclude"):
            return replace(made, understands=lambda text: made.understands(words.get(text, text)))
        return made

    instead(p, "filter_parameter", filter_parameter)


@fault("strict/dates-short", "2026-1-5 is understood")
def _(p: Publisher) -> None:
    _dates(p, lambda text: "-".join(part.zfill(2) for part in text.split("-")))


@fault("strict/dates-compact", "20260105 is understood (fromisoformat)")
def _(p: Publisher) -> None:
    _dates(p, lambda text: f"{text[:4]}-{text[4:6]}-{text[6:]}" if re.fullmatch("[0-9]{8}", text) else text)


@fault("strict/dates-with-time", "a date-time is understood as its day")
def _(p: Publisher) -> None:
    _dates(p, lambda text: text[:10])


def _dates(p: Publisher, mend: Callable[[str], str]) -> None:
    def filter_parameter(inner: Any, c: str, name: str) -> Any:
        made = inner(c, name)
        if name in ("startFrom", "startTo", "publishedSince"):
            return replace(made, understands=lambda text: made.understands(mend(text)))
        return made

    instead(p, "filter_parameter", filter_parameter)


@fault("strict/since-offset", "updatedSince with an offset is understood")
def _(p: Publisher) -> None:
    from datetime import datetime

    instead(p, "known", lambda inner, c: (made := inner(c)) | {"updatedSince": replace(
        made["updatedSince"], understands=lambda text: datetime.fromisoformat(text).astimezone())})  # fmt: skip


@fault("strict/sort-unknown", "an unknown sort is ignored")
def _(p: Publisher) -> None:
    _lenient(p, lambda one: one.parameter == "sort" and one.code == "invalid-parameter")


@fault("strict/sort-without-centre", "sort=distance without a centre is ignored")
def _(p: Publisher) -> None:
    _lenient(p, lambda one: one.parameter == "sort" and one.code == "conflicting-parameters")


@fault("strict/order-matters", "parameters after limit are ignored")
def _(p: Publisher) -> None:
    def list_(inner: Any, asked: Asked, c: str) -> Given:
        parts = asked.query.split("&")
        at = next((number for number, one in enumerate(parts) if one.startswith("limit=")), None)
        if at is not None and not any("cursor=" in one for one in parts):
            asked.query = "&".join(parts[: at + 1])
        return inner(asked, c)  # type: ignore[no-any-return]

    instead(p, "list", list_)


@fault("strict/accept", "an Accept that does not fit is 406")
def _(p: Publisher) -> None:
    def route(inner: Any, asked: Asked) -> Given:
        accept = asked.headers.get("accept", "*/*")
        if not re.search(r"json|\*/\*", accept):
            return Given(406, {"error": "not acceptable"})
        return inner(asked)  # type: ignore[no-any-return]

    instead(p, "route", route)


@fault("strict/user-agent", "without User-Agent 403")
def _(p: Publisher) -> None:
    def route(inner: Any, asked: Asked) -> Given:
        if not asked.headers.get("user-agent"):
            raise Refusal(403, "forbidden")
        return inner(asked)  # type: ignore[no-any-return]

    instead(p, "route", route)


@fault("strict/bad-id-500", "an id that breaks the notation crashes")
def _(p: Publisher) -> None:
    def item(inner: Any, asked: Asked, c: str, id_: str) -> Given:
        if not re.fullmatch("[A-Za-z0-9._~-]+", id_):
            raise Refusal(500, "internal")
        return inner(asked, c, id_)  # type: ignore[no-any-return]

    instead(p, "item", item)


# --- headers ----------------------------------------------------------------------------------------


def _finish(p: Publisher, change: Callable[[Asked, Given], Any]) -> None:
    def finish(inner: Any, asked: Asked, given: Given) -> Given:
        made: Given = inner(asked, given)
        change(asked, made)
        return made

    instead(p, "finish", finish)


@fault("etag/shared-by-languages", "the ETag is that of the data, whatever the language")
def _(p: Publisher) -> None:
    def tag(inner: Any, given: Given) -> str:
        return 'W/"' + hashlib.sha1(re.sub(rb'"(label|value|lang)":"[^"]*"', b"", given.body)).hexdigest()[:16] + '"'

    instead(p, "tag", tag)


@fault("etag/data-version", "the ETag is the state of the data, for every URL")
def _(p: Publisher) -> None:
    instead(p, "tag", lambda inner, given: f'"{p.world.version}"')


@fault("etag/by-time", "the ETag is the time")
def _(p: Publisher) -> None:
    instead(p, "tag", lambda inner, given: f'"{time.monotonic_ns()}"')


@fault("etag/unquoted", "the ETag has no quotes")
def _(p: Publisher) -> None:
    instead(p, "tag", lambda inner, given: inner(given).replace('"', ""))


@fault("etag/never-304", "If-None-Match is ignored")
def _(p: Publisher) -> None:
    _no_match(p, lambda asked: True)


@fault("etag/never-304-on-items", "If-None-Match is ignored on items")
def _(p: Publisher) -> None:
    _no_match(p, lambda asked: asked.path.count("/") > 1)


@fault("etag/list-of-tags", "If-None-Match with several tags is not understood")
def _(p: Publisher) -> None:
    _no_match(p, lambda asked: "," in asked.headers.get("if-none-match", ""))


@fault("etag/star", "If-None-Match: * is not understood")
def _(p: Publisher) -> None:
    _no_match(p, lambda asked: asked.headers.get("if-none-match") == "*")


@fault("etag/weak-unlike-strong", "W/ before the tag keeps it from matching", etag="strong")
def _(p: Publisher) -> None:
    _no_match(p, lambda asked: asked.headers.get("if-none-match", "").startswith("W/"))


def _no_match(p: Publisher, when: Callable[[Asked], bool]) -> None:
    def validate(inner: Any, asked: Asked, given: Given) -> None:
        if when(asked):
            asked.headers = {k: v for k, v in asked.headers.items() if k != "if-none-match"}
        inner(asked, given)

    instead(p, "validate", validate)


@fault("etag/always-304", "any If-None-Match gets 304")
def _(p: Publisher) -> None:
    def validate(inner: Any, asked: Asked, given: Given) -> None:
        inner(asked, given)
        given.status = 304 if "if-none-match" in asked.headers else given.status

    instead(p, "validate", validate)


@fault("etag/304-with-body", "304 has the body")
def _(p: Publisher) -> None:
    def finish(inner: Any, asked: Asked, given: Given) -> Given:
        made: Given = inner(asked, given)
        if made.status == 304 and asked.method == "GET":
            made.body = b"{}"
        return made

    instead(p, "finish", finish)


@fault("etag/missing-on-later-pages", "later pages have no ETag")
def _(p: Publisher) -> None:
    _finish(p, lambda asked, given: given.headers.pop("ETag", 0) if "cursor=" in asked.query else 0)


@fault("etag/missing-on-code-lists", "code lists have no ETag")
def _(p: Publisher) -> None:
    _finish(p, lambda asked, given: given.headers.pop("ETag", 0) if asked.path.startswith("/code-lists/") else 0)


@fault("cache/missing-on-304", "304 has no Cache-Control")
def _(p: Publisher) -> None:
    _finish(p, lambda asked, given: given.headers.pop("Cache-Control", 0) if given.status == 304 else 0)


@fault("cache/hour", "lists may be kept for an hour")
def _(p: Publisher) -> None:
    _finish(p, lambda asked, given: given.headers.update({"Cache-Control": "public, max-age=3600"}) if given.status == 200 else 0)


@fault("cache/hour-of-later-pages", "later pages may be kept for an hour")
def _(p: Publisher) -> None:
    _finish(p, lambda asked, given: given.headers.update({"Cache-Control": "public, max-age=3600"})
            if "cursor=" in asked.query and given.status == 200 else 0)  # fmt: skip


@fault("cache/missing-on-items", "items have no Cache-Control")
def _(p: Publisher) -> None:
    _finish(p, lambda asked, given: given.headers.pop("Cache-Control", 0) if asked.path.count("/") > 1 else 0)


@fault("cors/only-200", "errors have no Access-Control-Allow-Origin")
def _(p: Publisher) -> None:
    _finish(p, lambda asked, given: given.headers.pop("Access-Control-Allow-Origin", 0) if given.status >= 400 else 0)


@fault("cors/not-on-304", "304 has no Access-Control-Allow-Origin")
def _(p: Publisher) -> None:
    _finish(p, lambda asked, given: given.headers.pop("Access-Control-Allow-Origin", 0) if given.status == 304 else 0)


@fault("cors/with-origin-only", "Access-Control-Allow-Origin only if the request has an Origin")
def _(p: Publisher) -> None:
    _finish(p, lambda asked, given: given.headers.pop("Access-Control-Allow-Origin", 0) if "origin" not in asked.headers else 0)


@fault("cors/echoed", "Access-Control-Allow-Origin repeats the origin")
def _(p: Publisher) -> None:
    _finish(p, lambda asked, given: given.headers.update({"Access-Control-Allow-Origin": asked.headers["origin"]})
            if "origin" in asked.headers else 0)  # fmt: skip


@fault("cors/not-on-410", "a gone record has no Access-Control-Allow-Origin")
def _(p: Publisher) -> None:
    p.world.removed.add(("jobs", "st-1"))
    _finish(p, lambda asked, given: given.headers.pop("Access-Control-Allow-Origin", 0) if given.status == 410 else 0)


@fault("cors/not-on-head", "HEAD has no Access-Control-Allow-Origin")
def _(p: Publisher) -> None:
    _finish(p, lambda asked, given: given.headers.pop("Access-Control-Allow-Origin", 0) if asked.method == "HEAD" else 0)


@fault("head/405", "HEAD is refused")
def _(p: Publisher) -> None:
    _head(p, lambda asked, given: setattr(given, "status", 405))


@fault("head/200-for-missing", "HEAD of an item that does not exist is 200")
def _(p: Publisher) -> None:
    _head(p, lambda asked, given: setattr(given, "status", 200) if given.status == 404 else 0)


@fault("head/200-for-400", "HEAD does not look at parameters")
def _(p: Publisher) -> None:
    _head(p, lambda asked, given: setattr(given, "status", 200) if given.status == 400 else 0)


@fault("head/no-etag", "HEAD has no ETag")
def _(p: Publisher) -> None:
    _head(p, lambda asked, given: given.headers.pop("ETag", 0))


@fault("head/text", "HEAD is text/html")
def _(p: Publisher) -> None:
    _head(p, lambda asked, given: given.headers.update({"Content-Type": "text/html"}))


@fault("head/items-404", "HEAD of items is 404")
def _(p: Publisher) -> None:
    _head(p, lambda asked, given: setattr(given, "status", 404) if asked.path.count("/") > 1 else 0)


@fault("head/no-language", "HEAD has no Content-Language")
def _(p: Publisher) -> None:
    _head(p, lambda asked, given: given.headers.pop("Content-Language", 0))


def _head(p: Publisher, change: Callable[[Asked, Given], Any]) -> None:
    _finish(p, lambda asked, given: change(asked, given) if asked.method == "HEAD" else 0)


@fault("type/text", "lists are text/plain")
def _(p: Publisher) -> None:
    _finish(p, lambda asked, given: given.headers.update({"Content-Type": "text/plain"}) if given.status == 200 else 0)


@fault("type/hal", "items are application/hal+json")
def _(p: Publisher) -> None:
    _finish(p, lambda asked, given: given.headers.update({"Content-Type": "application/hal+json"})
            if given.status == 200 and asked.path.count("/") > 1 else 0)  # fmt: skip


@fault("gzip/truncated", "compressed bodies lack their end")
def _(p: Publisher) -> None:
    def compress(inner: Any, asked: Asked, given: Given) -> None:
        inner(asked, given)
        if "Content-Encoding" in given.headers:
            given.body = given.body[:-9]

    instead(p, "compress", compress)


@fault("gzip/without-header", "bodies are compressed without saying so")
def _(p: Publisher) -> None:
    def compress(inner: Any, asked: Asked, given: Given) -> None:
        inner(asked, given)
        given.headers.pop("Content-Encoding", 0)

    instead(p, "compress", compress)


@fault("gzip/unasked", "bodies are compressed although the request does not accept it")
def _(p: Publisher) -> None:
    def compress(inner: Any, asked: Asked, given: Given) -> None:
        if given.body and "gzip" not in asked.headers.get("accept-encoding", ""):
            given.body = gzip.compress(given.body)
            given.headers["Content-Encoding"] = "gzip"
        else:
            inner(asked, given)

    instead(p, "compress", compress)


@fault("gzip/never", "nothing is compressed")
def _(p: Publisher) -> None:
    instead(p, "compress", lambda inner, asked, given: None)


@fault("cookie/set", "a session cookie is set")
def _(p: Publisher) -> None:
    _finish(p, lambda asked, given: given.headers.update({"Set-Cookie": "JSESSIONID=1; Path=/"}))


@fault("redirect/slash", "a slash at the end is redirected")
def _(p: Publisher) -> None:
    def route(inner: Any, asked: Asked) -> Given:
        if len(asked.path) > 1 and asked.path.endswith("/"):
            return Given(301, {}, {"Location": "." + asked.path.rstrip("/")})
        return inner(asked)  # type: ignore[no-any-return]

    instead(p, "route", route)


# --- access -----------------------------------------------------------------------------------------


@fault("access/wrong-key-right", "any key will do", access="api-key")
def _(p: Publisher) -> None:
    _admit(p, lambda asked: "x-api-key" in asked.headers)


@fault("access/key-in-query", "the key is taken from the query too", access="api-key")
def _(p: Publisher) -> None:
    def admit(inner: Any, asked: Asked) -> None:
        given = dict(asked.pairs)
        for name in ("api_key", "apiKey", "apikey", "key", "X-API-Key"):
            if given.get(name) == p.key:
                return
        inner(asked)

    instead(p, "admit", admit)


@fault("access/head-open", "HEAD is answered without a key", access="api-key")
def _(p: Publisher) -> None:
    _admit(p, lambda asked: asked.method == "HEAD")


@fault("access/items-open", "items are answered without a key", access="api-key")
def _(p: Publisher) -> None:
    _admit(p, lambda asked: asked.path.count("/") > 1)


@fault("access/pages-open", "later pages are answered without a key", access="api-key")
def _(p: Publisher) -> None:
    _admit(p, lambda asked: "cursor=" in asked.query)


@fault("access/etag-open", "a request with a tag is answered with 304 without a key", access="api-key")
def _(p: Publisher) -> None:
    _admit(p, lambda asked: "if-none-match" in asked.headers)


@fault("access/one-list-open", "offices are open", access="api-key")
def _(p: Publisher) -> None:
    _admit(p, lambda asked: asked.path.startswith("/offices"))


def _admit(p: Publisher, when: Callable[[Asked], bool]) -> None:
    instead(p, "admit", lambda inner, asked: None if when(asked) else inner(asked))


@fault("access/no-challenge", "401 has no WWW-Authenticate", access="api-key")
def _(p: Publisher) -> None:
    _problem(p, lambda given: given.headers.pop("WWW-Authenticate", 0), 401)


@fault("access/403", "without a key 403", access="api-key")
def _(p: Publisher) -> None:
    def admit(inner: Any, asked: Asked) -> None:
        try:
            inner(asked)
        except Refusal as refusal:
            raise Refusal(403, "forbidden") from refusal

    instead(p, "admit", admit)


@fault("access/404-first", "an unknown path is 404 without a key", access="api-key")
def _(p: Publisher) -> None:
    def admit(inner: Any, asked: Asked) -> None:
        parts = asked.path.strip("/").split("/")
        if len(parts) == 2 and parts[1] not in p.world.collections.get(parts[0], {}):
            raise Refusal(404, "not-found")
        inner(asked)

    instead(p, "admit", admit)


@fault("access/400-first", "wrong parameters are 400 without a key", access="api-key")
def _(p: Publisher) -> None:
    def admit(inner: Any, asked: Asked) -> None:
        name = asked.path.strip("/")
        if name in p.world.collections:
            p.parameters_of(asked, p.known(name))
        inner(asked)

    instead(p, "admit", admit)


@fault("access/public-cache", "answers to a key may be kept by anybody", access="api-key")
def _(p: Publisher) -> None:
    instead(p, "common", lambda inner, asked, given: {k: v.replace("private", "public")
                                                      for k, v in inner(asked, given).items()})  # fmt: skip


@fault("access/vary-key-missing", "Vary does not name the header of the key", access="api-key")
def _(p: Publisher) -> None:
    instead(p, "common", lambda inner, asked, given: inner(asked, given) | {"Vary": "Accept-Encoding, Accept-Language"})


@fault("access/code-lists-closed", "code lists need the key", access="api-key")
def _(p: Publisher) -> None:
    def code_lists(inner: Any, asked: Asked, name: list[str]) -> Given:
        p.admit(asked)
        return inner(asked, name)  # type: ignore[no-any-return]

    instead(p, "code_lists", code_lists)


@fault("access/basic-any-password", "any password will do", access="basic")
def _(p: Publisher) -> None:
    _admit(p, lambda asked: asked.headers.get("authorization", "").startswith("Basic "))


@fault("access/basic-in-key", "a key of another scheme is checked, though not declared")
def _(p: Publisher) -> None:
    def admit(inner: Any, asked: Asked) -> None:
        if "x-api-key" in asked.headers:
            raise Refusal(401, "unauthorized", WWW_Authenticate="ApiKey")

    instead(p, "admit", admit)


@fault("access/etag-by-key", "next carries the key", access="api-key")
def _(p: Publisher) -> None:
    instead(p, "next_of", lambda inner, asked, cursor: f"{inner(asked, cursor)}&key={asked.headers.get('x-api-key')}")


# --- description and code lists ---------------------------------------------------------------------


def _description(p: Publisher, change: Callable[[Any], Any]) -> None:
    def description(inner: Any) -> Any:
        made = inner()
        change(made)
        return made

    instead(p, "description", description)


@fault("description/total-old", "total of jobs is that of last week")
def _(p: Publisher) -> None:
    _description(p, lambda made: made["collections"][0].update(total=made["collections"][0]["total"] - 3))


@fault("description/parameters-lost", "parameters forgets freePlaces")
def _(p: Publisher) -> None:
    _description(p, lambda made: made["collections"][1]["parameters"].remove("freePlaces"))


@fault("description/parameters-more", "parameters names one of the publisher's own")
def _(p: Publisher) -> None:
    _description(p, lambda made: made["collections"][0]["parameters"].append("branche"))


@fault("description/language-missing", "a language that is answered is not named")
def _(p: Publisher) -> None:
    _description(p, lambda made: made.update(languages=made["languages"][:1]))


@fault("description/language-more", "a language is named that never comes")
def _(p: Publisher) -> None:
    _description(p, lambda made: made["languages"].append("fa"))


@fault("description/version-unknown", "contractVersion is 1.0")
def _(p: Publisher) -> None:
    _description(p, lambda made: made.update(contractVersion="9.9.9"))


@fault("description/limit-more", "maxLimit is declared as 100, 50 are granted")
def _(p: Publisher) -> None:
    _description(p, lambda made: made["limits"].update(maxLimit=100))


@fault("description/legal-missing", "there is no legal contact")
def _(p: Publisher) -> None:
    _description(p, lambda made: made.update(contacts=made["contacts"][:1]))


@fault("description/logs", "query strings are logged")
def _(p: Publisher) -> None:
    _description(p, lambda made: made["requestData"].update(logsQueryStrings=True))


@fault("description/no-slash", "the description answers without a slash only")
def _(p: Publisher) -> None:
    def route(inner: Any, asked: Asked) -> Given:
        if asked.path == "/":
            raise Refusal(404, "not-found")
        return inner(asked)  # type: ignore[no-any-return]

    instead(p, "route", route)


@fault("lists/legacy-lost", "served code lists lack legacy codes")
def _(p: Publisher) -> None:
    instead(p, "code_list", lambda inner, name: (made := inner(name)) | {
        "codes": [one for one in made["codes"] if not one.get("legacy")]})  # fmt: skip


@fault("lists/count", "codeCount of one list is wrong")
def _(p: Publisher) -> None:
    instead(p, "summary", lambda inner, name: inner(name) | ({"codeCount": 3} if name == "modes" else {}))


@fault("lists/german-only", "labels of one list are German only")
def _(p: Publisher) -> None:
    def code_list(inner: Any, name: str) -> Any:
        made = inner(name)
        if name == "funding":
            for one in made["codes"]:
                one["labels"] = [label for label in one["labels"] if label["lang"] == "de"]
        return made

    instead(p, "code_list", code_list)


@fault("lists/own-code", "an own code without x- stands in a list")
def _(p: Publisher) -> None:
    def code_list(inner: Any, name: str) -> Any:
        made = inner(name)
        if name == "modes":
            made["codes"].append({"code": "hybrid", "labels": [{"value": "Hybrid", "lang": "de", "origin": "source"},
                                                              {"value": "Hybrid", "lang": "en", "origin": "source"}]})  # fmt: skip
        return made

    instead(p, "code_list", code_list)


@fault("lists/expired-refused", "an expired code is refused as a filter")
def _(p: Publisher) -> None:
    def entries(inner: Any, name: str) -> Any:
        return {code: one for code, one in inner(name).items() if not (one.raw.get("validThrough") or one.raw.get("legacy"))}

    instead(p, "entries", entries)


# --- items ------------------------------------------------------------------------------------------


@fault("items/stale", "items show an older openings than the list")
def _(p: Publisher) -> None:
    _item(p, lambda made: made | ({"openings": made["openings"] + 1} if "openings" in made else {}))


@fault("items/less", "items lack schedule")
def _(p: Publisher) -> None:
    _item(p, lambda made: {k: v for k, v in made.items() if k != "schedule"})


@fault("items/more", "lists lack hours, items have them")
def _(p: Publisher) -> None:
    def list_(inner: Any, asked: Asked, c: str) -> Given:
        given: Given = inner(asked, c)
        for one in given.document["items"]:
            one.pop("hours", None)
        return given

    instead(p, "list", list_)


@fault("items/one-in-ten-404", "one item in ten is not found")
def _(p: Publisher) -> None:
    def item(inner: Any, asked: Asked, c: str, id_: str) -> Given:
        if _some(10, {"id": id_}):
            raise Refusal(404, "not-found")
        return inner(asked, c, id_)  # type: ignore[no-any-return]

    instead(p, "item", item)


@fault("items/case", "items of sessions are found by lower-case ids only")
def _(p: Publisher) -> None:
    def item(inner: Any, asked: Asked, c: str, id_: str) -> Given:
        if id_ != id_.lower():
            raise Refusal(404, "not-found")
        return inner(asked, c, id_)  # type: ignore[no-any-return]

    instead(p, "item", item)


@fault("items/expired", "items of the last pages are not found")
def _(p: Publisher) -> None:
    def item(inner: Any, asked: Asked, c: str, id_: str) -> Given:
        if c == "course-sessions" and p.world.collections[c].get(id_, {}).get("startDate", "0") > "2027":
            raise Refusal(404, "not-found")
        return inner(asked, c, id_)  # type: ignore[no-any-return]

    instead(p, "item", item)


@fault("items/lists-as-object", "an item is wrapped in data")
def _(p: Publisher) -> None:
    _item(p, lambda made: {"data": made})


# --- one in ten -------------------------------------------------------------------------------------


@fault("now-and-then/500", "one answer in ten is 500")
def _(p: Publisher) -> None:
    def route(inner: Any, asked: Asked) -> Given:
        if p.count % 10 == 0:
            raise Refusal(500, "internal")
        return inner(asked)  # type: ignore[no-any-return]

    instead(p, "route", route)


@fault("now-and-then/empty", "one list in ten is empty")
def _(p: Publisher) -> None:
    instead(p, "find", lambda inner, c, values, place: [] if p.count % 10 == 0 else inner(c, values, place))


@fault("now-and-then/one-lost", "one list in ten lacks a record")
def _(p: Publisher) -> None:
    instead(p, "find", lambda inner, c, values, place: inner(c, values, place)[(p.count % 10 == 0) :])


@fault("now-and-then/unfiltered", "one list in ten ignores the filters")
def _(p: Publisher) -> None:
    instead(p, "find", lambda inner, c, values, place: inner(c, {} if p.count % 10 == 0 else values, place))


@fault("now-and-then/old-replica", "one answer in three comes from a copy that lacks the newest records")
def _(p: Publisher) -> None:
    def records(inner: Any, c: str) -> Any:
        return inner(c)[:-3] if p.count % 3 == 0 else inner(c)

    instead(p, "records", records)
