"""Records of a wrong form, or that are no longer true."""

# mypy: disable-error-code="method-assign,assignment"

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from tests.fresh.faults.ways import item_otherwise, one_of, shown_otherwise
from tests.fresh.faulty import fault, instead
from tests.fresh.publisher import soon

if TYPE_CHECKING:
    from tests.fresh.asked import Asked, Given
    from tests.fresh.publisher import Publisher


@fault("records/null", "unknown values are null")
def _(p: Publisher) -> None:
    shown_otherwise(p, lambda c, made: {"startDate": None} | made)


@fault("records/empty-text", "an unknown summary is an empty text")
def _(p: Publisher) -> None:
    shown_otherwise(
        p, lambda c, made: {"summary": {"value": "", "lang": "de", "origin": "source"}} | made, "courses"
    )


@fault("records/extra", "records carry an internal number")
def _(p: Publisher) -> None:
    shown_otherwise(p, lambda c, made: made | {"internalId": 5})


@fault("records/extra-in-items", "items carry a description text besides")
def _(p: Publisher) -> None:
    item_otherwise(p, lambda made: made | {"description": "Wir suchen Verstärkung."})


@fault("records/extra-in-some", "one job in twenty carries a contact name")
def _(p: Publisher) -> None:
    shown_otherwise(
        p, lambda c, made: made | ({"contactPerson": {"name": "Erika"}} if one_of(20, made) else {}), "jobs"
    )


@fault("records/numbers-as-text", "openings is a string")
def _(p: Publisher) -> None:
    shown_otherwise(
        p, lambda c, made: made | ({"openings": str(made["openings"])} if "openings" in made else {})
    )


@fault("records/postcode-number", "the postcode is a number")
def _(p: Publisher) -> None:
    def change(c: str, made: Any) -> Any:
        if "postcode" in made.get("location", {}):
            made["location"] = made["location"] | {"postcode": int(made["location"]["postcode"])}
        return made

    shown_otherwise(p, change)


@fault("records/postcode-zero-lost", "postcodes have lost their leading zero")
def _(p: Publisher) -> None:
    def change(c: str, made: Any) -> Any:
        if "postcode" in made.get("location", {}):
            made["location"] = made["location"] | {"postcode": made["location"]["postcode"].lstrip("0")}
        return made

    shown_otherwise(p, change)


@fault("records/booleans-as-text", 'remote is "true"')
def _(p: Publisher) -> None:
    shown_otherwise(
        p, lambda c, made: made | ({"remote": str(made["remote"]).lower()} if "remote" in made else {})
    )


@fault("records/no-offset", "instants have no offset")
def _(p: Publisher) -> None:
    shown_otherwise(
        p, lambda c, made: made | {"updatedAt": re.sub(r"(Z|[+-]\d\d:\d\d)$", "", made["updatedAt"])}
    )


@fault("records/no-offset-as-of", "places.asOf has no offset")
def _(p: Publisher) -> None:
    shown_otherwise(p, lambda c, made: made | ({"places": made["places"] | {"asOf": made["places"]["asOf"][:19]}}
                                      if "places" in made else {}))  # fmt: skip


@fault("records/foreign-code", "a mode has a code that is not in its list")
def _(p: Publisher) -> None:
    shown_otherwise(p, lambda c, made: made | ({"mode": [{"code": "abendkurs", "label": "Abendkurs"}]} if "mode" in made
                                      and one_of(10, made) else {}))  # fmt: skip


@fault("records/code-upper", "codes of contracts are upper case")
def _(p: Publisher) -> None:
    shown_otherwise(p, lambda c, made: made | ({"contract": made["contract"] | {"code": made["contract"]["code"].upper()}}
                                      if "contract" in made else {}))  # fmt: skip


@fault("records/code-bare", "a code is a bare string")
def _(p: Publisher) -> None:
    shown_otherwise(p, lambda c, made: made | {"offerType": made["offerType"]["code"]}, "jobs")


