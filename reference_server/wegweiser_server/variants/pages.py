"""Other cursors, links to the next page, totals and versions of the data."""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, quote_plus

from .editing import edit_lists, edited
from .registry import variant

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..around.messages import Answer, App, Request

OPAQUE = "§4 query: the parameter `cursor` is opaque."
NEXT = "§4 query: `next` begins with `?` and carries everything the request asked for."
VERSION = "§4 core: SHOULD `dataVersion`: equal values mean the same data; its form is free."
AT_LEAST = "§4 query: `at-least` never exceeds the truth and is allowed from 1,000 hits on."
FEWEST = 1000


def _cursors(name: str, says: str, outward: Callable[[str], str], inward: Callable[[str], str]) -> None:
    """A server whose cursors look different; `inward` gives what nobody issued for what it did not write."""

    @variant(f"cursors/{name}", permits=OPAQUE, says=says)
    async def run(request: Request, app: App) -> Answer:
        given = request.value("cursor")
        asked = request if not given else request.replace("cursor", *map(inward, request.values("cursor")))
        answer = await app(asked if request.is_list else request)
        if not (request.is_list and answer.has_list):
            return answer
        return _next(answer, request, outward)


def _next(answer: Answer, request: Request, outward: Callable[[str], str]) -> Answer:
    document = answer.json()
    page = document["page"]
    if "nextCursor" not in page:
        return answer
    cursor = page["nextCursor"] = outward(page["nextCursor"])
    kept = request.without("cursor").query
    page["next"] = "?" + request.asking([*kept, ("cursor", cursor)]).raw_query.decode()
    return answer.with_json(document)


_SOUGHT, _LONG = "weiter=", "~" * 2000
_numbers: dict[str, str] = {}


def _number(cursor: str) -> str:
    return _numbers.setdefault(cursor, str(len(_numbers) + 1))


def _numbered(number: str) -> str:
    return next((cursor for cursor, known in _numbers.items() if known == number), "unknown")


def _unpadded(cursor: str) -> str:
    return cursor.removesuffix(_LONG) if cursor.endswith(_LONG) else "unknown"


def _unquoted(cursor: str) -> str:
    right = cursor.startswith(_SOUGHT) and cursor.endswith("+/ ü==")
    return cursor[len(_SOUGHT) : -6] if right else "unknown"


_cursors("long", "a cursor has some 2,000 characters", lambda cursor: cursor + _LONG, _unpadded)
_cursors("short", "a cursor is a number that the server remembers", _number, _numbered)
_cursors(
    "signs", "a cursor has signs that must be encoded", lambda cursor: f"{_SOUGHT}{cursor}+/ ü==", _unquoted
)


def _links(name: str, says: str, write: Callable[[list[tuple[str, str]]], str]) -> None:
    @variant(f"next/{name}", permits=NEXT, says=says)
    async def run(request: Request, app: App) -> Answer:
        answer = await app(request)
        if not (request.is_list and answer.has_list) or "next" not in answer.json()["page"]:
            return answer
        cursor = answer.json()["page"]["nextCursor"]
        pairs = [*request.without("cursor").query, ("cursor", cursor)]
        return edited(answer, lambda document: document["page"].update(next="?" + write(pairs)))


def _joined(pairs: list[tuple[str, str]], encode: Callable[[str], str]) -> str:
    return "&".join(f"{encode(name)}={encode(value)}" for name, value in pairs)


def _every_letter(text: str) -> str:
    return "".join(f"%{byte:02x}" for byte in text.encode())


_links("cursor-first", "the cursor comes first", lambda pairs: _joined([pairs[-1], *pairs[:-1]], quote))
_links("sorted", "parameters come in alphabetical order", lambda pairs: _joined(sorted(pairs), quote))
_links("plus", "blanks are written as +", lambda pairs: _joined(pairs, quote_plus))
_links("encoded", "every letter of a value is encoded", lambda pairs: _over(pairs))


def _over(pairs: list[tuple[str, str]]) -> str:
    return "&".join(f"{name}={_every_letter(value)}" for name, value in pairs)


def _versions(name: str, says: str, write: Callable[[str], str]) -> None:
    def edit(document: Any) -> None:
        document["page"]["dataVersion"] = write(document["page"]["dataVersion"])

    edit_lists(f"data-version/{name}", VERSION, says, edit)


_versions("hash", "a hash", lambda version: blake2b(version.encode(), digest_size=32).hexdigest())
_versions("moment", "a moment", lambda version: "2026-11-22T03:00:00+01:00")
_versions("number", "a short number", lambda version: str(len(version)))
edit_lists(
    "data-version/none",
    VERSION,
    "not given",
    lambda document: document["page"].pop("dataVersion"),
    discouraged=("paging/data-version-given",),
)


def _roughly(document: Any) -> None:
    page = document["page"]
    if page["total"] >= FEWEST:
        page.update(total=FEWEST, totalRelation="at-least")


def _rounded(document: Any) -> None:
    page = document["page"]
    if page["total"] > FEWEST:
        page.update(total=page["total"] // 100 * 100, totalRelation="at-least")


edit_lists("totals/at-least", AT_LEAST, "nothing is counted beyond 1,000", _roughly)
edit_lists("totals/rounded", AT_LEAST, "above 1,000 hits the hundreds are told", _rounded)
