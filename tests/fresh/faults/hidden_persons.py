"""Persons where nobody looks for them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.fresh.faulty import fault, instead

if TYPE_CHECKING:
    from tests.fresh.publisher import Publisher


def _one(p: Publisher, collection: str, number: int) -> dict[str, Any]:
    return list(p.world.collections[collection].values())[number]


def _german(value: str) -> dict[str, str]:
    return {"value": value, "lang": "de", "origin": "source"}


@fault("hidden/mobile-in-schedule", "the text of a schedule holds a mobile number")
def _(p: Publisher) -> None:
    _one(p, "course-sessions", 33)["schedule"] = {
        "weekdays": [1], "text": _german("montags, Anmeldung unter 0171 5550 123")}  # fmt: skip


@fault("hidden/mobile-with-slashes", "a note on the price holds a mobile number written 0171/555.01.23")
def _(p: Publisher) -> None:
    _one(p, "course-sessions", 34)["price"] = {
        "amount": 10.0, "currency": "EUR", "note": _german("Fragen: 0171/555.01.23")}  # fmt: skip


@fault("hidden/mail-in-price", "a note on the price holds a mail address")
def _(p: Publisher) -> None:
    _one(p, "course-sessions", 35)["price"] = {
        "amount": 10.0, "currency": "EUR", "note": _german("Fragen an kurs@sprachhaus.example")}  # fmt: skip


@fault("hidden/mail-at", "a summary holds a mail address with (at)")
def _(p: Publisher) -> None:
    _one(p, "courses", 9)["summary"] = {
        "de": ("Anmeldung: sabine.mustermann (at) sprachhaus.example", "source")
    }


@fault("hidden/initial-and-surname", "the mailbox of an office is initial and surname")
def _(p: Publisher) -> None:
    _one(p, "offices", 12).update(
        email="s.mustermann@landesportal.example", contactUrl="https://lernen.landesportal.example/kontakt")  # fmt: skip


@fault("hidden/surname-initial", "the mailbox of an office is surname and first name with a hyphen")
def _(p: Publisher) -> None:
    _one(p, "offices", 13).update(
        email="mustermann-sabine@landesportal.example", contactUrl="https://lernen.landesportal.example/kontakt")  # fmt: skip


@fault("hidden/english-only", "a person is named in the English text only")
def _(p: Publisher) -> None:
    _one(p, "courses", 10)["summary"] = {
        "de": ("Kleine Gruppen.", "source"), "en": ("Please ask Mrs Sabine Mustermann.", "human")}  # fmt: skip


@fault("hidden/arabic-only", "a person is named in the Arabic text only")
def _(p: Publisher) -> None:
    _one(p, "courses", 11)["summary"] = {
        "de": ("Kleine Gruppen.", "source"), "ar": ("اتصل ب Sabine Mustermann", "human")}  # fmt: skip


@fault("hidden/title-of-doctor", "a job title names the doctor")
def _(p: Publisher) -> None:
    _one(p, "jobs", 90)["title"] = {"de": ("Praxishilfe bei Dr. med. Sabine Mustermann", "source")}


@fault("hidden/contact-line", "a title ends with Ansprechpartner and a name")
def _(p: Publisher) -> None:
    _one(p, "jobs", 91)["title"] = {"de": ("Maurer, Ansprechpartner: Jonas Mustermann", "source")}


@fault("hidden/operator", "an organisation is a natural person with her profession")
def _(p: Publisher) -> None:
    _one(p, "offices", 20)["operator"] = {"kind": "organisation", "name": "Rechtsanwältin Sabine Mustermann"}


@fault("hidden/care-of", "the street of a job's second place names a family")
def _(p: Publisher) -> None:
    for one in p.world.collections["jobs"].values():
        if len(one.get("locations", ())) > 1 and one["employer"]["kind"] == "organisation":
            one["locations"][1]["street"] = "bei Familie Mustermann, Lindenallee 3"
            return


@fault("hidden/accessibility", "the note on accessibility names whom to call")
def _(p: Publisher) -> None:
    _one(p, "offices", 21)["accessibilityNote"] = {"de": ("", "source")}
    _note(
        p,
        _one(p, "offices", 21)["id"],
        "accessibilityNote",
        "Rampe am Hof, bitte bei Frau Mustermann klingeln.",
    )


@fault("hidden/opening-text", "the text of the opening hours names whom one meets")
def _(p: Publisher) -> None:
    _one(p, "offices", 22).pop("openingHours", None)
    _note(p, _one(p, "offices", 22)["id"], "openingHoursText", "dienstags, Herr Jonas Mustermann, Zimmer 12")


def _note(p: Publisher, id_: str, name: str, value: str) -> None:
    for one in p.world.collections["offices"].values():
        one.pop(name, None)
    instead(p, "shown", lambda inner, c, r, lang, km: inner(c, r, lang, km) | (
        {name: _german(value)} if r["id"] == id_ else {}))  # fmt: skip


@fault("hidden/detail-url", "a detailUrl names the contact")
def _(p: Publisher) -> None:
    one = _one(p, "jobs", 50)
    one["detailUrl"] += "?kontakt=sabine.mustermann"


@fault("hidden/contact-url", "the contact page of an office is a mailto link")
def _(p: Publisher) -> None:
    _one(p, "offices", 23)["contactUrl"] = "mailto:sabine.mustermann@landesportal.example"


@fault("hidden/source-number", "a source number is made of name and year of birth")
def _(p: Publisher) -> None:
    _one(p, "course-sessions", 60)["sourceRecordId"] = "MUSTERMANN-SABINE-1977"


@fault("hidden/contact-of-description", "the technical contact is a person's mailbox")
def _(p: Publisher) -> None:
    def description(inner: Any) -> Any:
        made = inner()
        made["contacts"][0]["email"] = "sabine.mustermann@landesportal.example"
        return made

    instead(p, "description", description)


@fault("hidden/unit-of-description", "the unit of the technical contact is a person")
def _(p: Publisher) -> None:
    def description(inner: Any) -> Any:
        made = inner()
        made["contacts"][0]["unit"] = "Referat 14, Frau Sabine Mustermann"
        return made

    instead(p, "description", description)


@fault("hidden/mobile-of-description", "the telephone of the technical contact is a mobile")
def _(p: Publisher) -> None:
    def description(inner: Any) -> Any:
        made = inner()
        made["contacts"][0]["telephone"] = "+491715550123"
        return made

    instead(p, "description", description)


@fault("hidden/last-pages", "the last three sessions of the list name their teacher")
def _(p: Publisher) -> None:
    dated = [one for one in p.world.collections["course-sessions"].values() if "startDate" not in one]
    for one in dated[-3:]:
        one["title"] = {"de": ("Deutsch B1 mit Herrn Jonas Mustermann", "source")}


@fault("hidden/sole-trader-as-organisation", "a sole trader is called an organisation")
def _(p: Publisher) -> None:
    _one(p, "jobs", 92)["employer"] = {
        "kind": "organisation",
        "name": "Malermeister Jonas Mustermann, Inhaber",
    }
