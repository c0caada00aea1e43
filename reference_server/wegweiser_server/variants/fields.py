"""Other header fields."""

from __future__ import annotations

from dataclasses import replace
from itertools import count
from typing import TYPE_CHECKING

from .editing import change_answers, is_description
from .registry import variant

if TYPE_CHECKING:
    from ..around.messages import Answer, App, Request

HTTP = "RFC 9110, 5.1 and 8.3: names of fields and media types have no case; unknown fields are ignored."
CACHING = "§4 live: `Cache-Control` of 5 minutes or less for lists; anything shorter will do."
EXTRAS = (
    ("Server", "Agentur-Gateway"),
    ("Via", "1.1 gateway.agency.example"),
    ("Strict-Transport-Security", "max-age=31536000"),
    ("X-Content-Type-Options", "nosniff"),
    ("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"),
    ("Referrer-Policy", "no-referrer"),
    ("Timing-Allow-Origin", "*"),
    ("X-Cache", "MISS"),
)
FEW, MUCH = "max-age=30", "max-age=0, must-revalidate"


def _lower(_: Request, answer: Answer) -> Answer:
    return replace(answer, headers=tuple((name.lower(), value) for name, value in answer.headers))


def _upper(_: Request, answer: Answer) -> Answer:
    return replace(answer, headers=tuple((name.upper(), value) for name, value in answer.headers))


def _type(answer: Answer, suffix: str = "", *, title: bool = False) -> Answer:
    given = answer.header("Content-Type")
    if not given:
        return answer
    return answer.with_header("Content-Type", (given.title() if title else given) + suffix)


change_answers("fields/lower-case", HTTP, "names of fields are in lower case", _lower)
change_answers("fields/upper-case", HTTP, "names of fields are in capitals", _upper)
change_answers(
    "fields/charset", HTTP, "media types say `charset`", lambda _, answer: _type(answer, "; charset=utf-8")
)
change_answers(
    "fields/charset-capitals",
    HTTP,
    "media types say `charset` without a blank and in capitals",
    lambda _, answer: _type(answer, ";charset=UTF-8"),
)
change_answers(
    "fields/type-capitals",
    HTTP,
    "media types begin with capitals",
    lambda _, answer: _type(answer, title=True),
)
change_answers(
    "fields/extras",
    HTTP,
    "a gateway adds fields of its own",
    lambda _, answer: replace(answer, headers=(*EXTRAS, *answer.headers)),
)

_requests = count(1)


@variant("fields/request-id", permits=HTTP, says="each answer bears a number of its own")
async def request_id(request: Request, app: App) -> Answer:
    answer = await app(request)
    return answer.with_header("X-Request-Id", f"{next(_requests):032x}")


def _vary(answer: Answer, *values: str) -> Answer:
    plain = answer.without_header("Vary")
    return replace(plain, headers=(*plain.headers, *(("Vary", value) for value in values)))


def _named(answer: Answer) -> list[str]:
    return [part.strip() for part in (answer.header("Vary") or "").split(",") if part.strip()]


change_answers(
    "fields/vary-lines",
    "RFC 9110, 5.3: a list may stand in several lines.",
    "`Vary` has a line for each name, in another order, and names `Origin` as well",
    lambda _, answer: _vary(answer, "Origin", *reversed(_named(answer))),
)
change_answers(
    "fields/vary-lower-case",
    HTTP,
    "`Vary` names in lower case without blanks",
    lambda _, answer: _vary(answer, ",".join(_named(answer)).lower()),
)
change_answers(
    "fields/content-language-case",
    "RFC 5646, 2.1.1: language tags have no case.",
    "`Content-Language` is in capitals",
    lambda _, answer: (
        answer.with_header("Content-Language", tag.upper())
        if (tag := answer.header("Content-Language"))
        else answer
    ),
)


def _last_modified(_: Request, answer: Answer) -> Answer:
    moment = "Sat, 21 Nov 2026 03:00:00 GMT"
    return answer.with_header("Last-Modified", moment) if answer.status in (200, 304) else answer


def _link(request: Request, answer: Answer) -> Answer:
    if not (request.is_list and answer.has_list):
        return answer
    following = answer.json()["page"].get("next")
    return answer.with_header("Link", f'<{following}>; rel="next"') if following else answer


change_answers(
    "fields/last-modified",
    "Components: `Last-Modified` is a field of the contract, demanded nowhere.",
    "answers say when they were last modified",
    _last_modified,
)
change_answers(
    "fields/link",
    "Components: `Link` is a field of the contract, demanded nowhere.",
    "lists name their next page in `Link` as well",
    _link,
)


def _cached(name: str, says: str, value: str) -> None:
    def change(_: Request, answer: Answer) -> Answer:
        return answer.with_header("Cache-Control", value) if answer.status in (200, 304) else answer

    change_answers(f"caching/{name}", CACHING, says, change)


_cached("no-store", "nothing may be kept", "no-store")
_cached("revalidate", "what is kept is asked for again each time", MUCH)
_cached("shared", "shared caches keep longer than browsers", "public, max-age=30, s-maxage=300, immutable")
_cached("capitals", "directives in capitals, with a quoted extension", 'Public, Max-Age=60, x="a, b"')


def _in_two_lines(_: Request, answer: Answer) -> Answer:
    if answer.status not in (200, 304):
        return answer
    lines = (("Cache-Control", "public"), ("Cache-Control", "max-age=60"))
    return replace(answer, headers=(*answer.without_header("Cache-Control").headers, *lines))


change_answers(
    "caching/two-lines", "RFC 9110, 5.3: a list may stand in several lines.", "two lines", _in_two_lines
)


def _description_for_a_day(request: Request, answer: Answer) -> Answer:
    lasting = is_description(request) or request.path.startswith("/code-lists")
    kept = lasting and answer.status in (200, 304)
    return answer.with_header("Cache-Control", "public, max-age=86400") if kept else answer


change_answers(
    "caching/description-for-a-day",
    "§4 live: five minutes are the most for lists; the description and code lists are none.",
    "description and code lists may be kept for a day",
    _description_for_a_day,
)
change_answers(
    "fields/cookie",
    "§4 core, SHOULD: no cookies.",
    "the load balancer sets a cookie that nobody has to send back",
    lambda _, answer: answer.with_header("Set-Cookie", "node=b7; Path=/; HttpOnly; Secure; SameSite=Lax"),
    discouraged=("personal-data/no-cookies",),
)
change_answers(
    "fields/none-exposed",
    "§4 live demands `Access-Control-Allow-Origin: *` and nothing else of its kind.",
    "no fields are exposed to scripts",
    lambda _, answer: answer.without_header("Access-Control-Expose-Headers"),
)
change_answers(
    "fields/dated",
    "RFC 9110, 6.6.1 and RFC 9111, 5.1: a cache tells the time of origin and how old an answer is.",
    "answers come from a cache and are up to two minutes old",
    lambda _, answer: answer.with_header("Age", "120"),
)
