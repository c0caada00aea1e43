"""Which records a list finds: by filters, words and places."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime
from typing import Any

from tests.fresh.kept import FILTERS, type_of_record
from tests.fresh.locating import Locating
from tests.fresh.world import BERLIN


class Finding(Locating):
    def find(
        self, collection: str, values: dict[str, Any], place: dict[str, Any] | None
    ) -> list[tuple[type_of_record, float | None]]:
        found = []
        for record in self.records(collection):
            if "q" in values and not self.worded(record, values["q"]):
                continue
            if "updatedSince" in values and not self.since_instant(record, values["updatedSince"]):
                continue
            hit = self.hit(collection, record, values, place)
            if hit is not None:
                found.append((record, hit if place and "centre" in place and hit >= 0 else None))
        return found

    def hit(
        self, collection: str, record: type_of_record, values: dict[str, Any], place: dict[str, Any] | None
    ) -> float | None:
        """None is no hit; else the distance, -1 where there is none."""
        asked_of = {name: one for name, one in values.items() if name in FILTERS[collection]}
        if collection == "courses":
            if place is None and all(one == "include" for one in asked_of.values()):
                return -1.0
            near = [self.hit("course-sessions", one, asked_of | {"placeless": values.get("placeless")}, place)
                    for one in self.world.sessions_of(record["id"]) if self.alive(one)]  # fmt: skip
            hits = [one for one in near if one is not None]
            return min((one for one in hits if one >= 0), default=-1.0) if hits else None
        if not all(self.meets(collection, record, name, value) for name, value in asked_of.items()):
            return None
        return self.placed(collection, record, place, values.get("placeless") or "exclude") if place else -1.0

    def meets(self, collection: str, record: type_of_record, name: str, wanted: Any) -> bool:
        match, of = FILTERS[collection][name]
        have = record.get(of)
        if match == "three":
            known = self.has_free_places(record) if of == "freePlaces" else have is True
            return {"include": True, "only": known, "exclude": not known}[wanted]
        if match == "prefix":
            return any(self.begins((record.get("occupation") or {}).get("kldb", ""), one) for one in wanted)
        if match == "tag":
            tags = [one["lang"] if isinstance(one, dict) else one for one in have or []]
            return any(tag.lower() == one.lower() for tag in tags for one in wanted)
        if match == "since":
            return have is not None and datetime.fromisoformat(have).astimezone(BERLIN).date() >= wanted
        if match in ("from", "to"):
            return have is not None and self.in_bound(match, have, wanted.isoformat())
        if match == "id":
            return bool(have == wanted)
        return bool(set(have if isinstance(have, list) else [have]) & set(wanted))

    def begins(self, have: str, wanted: str) -> bool:
        return have.startswith(wanted)

    def in_bound(self, match: str, have: str, wanted: str) -> bool:
        return have >= wanted if match == "from" else have <= wanted

    def has_free_places(self, session: type_of_record) -> bool:
        return (
            session.get("availability") in ("free", "few") or (session.get("places") or {}).get("free", 0) > 0
        )

    def since_instant(self, record: type_of_record, since: date | datetime) -> bool:
        if not isinstance(since, datetime):
            since = datetime(since.year, since.month, since.day, tzinfo=BERLIN)
        return datetime.fromisoformat(record["updatedAt"]) >= since

    def worded(self, record: type_of_record, q: str) -> bool:
        words = self.words(self.haystack(record))
        return all(any(self.same_word(word, one) for one in words) for word in self.words(q))

    def same_word(self, asked: str, held: str) -> bool:
        return held.startswith(asked) or self.stem(held) == self.stem(asked)

    def stem(self, word: str) -> str:
        return re.sub("(innen|in|en|er|n|e|s)$", "", word) if len(word) > 5 else word

    def words(self, text: str) -> list[str]:
        folded = text.casefold().translate({0xE4: "ae", 0xF6: "oe", 0xFC: "ue"})
        plain = "".join(
            one for one in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(one)
        )
        return re.findall(r"\w+", plain) or [plain.strip()]

    def haystack(self, record: type_of_record) -> str:
        texts = [value for of in ("title", "summary") for value, _ in (record.get(of) or {}).values()]
        owner = record.get("employer") or record.get("provider") or record.get("operator") or {}
        towns = [
            one.get("town", "") for one in [*(record.get("locations") or []), record.get("location") or {}]
        ]
        return " ".join([*texts, owner.get("name", ""), record.get("name", ""), *towns])
