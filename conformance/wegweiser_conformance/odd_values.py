"""Values that a parameter must refuse, taken from its schema and code list: the literals that slip through.

Each is what some language's own conversion accepts: `int(" 5")`, `float("1e1")`, `Date.parse("2026-2-1")`,
a regular expression whose `$` matches before a line feed, `\\d` that knows every script's digits.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from wegweiser_contract import CodeList, Parameter

INTEGERS = (
    "+5", "1_0", "5.0", " 5", "1e1", "５", "5\n", "5,6", "-5", "0x5", "٥", "5 ", "five", "5a", "NaN", "²",
)  # fmt: skip
DECIMALS = (
    "NaN", "1e1", "48,3", "+48.3", " 48.3", "Infinity", "48.", ".5", "48.3\n", "４8.3", "1_0.5", "48.3N",
    "0x1F", "-Infinity", "48.3 ", "abc", "4٨", "--5",
)  # fmt: skip
DATES = (
    "2026-02-31", "2026-2-1", "01.02.2026", "20260201", "2026-02-01T00:00:00Z", "2026-13-01", "2026-W05-1",
    "2025-02-29", "2026-02-01\n", " 2026-02-01", "２０２６-02-01", "2026-00-10", "2026/02/01", "today",
    "2026-032", "26-02-01", "2026-02-01,2026-02-02", "2026-04-00", "1",
)  # fmt: skip
INSTANTS = (
    "2026-01-15T08:15:00+01:00", "2026-01-15T08:15:00", "2026-01-15 08:15:00Z", "2026-02-30", "yesterday",
    "1768461300", "2026-01-15T25:00:00Z", "2026-1-15", "2026-01-15T08:15Z", "2026-01-15T08:15:00z",
    "2026-01-15T08:15:00Z\n", "20260115T081500Z", "２０２６-01-15", "2026-01-15T", "15.01.2026", "2026-W03-4",
)  # fmt: skip
MALFORMED_TAGS = ("de_DE", "de,en", "deutschland", "de-", "-de", "de;q=1", "1")
_GOOD = ("12345", "09", "2026-11-20", "de", "c1", "81", "A1")
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
_MIXED = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


def kind_of(parameter: Parameter, code_lists: Mapping[str, CodeList]) -> str:
    """Which rule holds for the parameter's literals: of numbers, dates, codes or notations; or none."""
    schema = parameter.schema
    if parameter.filter is not None and parameter.filter.match == "since-instant":
        return "instant"
    if schema.get("type") in {"integer", "number"}:
        return "integer" if schema["type"] == "integer" else "decimal"
    if schema.get("format") == "date":
        return "date"
    listed = code_lists.get(parameter.code_list or "")
    if "enum" in schema or (listed is not None and listed.scheme == "own"):
        return "code"
    return "notation" if _patterns(parameter, listed) else ""


def odd_values(parameter: Parameter, code_lists: Mapping[str, CodeList]) -> list[tuple[str, ...]]:
    """Each a list of values to send under the parameter's name; every one of them must be refused."""
    listed = code_lists.get(parameter.code_list or "")
    match kind_of(parameter, code_lists):
        case "integer":
            return _single([*_beyond(parameter), *INTEGERS])
        case "decimal":
            return _single(_between(_out_of_range(parameter), DECIMALS))
        case "date":
            return _single(DATES)
        case "instant":
            return _single(INSTANTS)
        case "code" if "enum" in parameter.schema:
            return _single(_no_member(parameter.schema["enum"], ("true", "1", "yes", "all", "none")))
        case "code" if listed is not None:
            return _codes(list(listed.entries))
        case "notation":
            patterns = _patterns(parameter, listed)
            odd = _misspelt(good_value(parameter, code_lists), patterns)
            return _single(dict.fromkeys([*(MALFORMED_TAGS if parameter.name == "lang" else ()), *odd]))
    return []


