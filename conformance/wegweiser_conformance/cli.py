"""`wegweiser check`: from a command line to an exit code."""

from __future__ import annotations

import os
import sys
import time
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from wegweiser_conformance import (
    contact,
    credentials,
    earlier,
    following,
    known,
    plan,
    recording,
    report,
    runner,
    schema_driven,
)
from wegweiser_conformance.address import AddressError, base_url
from wegweiser_conformance.checks import every_check
from wegweiser_conformance.client import EVERY_METHOD, READING_METHODS, Client, is_loopback
from wegweiser_conformance.configuration import ConfigurationError
from wegweiser_conformance.explain import explain
from wegweiser_conformance.judging import location_of
from wegweiser_conformance.known import KnownError
from wegweiser_conformance.masking import Mask
from wegweiser_conformance.model import Status
from wegweiser_conformance.options import BadArguments, parse, seed_of
from wegweiser_conformance.outputs import OutputError, outputs_of
from wegweiser_conformance.pace import Pace
from wegweiser_conformance.phrases import phrases
from wegweiser_conformance.preview import softened
from wegweiser_conformance.registry import UnknownRequirement, choose
from wegweiser_conformance.reporters.console import Console
from wegweiser_conformance.second_look import second_look
from wegweiser_conformance.verdict import INTERRUPTED, NOT_CHECKABLE
from wegweiser_conformance.waivers import WaiverError, complaints, waived
from wegweiser_conformance.wording import LANGUAGES, Words
from wegweiser_contract import ContractError, load_contract

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from wegweiser_conformance.model import Result
    from wegweiser_conformance.recording import Recording
    from wegweiser_conformance.report import Report
    from wegweiser_conformance.target import Target

SUITE_FAULT = 4
_POLITE_RATE = 5.0
USERS_FAULTS = (
    AddressError,
    BadArguments,
    ContractError,
    OutputError,
    UnknownRequirement,
    contact.NoSuchInterface,
    ConfigurationError,
    KnownError,
    WaiverError,
    earlier.EarlierError,
    recording.RecordingError,
    credentials.CredentialError,
)

__all__ = ["check", "explain"]


def check(argv: list[str]) -> int:
    """Judge one server; every way this can end has its own exit code and one clear message."""
    try:
        return _check(parse(argv))
    except USERS_FAULTS as fault:
        return _complain(_in_language(str(fault), argv), NOT_CHECKABLE)
    except KeyboardInterrupt as interrupt:
        return _complain(f"interrupted {interrupt}".strip(), INTERRUPTED)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return _complain("the output was closed before the report was written", NOT_CHECKABLE)
    except Exception as fault:
        place = location_of(fault)
        return _complain(
            f"fault of the suite, please report it: {type(fault).__name__}: {fault} ({place})", SUITE_FAULT
        )


def _check(options: argparse.Namespace) -> int:
    if options.plan and not options.replay:
        return _tell_plan(options)
    outputs = outputs_of(options)
    outputs.prove()
    console = Console(outputs.console, Words(options.lang), options.quiet, options.verbose)
    told = judged(options, console)
    console.end(told)
    written = outputs.write(told)
    for name in [] if options.quiet else written:
        console.say(name)
    return told.exit_code


def _tell_plan(options: argparse.Namespace) -> int:
    with _meeting(options) as target:
        chosen = choose(options.only, target.contract.requirements)
        requirements = [target.contract.requirements[name] for name in chosen]
        for line in plan.told(target, requirements):
            print(line)
    return 0


def judged(options: argparse.Namespace, console: Console) -> Report:
    """One run, told; what hinders it is one of `USERS_FAULTS`."""
    if options.replay:
        return _judged_again(options, console)
    with _meeting(options) as target:
        return _judge(target, options, console)


@contextmanager
def _meeting(options: argparse.Namespace) -> Iterator[Target]:
    """The server of the command line, asked for its description."""
    base = base_url(options.url)
    classes = _known_classes(options.classes)
    choose(options.only, load_contract().requirements)
    before = earlier.read(options.compare) if options.compare else None
    client = _client(base, options)
    try:
        yield contact.meet(client, classes, seed_of(options), before, options.known)
    finally:
        client.close()