@fault("records/label-of-other", "the labels of funding are those of another code")
def _(p: Publisher) -> None:
    def label(inner: Any, name: str, code: str, lang: str) -> str:
        return str(inner(name, "municipal" if name == "funding" and code == "esf-plus" else code, lang))

    instead(p, "label", label)


@fault("records/expired-listed", "jobs stay listed after validThrough")
def _(p: Publisher) -> None:
    for number, one in enumerate(p.world.collections["jobs"].values()):
        if number % 30 == 0:
            one["validThrough"] = soon(-4).isoformat()
    p.alive = lambda record: True


@fault("records/ended-listed", "one session in forty has ended long ago")
def _(p: Publisher) -> None:
    for number, one in enumerate(p.world.collections["course-sessions"].values()):
        if number % 40 == 7 and "endDate" in one:
            one |= {"startDate": soon(-90).isoformat(), "endDate": soon(-20).isoformat()}
    p.alive = lambda record: True


@fault("records/end-before-start", "one session ends before it starts")
def _(p: Publisher) -> None:
    one = next(
        one
        for one in p.world.collections["course-sessions"].values()
        if "endDate" in one and "startDate" in one
    )
    one["endDate"], one["startDate"] = one["startDate"], one["endDate"]
    p.alive = lambda record: True


@fault("records/free-above-max", "one session has more free places than places")
def _(p: Publisher) -> None:
    one = next(one for one in p.world.collections["course-sessions"].values() if "places" in one)
    one["places"] |= {"free": 40}


@fault("records/detail-host", "detailUrl of some sessions lies on a host that is not declared")
def _(p: Publisher) -> None:
    shown_otherwise(p, lambda c, made: made | ({"detailUrl": made["detailUrl"].replace("lernen.", "alt.")}
                                      if one_of(25, made) else {}), "course-sessions")  # fmt: skip


@fault("records/detail-http", "detailUrl is http")
def _(p: Publisher) -> None:
    shown_otherwise(
        p, lambda c, made: made | {"detailUrl": made["detailUrl"].replace("https", "http")}, "jobs"
    )


@fault("records/detail-neighbour", "in the list detailUrl is that of the record before")
def _(p: Publisher) -> None:
    def list_(inner: Any, asked: Asked, c: str) -> Given:
        given: Given = inner(asked, c)
        urls = [one["detailUrl"] for one in given.document["items"]]
        for one, url in zip(given.document["items"], urls[-1:] + urls[:-1], strict=True):
            one["detailUrl"] = url
        return given

    instead(p, "listed", list_)


@fault("records/detail-one-for-all", "every job has the same detailUrl but says that it shows the record")
def _(p: Publisher) -> None:
    shown_otherwise(
        p, lambda c, made: made | {"detailUrl": "https://arbeit.landesportal.example/suche"}, "jobs"
    )


@fault("records/detail-tracking", "detailUrl carries a number of the caller")
def _(p: Publisher) -> None:
    shown_otherwise(p, lambda c, made: made | {"detailUrl": f"{made['detailUrl']}?s={p.count}"}, "jobs")


@fault("records/detail-encoded", "detailUrl carries percent signs")
def _(p: Publisher) -> None:
    shown_otherwise(
        p, lambda c, made: made | {"detailUrl": made["detailUrl"] + "?ort=K%C3%B6ln"}, "course-sessions"
    )


@fault("records/same-id-twice", "two jobs bear one id")
def _(p: Publisher) -> None:
    first, second = list(p.world.collections["jobs"].values())[3:5]
    second["id"] = first["id"]


@fault("records/source-unknown", "some offices name a source that is not declared")
def _(p: Publisher) -> None:
    shown_otherwise(
        p, lambda c, made: made | ({"sourceId": "altdaten"} if one_of(10, made) else {}), "offices"
    )
