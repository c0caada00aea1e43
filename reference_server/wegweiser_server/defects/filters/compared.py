"""Codes, tags and numbers that are compared in a wrong way."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..wrong_lists import FILTERS, filter_otherwise, held
from .naming import slug

if TYPE_CHECKING:
    from ..wrong_lists import Keep

LEFT_OUT_AT_TIMES = frozenset({"contract", "suitability", "language", "funding", "eligibility"})
LEVELS = ("A1", "A2", "B1", "B2", "C1", "C2")


def first_entry(path: str) -> Keep:
    return lambda record, asked: held(record, path)[:1] != [] and held(record, path)[0] in asked


def all_entries(path: str) -> Keep:
    return lambda record, asked: bool(held(record, path)) and set(held(record, path)) <= set(asked)


def missing_too(path: str) -> Keep:
    return lambda record, asked: not held(record, path) or bool(set(held(record, path)) & set(asked))


def beginning(path: str) -> Keep:
    """Codes that begin alike are taken for one another."""
    return lambda record, asked: any(
        str(one).partition("-")[0] == value.partition("-")[0] for one in held(record, path) for value in asked
    )


def inverted(path: str) -> Keep:
    return lambda record, asked: not set(held(record, path)) & set(asked)


def at_least(path: str) -> Keep:
    def rank(level: Any) -> int:
        return LEVELS.index(str(level).upper()) if str(level).upper() in LEVELS else -1

    return lambda record, asked: any(rank(one) >= min(map(rank, asked)) for one in held(record, path))


def whole(path: str) -> Keep:
    return lambda record, asked: bool(set(held(record, path)) & set(asked))


def anywhere(path: str) -> Keep:
    return lambda record, asked: any(value in one for one in held(record, path) for value in asked)


def as_numbers(path: str) -> Keep:
    """KldB 01 is then the beginning of 1…, as numbers have no zeros in front."""
    return lambda record, asked: any(
        str(int(one)).startswith(str(int(value))) for one in held(record, path) for value in asked
    )


def _register(collection: str, parameter: str, fault: str, says: str, keep: Keep) -> None:
    known = slug(collection, parameter)
    name, rule = f"filters/{known}-{fault}", f"filters/{known}"
    filter_otherwise(name, rule, f"`{parameter}` of /{collection}: {says}", collection, parameter, keep)


for _collection, _filters in FILTERS.items():
    for _name, (_path, _match, _) in _filters.items():
        if "[]" in _path:
            says = "only the first entry of the record is compared"
            _register(_collection, _name, "first-entry", says, first_entry(_path))
            says = "all entries of the record have to match"
            _register(_collection, _name, "all-entries", says, all_entries(_path))
        if _name in LEFT_OUT_AT_TIMES:
            says = "records that do not say it are found, too"
            _register(_collection, _name, "unknown-found", says, missing_too(_path))
        if _match in {"equals", "member"}:
            _register(_collection, _name, "inverted", "the others are found", inverted(_path))
        if _name.endswith("Level"):
            says = "the asked level or a higher one is found"
            _register(_collection, _name, "or-higher", says, at_least(_path))
        if _match == "prefix":
            _register(_collection, _name, "whole", "the number is compared whole", whole(_path))
            _register(_collection, _name, "anywhere", "digits anywhere are found", anywhere(_path))

_register("jobs", "occupation", "as-number", "zeros in front get lost", as_numbers("occupation.kldb"))
_register("offices", "kind", "by-beginning", "kinds that begin alike are one", beginning("kind.code"))
_register("course-sessions", "kind", "by-beginning", "kinds that begin alike are one", beginning("kind.code"))
