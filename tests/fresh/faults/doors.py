"""Keys and values that are let in, or kept out, wrongly."""

# mypy: disable-error-code="method-assign,assignment"

from __future__ import annotations

import base64
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from tests.fresh import asked as reading
from tests.fresh.asked import Asked, Fault, Given, Refusal
from tests.fresh.faults.ways import finished_otherwise
from tests.fresh.faulty import fault, instead

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.fresh.publisher import Publisher


def _admits(p: Publisher, also: Callable[[Asked], bool]) -> None:
    instead(p, "admit", lambda inner, asked: None if also(asked) else inner(asked))


def _key(asked: Asked) -> str:
    return asked.headers.get("x-api-key", "")


@fault("doors/key-begins", "a key that begins with the right one will do", access="api-key")
def _(p: Publisher) -> None:
    _admits(p, lambda asked: _key(asked).startswith(p.key))


@fault("doors/key-first-eight", "the first eight characters of a key are compared", access="api-key")
def _(p: Publisher) -> None:
    _admits(p, lambda asked: _key(asked)[:8] == p.key[:8])


@fault("doors/key-length", "a key of the right length will do", access="api-key")
def _(p: Publisher) -> None:
    _admits(p, lambda asked: len(_key(asked)) == len(p.key))


@fault("doors/key-case", "keys are compared without regard to case", access="api-key")
def _(p: Publisher) -> None:
    _admits(p, lambda asked: _key(asked).lower() == p.key.lower())


@fault("doors/user-alone", "the user name is looked at, the password is not", access="basic")
def _(p: Publisher) -> None:
    def known(asked: Asked) -> bool:
        try:
            return base64.b64decode(asked.headers.get("authorization", "").removeprefix("Basic ")).startswith(
                b"verein:"
            )
        except ValueError:
            return False

    _admits(p, known)


@fault(
    "doors/any-authorization", "whatever stands in Authorization will do if it is no Basic", access="basic"
)
def _(p: Publisher) -> None:
    _admits(p, lambda asked: asked.headers.get("authorization", "Basic")[:5] != "Basic")


@fault("doors/wrong-key-403", "a wrong key gets 403", access="api-key")
def _(p: Publisher) -> None:
    def admit(inner: Any, asked: Asked) -> None:
        if _key(asked) and _key(asked) != p.key:
            raise Refusal(403, "forbidden")
        inner(asked)

    instead(p, "admit", admit)


@fault("doors/item-404-first", "an item that does not exist is 404 without a key", access="api-key")
def _(p: Publisher) -> None:
    _admits(p, lambda asked: asked.path.count("/") == 2 and asked.path.split("/")[2] not in p.world.collections.get(
        asked.path.split("/")[1], {}))  # fmt: skip


@fault("doors/root-closed", "the description needs the key", access="api-key")
def _(p: Publisher) -> None:
    def route(inner: Any, asked: Asked) -> Any:
        if asked.path in ("", "/"):
            p.admit(asked)
        return inner(asked)

    instead(p, "route", route)


@fault("doors/options-gives", "OPTIONS without a key answers like GET", access="api-key")
def _(p: Publisher) -> None:
    _admits(p, lambda asked: asked.method == "OPTIONS")


@fault("doors/items-public", "items may be kept by anybody, lists not", access="api-key")
def _(p: Publisher) -> None:
    finished_otherwise(p, lambda asked, given: given.headers.update({"Cache-Control": "public, max-age=120"})
                       if asked.path.count("/") > 1 and given.status == 200 else None)  # fmt: skip


@fault("doors/304-public", "304 says that anybody may keep it", access="api-key")
def _(p: Publisher) -> None:
    finished_otherwise(p, lambda asked, given: given.headers.update({"Cache-Control": "public, max-age=120"})
                       if given.status == 304 else None)  # fmt: skip


@fault("doors/vary-on-lists-only", "Vary of items does not name the header of the key", access="api-key")
def _(p: Publisher) -> None:
    finished_otherwise(p, lambda asked, given: given.headers.update({"Vary": "Accept-Encoding, Accept-Language"})
                       if asked.path.count("/") > 1 else None)  # fmt: skip


def _parameter(p: Publisher, name: str, understands: Callable[[str], Any]) -> None:
    instead(p, "known", lambda inner, c: {
        k: replace(v, understands=understands) if k == name else v for k, v in inner(c).items()})  # fmt: skip


@fault("doors/radius-200", "radiusKm=200 is refused")
def _(p: Publisher) -> None:
    _parameter(p, "radiusKm", reading.whole(0, 199))


@fault("doors/radius-201", "radiusKm=201 is understood")
def _(p: Publisher) -> None:
    _parameter(p, "radiusKm", reading.whole(0, 500))


