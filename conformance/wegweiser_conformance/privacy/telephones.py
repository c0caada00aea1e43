"""Telephone numbers in texts, told from prices, dates, opening hours and numbers of courses."""

from __future__ import annotations

import re

from wegweiser_conformance.privacy.trace import Trace

_SEPARATED = r"(?:[\s/.()\u2010-\u2015-]{0,3}\d)"
_INTERNATIONAL = re.compile(
    rf"(?<![\w+./-])(?:\+|00(?=49|[1-9]\d?[\s/-]))[1-9]\d?(?:\s?\(0\))?{_SEPARATED}{{6,13}}(?!\d)"
)
_CUE = (
    r"(?:tel(?:efon(?:nummer|isch(?: unter)?)?)?|fon|phone|mobil(?:nummer|funk|telefon|e)?|handy(?:nummer)?|"
    r"fax|durchwahl|hotline|rufnummer|rufen sie|anrufen(?: unter)?|anruf(?: unter)?|"
    r"whatsapp|☎|📞|✆|телефон|тел|هاتف)"
)
_BEHIND_CUE = re.compile(
    rf"(?<!\w){_CUE}\.?\s?(?:-?nr\.?|nummer|unter|an)?\s?[:.]?\s{{0,2}}(\(?\d{_SEPARATED}{{4,13}})(?!\d)",
    re.IGNORECASE,
)
_MOBILE = re.compile(r"(?<![\w+/.-])0\(?1[5-7]\d\)?[\s/.-]{0,3}\d{2,4}(?:[\s./-]?\d{2,4}){1,3}(?!\d)")
_LANDLINE = re.compile(
    r"(?<![\w+/.-])\(?(0[2-9]\d{1,4})\)?\s?[\s/\u2013-]\s?([1-9]\d{1,8}(?:[\s-]\d{1,5}){0,3})(?![\w.,])"
)
_SOFT_CUE = re.compile(
    r"(?:anmeld\w*|info\w*|kontakt\w*|auskunft|auskünfte|rückfragen|beratung|erreichbar\w*|unter|contact|call)\W*$",
    re.IGNORECASE,
)
_NUMBER_OF_SOMETHING = re.compile(
    r"(?:nr|nummer|kurs|kennzeichen|kennziffer|az|aktenzeichen|ref|referenz|id|code|maßnahme|"
    r"chiffre|plz|isbn)\W*$",
    re.IGNORECASE,
)
# What has digits and separators as telephone numbers have, and is none: taken out before looking.
_HARMLESS = re.compile(
    r"\b(?:19|20)\d{2}\s?[-–/]\s?(?:(?:19|20)\d{2}|\d{2})\b(?!-)"
    r"|\d{4}-\d{2}-\d{2}(?:T[\d:.]+(?:Z|[+-]\d{2}:\d{2})?)?"
    r"|(?<!\d)\d{1,2}\.\s?\d{1,2}\.(?:\s?\d{2,4})?(?:\s?[-–]\s?\d{1,2}\.\s?\d{1,2}\.(?:\s?\d{2,4})?)?"
    r"|\d{1,2}[:.]\d{2}\s?(?:Uhr|h)?\s?(?:-|–|bis|to)\s?\d{1,2}[:.]\d{2}(?!\d)"
    r"|\d{1,2}[:.]\d{2}\s?(?:Uhr|h\b)|\b\d{1,2}\s?(?:-|–|bis)\s?\d{1,2}\s?Uhr"
    r"|(?:€|EUR)\s?\d[\d., ]*|\d[\d., ]*\s?(?:€|EUR\b|Euro\b|"
    r"UE\b|UStd|Std|Stunden|Wochen|Monate|Tage|Lektionen|%)"
)


_ENOUGH_DIGITS = re.compile(r"\d(?:\D{0,4}\d){4}")


def telephones(text: str) -> list[Trace]:
    """Telephone numbers: certain with country code, cue or mobile prefix, else a human must look."""
    if not _ENOUGH_DIGITS.search(text):
        return []
    plain = _HARMLESS.sub(lambda one: " ; ", text)
    found = [
        Trace(one[0], "a telephone number with country code")
        for one in _INTERNATIONAL.finditer(plain)
        if not _a_number(plain, one.start())
    ]
    found += [
        Trace(one[1], "a telephone number") for one in _BEHIND_CUE.finditer(plain) if _digits(one[1]) >= 5
    ]
    mobiles = [one for one in _MOBILE.finditer(plain) if 11 <= _digits(one[0]) <= 12]
    found += [Trace(one[0], "a mobile number") for one in mobiles if not _a_number(plain, one.start())]
    if not found:
        found += [trace for one in _LANDLINE.finditer(plain) if (trace := _landline(plain, one))]
    return found


def _landline(text: str, one: re.Match[str]) -> Trace | None:
    area, rest = _digits(one[1]), _digits(one[2])
    if not 9 <= area + rest <= 13 or area == rest == 5 or _a_number(text, one.start()):
        return None
    certain = _SOFT_CUE.search(text[: one.start()]) is not None
    return Trace(one[0], "what looks like a telephone number", certain=certain)


def _a_number(text: str, start: int) -> bool:
    """Whether the text says before it that this is the number of a course, a file, an offer."""
    return _NUMBER_OF_SOMETHING.search(text[:start]) is not None


def _digits(text: str) -> int:
    return sum(character.isdigit() for character in text)


def is_mobile(number: str) -> bool:
    """German mobile numbers begin with 015, 016 or 017."""
    digits = re.sub(r"\D", "", number.replace("(0)", ""))
    national = (
        re.sub(r"^(?:0049|49)0?", "", digits) if re.match(r"\s*(?:\+|00)", number) else digits.lstrip("0")
    )
    return re.match(r"1[567]\d{7,}", national) is not None and (
        re.match(r"\s*(?:\+49|0049|0)", number) is not None
    )
