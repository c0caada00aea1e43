"""The contract's own paths, passed through."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from .problems import problem

if TYPE_CHECKING:
    from .answer import Answer
    from .keeping import Keeper
    from .upstream import Upstream

# Segments as the contract has them: nothing encoded, no dots that climb, no empty one but the last.
PATH = re.compile(r"/?|(/[A-Za-z0-9][A-Za-z0-9._~-]{0,63}){1,5}/?")
LONGEST_QUERY = 4_000
LONGEST_LANGUAGES = 200


@dataclass(frozen=True, slots=True)
class Relay:
    upstream: Upstream
    keeper: Keeper

    async def get(self, path: str, query: bytes, languages: str) -> tuple[Answer, int]:
        """The answer and its age in seconds."""
        if not PATH.fullmatch(path) or len(query) > LONGEST_QUERY:
            return problem(404, "There is nothing at this address."), 0
        languages = languages[:LONGEST_LANGUAGES] if languages.isascii() else ""
        question = path, query, languages
        if kept := self.keeper.get(question):
            return kept
        answer = await self.upstream.ask(path, query, languages)
        if path in ("", "/") and answer.status == 200:
            answer = described(answer)
        self.keeper.put(question, answer)
        return answer, 0


def described(answer: Answer) -> Answer:
    """The service description as it is true here: nobody needs a key at the bridge."""
    try:
        description = json.loads(answer.body)
        description["access"] = {"schemes": ["anonymous"]}
        limits = description.get("limits", {})
        limits.pop("quotas", None)
    except (ValueError, TypeError, AttributeError):
        return problem(503, "The publisher does not describe itself as it should.", 30)
    body = json.dumps(description, ensure_ascii=False, separators=(",", ":")).encode()
    return replace(answer, headers={**answer.headers, "etag": ""}, body=body)
