"""The service description agrees with what the server does."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

import pytest

from wegweiser_contract import check_claim
from wegweiser_server.application import create_app
from wegweiser_server.inprocess import Client
from wegweiser_server.settings import DEFAULT_CLASSES, Ending, Quota, Settings, SettingsError
from wegweiser_server.store import UnavailableError

if TYPE_CHECKING:
    from collections.abc import Callable

    from wegweiser_contract import Contract

CLAIMS = [
    DEFAULT_CLASSES,
    ("core", "query", "jobs"),
    ("core", "query", "course-sessions", "offices", "place-search"),
    ("core", "query", "offices", "languages"),
]


@pytest.mark.parametrize("path", ["/v1", "/v1/"])
def test_it_answers_with_and_without_slash(client: Client, path: str) -> None:
    """The base path answers in both forms, with the same bytes."""
    assert client.get(path).sent == client.get("/v1").sent


@pytest.mark.parametrize("classes", CLAIMS, ids=len)
def test_it_says_what_is_claimed(
    served: Callable[..., Client], contract: Contract, classes: tuple[str, ...]
) -> None:
    """Classes, collections and parameters are those of the projection; the rest is 404."""
    narrow = served(classes=classes)
    document = narrow.get("/v1").json()
    assert check_claim(document["conformsTo"]) == []
    assert tuple(document["conformsTo"]) == classes
    projection = contract.project(classes)
    lists = {o.collection: o for o in projection.operations if o.kind == "list"}
    assert [collection["id"] for collection in document["collections"]] == list(lists)
    for collection in document["collections"]:
        declared = [p.name for p in lists[collection["id"]].parameters if p.location == "query"]
        assert collection["parameters"] == declared
    for name in ("jobs", "course-sessions", "courses", "offices"):
        assert narrow.get(f"/v1/{name}").status == (200 if name in classes else 404)


def test_sessions_name_no_course_where_none_is_published() -> None:
    """Without the class `courses` sessions bear no `courseId`, and the filter finds nothing."""
    classes = ("core", "query", "course-sessions")
    with Client(create_app(Settings(classes=classes))) as alone:
        items = alone.get("/v1/course-sessions?limit=100").json()["items"]
        assert items
        assert not any("courseId" in item for item in items)
        assert alone.get("/v1/course-sessions?courseId=c-011ygcz1").json()["page"]["total"] == 0


def test_totals_are_those_of_the_lists(client: Client) -> None:
    """The total of a collection is that of its list without filters."""
    for collection in client.get("/v1").json()["collections"]:
        assert collection["total"] == client.get(f"/v1/{collection['id']}").json()["page"]["total"] > 0


def test_sources_and_hosts_are_those_of_the_records(client: Client) -> None:
    """Every record names a source of the description, and links to one of its hosts."""
    document = client.get("/v1").json()
    sources = {source["id"] for source in document["sources"]}
    for collection in document["collections"]:
        for item in client.get(f"/v1/{collection['id']}?limit=100").json()["items"]:
            assert item["sourceId"] in sources
            assert urlsplit(item["detailUrl"]).hostname in document["detailHosts"]


def test_languages_are_those_of_all_labels(client: Client) -> None:
    """Every label of every code list exists in every language of the description."""
    languages = set(client.get("/v1").json()["languages"])
    assert languages == {"de", "en"}
    for entry in client.get("/v1/code-lists").json()["items"]:
        for code in client.get(f"/v1/code-lists/{entry['id']}").json()["codes"]:
            assert languages <= {label["lang"] for label in code["labels"]}


def test_the_contract_is_served_as_claimed(served: Callable[..., Client]) -> None:
    """`/openapi.json` is the projection, with this server as its address; `/openapi.yaml` is linked."""
    narrow = served(classes=("core", "query", "jobs"), public_url="https://relay.example/x", base_path="/y")
    document = narrow.get("/openapi.json").json()
    assert set(document["paths"]) == {
        "/",
        "/jobs",
        "/jobs/{jobId}",
        "/code-lists",
        "/code-lists/{codeListId}",
    }
    assert document["servers"] == [{"url": "https://relay.example/x/y"}]
    assert narrow.get("/y").json()["contractUrl"] == "https://relay.example/x/openapi.yaml"
    assert narrow.get("/openapi.yaml").body.startswith(b"openapi: ")


def test_nothing_at_the_root_loads_from_elsewhere(client: Client) -> None:
    """Health answers, and the documentation refers to nothing outside this host."""
    assert client.get("/healthz").json() == {"status": "ok"}
    page = client.get("/docs")
    assert page.headers["content-type"].startswith("text/html")
    for mark in ('src="http', 'src="//', "href='http", 'href="http', "@import", "<style", "<script>"):
        assert mark not in page.body.decode()


def test_swagger_ui_comes_from_here(client: Client) -> None:
    """The page, its scripts and its styles; the browser is told to load nothing from anywhere else."""
    page = client.get("/docs/en/try.html")
    named = re.findall(r'(?:src|href)="(\.\./swagger-ui/[^"]+)"', page.body.decode())
    assert len(named) == 4
    for name in named:
        path = urljoin("/docs/en/try.html", name)
        reply = client.get(path)
        assert (reply.status, reply.headers["x-content-type-options"]) == (200, "nosniff")
        assert client.ask("HEAD", path).status == 200
        assert client.ask("POST", path).status == 405
    policy = page.headers["content-security-policy"].split("; ")
    assert "default-src 'none'" in policy
    assert not [word for part in policy for word in part.split() if "//" in word or "unsafe" in word]


def test_documentation_can_be_read_without_scripts(client: Client) -> None:
    """The table of the operations stands in the page itself."""
    text = client.get("/docs/de/try.html").body.decode()
    assert "Stellenangebote auflisten" in text
    for path in ("/jobs", "/course-sessions/{sessionId}", "/code-lists"):
        assert f"<code>{path}</code>" in text


class Away:
    """A database that does not answer."""

    def __getattr__(self, name: str) -> Any:
        raise UnavailableError("gone")


def test_the_health_tells_when_the_database_is_away() -> None:
    """503 and a problem, as every list then is; the contract still answers."""
    store: Any = Away()
    with Client(create_app(Settings(), store)) as client:
        reply = client.get("/healthz")
        assert (reply.status, reply.json()["code"]) == (503, "unavailable")
        assert reply.headers["cache-control"] == "no-store"
        assert client.get("/openapi.json").status == 200


@pytest.mark.parametrize("base_path", ["", "/v1", "/a/b/v1"])
def test_any_base_path_will_do(served: Callable[..., Client], base_path: str) -> None:
    """The base path may be the host's root or lie deep."""
    based = served(base_path=base_path)
    assert based.get(f"{base_path}/").json()["conformsTo"]
    assert based.get(f"{base_path}/jobs?limit=1").json()["items"]
    assert based.get("/healthz").status == 200
    assert based.get(f"{base_path}/jobs/").status == 404
    assert based.get("/v2/jobs").status == 404


