"""The records of a list as columns: what each holds at a path, and which meet a filter, is read once.

A set of records is a whole number, by their places: bit 0 stands for the first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wegweiser_conformance import expect

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    type_of_places = int
    type_of_test = Callable[[list[Any]], bool]


class Columns:
    """Columns of these records; they stay as they are."""

    def __init__(self, records: tuple[dict[str, Any], ...]) -> None:
        self.records = records
        self._held: dict[str, list[list[Any]]] = {}
        self._met: dict[tuple[str, str, tuple[str, ...]], type_of_places] = {}
        self._found: dict[tuple[str, frozenset[str]], type_of_places] = {}
        self._named: dict[tuple[str, type_of_places], frozenset[str]] = {}

    @property
    def every(self) -> type_of_places:
        return (1 << len(self.records)) - 1

    def values(self, path: str) -> list[list[Any]]:
        """Of each record, every value at the path."""
        if path not in self._held:
            self._held[path] = [expect.values(record, path) for record in self.records]
        return self._held[path]

    def met(self, match: str, path: str, asked: tuple[str, ...]) -> type_of_places:
        """Those that the filter `match` on `path` must find when it is asked with these values."""
        key = match, path, asked
        if key not in self._met:
            self._met[key] = places(self._meets(match, path, asked))
        return self._met[key]

    def _meets(self, match: str, path: str, asked: Sequence[str]) -> Iterator[bool]:
        if match in expect.PREDICATES:
            meets = expect.PREDICATES[match]
            return (meets(held, asked) for held in self.values(path))
        return (expect.holds(match, path, record, asked) for record in self.records)

    def where(self, path: str, test: type_of_test) -> type_of_places:
        """Those whose values pass a test; of alternative paths, divided by `|`, the values of all."""
        parts = [self.values(one) for one in path.split("|")]
        return places(test([one for part in held for one in part]) for held in zip(*parts, strict=True))

    def met_in_any_case(self, path: str, asked: Iterable[str]) -> type_of_places:
        """Those with one of these values, capitals or not."""
        key = path, frozenset(value.lower() for value in asked)
        if key not in self._found:
            self._found[key] = self.where(path, lambda held: any(str(one).lower() in key[1] for one in held))
        return self._found[key]

    def named(self, name: str, among: type_of_places) -> frozenset[str]:
        """What these records say at `name`, as far as it is text: their ids, or whose they are."""
        key = name, among
        if key not in self._named:
            told = (self.records[place].get(name) for place in each(among))
            self._named[key] = frozenset(one for one in told if isinstance(one, str))
        return self._named[key]


def places(met: Iterable[bool]) -> type_of_places:
    """The places at which it is so, asked one after the other."""
    return int("0" + "".join("1" if one else "0" for one in met)[::-1], 2)


def mask(several: Iterable[int]) -> type_of_places:
    """These places."""
    return sum(1 << place for place in set(several))


def each(among: type_of_places) -> Iterator[int]:
    """Place by place, from the first."""
    return (place for place, bit in enumerate(bin(among)[:1:-1]) if bit == "1")
