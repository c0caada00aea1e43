"""Checks of the group `problems`: refusals that a program can read and a person can mend."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wegweiser_conformance import everywhere, http_fields, internals, routes
from wegweiser_conformance.checks.paging.bounds import NEVER_ISSUED
from wegweiser_conformance.entry import demand_entry
from wegweiser_conformance.faulty_requests import (
    Fault,
    asked_parameters,
    lists,
    names,
    odd_requests,
    params,
)
from wegweiser_conformance.model import NotApplicable, Violation
from wegweiser_conformance.refusals import codes, errors, refused
from wegweiser_conformance.registry import Group
from wegweiser_conformance.routes import last_segment
from wegweiser_conformance.schema_faults import schema_faults
from wegweiser_conformance.strict_requests import strict_requests

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wegweiser_conformance.exchange import Exchange
    from wegweiser_conformance.model import Seen
    from wegweiser_conformance.target import Target
    from wegweiser_contract import Operation, Parameter

GROUP = Group("problems")
check = GROUP.check

_PROBLEM = "application/problem+json"
_INVENTED = "no-such-record"
_LONGEST_ID = 64


@check("problems/unknown-path")
def unknown_path(target: Target, seen: Seen) -> Iterator[Violation]:
    paths = ["/no-such-path", "/no-such-path/jobs", "/code-lists/problem-codes/no-such-path"]
    for collection in target.collections:
        if target.turn(collection) < 2 and not target.frugal:
            beyond = f"/{collection}/no-such-record/no-such-path"
            paths.append(f"/{collection}x" if target.turn(collection) else beyond)
    if "query" in target.classes:  # in a tree of files that is the file itself
        paths += [f"/{collection}.json" for collection in target.collections[:1]]
    for path in paths:
        with seen.part(path):
            if not routes.is_open(path):
                demand_entry(target)
            seen.judged()
            yield from refused(target.ask(path), 404)


@check("problems/unknown-id")
def unknown_id(target: Target, seen: Seen) -> Iterator[Violation]:
    for collection in target.collections:
        with seen.part(collection):
            demand_entry(target)
            for id_ in _unknown_ids(target, collection):
                answer = target.item(collection, id_)
                if id_ != _INVENTED and answer.status == 200 and answer.object.get("id") == id_:
                    continue  # there is such a record: near ids are no proof then
                seen.judged()
                yield from refused(answer, 404)
    with seen.part("code-lists"):
        seen.judged()
        yield from refused(target.ask("/code-lists/no-such-list"), 404)


@check("problems/media-type")
def media_type(target: Target, seen: Seen) -> Iterator[Violation]:
    for answer in _errors_with_body(target):
        seen.judged(where=str(answer.status))
        if answer.media_type != _PROBLEM:
            yield Violation(_PROBLEM, answer.media_type or "no Content-Type", answer)


@check("problems/members")
def members(target: Target, seen: Seen) -> Iterator[Violation]:
    for answer in _errors_with_body(target):
        seen.judged(where=str(answer.status))
        if not answer.object:
            yield Violation("a problem object", "no JSON object", answer)
        for fault in schema_faults(target.projection, "Problem", answer.object) if answer.object else ():
            yield Violation(fault.wanted, fault.found, answer, fault.pointer)


@check("problems/status-equals")
def status_equals(target: Target, seen: Seen) -> Iterator[Violation]:
    for answer in _problems(target):
        seen.judged(where=str(answer.status))
        if answer.object.get("status") != answer.status:
            yield Violation(answer.status, answer.object.get("status", "nothing"), answer, "/status")


@check("problems/type-ends-in-code")
def type_ends_in_code(target: Target, seen: Seen) -> Iterator[Violation]:
    for answer in _problems(target):
        type_, code = answer.object.get("type"), answer.object.get("code")
        seen.judged(where=str(answer.status))
        if not isinstance(type_, str) or not code or last_segment(type_) != code:
            yield Violation(f"…/{code}", str(type_ or "nothing")[:200], answer, "/type")


@check("problems/code-fits-status")
def code_fits_status(target: Target, seen: Seen) -> Iterator[Violation]:
    fitting = _codes_by_status(target)
    for answer in _problems(target):
        known = fitting.get(answer.status)
        if known is None:
            continue  # the contract has no code for this status: the check that demands another one says so
        seen.judged(where=str(answer.status))
        code = answer.object.get("code")
        if code not in known:
            yield Violation(" or ".join(sorted(known)), str(code or "nothing")[:80], answer, "/code")
        for place, error in enumerate(errors(answer)):
            if error.get("code") not in known:
                found = str(error.get("code", "nothing"))[:80]
                yield Violation(" or ".join(sorted(known)), found, answer, f"/errors/{place}/code")


@check("problems/errors-name-the-parameter")
def errors_name_the_parameter(target: Target, seen: Seen) -> Iterator[Violation]:
    for operation in lists(target):
        with seen.part(operation.path):
            demand_entry(target)
            for fault in _single_faults(target, operation):
                answer = target.ask(operation.path, params([fault]))
                if answer.status == 400:  # whether it is refused at all is judged in the group query
                    seen.judged()
                    yield from refused(answer, 400, "", fault.parameter)
    answer = target.ask("/", {"noSuchParameter": "1"})
    if answer.status == 400:
        seen.judged(where="/")
        yield from refused(answer, 400, "", "noSuchParameter")
    for collection in target.collections[:1]:
        answer = target.ask(f"/{collection}", {"cursor": NEVER_ISSUED[0]})
        if answer.status == 400:
            seen.judged(where="cursor")
            yield from refused(answer, 400, "", "cursor")


@check("problems/errors-say-what-is-right")
def errors_say_what_is_right(target: Target, seen: Seen) -> Iterator[Violation]:
    for operation in lists(target):
        with seen.part(operation.path):
            demand_entry(target)
            limited = [one for one in asked_parameters(operation) if _choices(target, one)[1]]
            for row in odd_requests(target, operation)[:1]:
                answer = target.ask(operation.path, params(row))
                for parameter in limited if answer.status == 400 else ():
                    yield from _lists_choices(target, seen, answer, parameter)


@check("problems/all-faults-at-once")
def all_faults_at_once(target: Target, seen: Seen) -> Iterator[Violation]:
    for operation in target.projection.operations:
        if operation.kind == "item" and target.turn(str(operation.collection)):
            continue
        with seen.part(operation.path):
            path = _judged_path(target, operation)
            others = operation.kind == "list" and target.turn(str(operation.collection))
            faults = (odd_requests if others else strict_requests)(target, operation)[0]
            if not path or len(faults) < 2:
                continue
            answer = target.ask(path, params(faults))
            named = {name for name, _ in names(answer)}
            wanted = [fault.parameter for fault in faults if fault.code]
            missing = [name for name in wanted if name not in named]
            seen.judged(len(wanted))
            if missing:
                found = f"{answer.outcome}, without {', '.join(missing)}"
                every = ", ".join(wanted)
                yield Violation(f"400 that names {every}", found, answer, "/errors")


@check("problems/code-among-errors")
def code_among_errors(target: Target, seen: Seen) -> Iterator[Violation]:
    for answer in _problems(target):
        if errors(answer):
            seen.judged(where=str(answer.status))
            among = {error.get("code") for error in errors(answer)}
            if answer.object.get("code") not in among:
                expected = " or ".join(sorted(codes(answer) & {str(one) for one in among}))
                yield Violation(expected, answer.object.get("code", "nothing"), answer, "/code")


@check("problems/no-internals")
def no_internals(target: Target, seen: Seen) -> Iterator[Violation]:
    for answer in _problems(target):
        seen.judged(where=str(answer.status))
        for pointer, text in internals.texts(answer.object):
            inside = internals.shown(text)
            if inside:
                yield Violation("a sentence for the asker", inside, answer, pointer)


@check("problems/retry-after-seconds")
def retry_after_seconds(target: Target, seen: Seen) -> Iterator[Violation]:
    later = [one for one in _errors_with_body(target) if one.status in {429, 503}]
    if not later:
        raise NotApplicable("no answer was 429 or 503")
    for answer in later:
        seen.judged(where=str(answer.status))
        stated = answer.object.get("retryAfterSeconds")
        header = http_fields.seconds(answer.headers.get("Retry-After"))
        if not isinstance(stated, int) or isinstance(stated, bool) or stated < 0:
            yield Violation("a number of seconds", repr(stated)[:60], answer, "/retryAfterSeconds")
        elif header is not None and stated != header:
            yield Violation(f"{header}, as Retry-After says", stated, answer, "/retryAfterSeconds")


def _errors_with_body(target: Target) -> list[Exchange]:
    traffic = everywhere.visit(target)
    return [one for one in traffic if one.status >= 400 and one.body and one.method != "HEAD"]


def _problems(target: Target) -> list[Exchange]:
    """Errors whose body is a JSON object: what they say is judged here, that they are one by `members`."""
    return [answer for answer in _errors_with_body(target) if answer.object]


def _unknown_ids(target: Target, collection: str) -> list[str]:
    """Well-formed ids that no record has: an invented one, and near misses of true ones."""
    known = [record["id"] for record in target.sample(collection) if isinstance(record.get("id"), str)]
    turn = target.collections.index(collection)
    near = [f"{id_}-0" for id_ in known[:1]] if turn % 2 == 0 else [f"0{id_}" for id_ in known[-1:]]
    if target.turn(collection) > 1:
        near = []
    if target.turn(collection) == 0 and "query" in target.classes:
        near += [id_.swapcase() for id_ in known[:1]]
    unknown = [_INVENTED, *near]
    return [id_ for id_ in unknown if len(id_) <= _LONGEST_ID and id_ not in known]


def _codes_by_status(target: Target) -> dict[int, set[str]]:
    """The code list of the problems names the status of each."""
    found: dict[int, set[str]] = {}
    for code, entry in target.contract.code_lists["problem-codes"].entries.items():
        for mapping in entry.raw.get("mappings", ()):
            if mapping.get("scheme") == "http-status":
                found.setdefault(int(mapping["code"]), set()).add(code)
    return found


def _single_faults(target: Target, operation: Operation) -> Iterator[Fault]:
    """One fault of each kind alone in its request, of three kinds by turns."""
    turn = target.turn(str(operation.collection))
    if not target.one_of_two(str(operation.collection)):
        return
    yield Fault("limit", ("0",), "invalid-parameter")
    if turn == 0:
        yield Fault("noSuchParameter", ("1",), "unknown-parameter")
    coded = [one for one in asked_parameters(operation) if one.repeated and one.code_list]
    if coded and turn == 0:
        yield Fault(coded[0].name, ("no-such-code",), "invalid-parameter")
    else:
        yield Fault("limit", ("5", "5"), "repeated-parameter")


def _choices(target: Target, parameter: Parameter) -> tuple[frozenset[str], frozenset[str]]:
    """What a parameter accepts if it knows only certain values, and which of these must be listed.

    Codes out of use are still understood, but who asks need not be told of them.
    """
    if "enum" in parameter.schema:
        values = frozenset(map(str, parameter.schema["enum"]))
        return values, values
    listed = target.contract.code_lists.get(parameter.code_list or "")
    if listed is None or listed.scheme != "own":
        return frozenset(), frozenset()
    current = {code for code, entry in listed.entries.items() if not entry.legacy}
    return frozenset(listed.entries), frozenset(current)


def _lists_choices(target: Target, seen: Seen, answer: Exchange, parameter: Parameter) -> Iterator[Violation]:
    known, wanted = _choices(target, parameter)
    for place, error in enumerate(errors(answer)):
        if error.get("parameter") == parameter.name:
            allowed = error.get("allowed")
            found = {str(one) for one in allowed} if isinstance(allowed, list) else set()
            wrong = {one for one in found - known if not one.startswith("x-")}
            seen.judged()
            if not wanted <= found or wrong:
                missing = ", ".join(sorted(wanted - found)[:5]) or "none"
                more = ", ".join(sorted(wrong)[:5]) or "none"
                actual = f"missing: {missing}; too many: {more}"
                yield Violation(
                    f"all {len(wanted)} values of {parameter.name}",
                    actual,
                    answer,
                    f"/errors/{place}/allowed",
                )
            return


def _judged_path(target: Target, operation: Operation) -> str:
    if operation.kind in {"description", "code-lists"}:
        return operation.path
    if operation.kind not in {"list", "item"}:
        return ""
    demand_entry(target)
    if operation.kind == "list":
        return operation.path
    return target.items(str(operation.collection), 1)[0][1].url.removeprefix(target.base)
