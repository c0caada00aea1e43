"""Every check of paging convicts the fault it is there for, and spares what is right."""

from __future__ import annotations

import base64
import json
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from tests.conformance.judged import results_of
from tests.conformance.tiny import StaticTiny, Tiny

from wegweiser_conformance.checks import paging
from wegweiser_conformance.model import Status

if TYPE_CHECKING:
    from collections.abc import Callable

PAGING = [one.requirement_id for one in paging.GROUP]


def put(name: str, value: Any) -> Callable[..., Any]:
    return lambda body, params: body["page"].update({name: value})


def instead(wrong: Any) -> Callable[..., Any]:
    return lambda body, params: wrong or {"page": None}


def drop(name: str) -> Callable[..., Any]:
    return lambda body, params: body["page"].pop(name, None) and None


def later(body: dict[str, Any], params: httpx.QueryParams) -> bool:
    return "cursor" in params


def total_of_the_page(body: dict[str, Any], params: httpx.QueryParams) -> None:
    body["page"]["total"] = len(body["items"])


def loses_one_behind_the_cut(body: dict[str, Any], params: httpx.QueryParams) -> None:
    if len(body["items"]) > 1 and "next" in body["page"]:
        del body["items"][-1]


def repeats_the_first_on_later_pages(body: dict[str, Any], params: httpx.QueryParams) -> None:
    if later(body, params):
        body["items"][0] = {**body["items"][0], "id": "j-027"}


def next_on_the_last_page(body: dict[str, Any], params: httpx.QueryParams) -> None:
    if "next" not in body["page"] and body["items"]:
        body["page"] |= {"next": "?startFrom=2999-12-31", "nextCursor": "x"}


def no_next_at_all(body: dict[str, Any], params: httpx.QueryParams) -> None:
    body["page"].pop("next", None)
    body["page"].pop("nextCursor", None)


def absolute_next(body: dict[str, Any], params: httpx.QueryParams) -> None:
    if "next" in body["page"]:
        body["page"]["next"] = "http://127.0.0.1:8080/v1/jobs" + body["page"]["next"]


def next_with_path(body: dict[str, Any], params: httpx.QueryParams) -> None:
    if "next" in body["page"]:
        body["page"]["next"] = "jobs" + body["page"]["next"]


def next_loses_the_second_value(body: dict[str, Any], params: httpx.QueryParams) -> None:
    if "next" in body["page"]:
        body["page"]["next"] = body["page"]["next"].replace("&offerType=apprenticeship", "", 1)


def encoded_cursor(body: dict[str, Any], params: httpx.QueryParams) -> None:
    if "nextCursor" in body["page"]:
        body["page"]["nextCursor"] += "%3D"


def order_by_chance() -> Callable[..., Any]:
    calls: list[None] = []

    def shuffle(body: dict[str, Any], params: httpx.QueryParams) -> None:
        calls.append(None)
        turn = len(calls) % max(len(body["items"]), 1)
        body["items"] = body["items"][turn:] + body["items"][:turn]

    return shuffle


def order_by_limit(body: dict[str, Any], params: httpx.QueryParams) -> None:
    if params.get("limit") == "3":
        body["items"].reverse()


def one_less_than_asked(body: dict[str, Any], params: httpx.QueryParams) -> None:
    if params.get("limit") == "2":
        del body["items"][-1]


def ends_at_the_second_page(body: dict[str, Any], params: httpx.QueryParams) -> None:
    if later(body, params):
        no_next_at_all(body, params)
        body["page"]["end"] = "limit"


def loops(body: dict[str, Any], params: httpx.QueryParams) -> None:
    if later(body, params):
        body["page"]["next"] = "?" + str(params)


def beyond_the_truth(body: dict[str, Any], params: httpx.QueryParams) -> None:
    body["page"] |= {"total": 1_001, "totalRelation": "at-least"}


def cursor_of_another_page(body: dict[str, Any], params: httpx.QueryParams) -> None:
    if "nextCursor" in body["page"]:
        start, bound = json.loads(base64.urlsafe_b64decode(body["page"]["nextCursor"]))
        other = json.dumps([start + 1, bound]).encode()
        body["page"]["nextCursor"] = base64.urlsafe_b64encode(other).decode()


def short_without_limit(body: dict[str, Any], params: httpx.QueryParams) -> None:
    if "limit" not in params and body["items"]:
        del body["items"][-1]


class Lenient(Tiny):
    """Answers whatever it does not understand with the first page."""

    def problem(self, status: int, code: str, parameter: str = "") -> httpx.Response:
        return self.listed(httpx.QueryParams()) if status == 400 else super().problem(status, code, parameter)


class TakesEachCursorOnce(Tiny):
    """Forgets a cursor as soon as it was followed."""

    def page(self, hits: list[dict[str, Any]], params: httpx.QueryParams, limit: int) -> httpx.Response:
        asked = [one.url.params.get("cursor", "") for one in self.asked[:-1]]
        if params.get("cursor", "no cursor") in asked:
            return self.problem(400, "invalid-cursor", "cursor")
        return super().page(hits, params, limit)


