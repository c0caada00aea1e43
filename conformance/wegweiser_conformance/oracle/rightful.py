"""A request that the contract obliges a server to answer must get its answer, whatever it was sent for.

Lists asked in the contract's form, items of records that a list showed, code lists, the description: 200 and
a JSON object. What a check merely skips, because it got no such answer to read, is told here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from wegweiser_conformance import reading, routes, sightings
from wegweiser_conformance.oracle.question import question_of
from wegweiser_conformance.oracle.verdict import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wegweiser_conformance.exchange import Exchange
    from wegweiser_conformance.target import Target
    from wegweiser_contract import Operation

# What access, a gateway or the network may say to anybody; other checks judge whether they may.
_NOT_BLAMED = frozenset({0, 401, 403, 408, 421, 429, 431, 502, 503, 504})
_ORDINARY = frozenset(
    {"accept-language", "accept", "user-agent", "accept-encoding", "connection", "origin", "host"}
)
_LEFT = frozenset({404, 410})


def unanswered(target: Target) -> Iterator[Verdict]:
    """Every rightful request of the traffic whose answer is none."""
    changing = _changing(target)
    shown = {(one.collection, str(one.record.get("id"))) for one in sightings.records_so_far(target)}
    for answer in target.client.traffic:
        operation = target.operation_of(answer)
        if operation is None or not _plain(answer) or not _rightful(target, answer, operation, shown):
            continue
        actual = _missing(answer)
        if actual and not (answer.status in _LEFT and changing):
            requirement = _requirement(answer, operation)
            yield Verdict(requirement, operation.collection or "", answer, "200 with a JSON object", actual)


def _changing(target: Target) -> bool:
    """Some collection was seen in two states, or states none: then a record may have gone meanwhile."""
    states = {(page.collection, page.data_version) for page in sightings.pages(target, target.client.traffic)}
    named = {(collection, version) for collection, version in states if version is not None}
    return len(states) > len({collection for collection, _ in named})


def _plain(answer: Exchange) -> bool:
    """A GET of what nothing but its URL decides."""
    return (
        answer.method == "GET"
        and answer.status not in _NOT_BLAMED
        and all(name.lower() in _ORDINARY for name, _ in answer.sent)
    )


def _missing(answer: Exchange) -> str:
    if answer.status != 200:
        return answer.outcome
    if not answer.body:
        return "200 without a body"
    return "" if answer.readable and answer.object else f"{answer.outcome}, which is no JSON object"


def _rightful(target: Target, answer: Exchange, operation: Operation, shown: set[tuple[str, str]]) -> bool:
    query = routes.asked(answer.url)
    if operation.kind == "list":
        return _rightful_list(target, answer, operation)
    if not _language_alone(query, operation) or urlsplit(answer.url).path.endswith("//"):
        return False
    name = routes.last_segment(answer.url)
    if operation.kind == "item":
        return (operation.collection or "", name) in shown
    if operation.kind == "code-list":
        return name in target.contract.code_lists
    if operation.kind == "description" and "static" in target.classes:
        return answer.url == target.description_answer.url  # with a slash or without, not both
    return operation.kind in {"description", "code-lists"}


def _language_alone(query: dict[str, list[str]], operation: Operation) -> bool:
    known = {one.name for one in operation.parameters if one.location == "query"}
    return not query or (query.keys() == {"lang"} <= known and query["lang"] in (["de"], ["en"]))


def _rightful_list(target: Target, answer: Exchange, operation: Operation) -> bool:
    page = reading.ListPage(operation.collection or "", answer, (), {})
    question = question_of(target, page) if operation.collection in target.collections else None
    if question is None or urlsplit(answer.url).path.endswith("/"):
        return False
    if answer.status == 400 and question.selecting:
        return False  # whether each value is one that the contract knows is for its own check to say
    first = {name: values[0] for name, values in question.asked.items()}
    limit, radius = first.get("limit", "1"), first.get("radiusKm", "0")
    return (
        limit.isdigit()
        and 1 <= int(limit) <= target.max_limit
        and radius.isdigit()
        and int(radius) <= 200
        and _sortable(first, operation, has_centre=bool(question.place and question.place.has_centre))
        and first.get("lang", "de") in ("de", "en")
    )


def _sortable(first: dict[str, str], operation: Operation, *, has_centre: bool) -> bool:
    sort = first.get("sort")
    if sort is None:
        return True
    parameter = operation.parameter("sort")
    offered = parameter.schema.get("enum", ()) if parameter else ()
    return sort in offered and (sort != "distance" or has_centre) and (sort != "relevance" or "q" in first)


def _requirement(answer: Exchange, operation: Operation) -> str:
    if operation.kind == "item":
        return "records/item-answers"
    if operation.kind in {"code-list", "code-lists"}:
        return "code-lists/all-served"
    if operation.kind == "description":
        return "service-description/answers-at-base-path"
    if answer.status >= 500:
        return "query/never-a-server-error"
    return "paging/envelope"
