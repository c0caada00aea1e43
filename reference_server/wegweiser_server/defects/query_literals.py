"""Wrong ways of reading integers, coordinates, dates and notations: by the language's own conversions."""

from __future__ import annotations

import re
from datetime import date

from .leniency import DATES, DECIMALS, INTEGERS, drops, reads


def _as_integer(value: str) -> str | None:
    """As `int(value)` reads it in some languages: signs, blanks, underscores, every script's digits."""
    try:
        return str(int(value))
    except ValueError:
        return None


def _as_float(value: str) -> str | None:
    """As a number type reads it: 5.0 and 1e1 are whole."""
    try:
        number = float(value)
    except ValueError:
        return None
    return str(int(number)) if number == number and abs(number) < 1e6 and number == int(number) else None


reads("integers-by-conversion", "integer-literal", "`int()` reads integers", INTEGERS, _as_integer)
reads("integers-as-floats", "integer-literal", "integers are read as floats", INTEGERS, _as_float)
reads("integers-trimmed", "integer-literal", "blanks around integers are cut off", INTEGERS, str.strip)
reads(
    "integers-cut",
    "integer-literal",
    "integers are read up to the first other character",
    INTEGERS,
    lambda value: found[0] if (found := re.match("[0-9]+", value)) else None,
)
reads(
    "plus-accepted",
    "integer-literal",
    "a plus before integers is accepted",
    ("limit",),
    lambda value: value.lstrip("+"),
)
reads("radius-trimmed", "integer-literal", "blanks around `radiusKm` are cut off", ("radiusKm",), str.strip)


def _as_decimal(value: str) -> str | None:
    try:
        number = float(value)
    except ValueError:
        return None
    return f"{number:.6f}" if abs(number) <= 180 else None


reads("decimals-by-conversion", "decimal-literal", "`float()` reads coordinates", DECIMALS, _as_decimal)
reads(
    "decimal-comma",
    "decimal-literal",
    "a decimal comma is accepted",
    DECIMALS,
    lambda value: value.replace(",", "."),
)
reads(
    "nan-is-zero",
    "decimal-literal",
    "NaN is taken for 0",
    DECIMALS,
    lambda value: "0" if value == "NaN" else None,
)
reads(
    "latitude-clamped",
    "decimal-literal",
    "latitudes off the globe are clamped",
    ("lat",),
    lambda value: _clamped(value, 90),
)
reads(
    "longitude-clamped",
    "decimal-literal",
    "longitudes off the globe are clamped",
    ("lon",),
    lambda value: _clamped(value, 180),
)


def _clamped(value: str, most: float) -> str | None:
    if not re.fullmatch(r"-?[0-9]{1,3}(\.[0-9]+)?", value):
        return None
    return str(max(-most, min(most, float(value))))


_LENIENT = re.compile(r"\s*(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:T.*)?\s*")


def _rolled_over(value: str) -> str | None:
    """As calendars of some languages have it: the 31st of February is in March."""
    found = re.fullmatch(r"([0-9]{4}-[0-9]{2})-(29|30|31)", value)
    return f"{found[1]}-28" if found else None


def _as_date(value: str) -> str | None:
    found = _LENIENT.fullmatch(value)
    return f"{int(found[1]):04}-{int(found[2]):02}-{int(found[3]):02}" if found else None


def _german(value: str) -> str | None:
    found = re.fullmatch(r"(\d{2})\.(\d{2})\.(\d{4})", value)
    return f"{found[3]}-{found[2]}-{found[1]}" if found else None


def _by_library(value: str) -> str | None:
    """As a newer library reads ISO 8601: without hyphens, by weeks."""
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError:
        return None


reads("dates-rolled-over", "date-literal", "impossible days are rolled over", DATES, _rolled_over)
reads("dates-leniently", "date-literal", "2026-2-1 is a date", DATES, _as_date)
reads("dates-german", "date-literal", "01.02.2026 is a date", DATES, _german)
reads("dates-by-library", "date-literal", "20260201 and 2026-W05-1 are dates", DATES, _by_library)
reads(
    "date-times-cut",
    "date-literal",
    "a time behind a date is cut off",
    DATES,
    lambda value: value.partition("T")[0],
)
reads("dates-stripped", "date-literal", "blanks around dates are cut off", DATES, str.strip)
drops(
    "wrong-dates-ignored",
    "date-literal",
    "what is no date is ignored",
    lambda _, name, value: name in DATES and bool(value) and not re.fullmatch(r"\d{4}-\d\d-\d\d", value),
)

reads(
    "languages-split",
    "notation-literal",
    "a comma list of languages is read",
    ("lang",),
    lambda value: value.partition(",")[0],
)
reads("notations-stripped", "notation-literal", "line feeds and blanks are cut off", (), str.strip)
reads(
    "postcode-padded",
    "notation-literal",
    "a postcode of four digits gets a zero",
    ("postcode",),
    lambda value: f"0{value}" if re.fullmatch("[0-9]{4}", value) else None,
)
reads(
    "occupation-unchecked",
    "notation-literal",
    "an occupation that is no number is passed over",
    ("occupation",),
    lambda value: None if re.fullmatch("[0-9]{1,5}", value) or not value else "99999",
)
reads(
    "ids-unchecked",
    "notation-literal",
    "an id in the query may be anything",
    ("courseId",),
    lambda value: None if re.fullmatch("[A-Za-z0-9][A-Za-z0-9._~-]*", value) or not value else "none",
)
reads(
    "levels-in-any-case",
    "notation-literal",
    "levels match in any case",
    ("entryLevel", "targetLevel"),
    str.upper,
)
