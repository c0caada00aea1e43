"""The bridge in front of the reference server, started as its README says."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

import pytest
from tests.docs.guides import run_guide
from tests.examples.bridging import FOLDER, KEY, ask, bridge, reference

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(scope="module")
def upstream(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with reference(tmp_path_factory.mktemp("upstream")) as base:
        yield base


@pytest.fixture(scope="module")
def base(upstream: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with bridge(upstream, tmp_path_factory.mktemp("bridge") / "log") as url:
        yield url


def direct(upstream: str, path: str) -> Any:
    return ask(upstream + path, headers={"X-API-Key": KEY}).json()


def todays(base: str, path: str) -> Any:
    return ask(base.removesuffix("/v1") + "/app" + path).json()


def test_every_command_of_the_readme_runs_and_shows_what_it_promises(tmp_path: Path) -> None:
    """A key, a publisher, the bridge, both shapes."""
    copy = shutil.copytree(FOLDER, tmp_path / "bridge", ignore=shutil.ignore_patterns("__pycache__"))
    shown = run_guide(FOLDER / "README.md", copy)
    assert len(shown) == 3
    for block, output in shown:
        assert block.shows in output, f"not shown by\n{block.code}\n{output}"


def test_the_suite_finds_nothing_against_the_bridge(base: str, tmp_path: Path) -> None:
    """Without a key, all classes of the publisher and `live` among them, and not even a warning."""
    report = tmp_path / "report.json"
    command = [sys.executable, "-m", "wegweiser_contract.command", "check", base, "--json", str(report)]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("WEGWEISER_")}
    done = subprocess.run(
        command, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=400, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    results = json.loads(report.read_text("utf-8"))["results"]
    assert {one["status"] for one in results} == {"passed", "not-applicable"}
    assert "live" in ask(base + "/").json()["conformsTo"]


def test_the_publisher_answers_nobody_else(upstream: str) -> None:
    """What the bridge is for."""
    assert ask(upstream + "/jobs").status == 401


def test_answers_are_those_of_the_publisher(upstream: str, base: str) -> None:
    """To the byte, with their languages, and errors as well."""
    for path in (
        "/jobs?postcode=86150&lang=en",
        "/code-lists",
        "/offices?kind=nope",
        "/jobs/nope",
        "/offices/",
    ):
        behind, bridged = ask(upstream + path, headers={"X-API-Key": KEY}), ask(base + path)
        assert (bridged.status, bridged.body) == (behind.status, behind.body)
        assert bridged.headers["content-type"] == behind.headers["content-type"]
        assert bridged.headers.get("content-language") == behind.headers.get("content-language")


def test_the_description_says_that_nobody_needs_a_key_here(upstream: str, base: str) -> None:
    """And nothing else differs."""
    behind, bridged = direct(upstream, "/"), ask(base + "/").json()
    assert behind["access"]["schemes"] == ["api-key"]
    assert bridged == behind | {"access": {"schemes": ["anonymous"]}}


def test_a_list_can_be_paged_to_its_end_under_any_base_path(upstream: str, tmp_path: Path) -> None:
    """`next` leads on through the bridge, and no record is lost."""
    path = "/course-sessions?programme=recognition&limit=50"
    with bridge(upstream, tmp_path / "log", BRIDGE_BASE_PATH="/proxy/agency/api") as base:
        assert base.endswith("/proxy/agency/api")
        found, url, pages = [], base + path, 0
        while url:
            page = ask(url).json()
            found += [record["id"] for record in page["items"]]
            following, pages = page["page"].get("next"), pages + 1
            url = urljoin(url, following) if following else ""
    assert pages > 1
    assert len(found) == len(set(found)) == direct(upstream, path)["page"]["total"]


def test_todays_app_shows_what_the_contract_holds(upstream: str, base: str) -> None:
    """Exactly the members that it reads, all of them texts, for an address that ends in the postcode."""
    offers = todays(base, "/jobs?radiusKm=15&plz=86150")
    assert list(offers) == ["results"]
    jobs = direct(upstream, "/jobs?radiusKm=15&postcode=86150&limit=20")["items"]
    assert [one["url"] for one in offers["results"]] == [job["detailUrl"] for job in jobs]
    for one, job in zip(offers["results"], jobs, strict=True):
        assert set(one) == {"title", "zip", "city", "url", "employment", "apprenticeship"}
        assert all(isinstance(value, str) for value in one.values())
        assert one["title"] == job["title"]["value"]
        trains = job["offerType"]["code"] in ("apprenticeship", "dual-study")
        assert (one["employment"], one["apprenticeship"]) == (("0", "1") if trains else ("1", "0"))
        assert (one["zip"], one["city"]) in [(at.get("postcode", ""), at["town"]) for at in job["locations"]]


def test_of_several_locations_todays_app_shows_the_nearest(upstream: str, base: str) -> None:
    """The one whose distance ordered the list."""
    jobs = direct(upstream, "/jobs?postcode=86150&limit=20&radiusKm=0")["items"]
    results = todays(base, "/jobs?radiusKm=0&limit=20&postcode=86150")["results"]
    assert len(results) == len(jobs) > 0
    assert {one["zip"] for one in results} == {"86150"}


def test_todays_app_can_be_given_course_sessions(base: str) -> None:
    """Start and places in the title, since it has no field for them."""
    results = todays(base, "/course-sessions?programme=integration&freePlaces=only&plz=86150")["results"]
    assert results
    assert all(" · " in one["title"] for one in results)
    assert re.search(r" · \d\d\.\d\d\.20\d\d · ", " ".join(one["title"] for one in results))
    assert {(one["employment"], one["apprenticeship"]) for one in results} == {("0", "0")}


def test_todays_app_gets_an_empty_list_where_there_is_nothing(base: str) -> None:
    """Never 404, never 204: it would show an error."""
    reply = ask(base.removesuffix("/v1") + "/app/jobs?occupation=01104&radiusKm=0&plz=86150")
    assert (reply.status, reply.json()) == (200, {"results": []})


@pytest.mark.parametrize("path", ["/jobs?plz=", "/jobs?plz=00000", "/jobs?nope=1&plz=86150"])
def test_a_wrong_address_in_the_cms_is_explained(base: str, path: str) -> None:
    """To the one who opens it in a browser."""
    reply = ask(base.removesuffix("/v1") + "/app" + path)
    assert reply.status == 400
    assert reply.json()["errors"]


def test_the_apps_language_codes_are_understood(base: str) -> None:
    """In the shape of today; the contract itself knows tags only."""
    assert todays(base, "/jobs?lang=ua&plz=86150") == todays(base, "/jobs?lang=uk&plz=86150")
    assert todays(base, "/jobs?lang=ua&plz=86150") != todays(base, "/jobs?lang=de&plz=86150")


def test_the_readme_maps_exactly_the_codes_that_the_bridge_maps() -> None:
    """One table, twice."""
    rows = re.findall(r"^\| (`[a-z].*?) \| `(\S+)` \| ", (FOLDER / "README.md").read_text("utf-8"), re.M)
    told = {code: tag for codes, tag in rows for code in re.findall(r"`(\S+?)`", codes)}
    command = [
        sys.executable,
        "-c",
        "import json; from bridge.languages import TAGS; print(json.dumps(TAGS))",
    ]
    done = subprocess.run(command, cwd=FOLDER, capture_output=True, text=True, timeout=60, check=True)
    assert told == json.loads(done.stdout)


@pytest.mark.parametrize(
    "path", ["/v1/jobs", "/v1/jobs/nope", "/v1/jobs?nope=1", "/nope", "/app/jobs?plz=86150"]
)
def test_every_answer_may_be_read_by_any_page(base: str, path: str) -> None:
    """Errors too; without credentials."""
    for method in ("GET", "HEAD", "POST", "OPTIONS"):
        reply = ask(base.removesuffix("/v1") + path, method, {"Origin": "https://town.example"})
        assert reply.headers["access-control-allow-origin"] == "*"
        assert "access-control-allow-credentials" not in reply.headers


def test_a_preflight_is_answered_without_asking_the_publisher(base: str) -> None:
    """For clients that set headers of their own, as an app under development does."""
    reply = ask(f"{base}/jobs", "OPTIONS", {"Origin": "https://town.example"})
    assert (reply.status, reply.headers["access-control-allow-methods"]) == (204, "GET, HEAD, OPTIONS")


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_nothing_but_reading_is_possible(base: str, method: str) -> None:
    """Refused with the contract's problem document."""
    reply = ask(f"{base}/jobs", method)
    assert (reply.status, reply.headers["allow"]) == (405, "GET, HEAD, OPTIONS")
    assert reply.json()["code"] == "method-not-allowed"


def test_a_static_publisher_is_relayed_too(upstream: str, tmp_path: Path) -> None:
    """Its further pages lie below the list."""
    served = [
        sys.executable,
        "-m",
        "wegweiser_contract.command",
        "export",
        "--access",
        "key",
        str(tmp_path / "tree"),
    ]
    subprocess.run(served, check=True, capture_output=True, timeout=120)
    with (
        reference(tmp_path, "--static", str(tmp_path / "tree")) as files,
        bridge(files, tmp_path / "log") as base,
    ):
        first = ask(base + "/offices").json()
        second = ask(urljoin(base + "/offices", first["page"]["next"])).json()
        assert len(first["items"]) == len(second["items"]) == 100
        assert ask(base + "/offices/by-ags/09761").status == 200