@fault("doors/radius-0", "radiusKm=0 is refused")
def _(p: Publisher) -> None:
    _parameter(p, "radiusKm", reading.whole(1, 200))


@fault("doors/radius-decimal", "radiusKm=2.5 is understood as 2")
def _(p: Publisher) -> None:
    _parameter(p, "radiusKm", lambda text: reading.whole(0, 200)(text.partition(".")[0]))


@fault("doors/q-bytes", "the length of q is counted in bytes")
def _(p: Publisher) -> None:
    def short(text: str) -> str:
        if len(text.encode()) > 200 or not text.strip():
            raise ValueError(text)
        return text

    _parameter(p, "q", short)


@fault("doors/q-199", "a q of exactly 200 characters is refused")
def _(p: Publisher) -> None:
    _parameter(p, "q", reading.pattern(r"(?s).*\S.*", 199))


@fault("doors/lat-negative", "a negative lon is refused")
def _(p: Publisher) -> None:
    def east(text: str) -> float:
        if text.startswith("-"):
            raise ValueError(text)
        return float(reading.decimal(180)(text))

    _parameter(p, "lon", east)


@fault("doors/lat-float", "lat is whatever float() understands")
def _(p: Publisher) -> None:
    def anything(text: str) -> float:
        made = float(text)
        if not abs(made) <= 90:
            raise ValueError(text)
        return made

    _parameter(p, "lat", anything)


@fault("doors/lat-beyond", "lat=91 is understood")
def _(p: Publisher) -> None:
    _parameter(p, "lat", reading.decimal(999))


@fault("doors/utm", "parameters whose name begins with utm_ or _ are ignored")
def _(p: Publisher) -> None:
    _ignoring(p, lambda name, value, known: name.startswith(("utm_", "_")))


@fault("doors/unknown-empty", "an unknown parameter without value is ignored")
def _(p: Publisher) -> None:
    _ignoring(p, lambda name, value, known: not value and name not in known)


@fault("doors/brackets", "kind[] is understood as kind")
def _(p: Publisher) -> None:
    def parameters_of(inner: Any, asked: Asked, known: Any) -> Any:
        query = asked.query.replace("[]=", "=").replace("%5B%5D=", "=")
        return inner(Asked(asked.method, asked.path, query, asked.headers), known)

    instead(p, "parameters_of", parameters_of)


@fault("doors/same-value-twice", "a repeated single value is taken if it is the same twice")
def _(p: Publisher) -> None:
    def parameters_of(inner: Any, asked: Asked, known: Any) -> Any:
        parts = list(dict.fromkeys(asked.query.split("&")))
        return inner(Asked(asked.method, asked.path, "&".join(parts), asked.headers), known)

    instead(p, "parameters_of", parameters_of)


@fault("doors/trimmed", "blanks around a value are trimmed")
def _(p: Publisher) -> None:
    instead(p, "known", lambda inner, c: {k: replace(v, understands=lambda text, of=v: of.understands(text.strip()))
                                          for k, v in inner(c).items()})  # fmt: skip


def _ignoring(p: Publisher, ignored: Callable[[str, str, Any], bool]) -> None:
    def parameters_of(inner: Any, asked: Asked, known: Any) -> Any:
        kept = [one for one in asked.query.split("&") if not ignored(*(one.partition("=")[::2]), known)]
        return inner(Asked(asked.method, asked.path, "&".join(kept), asked.headers), known)

    instead(p, "parameters_of", parameters_of)


@fault("doors/items-lang-unknown", "items refuse lang as unknown")
def _(p: Publisher) -> None:
    def item(inner: Any, asked: Asked, c: str, id_: str) -> Given:
        if "lang=" in asked.query:
            raise Refusal(400, "unknown-parameter", [Fault("lang", "unknown-parameter")])
        return inner(asked, c, id_)  # type: ignore[no-any-return]

    instead(p, "item", item)


@fault("doors/double-slash", "//jobs is /jobs")
def _(p: Publisher) -> None:
    instead(p, "route", lambda inner, asked: inner(
        Asked(asked.method, "/" + asked.path.strip("/"), asked.query, asked.headers)))  # fmt: skip


@fault("doors/case-of-paths", "/JOBS is /jobs")
def _(p: Publisher) -> None:
    def route(inner: Any, asked: Asked) -> Any:
        first, _, rest = asked.path.strip("/").partition("/")
        return inner(
            Asked(
                asked.method, f"/{first.lower()}" + (f"/{rest}" if rest else ""), asked.query, asked.headers
            )
        )

    instead(p, "route", route)


@fault("doors/json-suffix", "/jobs.json is /jobs")
def _(p: Publisher) -> None:
    instead(p, "route", lambda inner, asked: inner(
        Asked(asked.method, asked.path.removesuffix(".json"), asked.query, asked.headers)))  # fmt: skip