def test_an_end_is_announced(served: Callable[..., Client]) -> None:
    """A deprecation stands in the description and, with the same times, in the headers of every answer."""
    ending = Ending(
        datetime(2027, 1, 1, tzinfo=UTC), datetime(2028, 1, 1, tzinfo=UTC), "https://api.agency.example/v2"
    )
    old = served(ending=ending)
    assert old.get("/v1").json()["deprecation"] == {
        "deprecatedAt": "2027-01-01T00:00:00Z",
        "sunsetAt": "2028-01-01T00:00:00Z",
        "successorUrl": "https://api.agency.example/v2",
    }
    for target in ("/v1", "/v1/jobs", "/v1/nope"):
        headers = old.get(target).headers
        assert headers["deprecation"] == "@1798761600"
        assert headers["sunset"] == "Sat, 01 Jan 2028 00:00:00 GMT"


def test_a_quota_is_kept_and_declared(served: Callable[..., Client]) -> None:
    """After so many requests in a window comes 429 with the time to wait; then all begins anew."""
    clock = [1000.0]
    limited = served(quota=Quota(3, 10), now=lambda: clock[0])
    first = limited.get("/v1")
    assert first.json()["limits"]["quotas"] == [{"requests": 3, "seconds": 10}]
    assert first.headers["ratelimit"] == '"default";r=2;t=10'
    assert [limited.get("/v1/jobs").status for _ in range(3)] == [200, 200, 429]
    refused = limited.get("/v1/jobs")
    assert refused.json()["code"] == "rate-limited"
    assert refused.json()["retryAfterSeconds"] == int(refused.headers["retry-after"]) == 10
    assert limited.get("/healthz").status == 200
    clock[0] += 10
    assert limited.get("/v1/jobs").status == 200


@pytest.mark.parametrize("classes", [("core",), ("core", "jobs"), ("core", "static", "jobs"), ("core", "x")])
def test_a_claim_that_cannot_be_served_is_refused(classes: tuple[str, ...]) -> None:
    """An invalid claim, or one of files, does not start."""
    with pytest.raises(SettingsError, match="--classes"):
        create_app(Settings(classes=classes))
