"""Checks of the group `service-description`: what a publisher says of itself, and whether it is true."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from wegweiser_conformance import everywhere, expect, http_fields
from wegweiser_conformance.comparing import shape
from wegweiser_conformance.entry import KEYED, demand_entry, schemes
from wegweiser_conformance.likeness import essence
from wegweiser_conformance.model import NotApplicable, NotTested, Violation
from wegweiser_conformance.registry import Group
from wegweiser_conformance.schema_faults import schema_faults
from wegweiser_conformance.target import COLLECTIONS
from wegweiser_contract import check_claim, releases

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wegweiser_conformance.exchange import Exchange
    from wegweiser_conformance.model import Seen
    from wegweiser_conformance.target import Target
    from wegweiser_contract import Contract, Operation

GROUP = Group("service-description")
check = GROUP.check

_STORAGE = ("none", "cache-time", "allowed")
_WAYS_TO_REACH = ("url", "email", "telephone")
_CHANGING = frozenset({"collections", "sources"})
_UTC = ZoneInfo("UTC")


@check("service-description/answers-at-base-path")
def answers_at_base_path(target: Target, seen: Seen) -> Iterator[Violation]:
    answer = target.description_answer
    seen.judged()
    if answer.status != 200 or not answer.object:
        kind = "" if answer.object else f", {'no JSON object' if answer.readable else 'no readable JSON'}"
        yield Violation("200 and a JSON object", answer.outcome + kind, answer)


@check("service-description/with-and-without-slash")
def with_and_without_slash(target: Target, seen: Seen) -> Iterator[Violation]:
    with_slash = target.ask("/")
    without = target.ask("", auth=False)
    for answer in (with_slash, without):
        seen.judged()
        if answer.status != 200 or not answer.object:
            yield Violation("200 and the service description", answer.outcome, answer)
            return
    one, other = (_lasting(answer) for answer in (with_slash, without))
    if one != other:
        yield Violation(f"the description of answer #{with_slash.number}", "another one", without)


@check("service-description/matches-schema")
def matches_schema(target: Target, seen: Seen) -> Iterator[Violation]:
    answer = _described(target)
    seen.judged()
    for fault in schema_faults(_claimed(target), "ServiceDescription", answer.object):
        yield Violation(fault.wanted, fault.found, answer, fault.pointer)


@check("service-description/contract-version-known")
def contract_version_known(target: Target, seen: Seen) -> Iterator[Violation]:
    answer = _described(target)
    version = answer.object.get("contractVersion")
    seen.judged()
    if version not in releases():
        known = " or ".join(releases())
        yield Violation(
            known, "nothing" if version is None else repr(version)[:60], answer, "/contractVersion"
        )


@check("service-description/valid-claim")
def valid_claim(target: Target, seen: Seen) -> Iterator[Violation]:
    answer = _described(target)
    claim = answer.object.get("conformsTo")
    seen.judged()
    if not isinstance(claim, list) or not all(isinstance(one, str) for one in claim):
        yield Violation("an array of classes", shape(answer.object, "conformsTo"), answer, "/conformsTo")
        return
    for fault in check_claim(claim, target.contract):
        yield Violation("a valid claim", fault, answer, "/conformsTo")
    for name, count in Counter(claim).items():
        if count > 1:
            yield Violation("every class once", f"{name} {count} times", answer, "/conformsTo")


@check("service-description/unclaimed-paths-absent")
def unclaimed_paths_absent(target: Target, seen: Seen) -> Iterator[Violation]:
    if not target.declared:
        raise NotApplicable("the server itself claims no classes")
    demand_entry(target)
    claimed = {operation.path for operation in target.projection.operations}
    unclaimed = [operation for operation in target.contract.operations if operation.path not in claimed]
    if not unclaimed:
        raise NotApplicable("every path of the contract is claimed")
    for operation in unclaimed:
        if not _told_by_another(target, operation):
            answer = target.ask(_filled(target, operation))
            seen.judged(where=operation.path)
            if answer.status != 404:
                expected = f"404, as the classes of {operation.path} are not claimed"
                yield Violation(expected, answer.outcome, answer)


@check("service-description/collections-as-claimed")
def collections_as_claimed(target: Target, seen: Seen) -> Iterator[Violation]:
    answer = _described(target)
    found = Counter(str(entry.get("id")) for _, entry in _collections(answer))
    wanted = Counter(name for name in COLLECTIONS if name in _claimed(target).classes)
    seen.judged(len(wanted))
    if found != wanted:
        yield Violation(_counted(wanted), _counted(found), answer, "/collections")


@check("service-description/collections-not-empty")
def collections_not_empty(target: Target, seen: Seen) -> Iterator[Violation]:
    for collection in target.collections:
        with seen.part(collection):
            page = target.list_page(collection)
            seen.judged()
            if not page.items:
                yield Violation("at least one record", "none", page.answer, "/items")


@check("service-description/parameters-as-claimed")
def parameters_as_claimed(target: Target, seen: Seen) -> Iterator[Violation]:
    answer = _described(target)
    lists = {one.collection: one for one in _claimed(target).operations if one.kind == "list"}
    for place, entry in _collections(answer):
        operation = lists.get(str(entry.get("id")))
        if operation is None:
            continue
        wanted = Counter(one.name for one in operation.parameters if one.location == "query")
        named = entry.get("parameters")
        found = Counter(map(str, named)) if isinstance(named, list) else Counter[str]()
        seen.judged(where=str(operation.collection))
        if found != wanted or not isinstance(named, list):
            missing, more = wanted - found, found - wanted
            actual = f"missing: {_counted(missing)}; too many: {_counted(more)}"
            yield Violation(_counted(wanted), actual, answer, f"/collections/{place}/parameters")


@check("service-description/collection-total-true")
def collection_total_true(target: Target, seen: Seen) -> Iterator[Violation]:
    answer = _described(target)
    for place, entry in _collections(answer):
        collection = str(entry.get("id"))
        if collection not in target.collections:
            continue
        with seen.part(collection):
            count = _count(target, collection)
            seen.judged()
            if entry.get("total") == count:
                continue
            now, count = _asked_again(target, place, collection)
            if now != count:
                expected = f"{count}, the records of the list"
                yield Violation(expected, now, answer, f"/collections/{place}/total")


@check("service-description/usage-stated")
def usage_stated(target: Target, seen: Seen) -> Iterator[Violation]:
    answer = _described(target)
    for place, entry in _collections(answer):
        usage, pointer = entry.get("usage"), f"/collections/{place}/usage"
        seen.judged(where=str(entry.get("id")))
        if not isinstance(usage, dict):
            yield Violation("the terms of use", shape(entry, "usage"), answer, pointer)
            continue
        if not _filled_text(usage.get("termsUrl")):
            yield Violation(
                "the address of the terms", shape(usage, "termsUrl"), answer, f"{pointer}/termsUrl"
            )
        for name in ("nonProfitOnly", "mayTranslate"):
            if not isinstance(usage.get(name), bool):
                yield Violation("true or false", shape(usage, name), answer, f"{pointer}/{name}")
        if usage.get("storage") not in _STORAGE:
            found = str(usage.get("storage", "nothing"))
            yield Violation(" or ".join(_STORAGE), found, answer, f"{pointer}/storage")


@check("service-description/contacts-technical-and-legal")
def contacts_technical_and_legal(target: Target, seen: Seen) -> Iterator[Violation]:
    answer = _described(target)
    for role in ("technical", "legal"):
        entries = [entry for _, entry in _entries(answer, "contacts") if entry.get("role") == role]
        reached = [name for entry in entries for name in _WAYS_TO_REACH if _filled_text(entry.get(name))]
        seen.judged()
        if not reached:
            found = "an entry without page, mailbox and telephone" if entries else "no such entry"
            yield Violation(f"a {role} unit and a way to reach it", found, answer, "/contacts")


@check("service-description/limits-sane")
def limits_sane(target: Target, seen: Seen) -> Iterator[Violation]:
    answer = _described(target)
    limits = expect.at(answer.object, "/limits", {})
    most = _number(limits, "maxLimit")
    seen.judged()
    if most is None or not 20 <= most <= 100:
        yield Violation("a number from 20 to 100", _told(limits, "maxLimit"), answer, "/limits/maxLimit")
    default = _number(limits, "defaultLimit")
    if default is None or not 1 <= default <= min(most or 100, 100):
        expected = f"a number from 1 to {most or 100}"
        yield Violation(expected, _told(limits, "defaultLimit"), answer, "/limits/defaultLimit")
    window = _number(limits, "maxRecordsPerQuery")
    if "maxRecordsPerQuery" in limits and (window is None or window < 1_000):
        found = _told(limits, "maxRecordsPerQuery")
        yield Violation("1000 or more, or left out", found, answer, "/limits/maxRecordsPerQuery")


@check("service-description/quotas-stated")
def quotas_stated(target: Target, seen: Seen) -> Iterator[Violation]:
    refused = [answer for answer in everywhere.visit(target) if answer.status == 429]
    if not refused:
        raise NotApplicable("no answer was 429")
    quotas = expect.at(target.description, "/limits/quotas")
    seen.judged()
    whole = [one for one in quotas if isinstance(one, dict)] if isinstance(quotas, list) else []
    if not whole or not all(_number(one, "requests") and _number(one, "seconds") for one in whole):
        yield Violation("the quota in limits.quotas", _told(target.description, "limits"), refused[0])


@check("service-description/key-can-be-got")
def key_can_be_got(target: Target, seen: Seen) -> Iterator[Violation]:
    answer = _described(target)
    if not schemes(target) & set(KEYED):
        raise NotApplicable("access.schemes names neither api-key nor basic")
    seen.judged()
    told = [expect.at(answer.object, f"/access/{name}") for name in ("registrationUrl", "instructions/value")]
    if not any(_filled_text(one) for one in told):
        yield Violation("registrationUrl or instructions", "neither", answer, "/access")


@check("service-description/deprecation-in-headers")
def deprecation_in_headers(target: Target, seen: Seen) -> Iterator[Violation]:
    deprecated, sunset = _deprecation(target)
    for answer in everywhere.visit(target):
        if not answer.status or answer.status == 304 or answer.status >= 500:
            continue
        seen.judged(where=str(answer.status))
        stated = answer.headers.get("Deprecation")
        wanted = f"@{int(deprecated.timestamp())}"
        if stated != wanted:
            yield Violation(f"Deprecation: {wanted}", f"Deprecation: {stated or 'missing'}", answer)
        if sunset is not None:
            end = answer.headers.get("Sunset")
            if http_fields.instant(end or "") != sunset.astimezone(_UTC).replace(microsecond=0):
                expected = f"Sunset: {sunset.astimezone(_UTC):%a, %d %b %Y %H:%M:%S GMT}"
                yield Violation(expected, f"Sunset: {end or 'missing'}", answer)


@check("service-description/twelve-months-overlap")
def twelve_months_overlap(target: Target, seen: Seen) -> Iterator[Violation]:
    deprecated, sunset = _deprecation(target)
    if sunset is None:
        raise NotApplicable("the description names no sunsetAt")
    seen.judged()
    earliest = _a_year_after(deprecated)
    if sunset < earliest - timedelta(days=1):
        found = sunset.isoformat()
        yield Violation(
            f"{earliest.isoformat()} or later", found, _described(target), "/deprecation/sunsetAt"
        )


def _described(target: Target) -> Exchange:
    answer = target.description_answer
    if not answer.object:
        raise NotTested(f"{answer.what} gave no service description")
    return answer


def _claimed(target: Target) -> Contract:
    """The projection that the description itself claims: it is judged by that, whatever `--classes` says."""
    claim = target.description.get("conformsTo")
    known = {one for one in claim if isinstance(one, str)} if isinstance(claim, list) else set()
    known &= target.contract.classes
    return target.contract.project(known) if known else target.projection


def _lasting(answer: Exchange) -> dict[str, Any]:
    """A description without what changes with the data."""
    return {name: value for name, value in essence(answer).items() if name not in _CHANGING}


def _entries(answer: Exchange, name: str) -> list[tuple[int, dict[str, Any]]]:
    listed = answer.object.get(name)
    entries = enumerate(listed) if isinstance(listed, list) else ()
    return [(place, entry) for place, entry in entries if isinstance(entry, dict)]


def _collections(answer: Exchange) -> list[tuple[int, dict[str, Any]]]:
    return _entries(answer, "collections")


def _filled(target: Target, operation: Operation) -> str:
    """The operation's path with values that the records themselves bear, as far as they do."""
    values = {"ags": _some_district(target), "page": "2", "courseId": _some_course(target)}
    path = operation.path
    for parameter in operation.parameters:
        if parameter.location == "path":
            path = path.replace(f"{{{parameter.name}}}", values.get(parameter.name, "no-such-record"))
    return path


