"""What faults are called, in German and English. Values sent are never repeated: they may be personal."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

LANGUAGES = ("de", "en")

TEXTS: Mapping[str, Mapping[str, str]] = {
    "unknown": {
        "de": "Den Parameter {parameter} gibt es hier nicht.",
        "en": "There is no parameter {parameter} here.",
    },
    "repeated": {
        "de": "{parameter} darf nur einmal stehen.",
        "en": "{parameter} may stand only once.",
    },
    "empty": {
        "de": "{parameter} hat keinen Wert; ohne Wert muss der Parameter wegbleiben.",
        "en": "{parameter} has no value; without a value the parameter must be left out.",
    },
    "encoding": {
        "de": "{parameter} ist nicht richtig kodiert: UTF-8, mit Prozentzeichen und zwei Hexadezimalziffern.",
        "en": "{parameter} is not encoded correctly: UTF-8, as percent signs with two hexadecimal digits.",
    },
    "too-long-query": {
        "de": "Die Abfrage ist länger als {bytes} Bytes, vor allem durch {parameter}.",
        "en": "The query is longer than {bytes} bytes, mostly because of {parameter}.",
    },
    "integer": {
        "de": "{parameter} muss eine ganze Zahl von {minimum} bis {maximum} sein, nur in Ziffern (0–9).",
        "en": "{parameter} must be a whole number from {minimum} to {maximum}, in the digits 0 to 9 only.",
    },
    "number": {
        "de": "{parameter} muss eine Dezimalzahl von {minimum} bis {maximum} sein, wie 48.367.",
        "en": "{parameter} must be a decimal number from {minimum} to {maximum}, such as 48.367.",
    },
    "date": {
        "de": "{parameter} muss ein Tag des Kalenders sein, in der Form 2026-11-22.",
        "en": "{parameter} must be an existing day in the form 2026-11-22.",
    },
    "instant": {
        "de": "{parameter} muss ein Tag wie 2026-11-22 sein oder ein Zeitpunkt wie 2026-11-22T08:15:00Z.",
        "en": "{parameter} must be a day such as 2026-11-22 or an instant such as 2026-11-22T08:15:00Z.",
    },
    "choice": {
        "de": "{parameter} kennt nur diese Werte: {choices}.",
        "en": "{parameter} knows only these values: {choices}.",
    },
    "code": {
        "de": "{parameter} nimmt nur Codes der Liste {code_list}.",
        "en": "{parameter} takes only codes of the list {code_list}.",
    },
    "pattern": {
        "de": "{parameter} hat nicht die richtige Form; richtig ist {pattern}.",
        "en": "{parameter} does not have the right form; right is {pattern}.",
    },
    "length": {
        "de": "{parameter} muss {minimum} bis {maximum} Zeichen lang sein.",
        "en": "{parameter} must be {minimum} to {maximum} characters long.",
    },
    "blank": {
        "de": "{parameter} muss ein Wort enthalten und darf keine Steuerzeichen enthalten.",
        "en": "{parameter} must hold a word and no control characters.",
    },
    "needs": {
        "de": "{parameter} gilt nur zusammen mit {partner}.",
        "en": "{parameter} goes only with {partner}.",
    },
    "one-place": {
        "de": "{parameter} steht neben einer anderen Ortsangabe; nur eine davon gilt: {choices}.",
        "en": "{parameter} stands beside another kind of place; only one of these may be asked: {choices}.",
    },
    "unknown-place": {
        "de": "Zur Postleitzahl in {parameter} ist kein Ort bekannt.",
        "en": "No place is known for the postcode in {parameter}.",
    },
    "invalid-cursor": {
        "de": "{parameter} ist abgelaufen, fremd oder gehört zu einer anderen Abfrage; ohne neu beginnen.",
        "en": "{parameter} has expired, is foreign or belongs to another request; start again without it.",
    },
    "malformed-400": {
        "de": "Die Anfrage ist kein gültiges HTTP; Sonderzeichen der URL müssen kodiert sein.",
        "en": "The request is no valid HTTP; special characters of the URL must be encoded.",
    },
    "malformed-408": {
        "de": "Die Anfrage kam nicht in der Zeit an, auf die hier gewartet wird.",
        "en": "The request did not arrive in the time that is waited for here.",
    },
    "malformed-414": {
        "de": "Die URL ist länger als 65536 Bytes.",
        "en": "The URL is longer than 65536 bytes.",
    },
    "malformed-431": {
        "de": "Die Kopfzeilen der Anfrage sind zusammen länger als 65536 Bytes.",
        "en": "The header fields of the request are longer than 65536 bytes together.",
    },
    "unauthorized-missing": {
        "de": "Hier werden Zugangsdaten der Organisation verlangt: {schemes}.",
        "en": "A credential of your organisation is demanded here: {schemes}.",
    },
    "rate-limited": {
        "de": "Das Kontingent ist aufgebraucht ({quota}).",
        "en": "The quota is used up ({quota}).",
    },
}


def say(key: str, language: str, says: Mapping[str, object]) -> str:
    return TEXTS[key][language].format_map(dict(says))
