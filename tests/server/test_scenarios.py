"""Scenarios: what clients must survive really happens, as described, and nothing else."""

from __future__ import annotations

import subprocess
import sys
from time import monotonic
from typing import TYPE_CHECKING, Any

import pytest
from tests.server.differing import town

from wegweiser_server.application import create_app
from wegweiser_server.inprocess import Client
from wegweiser_server.scenarios import SCENARIOS, waiting
from wegweiser_server.settings import Settings, SettingsError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from wegweiser_server.inprocess import Reply

    type_of_message = dict[str, Any]

NEVER_LOADED = """
import sys
from wegweiser_server.application import create_app
from wegweiser_server.settings import Settings
create_app(Settings(classes=("core", "query", "offices")))
ours = [name.partition(".")[2] for name in sys.modules if name.startswith("wegweiser_server.")]
print([name for name in ours if name.startswith(("variants", "scenarios", "altering", "around"))])
"""


def server(*scenarios: str, **more: Any) -> Client:
    return Client(create_app(Settings(scenarios=scenarios, **more), town()))


def statuses(asking: Client, count: int) -> list[int]:
    return [asking.get("/v1/jobs?limit=1").status for _ in range(count)]


def test_every_scenario_is_explained() -> None:
    """In a sentence, under the name by which it is asked for."""
    for name, scenario in SCENARIOS.items():
        assert scenario.id == name
        assert 20 < len(scenario.says) < 120, name


def test_slow_answers_come_late(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each after a while, every tenth after a longer one."""
    monkeypatch.setattr(waiting, "SECONDS", 0.02)
    monkeypatch.setattr(waiting, "LONG_SECONDS", 0.2)
    with server("slow") as asking:
        for turn in range(1, 11):
            began = monotonic()
            assert asking.get("/v1/jobs?limit=1").status == 200
            assert monotonic() - began >= (0.02 if turn < 10 else 0.2)


def test_flaky_answers_fail_at_the_same_turns() -> None:
    """The fourth is 500, the seventh 503, and health is told all the time."""
    with server("flaky") as asking:
        assert statuses(asking, 9) == [200, 200, 200, 500, 200, 200, 503, 200, 200]
        assert asking.get("/healthz").status == 200


def test_a_flaky_answer_breaks_off() -> None:
    """Of the tenth, less comes than its length says, and no end."""
    sent: list[type_of_message] = []
    with server("flaky") as asking:
        app = asking.app

        async def recorded(scope: Any, receive: Any, send: Callable[[Any], Any]) -> None:
            async def keep(message: Any) -> None:
                sent.append(message)
                await send(message)

            await app(scope, receive, keep)

        with Client(recorded) as again:
            statuses(again, 10)
    start, body = sent[-2:]
    length = int(dict(start["headers"])[b"Content-Length"])
    assert body["more_body"]
    assert len(body["body"]) == length // 2


def test_maintenance_is_told() -> None:
    """Everything of the interface is 503 with `Retry-After`, in fields and body."""
    with server("maintenance") as asking:
        for path in ("/v1", "/v1/jobs", "/v1/code-lists/kldb", "/v1/none"):
            reply = asking.get(path)
            assert reply.status == 503
            assert reply.headers["retry-after"] == "120"
            assert reply.json()["code"] == "unavailable"
            assert reply.json()["retryAfterSeconds"] == 120
        assert asking.get("/healthz").status == 200


def test_who_asks_too_often_is_told_to_wait() -> None:
    """After the quota comes 429 with `Retry-After`, and the description states the quota."""
    with server("rate-limited", now=lambda: 1_795_000_000.0) as asking:
        quota = asking.get("/v1").json()["limits"]["quotas"][0]
        found = statuses(asking, int(quota["requests"]))
        assert found == [200] * (quota["requests"] - 1) + [429]
        assert int(asking.get("/v1/jobs").headers["retry-after"]) >= 1


def test_an_end_is_announced() -> None:
    """In fields and description, twelve months ahead at least."""
    with server("deprecated") as asking:
        reply = asking.get("/v1")
        assert {"deprecation", "sunset", "link"} <= reply.headers.keys()
        notice = reply.json()["deprecation"]
        assert int(notice["sunsetAt"][:4]) > int(notice["deprecatedAt"][:4])


def test_a_partial_publisher_serves_less() -> None:
    """What is not claimed is 404, what is claimed answers, and no session names a course."""
    with server("partial") as asking:
        found = [
            asking.get(f"/v1/{name}").status for name in ("jobs", "courses", "course-sessions", "offices")
        ]
        assert found == [404, 404, 200, 200]
        assert not any(
            "courseId" in one for one in asking.get("/v1/course-sessions?limit=100").json()["items"]
        )


def test_pages_can_be_small() -> None:
    """Five records by default, twenty at most."""
    with server("small-pages") as asking:
        assert len(asking.get("/v1/jobs").json()["items"]) == 5
        assert asking.get("/v1/jobs?limit=21").status == 400


def pages(asking: Client, target: str) -> Iterator[Reply]:
    following: str | None = ""
    for _ in range(200):
        if following is None:
            return
        reply = asking.get(target.partition("?")[0] + (following or "?" + target.partition("?")[2]))
        assert reply.status == 200
        yield reply
        following = reply.json()["page"].get("next")
    raise AssertionError("no end")


def test_data_change_while_someone_pages() -> None:
    """Cursors lead to the end, `dataVersion` tells, what stays comes exactly once, what went is 410."""
    with Client(create_app(Settings(), town())) as before:
        wanted = {
            one["id"] for page in pages(before, "/v1/jobs?limit=10&sort=date") for one in page.json()["items"]
        }
    with server("changing") as asking:
        read = list(pages(asking, "/v1/jobs?limit=10&sort=date"))
        ids = [one["id"] for page in read for one in page.json()["items"]]
        assert len({page.json()["page"]["dataVersion"] for page in read}) > 2
        assert len(ids) == len(set(ids))
        gone = [one for one in wanted if asking.get(f"/v1/jobs/{one}").status == 410]
        assert gone
        assert wanted - set(gone) <= set(ids)


def test_changing_records_keep_the_form() -> None:
    """New and renewed records match the schemas, and no collection runs dry."""
    with server("changing") as asking:
        for _ in range(60):
            document = asking.get("/v1/course-sessions?limit=1").json()
            assert document["page"]["total"] > 100
        newcomers = asking.get("/v1/course-sessions?limit=100").json()["items"]
        assert any(one["id"].rpartition("-")[2].isdigit() for one in newcomers)


def test_scenarios_go_together() -> None:
    """Two at once do both."""
    with server("partial", "small-pages") as asking:
        assert asking.get("/v1/jobs").status == 404
        assert len(asking.get("/v1/offices").json()["items"]) == 5


def test_an_unknown_name_is_refused() -> None:
    """With the option that lists the known ones."""
    for settings in (Settings(scenarios=("none",)), Settings(variants=("none",))):
        with pytest.raises(SettingsError, match=r"there is no .* 'none'; --list-"):
            create_app(settings, town())


def test_neither_is_loaded_unless_asked_for() -> None:
    """A plain server has no code for being different in it."""
    done = subprocess.run([sys.executable, "-c", NEVER_LOADED], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
