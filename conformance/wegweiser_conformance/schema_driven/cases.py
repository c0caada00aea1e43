"""Draws requests from the schema with schemathesis, without sending any."""

from __future__ import annotations

import json
import tempfile
from itertools import zip_longest
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, unquote

from wegweiser_conformance.schema_driven.narrowing import narrowed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from wegweiser_contract import Contract

_LONGEST_URL = 1_500  # what gateways let pass
_LONGEST_NAME = 200
_BASE = "http://127.0.0.1"
_SPARE = 12  # draws beyond the requests of a list: some are alike, or too odd to be sent


def drawn(projection: Contract, seed: int, most: int, year: int) -> dict[str, bool]:
    """Paths with queries, each with whether it is right by the schema; right ones, being harmless, first.

    At most so many, all different, and the same for the same seed, version and year of the dates asked.
    """
    lanes = _lanes(projection, seed, most, year)
    in_turn = [found for row in zip_longest(*lanes) for found in row if found is not None]
    return dict(sorted(dict(in_turn[:most]).items(), key=lambda found: not found[1]))


def _lanes(projection: Contract, seed: int, most: int, year: int) -> list[list[tuple[str, bool]]]:
    """One list for each operation and mode."""
    import schemathesis
    from hypothesis.configuration import set_hypothesis_home_dir

    set_hypothesis_home_dir(_folder())  # nothing is written to where the user works
    lists = [one.path for one in projection.operations if one.kind == "list"]
    right = schemathesis.openapi.from_dict(narrowed(projection, year))
    wrong = schemathesis.openapi.from_dict(dict(projection.document))
    modes = [(right, schemathesis.GenerationMode.POSITIVE), (wrong, schemathesis.GenerationMode.NEGATIVE)]
    each = most // max(len(lists) * len(modes), 1) + _SPARE
    return [
        [(found, mode.is_positive) for found in _draw(schema[path]["GET"], mode, each, seed)]
        for schema, mode in modes
        for path in lists
    ]


def _folder() -> Path:
    from pathlib import Path

    return Path(tempfile.gettempdir()) / "wegweiser-hypothesis"


def _draw(operation: Any, mode: Any, count: int, number: int) -> list[str]:
    from hypothesis import HealthCheck, Phase, given, seed, settings
    from hypothesis.errors import Unsatisfiable

    cases: list[Any] = []

    @seed(number)
    @settings(
        database=None,
        deadline=None,
        max_examples=count,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(operation.as_strategy(mode))
    def collect(case: Any) -> None:
        cases.append(case)

    try:
        collect()
    except Unsatisfiable:  # nothing can be wrong where nothing can be said
        return []
    return _various(path for path in map(_path, cases) if path is not None)


def _various(paths: Iterable[str]) -> list[str]:
    """Those with parameters that did not stand together yet come first."""
    groups: dict[frozenset[str], list[str]] = {}
    for path in dict.fromkeys(paths):
        names = frozenset(pair.partition("=")[0] for pair in path.partition("?")[2].split("&"))
        groups.setdefault(names, []).append(path)
    return [path for row in zip_longest(*groups.values()) for path in row if path is not None]


def _path(case: Any) -> str | None:
    """Path and query as they travel; None for what would be the same without its query, or is too odd."""
    sent = case.as_transport_kwargs(base_url=_BASE)
    pairs = list(_pairs(sent.get("params") or {}))
    if not all(0 < len(name) <= _LONGEST_NAME for name, _ in pairs):
        return None  # no problem can name such a parameter
    query = "&".join(f"{quote(name, safe='')}={quote(value, safe='')}" for name, value in pairs)
    path = f"{sent['url'].removeprefix(_BASE)}?{query}"
    return path if query and len(path) <= _LONGEST_URL and unquote(query).isprintable() else None


def _pairs(params: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for name, value in params.items():
        for one in value if isinstance(value, list) else [value]:
            text = one if isinstance(one, str) else json.dumps(one)
            yield _encodable(name), _encodable(text)


def _encodable(text: str) -> str:
    return text.encode("utf-8", "replace").decode()
