"""How answers are written and sent."""

# mypy: disable-error-code="method-assign,assignment"

from __future__ import annotations

import hashlib
import json
import random
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from tests.fresh.asked import Fault, Refusal
from tests.fresh.faulty import instead
from tests.fresh.innocent import but, innocent, usual

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.fresh.asked import Asked, Given
    from tests.fresh.publisher import Publisher


@innocent("form/indented", "indented JSON, members sorted, everything beyond ASCII escaped")
def _() -> Publisher:
    p = usual()
    p.written = lambda document: json.dumps(document, indent=2, sort_keys=True).encode()
    return p


@innocent("form/order-differs", "members in another order in every answer")
def _() -> Publisher:
    p = usual()

    def shuffled(one: Any) -> Any:
        if isinstance(one, dict):
            keys = list(one)
            random.Random(p.count // 3).shuffle(keys)
            return {key: shuffled(one[key]) for key in keys}
        return [shuffled(part) for part in one] if isinstance(one, list) else one

    instead(p, "written", lambda inner, document: inner(shuffled(document)))
    return p


def _headers(says_id: str, says: str, change: Callable[[Asked, Given], Any], **settings: Any) -> None:
    def make() -> Publisher:
        p = usual(**settings)

        def finish(inner: Any, asked: Asked, given: Given) -> Given:
            made: Given = inner(asked, given)
            change(asked, made)
            return made

        instead(p, "finish", finish)
        return p

    innocent(says_id, says)(make)


def _type(form: str) -> Callable[[Asked, Given], Any]:
    def change(asked: Asked, given: Given) -> None:
        if "Content-Type" in given.headers:
            given.headers["Content-Type"] = form.format(given.headers["Content-Type"])

    return change


_headers("header/charset", "Content-Type with a charset", _type("{}; charset=utf-8"))
_headers("header/charset-upper", "Content-Type in other case", _type("{};charset=UTF-8"))
_headers("header/lower-case", "header names in lower case", lambda asked, given: setattr(
    given, "headers", {name.lower(): one for name, one in given.headers.items()}))  # fmt: skip
_headers("header/no-cache", "Cache-Control: no-cache", lambda asked, given: given.headers.update(
    {"Cache-Control": "no-cache"}) if given.status in (200, 304) else None)  # fmt: skip
_headers("header/no-store", "Cache-Control: no-store, max-age=0", lambda asked, given: given.headers.update(
    {"Cache-Control": "no-store, max-age=0"}))  # fmt: skip
_headers("header/vary-star", "Vary in lower case with more names", lambda asked, given: given.headers.update(
    {"Vary": "origin,accept-language,accept-encoding, x-device"}))  # fmt: skip
_headers("header/many", "headers of proxies", lambda asked, given: given.headers.update(
    {"Server": "nginx", "X-Request-Id": f"{id(given)}", "Strict-Transport-Security": "max-age=1", "Via": "1.1 relay",
     "X-Content-Type-Options": "nosniff", "Age": "3"}))  # fmt: skip
_headers("header/no-date", "no Date", lambda asked, given: given.headers.pop("Date", None))
_headers("header/late", "a clock that is four minutes slow", lambda asked, given: given.headers.update(
    {"Date": f"{datetime.now(UTC) - timedelta(minutes=4):%a, %d %b %Y %H:%M:%S GMT}"}))  # fmt: skip
_headers("header/304-lean", "304 with what is needed", lambda asked, given: [
    given.headers.pop(one, None) for one in ("Content-Language", "Date") if given.status == 304])  # fmt: skip
_headers("header/head-length", "HEAD without Content-Length", lambda asked, given: given.headers.pop(
    "Content-Length", None) if asked.method == "HEAD" else None)  # fmt: skip
_headers("header/key-cookie-free", "keyed and with RateLimit fields", lambda asked, given: given.headers.update(
    {"RateLimit": '"default";r=50;t=30', "RateLimit-Policy": '"default";q=100;w=60'}), access="api-key")  # fmt: skip


@innocent("form/gzip-always", "gzip also for small answers, whenever accepted")
def _() -> Publisher:
    import gzip

    p = usual()

    def compress(inner: Any, asked: Asked, given: Given) -> None:
        if "gzip" in asked.headers.get("accept-encoding", "") and given.body:
            given.body = gzip.compress(given.body)
            given.headers["Content-Encoding"] = "gzip"

    instead(p, "compress", compress)
    return p


@innocent("form/gzip-tagged", "strong ETags that differ with gzip, as Apache does")
def _() -> Publisher:
    p = usual(etag="strong")

    def finish(inner: Any, asked: Asked, given: Given) -> Given:
        asked.headers = {
            k: v.replace("-gzip", "") if k == "if-none-match" else v for k, v in asked.headers.items()
        }
        made: Given = inner(asked, given)
        if "gzip" in asked.headers.get("accept-encoding", "") and "ETag" in made.headers:
            made.headers["ETag"] = made.headers["ETag"][:-1] + '-gzip"'
        return made

    instead(p, "finish", finish)
    return p


@innocent("etag/by-salt", "two machines with ETags of their own, one after the other")
def _() -> Publisher:
    p = usual(classes=but("live"))
    instead(p, "tag", lambda inner, given: f'"{p.count // 50}-{hashlib.sha1(given.body).hexdigest()[:9]}"')
    return p


@innocent("version/each-list", "dataVersion is a digest of the collection")
def _() -> Publisher:
    p = usual()

    def page(inner: Any, asked: Asked, *more: Any) -> Any:
        return inner(asked, *more) | {"dataVersion": hashlib.sha1(asked.path.encode()).hexdigest()}

    instead(p, "page", page)
    return p


@innocent("version/each-list-and-language", "dataVersion differs from language to language")
def _() -> Publisher:
    p = usual()

    def page(inner: Any, asked: Asked, *more: Any) -> Any:
        values = dict(asked.pairs) if "lang=" in asked.query else {}
        return inner(asked, *more) | {"dataVersion": f"2026-11-22/{p.language(asked, values)}"}

    instead(p, "page", page)
    return p


@innocent("form/brackets-as-array", "kind[] is read as an array named kind, and refused as such")
def _() -> Publisher:
    p = usual()

    def parameters_of(inner: Any, asked: Asked, known: Any) -> Any:
        try:
            return inner(asked, known)
        except Refusal as refusal:
            found = {one.parameter: one for one in refusal.faults if not one.parameter.endswith("[]")}
            arrays = {one.parameter[:-2] for one in refusal.faults} - found.keys()
            every = [*found.values(), *(Fault(name) for name in sorted(arrays & known.keys()))]
            raise Refusal(refusal.status, every[0].code, every) from None

    instead(p, "parameters_of", parameters_of)
    return p
