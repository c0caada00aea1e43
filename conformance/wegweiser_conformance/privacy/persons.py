"""Natural persons named in texts and numbers, told from schools, streets and saints."""

from __future__ import annotations

import re

from wegweiser_conformance.privacy.mails import mails
from wegweiser_conformance.privacy.trace import Trace
from wegweiser_conformance.privacy.words import words

GIVEN, SURNAMES, NO_SURNAMES = words("given"), words("surnames"), words("no-surnames")
NAMESAKES, BEHIND_A_NAMESAKE = words("namesakes"), words("behind-a-namesake")
_TITLE = r"(?:(?:Dr|Prof|Dipl)\.?(?:[ -]?(?:med|phil|jur|rer|nat|Ing|Päd|Psych)\.?)*\s+)"
_NAME = r"[A-ZÄÖÜÇŞİĞ][a-zäöüßçşığéèáàóñ]+(?:-[A-ZÄÖÜÇŞİ][a-zäöüßçşığé]+)?"
_ADDRESSED = re.compile(
    rf"(?<![\w-])(Frau|Herrn?|Fr\.|Hr\.|Mrs?\.?|Ms\.?|Miss)\s+({_TITLE}*)({_NAME})(?:\s+({_NAME}))?(?!\w)"
)
_ADDRESSED_ELSEWHERE = re.compile(r"(?<!\w)(?:пані|пан|панові|г-жа|господин|госпожа)\s+[А-ЯІЇЄҐ][а-яіїєґ']+")
_ROLE = (
    r"(?:Ansprechpartner(?:in)?|Ansprechperson|Kontaktperson|Kursleit(?:er|erin|ung)|Dozent(?:in)?|Lehrkraft|"
    r"Lehrer(?:in)?|Leitung|Leiter(?:in)?|Trainer(?:in)?|Sachbearbeit(?:er|erin|ung)|Inh(?:aber(?:in)?)?\.?|"
    r"Kontakt|Contact(?: person)?|Instructor|Teacher|z\.\s?Hd\.(?: von)?|c/o)"
)
_IN_A_ROLE = re.compile(rf"(?<!\w){_ROLE}\s*:?\s*({_TITLE}*)({_NAME})\s+({_NAME})(?!\w)")
_FAMILY = re.compile(rf"(?<![\w-])(?<!der )(?:Fam\.|Familie|Eheleute)\s+({_NAME})(?![\w-])")
_PROFESSION = (
    r"(?:Rechtsanw[aä]lt(?:in)?|Notar(?:in)?|Steuerberater(?:in)?|Architekt(?:in)?|Hebamme|Heilpraktiker(?:in)?|"
    r"(?:Zahn|Tier|Fach)?(?:arzt|Arzt|ärztin|Ärztin)|[A-ZÄÖÜ][a-zäöüß]*meister(?:in)?)"
)
_BY_PROFESSION = re.compile(rf"(?<!\w){_PROFESSION}\s+({_TITLE}*)({_NAME})\s+({_NAME})(?:\W+Inh[a-z]*)?\W*$")
_WHOLE_NAME = re.compile(rf"(?<![\w.-])({_NAME})\s+({_NAME})(?![\w-])(?:\s+([\w.&]+))?")
_TITLED = re.compile(rf"(?<![\w-]){_TITLE}+(?:{_NAME}\s+)?({_NAME})(?![\w-])(?:\s+([\w.&]+))?")


def persons(text: str) -> list[Trace]:
    """Natural persons named in a text: certain behind a form of address or a role, else a human must look."""
    found = [trace for one in _ADDRESSED.finditer(text) if (trace := _addressed(one))]
    found += [
        Trace(one[0], "a form of address before a name", certain=False)
        for one in _ADDRESSED_ELSEWHERE.finditer(text)
    ]
    for one in _IN_A_ROLE.finditer(text):
        if one[2].lower() in GIVEN and not _namesake(one[3], _next_word(text, one.end())):
            found.append(Trace(one[0], "a person in a role"))
    if not found:
        found += [trace for one in _WHOLE_NAME.finditer(text) if (trace := _whole_name(one))]
        found += [trace for one in _TITLED.finditer(text) if (trace := _titled(one))]
    return found


def owners(name: str) -> list[Trace]:
    """A natural person under the name of her profession and nothing else: no firm, no office."""
    return [
        Trace(one[0], "a profession before a name", certain=False)
        for one in _BY_PROFESSION.finditer(name)
        if one[2].lower() in GIVEN and not _namesake(one[3], "")
    ]


def residents(street: str) -> list[Trace]:
    """At whose door an address is; streets bear names of persons themselves."""
    addressed = [one for one in _ADDRESSED.finditer(street) if (trace := _addressed(one)) and trace.certain]
    families = [one for one in _FAMILY.finditer(street) if one[1].lower() in SURNAMES]
    return [Trace(one[0], "a resident", certain=False) for one in addressed + families]


def _addressed(one: re.Match[str]) -> Trace | None:
    address, title, name, second = one[1], one[2], one[3], one[4] or ""
    known = {name.lower(), second.lower()} & (SURNAMES | GIVEN)
    if name.lower() in NO_SURNAMES or (address[0] == "M" and not (known or title)):
        return None
    return Trace(one[0], "a form of address before a name", certain=bool(known or title))


def _whole_name(one: re.Match[str]) -> Trace | None:
    given, surname = one[1].lower(), one[2].lower()
    if given not in GIVEN or surname not in SURNAMES or _namesake(surname, one[3]):
        return None
    return Trace(f"{one[1]} {one[2]}", "what looks like a person's name", certain=False)


def _titled(one: re.Match[str]) -> Trace | None:
    if one[1].lower() not in SURNAMES or _namesake(one[1], one[2]):
        return None
    return Trace(one[0], "an academic title before a name", certain=False)


def _namesake(surname: str, following: str | None) -> bool:
    """Schools, streets and houses bear the names of persons who are long in public."""
    return surname.lower() in NAMESAKES or (following or "").lower() in BEHIND_A_NAMESAKE


def _next_word(text: str, start: int) -> str:
    found = re.match(r"[\s-]+([\w.&]+)", text[start:])
    return found[1] if found else ""


def number_of_a_person(text: str) -> Trace | None:
    """An id, a source number or the path of a link built from a person's name, mailbox or telephone."""
    if found := mails(text):
        return found[0]
    if re.search(r"(?:\+|%2B|\b00)49[-\s]?1[567]\d", text) or re.search(r"\btel:", text):
        return Trace(text, "a telephone number")
    words = [word for word in re.split(r"[^a-zäöüßçşığ]+", text.lower()) if word]
    pairs = list(zip(words, words[1:], [*words[2:], ""], strict=False))
    for one, other, following in pairs:
        named = (one in GIVEN and other in SURNAMES) or (
            one in SURNAMES - GIVEN and other in GIVEN - SURNAMES
        )
        if named and not _namesake(other, following) and not _namesake(one, ""):
            return Trace(f"{one}-{other}", "the name of a person", certain=len(words) <= 3)
    return None
