"""Postcodes, keys and tags in the notation of their scheme, as text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from wegweiser_conformance import fields
from wegweiser_conformance.checks.values.group import GROUP
from wegweiser_conformance.passive import Fault, judge
from wegweiser_conformance.schemas import kind_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wegweiser_conformance.fields import Field
    from wegweiser_conformance.model import Finding, Seen
    from wegweiser_conformance.observed import Observed
    from wegweiser_conformance.target import Target

check = GROUP.check
_NAMES = frozenset(
    {"postcode", "ags", "state", "kldb", "dkz", "isco", "esco", "areaServed", "weekdays"}
    | {"lang", "teachingLanguages", "languages"}
)
_LEVELS = frozenset({"entryLevel", "targetLevel", "level"})
_LEVEL = re.compile(r"[ABC][12]")
# ISO 639-2 codes of languages that have a code of two letters, which BCP 47 then demands (RFC 5646 2.2.1).
_THREE_LETTERS = (
    "alb amh ara arm aze baq bel ben bos bul chi cze dan deu dut ell eng est fas fin fra fre geo ger "
    "gre hin hrv hun ita jpn kat kaz kor kur lav lit mac mkd nld nor pan per pol por pus ron rum rus "
    "slk slo slv som spa sqi srp swe tir tur ukr urd uzb vie zho"
)


@check("values/notations")
def notations(target: Target, seen: Seen) -> Iterator[Finding]:
    held = {name: _fields(target, name) for name in target.collections}

    def rule(record: Observed) -> Iterator[Fault | None]:
        for field in held[record.collection]:
            for pointer, value in fields.located(record.value, field.path):
                yield _fault(field, value, pointer)

    yield from judge(target, seen, rule, nothing="no such notation")


def _fields(target: Target, collection: str) -> list[Field]:
    component = fields.component_of(target.projection, collection)
    schema = fields.fields_of(target.projection, component)
    return [field for field in schema if field.name in _NAMES or field.name in _LEVELS]


def _fault(field: Field, value: Any, pointer: str) -> Fault | None:
    if field.name in _LEVELS:
        code = value.get("code") if isinstance(value, dict) else None
        if not isinstance(code, str) or code.startswith("x-") or _LEVEL.fullmatch(code):
            return None
        return Fault("a CEFR level, A1 to C2", kind_of(code), f"{pointer}/code")
    if field.name == "weekdays":
        right = isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= 7
        return None if right else Fault("a weekday, 1 (Monday) to 7", kind_of(value), pointer)
    wanted = _wanted(field, value)
    return Fault(wanted, kind_of(value), pointer) if wanted else None


def _wanted(field: Field, value: Any) -> str:
    """What the notation demands and the value is not; empty if it fits."""
    pattern = str(field.get("pattern"))
    if not isinstance(value, str) or not re.search(pattern, value):
        return f"text in the notation {pattern}"
    if field.name in {"ags", "areaServed"} and not "01" <= value[:2] <= "16":
        return "a key that begins with a state, 01 to 16"
    if field.name in {"lang", "teachingLanguages", "languages"}:
        return _wanted_tag(value.partition("-")[0].lower())
    return ""


def _wanted_tag(language: str) -> str:
    if len(language) > 3:
        return "a language tag; no language has a code of so many letters"
    return "the code of two letters (RFC 5646)" if language in _THREE_LETTERS.split() else ""