def good_value(parameter: Parameter, code_lists: Mapping[str, CodeList]) -> str:
    """A literal that the parameter accepts, wherever its records may lie; empty if the suite knows none."""
    schema, listed = parameter.schema, code_lists.get(parameter.code_list or "")
    if schema.get("type") in {"integer", "number"}:
        return {"lat": "51", "lon": "10"}.get(parameter.name, "5")
    if schema.get("format") == "date":
        return "2026-11-20"
    if "enum" in schema:
        return str(schema["enum"][0])
    if listed is not None and listed.scheme == "own":
        return next(iter(listed.entries))
    patterns = _patterns(parameter, listed)
    fitting = [one for one in _GOOD if all(pattern.fullmatch(one) for pattern in patterns)]
    return fitting[0] if fitting else ""


def _patterns(parameter: Parameter, listed: CodeList | None) -> list[re.Pattern[str]]:
    """The patterns that a value must match: the schema's own, and that of an external scheme."""
    items = parameter.schema.get("items", parameter.schema)
    raw = [items.get("pattern"), listed.pattern if listed and listed.scheme == "external" else None]
    return [re.compile(pattern) for pattern in raw if pattern]


def _single(values: Iterable[str]) -> list[tuple[str, ...]]:
    return [(value,) for value in values]


def _out_of_range(parameter: Parameter) -> list[str]:
    """Just off the globe, on both sides; `lat` and `lon` are asked by turns, and each is to get its own."""
    highest = parameter.schema.get("maximum", 90)
    return [f"{highest}.1", f"{highest}.001", f"-{highest}.001", f"-{highest}.1"]


def _between(some: Sequence[str], others: Sequence[str]) -> list[str]:
    """Every second one of `some`, as long as there are any."""
    count = len(some)
    return [one for pair in zip(some, others, strict=False) for one in pair] + list(others[count:])


def _beyond(parameter: Parameter) -> list[str]:
    """Just above what a whole number may be, and just below where that is not negative."""
    lowest, highest = parameter.schema.get("minimum", 0), parameter.schema.get("maximum")
    return [*([str(highest + 1)] if highest is not None else []), *(["0"] if lowest == 1 else [])]


def _no_member(members: list[str], more: tuple[str, ...]) -> list[str]:
    """Near misses of a closed list: other case, blanks, a comma list, what other interfaces accept."""
    first, last = str(members[0]), str(members[-1])
    near = [
        last.upper(),
        f"{first},{last}",
        *more[:1],
        f"{last}\n",
        last.capitalize(),
        f" {first}",
        first[:-1],
        f"-{first}",
        f"{last} ",
        *more[1:],
    ]
    return [value for value in dict.fromkeys(near) if value and value not in members]


def _codes(members: list[str]) -> list[tuple[str, ...]]:
    """Unknown codes, also beside a right one: all values must be checked, not only the first."""
    beside: list[tuple[str, ...]] = [(members[0], "no-such-code"), ("no-such-code", members[-1])]
    singles = _single(_no_member(members, ("no-such-code", "*", "%")))
    return [singles[0], beside[0], *singles[1:4], beside[1], *singles[4:]]


def _misspelt(good: str, patterns: list[re.Pattern[str]]) -> list[str]:
    """Misspellings of a right value, as far as they really break one of the patterns."""
    if not good:
        return []
    tried = [
        good[:-1],
        f"{good},{good}",
        good.swapcase(),
        f"{good}\n",
        good.translate(_FULL_WIDTH),
        f" {good}",
        f"{good}0",
        good[:1],
        f"{good}00",
        good.translate(_MIXED),
        f"{good} ",
        f"{good}_{good}",
        f"{good}é",
        f"-{good}",
        f"{good}-",
        f"{good};q=1",
        good * 40,
        "*",
        "D9",
        "a b",
    ]
    return [
        value for value in dict.fromkeys(tried) if value and not all(p.fullmatch(value) for p in patterns)
    ]
