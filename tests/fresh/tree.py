"""The fresh publisher's records as a folder of files: class `static`, written by a few lines."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from tests.fresh import world
from tests.fresh.publisher import COLLECTIONS, CONTRACT, Publisher

if TYPE_CHECKING:
    from pathlib import Path

CLASSES = ("core", *COLLECTIONS, "static")
PAGE = 100


def write(folder: Path, sizes: dict[str, Any]) -> None:
    publisher = Publisher(world.make(**sizes), classes=CLASSES, languages=("de",))
    _lower_ids(publisher)
    description = publisher.description()
    for one in description["collections"]:
        one["parameters"] = []
    _put(folder / "index.json", description)
    for collection in COLLECTIONS:
        records = publisher.records(collection)
        shown = [
            publisher.shown(collection, one, "de", None) for one in sorted(records, key=lambda one: one["id"])
        ]
        for one in shown:
            _put(folder / collection / f"{one['id']}.json", one)
        _list(folder, collection, shown)
        if len(shown) > PAGE:
            for ags in sorted({ags for one in shown for ags in _districts(one)}):
                _list(folder, f"{collection}/by-ags/{ags}", [one for one in shown if ags in _districts(one)])
    _put(folder / "code-lists.json", {
        "items": [publisher.summary(name) for name in CONTRACT.code_lists],
        "page": {"total": len(CONTRACT.code_lists), "totalRelation": "exact"}})  # fmt: skip
    for name in CONTRACT.code_lists:
        _put(folder / "code-lists" / f"{name}.json", publisher.code_list(name))


def _lower_ids(publisher: Publisher) -> None:
    held = publisher.world.collections
    for name in held:
        for one in held[name].values():
            one["id"] = one["id"].lower()
        held[name] = {one["id"]: one for one in held[name].values()}


def _districts(record: dict[str, Any]) -> set[str]:
    """The districts of a record; of an office those that it serves, all known ones where it serves a state."""
    known = {ags[:5] for ags, *_ in world.TOWNS.values()}
    if "areaServed" in record:
        return {
            ags for ags in known for one in record["areaServed"] if ags.startswith(one) or one.startswith(ags)
        }
    places = [*(record.get("locations") or []), record.get("location") or {}]
    return {one["ags"][:5] for one in places if "ags" in one}


def _list(folder: Path, path: str, records: list[dict[str, Any]]) -> None:
    """The first page is the list itself; later ones lie below it, as `next` says."""
    name = path.rpartition("/")[2]
    count = max(1, -(-len(records) // PAGE))
    for number in range(count):
        page: dict[str, Any] = {"total": len(records), "totalRelation": "exact", "dataVersion": "1"}
        if number + 1 < count:
            page["next"] = f"{name}/pages/{number + 2}" if number == 0 else str(number + 2)
        at = folder / f"{path}.json" if number == 0 else folder / path / "pages" / f"{number + 1}.json"
        _put(at, {"items": records[number * PAGE : (number + 1) * PAGE], "page": page})


def _put(path: Path, document: Any) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(document, ensure_ascii=False))
