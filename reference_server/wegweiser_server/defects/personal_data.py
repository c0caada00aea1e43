"""Wrong servers that let persons through. All names, numbers and mailboxes are invented or for fiction."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from zlib import crc32

from .editing import at, change_answers, edit_description, with_, without
from .model import Answer
from .record_editing import (
    adding,
    changing,
    edit_records,
    in_places,
    one_in_ten,
    places,
    setting,
    texts,
)
from .registry import defect

if TYPE_CHECKING:
    from collections.abc import Callable

    from .model import App, Request

ROLES = ("employer", "provider", "operator")


def _more(name: str, convicts: str, says: str, edit: Any, **limits: Any) -> None:
    edit_records(f"personal-data/{name}", f"personal-data/{convicts}", says, edit, **limits)


def _described(name: str, convicts: str, says: str, edit: Any) -> None:
    edit_description(f"personal-data/{name}", f"personal-data/{convicts}", says, edit)


_CONTACT = {"anrede": "Frau", "vorname": "Erika", "nachname": "Mustermann"}
_more(
    "contact-object",
    "no-contact-objects",
    "the contact person travels along",
    adding("ansprechpartner", [_CONTACT]),
    of=("course-sessions",),
)
_more(
    "contact-in-items",
    "no-contact-objects",
    "items tell whom to ask",
    adding("contactPerson", {"lastName": "M."}),
    lists=False,
)
_more(
    "who-changed-it",
    "no-contact-objects",
    "one record in ten says who changed it",
    adding("lastEditor", "em"),
    only=one_in_ten,
)
_more(
    "contact-of-the-provider",
    "no-contact-objects",
    "the provider comes with its contact",
    lambda record: record.get("provider", {}).update(first_name="E."),
)
_described(
    "contact-names-a-person",
    "no-contact-objects",
    "a contact of the description has a last name",
    at("contacts", 0, then=with_("lastName", "M.")),
)


def _saying(words: str) -> Callable[[dict[str, Any]], None]:
    """Behind the first text of the record."""

    def edit(record: dict[str, Any]) -> None:
        for text in texts(record)[:1]:
            text["value"] = f"{text['value'][:200]} {words}"

    return edit


_MAIL = "no-mail-outside-functional-fields"
_more("mail-in-title", _MAIL, "titles say where to write", _saying("kurse@agency.example"))
_more(
    "mail-in-disguise",
    _MAIL,
    "one record in ten hides a mailbox from machines",
    _saying("kurse (at) agency.example"),
    only=one_in_ten,
)
_more(
    "mail-in-link",
    _MAIL,
    "contact pages are mailto links",
    changing("contactUrl", lambda url: "https://a.example/?m=kurse@agency.example"),
    of=("offices",),
)
_more(
    "mail-in-name",
    _MAIL,
    "items have the mailbox in the name",
    changing("name", "{}, info@agency.example".format),
    of=("offices",),
    lists=False,
)
_more(
    "mail-as-member",
    _MAIL,
    "the mailbox of the provider travels",
    lambda record: record.get("provider", {}).update(email="info@agency.example"),
    of=("course-sessions",),
)
_described(
    "mail-in-coverage",
    _MAIL,
    "the description says whom to write",
    at("collections", 0, "coverage", then=with_("value", "Fragen an kurse@agency.example")),
)

_PHONE = "no-telephone-outside-functional-fields"
_more("telephone-in-title", _PHONE, "titles say whom to call", _saying("Tel. 030 23125-123"))
_more(
    "telephone-in-hours",
    _PHONE,
    "opening hours hold the number",
    adding("openingHoursText", {"value": "Anruf unter +49 30 23125 123", "lang": "de", "origin": "source"}),
    of=("offices",),
)
_more(
    "mobile-in-text",
    _PHONE,
    "one record in ten has a mobile number",
    _saying("0171 3920012"),
    only=one_in_ten,
)
_more(
    "telephone-in-items",
    _PHONE,
    "items have the number in the title",
    _saying("Anmeldung: 030/23125123"),
    lists=False,
)
_more(
    "telephone-as-member",
    _PHONE,
    "the number of the employer travels",
    lambda record: record.get("employer", {}).update(telefon="+493023125123"),
    of=("jobs",),
)

_more(
    "mailbox-of-a-person",
    "mailbox-functional",
    "mailboxes are those of persons",
    changing("email", lambda _: "erika.mustermann@agency.example"),
    of=("offices",),
)
_more(
    "one-mailbox-of-a-person",
    "mailbox-functional",
    "one mailbox in ten is a person's",
    changing("email", lambda _: "e.mustermann@agency.example"),
    of=("offices",),
    only=one_in_ten,
)
_described(
    "contact-mailbox-of-a-person",
    "mailbox-functional",
    "the technical contact is a person's mailbox",
    at("contacts", 0, then=with_("email", "max.mustermann@agency.example")),
)
_more(
    "mobile",
    "telephone-functional",
    "offices are called on mobiles",
    changing("telephone", lambda _: "+491713920012"),
    of=("offices",),
)
_more(
    "one-mobile",
    "telephone-functional",
    "one number in ten is mobile",
    changing("telephone", lambda _: "+4915228817386"),
    of=("offices",),
    only=one_in_ten,
)
_described(
    "mobile-of-the-contact",
    "telephone-functional",
    "the technical contact is a mobile",
    at("contacts", 0, then=with_("telephone", "+491713920012")),
)

_more("ask-for-somebody", "free-text-clean", "titles say whom to ask for", _saying("(Frau Mustermann)"))
_more(
    "somebody-in-a-role",
    "free-text-clean",
    "one title in ten names the teacher",
    _saying("– Kursleitung: Erika Mustermann"),
    only=one_in_ten,
)
_more(
    "somebody-in-items",
    "free-text-clean",
    "items name the doctor",
    _saying("bei Herrn Dr. Mustermann"),
    lists=False,
)
_more(
    "somebody-in-summary",
    "free-text-clean",
    "summaries name somebody",
    adding("summary", {"value": "Fragen Sie Herrn Mustermann", "lang": "de", "origin": "source"}),
    of=("course-sessions", "courses"),
)
_more(
    "office-of-somebody",
    "free-text-clean",
    "offices bear the name of who sits there",
    changing("name", "{} (Frau Mustermann)".format),
    of=("offices",),
)

_more(
    "number-with-name",
    "source-numbers-clean",
    "source numbers are made of names",
    changing("sourceRecordId", lambda _: "mustermann-erika-80"),
)
_more(
    "number-with-mail",
    "source-numbers-clean",
    "one number in ten is a mail address",
    changing("sourceRecordId", lambda _: "erika@agency.example"),
    only=one_in_ten,
)
_more(
    "link-with-name",
    "source-numbers-clean",
    "pages are called after persons",
    changing("detailUrl", "{}/erika-mustermann".format),
)
_more(
    "id-with-name",
    "source-numbers-clean",
    "ids of offices are made of names",
    setting("id", "erika-mustermann"),
    of=("offices",),
)


def _named_person(record: dict[str, Any]) -> None:
    for role in ROLES:
        if role in record:
            record[role] = {
                "kind": {"code": "sole-trader", "label": "Einzelunternehmen"},
                "name": "Erika Mustermann",
            }


def _named_if_unknown(record: dict[str, Any]) -> None:
    for role in ROLES:
        if role in record and record[role]["kind"]["code"] != "organisation":
            record[role]["name"] = "Mustermann Bau"


def _kind_lost(record: dict[str, Any]) -> None:
    for role in ROLES:
        record.get(role, {}).pop("kind", None)


_more(
    "traders-named", "names-only-of-organisations", "sole traders are named", _named_person, only=one_in_ten
)
_more(
    "unknown-named",
    "names-only-of-organisations",
    "who is no organisation is named as well",
    _named_if_unknown,
)
_more(
    "kind-forgotten", "names-only-of-organisations", "items name without saying what", _kind_lost, lists=False
)


def _person_with(edit: Callable[[dict[str, Any]], object]) -> Callable[[dict[str, Any]], None]:
    """Employer, provider or operator becomes a person, and the places are edited."""

    def change(record: dict[str, Any]) -> None:
        for role in ROLES:
            if role in record:
                record[role] = {"kind": {"code": "person", "label": "Privatperson"}}
        for place in places(record):
            edit(place)

    return change


def _if_person(edit: Callable[[dict[str, Any]], object]) -> Callable[[dict[str, Any]], None]:
    def change(record: dict[str, Any]) -> None:
        kinds = [record[role]["kind"]["code"] for role in ROLES if role in record]
        if any(kind != "organisation" for kind in kinds):
            in_places(edit)(record)

    return change


_STREET = "no-street-of-persons"
_more(
    "home-street", _STREET, "streets travel whoever lives there", _if_person(adding("street", "Musterweg 1"))
)
_more(
    "home-street-in-items",
    _STREET,
    "items show the street of persons",
    _if_person(adding("street", "Musterweg 1")),
    lists=False,
)
_more(
    "every-employer-a-person",
    _STREET,
    "the kind is always person, and the street stays",
    _person_with(lambda _: None),
    of=("course-sessions",),
)


def _home(place: dict[str, Any]) -> None:
    """Away from the centre of the municipality, as far as a house may be."""
    if place.pop("precision", None) and "lat" in place:
        away = crc32(str(place).encode()) % 100 / 1000 - 0.05
        place["lat"] = round(place["lat"] + away, 4)


_POINT = "coordinates-no-finer-than-municipality"
_more("home-point", _POINT, "homes are shown to the metre", _if_person(setting("precision", "address")))
_more(
    "home-postcode",
    _POINT,
    "one home in ten is shown by its postcode",
    _if_person(setting("precision", "postcode")),
    only=one_in_ten,
)
_more(
    "home-precision-lost",
    _POINT,
    "items show homes, and do not say how fine their points are",
    _if_person(_home),
)

_described(
    "query-strings-logged",
    "request-data-harmless",
    "query strings are logged",
    at("requestData", then=with_("logsQueryStrings", True)),
)
_described(
    "keys-logged", "request-data-harmless", "keys are logged", at("requestData", then=with_("logsKeys", True))
)
_described("not-declared", "request-data-harmless", "nothing is declared", without("requestData"))
_described(
    "declared-as-text",
    "request-data-harmless",
    "false is a text",
    at("requestData", then=with_("logsKeys", "false")),
)

_COOKIE = "SESSION=0; Path=/; HttpOnly"
change_answers(
    "personal-data/session-cookie",
    "personal-data/no-cookies",
    "the framework sets a session",
    lambda _, answer: answer.with_header("Set-Cookie", _COOKIE),
)
change_answers(
    "personal-data/cookie-on-errors",
    "personal-data/no-cookies",
    "error pages come from another layer, which sets a cookie",
    lambda _, answer: answer.with_header("Set-Cookie", _COOKIE),
    lambda _, answer: answer.status >= 400,
)


@defect(
    "personal-data/cookie-gate",
    convicts="personal-data/no-cookie-needed",
    says="a gateway redirects until its cookie returns",
)
async def cookie_gate(request: Request, app: App) -> Answer:
    if request.header("cookie") is None and request.is_item:
        return Answer(302, (("Location", request.path), ("Set-Cookie", _COOKIE)))
    return await app(request)


@defect(
    "personal-data/cookie-challenge",
    convicts="personal-data/no-cookie-needed",
    says="lists are 403 without a cookie",
)
async def cookie_challenge(request: Request, app: App) -> Answer:
    if request.header("cookie") is None and request.is_list and request.value("cursor"):
        return Answer(403, (("Content-Type", "text/html"), ("Set-Cookie", _COOKIE)), b"<p>One moment")
    return await app(request)