def _judged_again(options: argparse.Namespace, console: Console) -> Report:
    """The recorded run, with the same choices and the same claims."""
    recorded = recording.read(options.replay)
    options.deep = recorded.deep
    client = recording.replaying(recorded, pace=Pace(most=recorded.budget, sleep=lambda _: None))
    try:
        target = contact.meet(client, recorded.classes, recorded.seed, known=recorded.known)
        return _judge(target, options, console, recorded)
    finally:
        client.close()


def _judge(
    target: Target, options: argparse.Namespace, console: Console, recorded: Recording | None = None
) -> Report:
    begun, moment = time.monotonic(), _moment(recorded)
    chosen = choose(options.only, target.contract.requirements)
    requirements = {
        one: requirement for one, requirement in target.contract.requirements.items() if one in chosen
    }
    checks = [one for one in every_check() if one.requirement_id in chosen]
    if options.follow_links and not recorded:
        checks.append(following.check())
    console.begin(target.base, target.contract.version, ", ".join(sorted(target.classes)))
    if options.deep:
        schema_driven.go_deep(target)
    known.open_all(target)
    counted = iter(range(1, len(requirements) + 1))
    results: list[Result] = []
    try:
        for result in runner.run(
            checks, requirements, target, lambda one: console.progress(next(counted), len(requirements), one)
        ):
            results.append(result)
            if options.fail_fast and result.status is Status.FAILED:
                break
    except KeyboardInterrupt:
        failed = sum(result.status == "failed" for result in results)
        raise KeyboardInterrupt(
            f"after {len(results)} of {len(requirements)} requirements ({failed} failed); no report written"
        ) from None
    results = list(second_look(target, results))
    if recorded:
        results = recording.as_judged(results, recorded)
    if options.record:
        recording.write(
            options.record,
            target.client,
            results,
            seed=target.seed,
            time=moment.isoformat(timespec="seconds"),
            classes=options.classes,
            deep=options.deep,
            known=target.known,
        )
    results = waived(softened(results), options.waivers, moment.date(), target.client.mask.clean)
    run = report.Circumstances(
        time=moment.isoformat(timespec="seconds"),
        seed=target.seed,
        lang=options.lang,
        seconds=round(time.monotonic() - begun, 3),
        only=tuple(options.only),
    )
    stale = [*complaints(results, options.waivers, moment.date()), *known.complaints(target)]
    return report.build(target, results, runner.pending(checks, requirements, results), run, stale)


def _moment(recorded: Recording | None) -> datetime:
    return datetime.fromisoformat(recorded.time) if recorded else datetime.now(UTC)


def _client(base: str, options: argparse.Namespace) -> Client:
    mask = Mask()
    rate = options.rate if options.rate is not None else (0.0 if is_loopback(base) else _POLITE_RATE)
    try:
        return Client(
            base,
            credential=credentials.find(os.environ, options.key_file, mask),
            mask=mask,
            pace=Pace(rate=rate, most=options.max_requests),
            time_limit=options.timeout,
            ca_bundle=options.ca_bundle,
            methods=EVERY_METHOD if options.sandbox else READING_METHODS,
        )
    except OSError as error:
        raise OutputError(f"the certificates {options.ca_bundle} cannot be read: {error}") from None


def _known_classes(names: list[str] | None) -> list[str] | None:
    known = load_contract().document["x-classes"]
    unknown = [name for name in names or () if name not in known]
    if unknown:
        raise BadArguments(
            f"no conformance class is called {', '.join(unknown)}; there are {', '.join(known)}"
        )
    return names


def _in_language(message: str, argv: list[str]) -> str:
    """As `--lang` asks, whatever else is wrong with the arguments; what the catalogue lacks stays English."""
    asked = " ".join(argv).replace("--lang=", "--lang ").partition("--lang ")[2].partition(" ")[0]
    return phrases(asked).find(message) or message if asked in LANGUAGES else message


def _complain(message: str, code: int) -> int:
    print(f"wegweiser check: {message}", file=sys.stderr)
    return code
