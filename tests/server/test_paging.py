"""Paging: every record once, in an order that holds, and cursors that cannot be made, changed or moved."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, quote

import pytest

from wegweiser_server.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable

    from wegweiser_server.inprocess import Client, Reply

COLLECTIONS = ("jobs", "course-sessions", "courses", "offices")
LISTS = [
    *(f"/{collection}?limit=100" for collection in COLLECTIONS),
    "/jobs?limit=100&postcode=10117&radiusKm=100&placeless=include",
    "/jobs?limit=37&q=pflege",
    "/jobs?limit=100&ags=09&sort=date",
    "/course-sessions?limit=73&freePlaces=only",
    "/courses?limit=41&lat=52.5&lon=13.4&radiusKm=200&startFrom=2026-01-01",
    "/offices?limit=9&language=ar&language=uk",
]


def pages(client: Client, target: str) -> list[dict[str, Any]]:
    path, found = target.partition("?")[0], []
    for _ in range(200):
        reply = client.get(f"/v1{target}")
        assert reply.status == 200
        found.append(reply.json())
        following = found[-1]["page"].get("next")
        if following is None:
            return found
        target = path + following
    raise AssertionError("paging does not end")


def ids(found: list[dict[str, Any]]) -> list[str]:
    return [item["id"] for page in found for item in page["items"]]


@pytest.mark.parametrize("target", LISTS)
def test_every_record_comes_once(client: Client, target: str) -> None:
    """Following `next` brings `total` records, each once, on full pages, under one total and data version."""
    found = pages(client, target)
    limit = int(dict(parse_qsl(target.partition("?")[2]))["limit"])
    assert len(set(ids(found))) == len(ids(found)) == found[0]["page"]["total"] > limit
    assert {len(page["items"]) for page in found[:-1]} == {limit}
    assert len({(page["page"]["total"], page["page"]["dataVersion"]) for page in found}) == 1


@pytest.mark.parametrize("target", ["/jobs?q=pflege", "/jobs?postcode=10117", "/offices", "/courses"])
def test_the_order_does_not_depend_on_the_limit(client: Client, target: str) -> None:
    """Small pages and large ones bring the same records in the same order."""
    mark = "&" if "?" in target else "?"
    assert (
        ids(pages(client, f"{target}{mark}limit=7"))[:100]
        == ids(pages(client, f"{target}{mark}limit=100"))[:100]
    )


def test_next_carries_the_request(client: Client) -> None:
    """`next` begins with `?`, holds all asked parameters in their order, and the cursor alone is new."""
    query = "workingTime=full-time&limit=1&workingTime=part-time&lang=en&remote=exclude"
    first = client.get(f"/v1/jobs?{query}").json()["page"]
    assert first["next"] == f"?{query}&cursor={first['nextCursor']}"
    second = client.get(f"/v1/jobs{first['next']}").json()["page"]
    assert second["next"] == f"?{query}&cursor={second['nextCursor']}"
    assert first["nextCursor"] != second["nextCursor"]


def test_next_is_percent_encoded(client: Client) -> None:
    """Blanks and umlauts of a query come back percent-encoded."""
    page = client.get("/v1/jobs?q=f%C3%BCr%20die+pflege&limit=1&lang=de").json()["page"]
    follow = page.get("next", "?q=f%C3%BCr%20die%20pflege&")
    assert follow.startswith("?q=f%C3%BCr%20die%20pflege&")


def test_next_cursor_leads_to_the_same_page(client: Client) -> None:
    """The bare cursor beside the repeated request, in any order, gives the page of `next`."""
    page = client.get("/v1/jobs?remote=exclude&limit=3").json()["page"]
    by_next = client.get(f"/v1/jobs{page['next']}").json()
    by_cursor = client.get(f"/v1/jobs?cursor={page['nextCursor']}&limit=3&remote=exclude").json()
    assert by_next["items"] == by_cursor["items"]


def test_limit_and_lang_may_change(client: Client) -> None:
    """A cursor leads on under another `limit` and another language."""
    everything = ids(pages(client, "/offices?limit=50"))
    cursor = client.get("/v1/offices?limit=5").json()["page"]["nextCursor"]
    reply = client.get(f"/v1/offices?limit=11&lang=en&cursor={cursor}")
    assert [item["id"] for item in reply.json()["items"]] == everything[5:16]
    assert reply.headers["content-language"] == "en"


def refused(reply: Reply) -> bool:
    errors = reply.json().get("errors", [])
    return reply.status == 400 and [(e["parameter"], e["code"]) for e in errors] == [
        ("cursor", "invalid-cursor")
    ]


@pytest.mark.parametrize(
    "query", ["", "remote=exclude", "remote=only&q=pflege", "remote=only&sort=date", "ags=09&remote=only"]
)
def test_a_cursor_is_bound_to_its_request(client: Client, query: str) -> None:
    """With missing, other or more filters, or another sort, a cursor is 400 `invalid-cursor`."""
    cursor = client.get("/v1/jobs?remote=only&limit=1").json()["page"]["nextCursor"]
    assert refused(client.get(f"/v1/jobs?{query}&cursor={cursor}"))


def test_a_cursor_is_bound_to_its_list(client: Client) -> None:
    """The cursor of one collection is none in another."""
    cursor = client.get("/v1/courses?limit=1").json()["page"]["nextCursor"]
    assert refused(client.get(f"/v1/course-sessions?limit=1&cursor={cursor}"))


def test_a_changed_cursor_is_refused(client: Client) -> None:
    """No character of a cursor can be changed, added or taken away."""
    cursor = client.get("/v1/jobs?limit=1").json()["page"]["nextCursor"]
    changed = [cursor[:n] + ("A" if cursor[n] != "A" else "B") + cursor[n + 1 :] for n in range(len(cursor))]
    for wrong in [*changed, cursor + "A", cursor + "=", cursor[:-1], cursor * 2, "x", "%2B%2F", "ä"]:
        assert refused(client.get(f"/v1/jobs?limit=1&cursor={quote(wrong, safe='%')}")), wrong


def test_a_cursor_of_another_server_is_refused(client: Client, served: Callable[..., Client]) -> None:
    """Each process seals with a key of its own, unless one is configured."""
    cursor = served().get("/v1/jobs?limit=1").json()["page"]["nextCursor"]
    assert refused(client.get(f"/v1/jobs?limit=1&cursor={cursor}"))
    shared = served(cursor_key=b"k" * 32).get("/v1/jobs?limit=1").json()["page"]["nextCursor"]
    assert served(cursor_key=b"k" * 32).get(f"/v1/jobs?limit=1&cursor={shared}").status == 200


def test_a_cursor_lives_an_hour(served: Callable[..., Client]) -> None:
    """An hour after it was issued a cursor is good, two hours after it is not."""
    clock = [3600.0 * 1000 + 3599]
    timed = served(now=lambda: clock[0])
    cursor = timed.get("/v1/jobs?limit=1").json()["page"]["nextCursor"]
    clock[0] += 3600
    assert timed.get(f"/v1/jobs?limit=1&cursor={cursor}").status == 200
    clock[0] += 3600
    assert refused(timed.get(f"/v1/jobs?limit=1&cursor={cursor}"))


def test_the_last_page_has_no_next(client: Client) -> None:
    """Where nothing follows there is neither `next` nor `nextCursor` nor `end`."""
    page = pages(client, "/offices?limit=100")[-1]["page"]
    assert not {"next", "nextCursor", "end"} & set(page)


def test_nothing_found_is_an_empty_list(client: Client) -> None:
    """A request without hits is 200 with empty `items` and a total of 0."""
    document = client.get("/v1/jobs?q=zzzzqqqqxxxx").json()
    assert document["items"] == []
    assert (document["page"]["total"], document["page"]["totalRelation"]) == (0, "exact")


def test_a_declared_end_is_announced(client: Client, served: Callable[..., Client]) -> None:
    """With `maxRecordsPerQuery` the list ends after so many records and says so; the total stays true."""
    capped = served(max_records_per_query=1000)
    assert capped.get("/v1").json()["limits"]["maxRecordsPerQuery"] == 1000
    found = pages(capped, "/jobs?limit=83")
    assert ids(found) == ids(pages(client, "/jobs?limit=100"))[:1000]
    assert found[-1]["page"]["end"] == "limit"
    assert found[-1]["page"]["total"] == client.get("/v1/jobs").json()["page"]["total"] > 1000
    assert not any("end" in page["page"] for page in found[:-1])
    assert "end" not in pages(capped, "/offices?limit=100")[-1]["page"]


def test_the_default_limit_is_the_declared_one(client: Client) -> None:
    """Without `limit` a page has as many records as the description says."""
    declared = client.get("/v1").json()["limits"]["defaultLimit"]
    assert len(client.get("/v1/jobs").json()["items"]) == declared == Settings().default_limit
