"""The server as variants and scenarios make it: other settings, other records, and layers around it."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace
from typing import TYPE_CHECKING

from .around.middleware import Around
from .fitting import fitting
from .scenarios import SCENARIOS
from .settings import SettingsError
from .store import Query, load
from .variants import VARIANTS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from .around.middleware import Asgi
    from .changes import Alter, Build, Change, Line
    from .settings import Settings
    from .store import Store

AT_ONCE = 500
ORDER = ("jobs", "courses", "course-sessions", "offices")


def altered(
    settings: Settings, store: Store | None, build: Build, sample: Callable[[Settings], Store]
) -> Asgi:
    """`build` makes the honest application of settings and store."""
    changes, plain = chosen(settings), set_up(settings)
    alters = [change.records for change in changes if change.records]
    if alters or plain.classes != settings.classes:
        store = _reloaded(store or sample(plain), plain, alters)
    held = store or sample(plain)
    app = build(plain, held)
    for change in changes:
        app = change.moves(plain, held, build) if change.moves else app
    # What compresses stands around what edits, and what sends around both.
    for change in sorted(changes, key=lambda change: (change.wrap is not None, change.encodes)):
        app = _around(app, change, plain.base_path)
    return app


def _reloaded(store: Store, settings: Settings, alters: Iterable[Alter]) -> Store:
    lines: Iterable[Line] = fitting(every_record(store, settings), settings.classes)
    for alter in alters:
        lines = alter(lines)
    return load(lines)


def _around(app: Asgi, change: Change, base_path: str) -> Asgi:
    if change.run:
        app = Around(app, change.run, base_path, heads=change.heads, encodes=change.encodes)
    return change.wrap(app, base_path) if change.wrap else app


def chosen(settings: Settings) -> list[Change]:
    """Scenarios first: how bytes are sent also holds for what they make of an answer."""
    scenarios = [_found(SCENARIOS, name, "scenario") for name in settings.scenarios]
    return [*scenarios, *(_found(VARIANTS, name, "variant") for name in settings.variants)]


def set_up(settings: Settings) -> Settings:
    """The settings that the chosen variants and scenarios make of these."""
    made = settings
    for change in chosen(settings):
        made = change.settings(made) if change.settings else made
    return replace(made, variants=(), scenarios=())


def _found(among: Mapping[str, Change], name: str, kind: str) -> Change:
    if name not in among:
        raise SettingsError(f"--{kind}: there is no {kind} {name!r}; --list-{kind}s lists them")
    return among[name]


def every_record(store: Store, settings: Settings) -> Iterator[Line]:
    """What the store lists today; courses before their sessions, as stores want them."""
    today = settings.today()
    for collection in (name for name in ORDER if name in settings.classes):
        query = Query(collection, today, AT_ONCE)
        while True:
            found = store.search(query)
            yield from ((collection, deepcopy(hit.record)) for hit in found.hits)
            if not found.more:
                break
            query = replace(query, after=found.hits[-1].position)