def _told_by_another(target: Target, operation: Operation) -> bool:
    """The last pages of districts are asked for in one collection only, as they cost a request each."""
    return operation.kind == "area-page" and operation.collection != target.collections[0]


def _some_district(target: Target) -> str:
    found = _borne(target, ("locations[].ags", "location.ags", "areaServed[]"))
    return next((ags[:5] for ags in found if len(ags) >= 5), "01001")


def _some_course(target: Target) -> str:
    return next(iter(_borne(target, ("courseId",))), "no-such-record")


def _borne(target: Target, paths: tuple[str, ...]) -> Iterator[str]:
    for collection in target.collections:
        try:
            records = target.sample(collection)
        except NotTested:
            continue
        found = [value for record in records for path in paths for value in expect.values(record, path)]
        yield from (value for value in found if isinstance(value, str))


def _count(target: Target, collection: str) -> int:
    """The records of a list: counted by following it to its end, else as it says itself."""
    walk = target.walk(collection)
    if walk.complete and walk.last.page.get("end") != "limit":
        return len(walk.records)
    return _exact_total(walk.first.total if walk.first.exact else None, collection)


def _asked_again(target: Target, place: int, collection: str) -> tuple[Any, int]:
    """Total of the description and of the list, both afresh: the data may have changed since."""
    description = target.ask("/", fresh=True)
    page = target.list_at(collection, target.list_page(collection).answer.url, fresh=True)
    stated = expect.at(description.object, f"/collections/{place}/total", "nothing")
    if not page.exact or "static" in target.classes:
        return stated, _count(target, collection)
    return stated, _exact_total(page.total, collection)


