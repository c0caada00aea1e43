"""Persons where none may be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.fresh.faults.ways import item_otherwise, problem_otherwise
from tests.fresh.faulty import fault

if TYPE_CHECKING:
    from tests.fresh.publisher import Publisher


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
    one |= {
        "email": "erika.mustermann@landesportal.example",
        "contactUrl": "https://lernen.landesportal.example/kontakt",
    }


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
    item_otherwise(p, lambda made: made | {"ansprechpartner": {"nachname": "Muster"}})


@fault("persons/mail-in-problem", "404 names the mailbox of an administrator")
def _(p: Publisher) -> None:
    problem_otherwise(p, lambda given: given.document.update(detail="Fragen an erika.muster@landesportal.example") if given.status == 404
             else None)  # fmt: skip


@fault("persons/teacher-in-title", "some titles name the teacher")
def _(p: Publisher) -> None:
    for number, one in enumerate(p.world.collections["course-sessions"].values()):
        if number % 60 == 5:
            one["title"] = {"de": ("Deutsch B1 mit Frau Sabine Schneider", "source")}
