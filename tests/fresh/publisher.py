"""A second right publisher, written for tests from the contract alone and sharing no code with the reference server.

`Publisher.answer` is the whole of it; every step is a method that a fault or another way of being right may replace.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
from datetime import UTC, date, datetime, timedelta
from typing import Any

from tests.fresh import asked as reading
from tests.fresh.asked import Asked, Given, Refusal
from tests.fresh.describing import Describing
from tests.fresh.kept import COLLECTIONS, CONTRACT, EVERYTHING, FILTERS
from tests.fresh.world import BERLIN

__all__ = ["COLLECTIONS", "CONTRACT", "EVERYTHING", "FILTERS", "Publisher", "soon"]


class Publisher(Describing):
    """The way of a request: who may ask, what is asked, what is answered and how it is sent."""

    def answer(self, asked: Asked) -> Given:
        self.count += 1
        try:
            given = self.given(asked)
        except (Refusal, KeyError, TypeError, ValueError, AttributeError, IndexError):
            asked.headers.pop("accept-language", None)
            given = self.problem(Asked("GET", "/"), Refusal(500, "internal"))
        return self.finish(asked, given)

    def given(self, asked: Asked) -> Given:
        try:
            return self.route(asked)
        except Refusal as refusal:
            return self.problem(asked, refusal)

    def route(self, asked: Asked) -> Given:
        if asked.method not in ("GET", "HEAD", "OPTIONS"):
            raise Refusal(405, "method-not-allowed", Allow="GET, HEAD, OPTIONS")
        parts = asked.path.removeprefix("/").split("/") if asked.path not in ("", "/") else []
        if not parts:
            self.parameters_of(asked, {"lang": self.lang_parameter()} if "languages" in self.classes else {})
            return Given(document=self.description())
        if parts[0] == "code-lists" and len(parts) <= 2:
            return self.code_lists(asked, parts[1:])
        self.admit(asked)
        if parts[0] not in COLLECTIONS or parts[0] not in self.classes or len(parts) > 2:
            raise Refusal(404, "not-found")
        return self.listed(asked, parts[0]) if len(parts) == 1 else self.item(asked, parts[0], parts[1])

    def admit(self, asked: Asked) -> None:
        key, password = asked.headers.get("x-api-key"), asked.headers.get("authorization")
        if self.access == "anonymous":
            return
        challenge = {"api-key": 'ApiKey realm="landesportal"', "basic": 'Basic realm="landesportal"'}[
            self.access
        ]
        right = key == self.key if self.access == "api-key" else password == self.basic()
        if not right:
            raise Refusal(401, "unauthorized", WWW_Authenticate=challenge)

    def basic(self) -> str:
        return "Basic " + base64.b64encode(f"verein:{self.key}".encode()).decode()

    def listed(self, asked: Asked, collection: str) -> Given:
        values = self.parameters_of(asked, self.known(collection))
        place = self.place_of(values)
        hits = self.ordered(collection, self.find(collection, values, place), values, place)
        total = self.total(hits, values)
        begin, shown = self.slice(asked, hits, values)
        lang = self.language(asked, values)
        items = [self.shown(collection, one, lang, km) for one, km in shown]
        page = self.page(asked, hits, begin, len(shown), total)
        document: dict[str, Any] = {"items": items, "page": page}
        if place:
            document["place"] = self.echo(place)
        return Given(document=document, headers=self.in_language(lang))

    def item(self, asked: Asked, collection: str, id_: str) -> Given:
        if (collection, id_) in self.world.removed:
            raise Refusal(410, "gone")
        record = self.world.collections[collection].get(id_)
        if record is None or not self.alive(record):
            raise Refusal(404, "not-found")
        known = {"lang": self.lang_parameter()} if "languages" in self.classes else {}
        lang = self.language(asked, self.parameters_of(asked, known))
        return Given(document=self.shown(collection, record, lang, None), headers=self.in_language(lang))

    def code_lists(self, asked: Asked, name: list[str]) -> Given:
        if name and name[0] not in CONTRACT.code_lists:
            raise Refusal(404, "not-found")
        self.parameters_of(asked, {})
        if name:
            return Given(document=self.code_list(name[0]))
        items = [self.summary(one) for one in CONTRACT.code_lists]
        return Given(document={"items": items, "page": {"total": len(items), "totalRelation": "exact"}})

    def problem(self, asked: Asked, refusal: Refusal) -> Given:
        known = {"lang": self.lang_parameter()} if "languages" in self.classes else {}
        values, _ = reading.read([pair for pair in asked.pairs if pair[0] == "lang"], known)
        lang = self.language(asked, values)
        document: dict[str, Any] = {
            "type": f"https://wegweiser.example/problems/{refusal.code}",
            "title": refusal.code.replace("-", " ").capitalize(),
            "status": refusal.status,
            "detail": "Die Anfrage wurde nicht verstanden."
            if lang.startswith("de")
            else f"The request was not understood. ({lang})",
            "code": refusal.code,
        }
        if refusal.faults:
            document["errors"] = [
                {"parameter": one.parameter[:200], "code": one.code, "detail": one.detail}
                | ({"allowed": list(one.allowed)} if one.allowed else {})
                for one in refusal.faults
            ]
        headers = {"Content-Type": "application/problem+json", **refusal.headers, **self.in_language(lang)}
        return Given(refusal.status, document, headers)

    def finish(self, asked: Asked, given: Given) -> Given:
        headers = {
            "Content-Type": "application/json",
            "Date": f"{datetime.now(UTC):%a, %d %b %Y %H:%M:%S GMT}",
        }
        given.headers = headers | self.common(asked, given) | given.headers
        given.body = self.written(given.document)
        if given.status == 200:
            self.validate(asked, given)
        if asked.method == "OPTIONS" and given.status == 200:
            given.status, given.body = 204, b""
            given.headers["Allow"] = "GET, HEAD, OPTIONS"
        if given.status == 304:
            given.body = b""
        self.compress(asked, given)
        given.headers["Content-Length"] = str(len(given.body))
        if given.status in (204, 304):
            del given.headers["Content-Length"], given.headers["Content-Type"]
        if asked.method == "HEAD":
            given.body = b""
        return given

    def common(self, asked: Asked, given: Given) -> dict[str, str]:
        vary = ["Accept-Encoding", *(["Accept-Language"] if "languages" in self.classes else [])]
        headers = {}
        if self.access == "anonymous":
            headers["Access-Control-Allow-Origin"] = "*"
            scope = "public"
        else:
            vary.append("X-API-Key" if self.access == "api-key" else "Authorization")
            scope = "private"
        if given.status == 200:
            headers["Cache-Control"] = f"{scope}, max-age=120"
        return headers | {"Vary": ", ".join(vary)}

    def written(self, document: Any) -> bytes:
        return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()

    def validate(self, asked: Asked, given: Given) -> None:
        if self.etag == "none":
            return
        tag = self.tag(given)
        given.headers["ETag"] = tag
        wanted = [one.strip().removeprefix("W/") for one in asked.headers.get("if-none-match", "").split(",")]
        if tag.removeprefix("W/") in wanted or "*" in wanted:
            given.status = 304

    def tag(self, given: Given) -> str:
        digest = hashlib.sha1(given.body).hexdigest()[:20]
        return f'W/"{digest}"' if self.etag == "weak" else f'"{digest}"'

    def compress(self, asked: Asked, given: Given) -> None:
        if "gzip" in asked.headers.get("accept-encoding", "") and len(given.body) > 1000:
            given.body = gzip.compress(given.body, 1, mtime=0)
            given.headers["Content-Encoding"] = "gzip"


def soon(days: int) -> date:
    return datetime.now(BERLIN).date() + timedelta(days=days)
