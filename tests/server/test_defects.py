"""Defects: well registered, wrong in one way, and right in everything else."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from wegweiser_contract import load_contract
from wegweiser_server.defects import DEFECTS, Answer, App, Defect, Request
from wegweiser_server.defects.middleware import Defective
from wegweiser_server.inprocess import Client

if TYPE_CHECKING:
    from collections.abc import Callable

    Served = Callable[..., Client]

ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*/[a-z0-9]+(-[a-z0-9]+)*")
SHARED = {"cursor_key": b"k" * 32}


ORDINARY = ("/v1", "/v1/jobs?limit=2", "/v1/jobs?limit=2&suitability=refugees", "/v1/nope", "/v1/jobs?x=%zz")


def test_every_defect_is_well_registered() -> None:
    """Its id is `<group>/<fault>`, it convicts a requirement of the contract, and it says what is wrong."""
    requirements = load_contract().requirements
    for name, defect in DEFECTS.items():
        assert ID.fullmatch(name), name
        assert defect.id == name
        assert defect.convicts in requirements, name
        assert defect.says, name


@pytest.mark.parametrize("group", sorted({name.partition("/")[0] for name in DEFECTS}))
def test_every_defect_survives_ordinary_use(client: Client, group: str) -> None:
    """No defect fails where it was not asked to: lists, refusals and odd requests get an answer."""
    for defect in (defect for name, defect in DEFECTS.items() if name.startswith(f"{group}/")):
        with Client(Defective(client.app, defect, "/v1")) as wrong:
            for target in ORDINARY:
                for method in ("GET", "HEAD"):
                    reply = wrong.ask(method, target, {"Accept-Encoding": "gzip"})
                    assert 200 <= reply.status <= 599
                    assert method != "HEAD" or reply.sent == b"", defect.id
            assert wrong.ask("POST", "/v1/jobs").status >= 200
            assert wrong.get("/healthz").json() == {"status": "ok"}


def test_a_wrong_total_changes_nothing_else(served: Served) -> None:
    """Apart from the total, the answer is that of the honest server, compressed or not."""
    honest, wrong = served(**SHARED), served(defect="paging/total-off-by-one", **SHARED)
    for headers in ({}, {"Accept-Encoding": "gzip"}):
        one, other = honest.get("/v1/jobs?limit=3", headers), wrong.get("/v1/jobs?limit=3", headers)
        document = other.json()
        document["page"]["total"] -= 1
        assert document == one.json()
        assert int(other.headers["content-length"]) == len(other.sent)
        assert {k: v for k, v in other.headers.items() if k != "content-length"} == {
            k: v for k, v in one.headers.items() if k != "content-length"
        }


def test_an_ignored_filter_still_pages(served: Served) -> None:
    """The pages of a defect lead on, and `next` carries what was asked."""
    honest, wrong = served(), served(defect="filters/suitability-ignored")
    target, count = "/v1/jobs?suitability=refugees&limit=100", 0
    for _ in range(100):
        document = wrong.get(target).json()
        count += len(document["items"])
        if "next" not in document["page"]:
            break
        assert document["page"]["next"].startswith("?suitability=refugees&limit=100&cursor=")
        target = "/v1/jobs" + document["page"]["next"]
    assert count == honest.get("/v1/jobs").json()["page"]["total"]
    assert wrong.get("/v1/jobs?suitability=nonsense").status == 400


def test_a_request_left_alone_arrives_byte_by_byte(served: Served) -> None:
    """The layer itself changes nothing: odd queries, paths and headers get the honest answer."""

    async def nothing(request: Request, app: App) -> Answer:
        return await app(request)

    honest = served(**SHARED)
    with Client(Defective(honest.app, Defect("x/nothing", "x", "nothing", nothing), "/v1")) as layered:
        for target in (
            "/v1/jobs?limit=1",
            "/v1/jobs?q=%zz&%ff=1;2&&",
            "/v1/jobs%2Fx",
            "/v1/jobs/%ff",
            "/v1",
            "/v1/",
        ):
            for method in ("GET", "HEAD", "OPTIONS", "PUT"):
                for headers in ({}, {"Accept-Language": "en"}, {"If-None-Match": "*"}):
                    assert layered.ask(method, target, headers) == honest.ask(method, target, headers)


def test_requests_can_be_changed() -> None:
    """Parameters are replaced in place, taken away or added at the end."""
    request = Request("GET", "/jobs", b"a=1&b=%C3%A4&a=2&c=3")
    assert request.query == (("a", "1"), ("b", "ä"), ("a", "2"), ("c", "3"))
    assert request.replace("a", "9", "8").raw_query == b"a=9&a=8&b=%C3%A4&c=3"
    assert request.without("a", "c").raw_query == b"b=%C3%A4"
    assert request.replace("d", "x y").raw_query.endswith(b"&d=x%20y")
    assert (request.value("a"), request.values("a"), request.value("z")) == ("1", ("1", "2"), None)
    assert request.is_list
    assert request.at("/jobs/x").is_item
    assert Request("GET", "/code-lists").collection is None


def test_answers_can_be_changed() -> None:
    """Headers are found and replaced whatever their case."""
    answer = Answer(200, (("ETag", "x"),), b"{}").with_header("etag", "y").with_json({"ä": 1})
    assert answer.header("ETAG") == "y"
    assert answer.body == '{"ä":1}'.encode()
    assert answer.without_header("Etag").headers == ()
