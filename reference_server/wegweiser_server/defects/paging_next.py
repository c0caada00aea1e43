"""Wrong ways of writing `next` and `nextCursor`."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote

from .editing import edit_lists, in_page, is_list, without
from .registry import defect

if TYPE_CHECKING:
    from collections.abc import Callable

    from .model import Answer, App, Request


def _next(name: str, convicts: str, says: str, made: Callable[[Request, str], str]) -> None:
    """A `next` that is written in a wrong way."""

    async def run(request: Request, app: App) -> Answer:
        answer = await app(request)
        if not is_list(request, answer) or "next" not in answer.json()["page"]:
            return answer
        document = answer.json()
        document["page"]["next"] = made(request, document["page"]["next"])
        return answer.with_json(document)

    defect(f"paging/{name}", convicts=f"paging/{convicts}", says=says)(run)


def _kept(next_: str, kept: Callable[[str], bool]) -> str:
    return "?" + "&".join(part for part in next_[1:].split("&") if kept(part))


def _without_repeated(_: Request, next_: str) -> str:
    parts: dict[str, str] = {}
    for part in next_[1:].split("&"):
        parts.setdefault(part.partition("=")[0], part)
    return "?" + "&".join(parts.values())


_next(
    "next-absolute",
    "next-relative",
    "`next` has scheme and host",
    lambda asked, next_: f"https://internal.example/v1{asked.path}{next_}",
)
_next(
    "next-not-encoded",
    "next-relative",
    "`next` has umlauts and blanks as they are",
    lambda _, next_: unquote(next_),
)
_next(
    "next-from-root", "next-relative", "`next` begins with /", lambda asked, next_: f"/v1{asked.path}{next_}"
)
_next(
    "next-without-scheme",
    "next-relative",
    "`next` begins with //",
    lambda asked, next_: f"//internal.example/v1{asked.path}{next_}",
)
_next(
    "next-with-path",
    "next-begins-with-question-mark",
    "`next` repeats the collection",
    lambda asked, next_: f"{asked.path.strip('/')}{next_}",
)
_next(
    "next-with-dot",
    "next-begins-with-question-mark",
    "`next` begins with ./",
    lambda asked, next_: f"./{asked.path.strip('/')}{next_}",
)
_next(
    "next-forgets-language",
    "next-carries-the-request",
    "`next` forgets `lang`",
    lambda _, next_: _kept(next_, lambda part: not part.startswith("lang=")),
)
_next(
    "next-forgets-limit",
    "next-carries-the-request",
    "`next` forgets `limit`",
    lambda _, next_: _kept(next_, lambda part: not part.startswith("limit=")),
)
_next(
    "next-forgets-sort",
    "next-carries-the-request",
    "`next` forgets `sort`",
    lambda _, next_: _kept(next_, lambda part: not part.startswith("sort=")),
)
_next(
    "next-cursor-only",
    "next-carries-the-request",
    "`next` has only the cursor",
    lambda _, next_: _kept(next_, lambda part: part.startswith("cursor=")),
)
_next(
    "next-keeps-first-value",
    "next-carries-the-request",
    "`next` keeps one value of each filter",
    _without_repeated,
)

for _name, _edit, _says in (
    ("cursor-missing", in_page(without("nextCursor")), "`nextCursor` is missing"),
    (
        "cursor-null-at-end",
        in_page(lambda page: page.setdefault("nextCursor", None)),
        "`nextCursor` is null at the end",
    ),
    (
        "cursor-is-next",
        in_page(lambda page: "next" in page and page.update(nextCursor=page["next"])),
        "`nextCursor` is all of `next`",
    ),
    ("next-missing", in_page(without("next")), "there is `nextCursor` without `next`"),
):
    edit_lists(f"paging/{_name}", "paging/next-cursor-bare", _says, _edit)


@defect(
    "paging/cursor-needs-mark",
    convicts="paging/next-cursor-leads-on",
    says="the bare cursor gives the first page",
)
async def cursor_needs_mark(request: Request, app: App) -> Answer:
    """`next` bears a second parameter besides, without which the cursor is nothing."""
    cursor = request.value("cursor") or ""
    if request.is_list and cursor:
        marked = cursor.endswith(".m")
        return await _marked(request, app, cursor.removesuffix(".m") if marked else "")
    return await _marked(request, app, cursor)


async def _marked(request: Request, app: App, cursor: str) -> Answer:
    answer = await app(request.replace("cursor", cursor) if cursor else request.without("cursor"))
    if not is_list(request, answer) or "next" not in answer.json()["page"]:
        return answer
    document = answer.json()
    document["page"]["next"] += ".m"
    return answer.with_json(document)
