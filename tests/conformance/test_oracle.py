"""The oracle: whatever list was read, for whatever reason, must hold what the known records say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from tests.conformance.judged import requirement, target
from tests.conformance.tiny import Tiny, job, raw

from wegweiser_conformance import oracle
from wegweiser_conformance.escapes import escapes
from wegweiser_conformance.model import Result, Status
from wegweiser_conformance.oracle import forecasting
from wegweiser_conformance.second_look import second_look

if TYPE_CHECKING:
    from collections.abc import Callable

    import httpx

    from wegweiser_conformance.target import Target

    Spoil = Callable[[dict[str, Any], httpx.QueryParams], Any]

APPRENTICES = {"offerType": "apprenticeship"}
BOTH = {"offerType": ["apprenticeship", "job"]}


def read(spoil: Spoil | None = None, *asked: dict[str, Any], **tiny_options: Any) -> Target:
    """A publisher whose whole list was walked honestly, and which was then asked more."""
    tiny = Tiny(**tiny_options)
    found = target(tiny)
    found.walk("jobs")
    tiny.spoil = spoil or tiny.spoil
    for params in asked or (APPRENTICES,):
        found.walk("jobs", params)
    return found


def broken(found: Target) -> list[tuple[str, str]]:
    return [(one.requirement, one.actual) for one in oracle.verdicts(found) if one.broken]


def without(body: dict[str, Any], ids: set[str]) -> None:
    body["items"] = [one for one in body["items"] if one["id"] not in ids]


def test_right_lists_are_spared_and_count_as_evidence() -> None:
    """A filter that leaves something out is seen to be heeded."""
    found = read(None, APPRENTICES, {"offerType": "job", "limit": 4})
    verdicts = list(oracle.verdicts(found))
    assert not [one for one in verdicts if one.broken]
    assert "filters/jobs-offer-type" in {one.requirement for one in verdicts}


def test_a_missing_record_is_missed_by_the_filter_that_should_find_it() -> None:
    """Even if the total agrees with what is shown."""

    def spoil(body: dict[str, Any], params: httpx.QueryParams) -> None:
        without(body, {"j-000"})
        body["page"]["total"] = len(body["items"])

    assert broken(read(spoil)) == [("filters/jobs-offer-type", "9: missing: j-000")]


def test_a_record_too_many_is_seen() -> None:
    """It does not meet the only filter that was asked."""
    found = read(lambda body, params: body["items"].append(job(1)))
    assert broken(found)[0] == ("filters/jobs-offer-type", "11: too many: j-001")


def test_a_wrong_total_behind_a_filter_is_a_wrong_total() -> None:
    """The set is right: the filter is not to blame."""
    found = read(lambda body, params: body["page"].update(total=11))
    assert broken(found) == [("paging/total-matches", "11")]


def test_an_order_that_only_a_filtered_list_breaks_is_seen() -> None:
    """Newest first, whatever was asked besides."""
    found = read(lambda body, params: body["items"].reverse())
    assert [requirement for requirement, _ in broken(found)] == ["sorting/default-by-date"]


def test_later_pages_belong_to_the_answer() -> None:
    """What gives its place to a record that comes twice is missing."""

    def spoil(body: dict[str, Any], params: httpx.QueryParams) -> None:
        if "cursor" in params:
            body["items"][0] = body["items"][-1]

    found = broken(read(spoil, {"offerType": "job", "limit": 5}))
    assert found[0][0] == "filters/jobs-offer-type"
    assert "missing" in found[0][1]


def test_data_that_changed_meanwhile_prove_nothing() -> None:
    """Another `dataVersion`, another list."""

    def spoil(body: dict[str, Any], params: httpx.QueryParams) -> None:
        without(body, {"j-000"})
        body["page"]["dataVersion"] = "2"

    assert broken(read(spoil)) == []


def test_what_the_contract_would_refuse_is_not_predicted() -> None:
    """An answer to nonsense is for other checks to judge."""
    found = read(lambda body, params: body["items"].clear(), {"offerType": "", "limit": 5})
    assert broken(found) == []


def test_two_contents_of_one_record_contradict_each_other() -> None:
    """Whichever list shows it."""

    def spoil(body: dict[str, Any], params: httpx.QueryParams) -> None:
        body["items"][0]["remote"] = False

    assert ("records/item-equals-entry", "another /remote") in broken(read(spoil))


@pytest.mark.parametrize("body", [b"", b"<p>Wartung</p>", b"[]"])
def test_a_rightful_request_gets_an_object(body: bytes) -> None:
    """An item that a list shows, whatever it was asked for."""
    answer = {"/jobs/j-001": lambda: raw(body, 200, {"Content-Type": "application/json"})}
    found = read(overrides=answer)
    found.ask("/jobs/j-001")
    assert [name for name, _ in broken(found)] == ["records/item-answers"]


def test_the_second_look_fails_what_had_passed() -> None:
    """And leaves alone what it has nothing against."""
    found = read(lambda body, params: body["page"].update(total=11))
    passed = [
        Result(requirement(id_=name), Status.PASSED) for name in ("paging/total-matches", "paging/envelope")
    ]
    total, envelope = second_look(found, passed)
    assert (total.status, envelope.status) == (Status.FAILED, Status.PASSED)
    assert total.evidence[0].pointer == "/page/total"


@pytest.mark.parametrize(("times", "status"), [(1, Status.PASSED), (9, Status.FAILED)])
def test_a_contradiction_counts_if_it_comes_again(times: int, status: Status) -> None:
    """Without `dataVersion`, asking again is how a change of the data shows."""
    left = [0]

    def spoil(body: dict[str, Any], params: httpx.QueryParams) -> None:
        body["page"].pop("dataVersion")
        if params.get("offerType") and left[0] > 0:
            left[0] -= 1
            body["items"][0]["remote"] = False

    found = target(Tiny(spoil=spoil))
    found.walk("jobs")
    left[0] = times
    found.walk("jobs", APPRENTICES)
    assert [name for name, _ in broken(found)] == ["records/item-equals-entry"]
    results = [Result(requirement(id_="records/item-equals-entry"), Status.PASSED)]
    assert [one.status for one in second_look(found, results)] == [status]


def test_an_answer_that_bewilders_the_oracle_ends_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is told, and all others are judged."""
    found = read(lambda body, params: body["page"].update(total=11), APPRENTICES, {"offerType": "job"})
    honest = forecasting.forecast

    def forecast(known: Any, question: Any) -> Any:
        if question.asked.get("offerType") == ["job"]:
            raise KeyError("odd")
        return honest(known, question)

    monkeypatch.setattr("wegweiser_conformance.oracle.judging.forecast", forecast)
    assert broken(found) == [("paging/total-matches", "11")]
    assert any("KeyError" in one for one in escapes(found))
