"""Languages, and records as JSON in one of them."""

from __future__ import annotations

import re
from typing import Any

from tests.fresh import asked as reading
from tests.fresh.asked import Asked, Parameter
from tests.fresh.kept import CONTRACT, LISTS, Kept, type_of_record


class Speaking(Kept):
    def lang_parameter(self) -> Parameter:
        return Parameter("lang", reading.pattern(reading.TAG.pattern, 64))

    def shown(self, collection: str, record: type_of_record, lang: str, km: float | None) -> type_of_record:
        told = {name: self.value(collection, name, one, lang) for name, one in record.items()}
        if collection == "courses":
            told |= self.counted(record)
        return told | ({"distanceKm": round(km, 2)} if km is not None else {})

    def counted(self, course: type_of_record) -> type_of_record:
        sessions = [one for one in self.world.sessions_of(course["id"]) if self.alive(one)]
        today = self.today().isoformat()
        starts = [one["startDate"] for one in sessions if one.get("startDate", "") >= today]
        return {"sessionCount": len(sessions)} | ({"nextStartDate": min(starts)} if starts else {})

    def value(self, collection: str, name: str, one: Any, lang: str) -> Any:
        if name in ("title", "summary") or (name == "label" and isinstance(one, dict)):
            return self.text(one, lang)
        if name in ("employer", "provider", "operator"):
            return one | {"kind": self.code("organisation-kinds", one["kind"], lang)}
        if name == "kind" or name in LISTS:
            of = self.list_name(collection, name)
            return (
                [self.code(of, code, lang) for code in one]
                if isinstance(one, list)
                else self.code(of, one, lang)
            )
        if isinstance(one, dict):
            return {key: self.value(collection, key, value, lang) for key, value in one.items()}
        if name == "requiredLanguages":
            return [
                {key: self.value(collection, key, value, lang) for key, value in demand.items()}
                for demand in one
            ]
        return one

    def text(self, held: dict[str, tuple[str, str]], lang: str) -> dict[str, str]:
        chosen = lang if lang in held else "de"
        value, origin = held[chosen]
        return {"value": value, "lang": chosen, "origin": origin}

    def code(self, name: str, code: str, lang: str) -> dict[str, str]:
        return {"code": code, "label": self.label(name, code, lang)}

    def label(self, name: str, code: str, lang: str) -> str:
        labels = {one["lang"]: one["value"] for one in CONTRACT.code_lists[name].entries[code].raw["labels"]}
        return str(labels.get(lang) or f"{labels['en']} ({lang})")

    def language(self, asked: Asked, values: dict[str, Any]) -> str:
        if "languages" not in self.classes:
            return self.languages[0]
        if "lang" in values:
            return self.lookup(values["lang"]) or self.languages[0]
        wanted = []
        for number, part in enumerate(asked.headers.get("accept-language", "").split(",")):
            tag, _, weight = part.strip().partition(";")
            quality = re.fullmatch(r"\s*q\s*=\s*([0-9.]+)\s*", weight)
            if tag and (not quality or float(quality[1]) > 0):
                wanted.append((-float(quality[1]) if quality else -1.0, number, tag.strip()))
        found = (self.lookup(tag) for _, _, tag in sorted(wanted))
        return next((one for one in found if one), self.languages[0])

    def lookup(self, tag: str) -> str | None:
        by_lower = {one.lower(): one for one in self.languages}
        parts = tag.lower().split("-")
        while parts:
            if "-".join(parts) in by_lower:
                return by_lower["-".join(parts)]
            parts.pop()
            if parts and len(parts[-1]) == 1:
                parts.pop()
        return None

    def in_language(self, lang: str) -> dict[str, str]:
        return {"Content-Language": lang}
