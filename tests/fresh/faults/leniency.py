"""Requests that are understood although they are wrong."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from tests.fresh.asked import Asked, Fault, Given, Refusal
from tests.fresh.faulty import fault, instead

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.fresh.publisher import Publisher


def _lenient(p: Publisher, forgive: Callable[[Fault], bool]) -> None:
    def parameters_of(inner: Any, asked: Asked, known: Any) -> Any:
        try:
            return inner(asked, known)
        except Refusal as refusal:
            bad = {one.parameter for one in refusal.faults if forgive(one)}
            if not bad:
                raise
            pairs = [pair for pair in asked.pairs if pair[0] not in bad]
            return inner(Asked(asked.method, asked.path, urlencode(pairs), asked.headers), known)

    instead(p, "parameters_of", parameters_of)


@fault("strict/unknown-ignored", "unknown parameters are ignored")
def _(p: Publisher) -> None:
    _lenient(p, lambda one: one.code == "unknown-parameter")


@fault("strict/unknown-ignored-on-items", "unknown parameters are ignored on items")
def _(p: Publisher) -> None:
    def item(inner: Any, asked: Asked, c: str, id_: str) -> Given:
        asked.query = "&".join(one for one in asked.query.split("&") if one.startswith("lang="))
        return inner(asked, c, id_)  # type: ignore[no-any-return]

    instead(p, "item", item)


@fault("strict/case-of-names", "STARTFROM is startFrom")
def _(p: Publisher) -> None:
    def list_(inner: Any, asked: Asked, c: str) -> Given:
        names = {name.lower(): name for name in p.known(c)}
        asked.query = "&".join((names.get(k.lower(), k) + s + v) for k, s, v in (
            one.partition("=") for one in asked.query.split("&") if one))  # fmt: skip
        return inner(asked, c)  # type: ignore[no-any-return]

    instead(p, "listed", list_)


@fault("strict/repeated-taken", "of a repeated single value the last is taken")
def _(p: Publisher) -> None:
    def pairs_of(inner: Any, asked: Asked, known: Any) -> Any:
        single = {k: v for k, v in asked.pairs if k in known and not known[k].repeated}
        rest = [(k, v) for k, v in asked.pairs if k not in single]
        return inner(
            Asked(asked.method, asked.path, urlencode(rest + list(single.items())), asked.headers), known
        )

    instead(p, "parameters_of", pairs_of)


@fault("strict/empty-ignored", "empty values are ignored")
def _(p: Publisher) -> None:
    def pairs_of(inner: Any, asked: Asked, known: Any) -> Any:
        kept = [(k, v) for k, v in asked.pairs if v]
        return inner(Asked(asked.method, asked.path, urlencode(kept), asked.headers), known)

    instead(p, "parameters_of", pairs_of)


@fault("strict/unknown-code-empty", "a code that is not in the list finds nothing")
def _(p: Publisher) -> None:
    def filter_parameter(inner: Any, c: str, name: str) -> Any:
        made = inner(c, name)
        return replace(made, understands=str, allowed=()) if made.repeated else made

    instead(p, "filter_parameter", filter_parameter)


@fault("strict/bad-code-beside-good", "beside a right code a wrong one is dropped")
def _(p: Publisher) -> None:
    def parameters_of(inner: Any, asked: Asked, known: Any) -> Any:
        kept = []
        for name, value in asked.pairs:
            good = [v for k, v in asked.pairs if k == name and name in known and v in known[name].allowed]
            if good and known[name].repeated and value not in good:
                continue
            kept.append((name, value))
        return inner(Asked(asked.method, asked.path, urlencode(kept), asked.headers), known)

    instead(p, "parameters_of", parameters_of)


@fault("strict/code-case", "codes are understood in upper case")
def _(p: Publisher) -> None:
    def filter_parameter(inner: Any, c: str, name: str) -> Any:
        made = inner(c, name)
        return (
            replace(made, understands=lambda text: made.understands(text.lower())) if made.allowed else made
        )

    instead(p, "filter_parameter", filter_parameter)


@fault("strict/comma-list", "a comma list of codes is split")
def _(p: Publisher) -> None:
    def parameters_of(inner: Any, asked: Asked, known: Any) -> Any:
        split = [
            (k, one)
            for k, v in asked.pairs
            for one in (v.split(",") if k in known and known[k].repeated else [v])
        ]
        return inner(Asked(asked.method, asked.path, urlencode(split), asked.headers), known)

    instead(p, "parameters_of", parameters_of)


@fault("strict/booleans", "true and false are understood for only and exclude")
def _(p: Publisher) -> None:
    def filter_parameter(inner: Any, c: str, name: str) -> Any:
        made = inner(c, name)
        words = {"true": "only", "false": "exclude"}
        if made.allowed == ("include", "only", "exclude"):
            return replace(made, understands=lambda text: made.understands(words.get(text, text)))
        return made

    instead(p, "filter_parameter", filter_parameter)


@fault("strict/dates-short", "2026-1-5 is understood")
def _(p: Publisher) -> None:
    _dates(p, lambda text: "-".join(part.zfill(2) for part in text.split("-")))


@fault("strict/dates-compact", "20260105 is understood (fromisoformat)")
def _(p: Publisher) -> None:
    _dates(p, lambda text: f"{text[:4]}-{text[4:6]}-{text[6:]}" if re.fullmatch("[0-9]{8}", text) else text)


@fault("strict/dates-with-time", "a date-time is understood as its day")
def _(p: Publisher) -> None:
    _dates(p, lambda text: text[:10])


def _dates(p: Publisher, mend: Callable[[str], str]) -> None:
    def filter_parameter(inner: Any, c: str, name: str) -> Any:
        made = inner(c, name)
        if name in ("startFrom", "startTo", "publishedSince"):
            return replace(made, understands=lambda text: made.understands(mend(text)))
        return made

    instead(p, "filter_parameter", filter_parameter)


@fault("strict/since-offset", "updatedSince with an offset is understood")
def _(p: Publisher) -> None:
    instead(p, "known", lambda inner, c: (made := inner(c)) | {"updatedSince": replace(
        made["updatedSince"], understands=lambda text: datetime.fromisoformat(text).astimezone())})  # fmt: skip


@fault("strict/sort-unknown", "an unknown sort is ignored")
def _(p: Publisher) -> None:
    _lenient(p, lambda one: one.parameter == "sort" and one.code == "invalid-parameter")


@fault("strict/sort-without-centre", "sort=distance without a centre is ignored")
def _(p: Publisher) -> None:
    _lenient(p, lambda one: one.parameter == "sort" and one.code == "conflicting-parameters")


@fault("strict/order-matters", "parameters after limit are ignored")
def _(p: Publisher) -> None:
    def list_(inner: Any, asked: Asked, c: str) -> Given:
        parts = asked.query.split("&")
        at = next((number for number, one in enumerate(parts) if one.startswith("limit=")), None)
        if at is not None and not any("cursor=" in one for one in parts):
            asked.query = "&".join(parts[: at + 1])
        return inner(asked, c)  # type: ignore[no-any-return]

    instead(p, "listed", list_)


@fault("strict/accept", "an Accept that does not fit is 406")
def _(p: Publisher) -> None:
    def route(inner: Any, asked: Asked) -> Given:
        accept = asked.headers.get("accept", "*/*")
        if not re.search(r"json|\*/\*", accept):
            return Given(406, {"error": "not acceptable"})
        return inner(asked)  # type: ignore[no-any-return]

    instead(p, "route", route)


@fault("strict/user-agent", "without User-Agent 403")
def _(p: Publisher) -> None:
    def route(inner: Any, asked: Asked) -> Given:
        if not asked.headers.get("user-agent"):
            raise Refusal(403, "forbidden")
        return inner(asked)  # type: ignore[no-any-return]

    instead(p, "route", route)


@fault("strict/bad-id-500", "an id that breaks the notation crashes")
def _(p: Publisher) -> None:
    def item(inner: Any, asked: Asked, c: str, id_: str) -> Given:
        if not re.fullmatch("[A-Za-z0-9._~-]+", id_):
            raise Refusal(500, "internal")
        return inner(asked, c, id_)  # type: ignore[no-any-return]

    instead(p, "item", item)