def _exact_total(total: int | None, collection: str) -> int:
    if total is None:
        raise NotTested(f"{collection} states no exact total and could not be read to its end")
    return total


def _deprecation(target: Target) -> tuple[datetime, datetime | None]:
    if "deprecation" not in target.description:
        raise NotApplicable("the description announces no deprecation")
    deprecated = expect.instant(expect.at(target.description, "/deprecation/deprecatedAt"))
    if deprecated is None:
        raise NotTested("deprecation.deprecatedAt is no instant")
    return deprecated, expect.instant(expect.at(target.description, "/deprecation/sunsetAt"))


def _a_year_after(moment: datetime) -> datetime:
    try:
        return moment.replace(year=moment.year + 1)
    except ValueError:  # 29 February
        return moment.replace(year=moment.year + 1, day=28)


def _filled_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _number(holder: Any, name: str) -> int | None:
    value = holder.get(name) if isinstance(holder, dict) else None
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _told(holder: Any, name: str) -> str:
    value = holder.get(name) if isinstance(holder, dict) else None
    return str(value)[:80] if isinstance(value, (int, float, str)) else "nothing of the kind"


def _counted(names: Counter[str]) -> str:
    return (
        ", ".join(f"{name} ({count}×)" if count > 1 else name for name, count in sorted(names.items()))
        or "none"
    )