class OtherCode(Tiny):
    """Refuses with a code that no list knows."""

    def problem(self, status: int, code: str, parameter: str = "") -> httpx.Response:
        return super().problem(status, "bad-request", parameter)


class Spoilt:
    """Makes a tiny publisher whose list bodies are spoilt before they are sent."""

    def __init__(self, spoil: Callable[..., Any], **options: Any) -> None:
        self.spoil, self.options = spoil, options

    def __call__(self) -> Tiny:
        return Tiny(spoil=self.spoil, **self.options)


def silent_end() -> Tiny:
    return Tiny(
        count=1_050,
        description={"limits": {"defaultLimit": 20, "maxLimit": 100, "maxRecordsPerQuery": 1_000}},
    )


DEFECTS: list[tuple[str, Callable[[], Tiny]]] = [
    ("paging/envelope", Spoilt(lambda body, params: body.pop("items") and None)),
    ("paging/envelope", Spoilt(lambda body, params: body.pop("page") and None)),
    ("paging/envelope", Spoilt(drop("total"))),
    ("paging/envelope", Spoilt(put("total", "30"))),
    ("paging/envelope", Spoilt(put("totalRelation", "eq"))),
    ("paging/empty-list-answers", Spoilt(lambda body, params: body["items"] or body.pop("items"))),
    ("paging/total-matches", Spoilt(put("total", 31))),
    ("paging/total-matches", Spoilt(total_of_the_page, count=130)),
    ("paging/at-least-never-exceeds", Spoilt(beyond_the_truth)),
    ("paging/at-least-from-thousand", Spoilt(put("totalRelation", "at-least"))),
    ("paging/full-pages", Spoilt(loses_one_behind_the_cut)),
    ("paging/every-record-once", Spoilt(repeats_the_first_on_later_pages, count=130)),
    ("paging/next-absent-on-last-page", Spoilt(next_on_the_last_page)),
    ("paging/next-absent-on-last-page", Spoilt(no_next_at_all)),
    ("paging/next-relative", Spoilt(absolute_next)),
    ("paging/next-begins-with-question-mark", Spoilt(next_with_path)),
    ("paging/next-carries-the-request", Spoilt(next_loses_the_second_value)),
    ("paging/next-cursor-bare", Spoilt(encoded_cursor)),
    ("paging/next-cursor-bare", Spoilt(drop("nextCursor"))),
    ("paging/next-cursor-leads-on", Spoilt(cursor_of_another_page)),
    ("paging/order-repeats", Spoilt(order_by_chance())),
    ("paging/order-whatever-the-limit", Spoilt(order_by_limit)),
    ("paging/data-version-given", Spoilt(drop("dataVersion"))),
    ("paging/data-version-honest", Spoilt(order_by_chance())),
    ("paging/limit-honoured", Spoilt(one_less_than_asked)),
    ("paging/limit-out-of-bounds", Lenient),
    ("paging/limit-out-of-bounds", OtherCode),
    ("paging/limit-default", Spoilt(short_without_limit)),
    ("paging/invalid-cursor", Lenient),
    ("paging/invalid-cursor", OtherCode),
    ("paging/cursor-bound-to-request", Lenient),
    ("paging/cursor-lives-an-hour", TakesEachCursorOnce),
    ("paging/end-reachable", Spoilt(ends_at_the_second_page, count=130)),
    ("paging/end-reachable", Spoilt(loops, count=230)),
    ("paging/end-announced", silent_end),
]


@pytest.mark.parametrize(("requirement", "wrong"), DEFECTS)
def test_every_check_convicts_its_defect(requirement: str, wrong: Callable[[], Tiny]) -> None:
    """Run alone against a publisher with just this fault, it finds it."""
    status = results_of(wrong(), [requirement])[requirement].status
    assert status in {Status.FAILED, Status.WARNING}


def test_no_check_of_paging_is_without_a_defect() -> None:
    """A check that never saw red does not land."""
    assert set(PAGING) == {requirement for requirement, _ in DEFECTS}


@pytest.mark.parametrize("kind", [Tiny, StaticTiny])
@pytest.mark.parametrize("count", [1, 2, 3, 19, 20, 21, 100, 101, 130, 450])
def test_an_honest_publisher_is_spared_whatever_its_size(count: int, kind: type[Tiny]) -> None:
    """Nothing is failed or warned of, and nothing blocks."""
    results = results_of(kind(count=count), PAGING)
    grave = {
        id_: (one.status, one.reason)
        for id_, one in results.items()
        if one.status.gravity > Status.PASSED.gravity
    }
    assert grave == {}


def test_no_fault_of_the_server_is_taken_for_one_of_the_suite() -> None:
    """Whatever the lists look like, no check stumbles."""
    page_of_numbers: dict[str, Any] = {"page": {"next": 5}}
    bodies: list[Any] = [
        {},
        {"items": 1},
        {"items": [1, None, {}]},
        {"items": {}, "page": []},
        page_of_numbers,
    ]
    for wrong in bodies:
        results = results_of(Tiny(spoil=instead(wrong)), PAGING)
        assert [one.reason for one in results.values() if one.status is Status.ERROR] == []
