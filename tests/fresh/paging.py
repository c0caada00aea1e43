"""In which order hits come, and how they are cut into pages."""

from __future__ import annotations

import base64
import hashlib
from datetime import datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from tests.fresh.asked import Asked, Fault, Refusal
from tests.fresh.finding import Finding

if TYPE_CHECKING:
    from tests.fresh.kept import type_of_record


class Paging(Finding):
    def total(self, hits: list[tuple[type_of_record, float | None]], values: dict[str, Any]) -> int:
        return len(hits)

    def sort_of(self, collection: str, values: dict[str, Any], place: dict[str, Any] | None) -> str:
        if "sort" in values:
            return str(values["sort"])
        if place and "centre" in place:
            return "distance"
        return "relevance" if "q" in values else ("id" if collection == "offices" else "date")

    def ordered(
        self, collection: str, hits: list[tuple[type_of_record, float | None]], values: dict[str, Any],
        place: dict[str, Any] | None,
    ) -> list[tuple[type_of_record, float | None]]:  # fmt: skip
        sort = self.sort_of(collection, values, place)
        return sorted(hits, key=lambda hit: self.sort_key(collection, sort, hit, values))

    def sort_key(
        self, collection: str, sort: str, hit: tuple[type_of_record, float | None], values: dict[str, Any]
    ) -> tuple[Any, ...]:
        record, km = hit
        if sort == "distance":
            return (km is None, km or 0, record["id"])
        if sort == "relevance":
            title = self.words(" ".join(value for value, _ in (record.get("title") or {}).values()))
            return (-sum(word in title for word in self.words(values["q"])), record["id"])
        if sort == "id":
            return (record["id"],)
        if collection == "course-sessions":
            return (record.get("startDate", "9999"), record["id"])
        stamp = record.get("publishedAt" if collection == "jobs" else "updatedAt")
        return (stamp is None, -datetime.fromisoformat(stamp).timestamp() if stamp else 0, record["id"])

    def signature(self, pairs: list[tuple[str, str]]) -> str:
        bound = sorted(pair for pair in pairs if pair[0] not in ("limit", "lang", "cursor"))
        return hashlib.sha1(repr(bound).encode()).hexdigest()[:12]

    def slice(
        self, asked: Asked, hits: list[tuple[type_of_record, float | None]], values: dict[str, Any]
    ) -> tuple[int, list[tuple[type_of_record, float | None]]]:
        """Where the page begins, and what it holds."""
        begin = 0
        if "cursor" in values:
            begin = self.position(asked, values["cursor"])
        size = values.get("limit", self.default_limit)
        if self.most:
            size = min(size, max(self.most - begin, 0))
        return begin, hits[begin : begin + size]

    def position(self, asked: Asked, cursor: str) -> int:
        try:
            sealed, signature, begin = base64.urlsafe_b64decode(cursor.encode()).decode().split(":")
            if sealed == self.seal(signature, begin) and signature == self.signature(asked.pairs):
                return int(begin)
        except ValueError:
            pass
        raise Refusal(
            400, "invalid-cursor", [Fault("cursor", "invalid-cursor", "Begin again without a cursor.")]
        )

    def seal(self, signature: str, begin: str) -> str:
        return hashlib.sha1(f"geheim:{signature}:{begin}".encode()).hexdigest()[:8]

    def cursor(self, asked: Asked, begin: int) -> str:
        signature = self.signature(asked.pairs)
        return base64.urlsafe_b64encode(
            f"{self.seal(signature, str(begin))}:{signature}:{begin}".encode()
        ).decode()

    def page(self, asked: Asked, hits: list[Any], begin: int, shown: int, total: int) -> dict[str, Any]:
        page: dict[str, Any] = {"total": total, "totalRelation": "exact"}
        if self.at_least and len(hits) > 1000:
            page |= {"total": 1000, "totalRelation": "at-least"}
        if self.data_version:
            page["dataVersion"] = self.world.version
        end = begin + shown
        if self.most and end >= self.most and end < len(hits):
            return page | {"end": "limit"}
        if self.more_follows(end, len(hits)):
            cursor = self.cursor(asked, end)
            page |= {"next": self.next_of(asked, cursor), "nextCursor": cursor}
        return page

    def more_follows(self, end: int, total: int) -> bool:
        return end < total

    def next_of(self, asked: Asked, cursor: str) -> str:
        return "?" + urlencode([pair for pair in asked.pairs if pair[0] != "cursor"] + [("cursor", cursor)])
