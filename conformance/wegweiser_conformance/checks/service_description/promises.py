"""Who can be reached, which limits hold, how a key is had, and when all this ends."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from wegweiser_conformance import everywhere, expect, http_fields
from wegweiser_conformance.checks.service_description.group import GROUP
from wegweiser_conformance.checks.service_description.reading import (
    described,
    entries,
    filled_text,
    number,
    told,
)
from wegweiser_conformance.entry import KEYED, schemes
from wegweiser_conformance.model import NotApplicable, NotTested, Violation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wegweiser_conformance.model import Seen
    from wegweiser_conformance.target import Target

check = GROUP.check
_WAYS_TO_REACH = ("url", "email", "telephone")
_UTC = ZoneInfo("UTC")


@check("service-description/contacts-technical-and-legal")
def contacts_technical_and_legal(target: Target, seen: Seen) -> Iterator[Violation]:
    answer = described(target)
    for role in ("technical", "legal"):
        named = [entry for _, entry in entries(answer, "contacts") if entry.get("role") == role]
        reached = [name for entry in named for name in _WAYS_TO_REACH if filled_text(entry.get(name))]
        seen.judged()
        if not reached:
            found = "an entry without page, mailbox and telephone" if named else "no such entry"
            yield Violation(f"a {role} unit and a way to reach it", found, answer, "/contacts")


@check("service-description/limits-sane")
def limits_sane(target: Target, seen: Seen) -> Iterator[Violation]:
    answer = described(target)
    limits = expect.at(answer.object, "/limits", {})
    most = number(limits, "maxLimit")
    seen.judged()
    if most is None or not 20 <= most <= 100:
        yield Violation("a number from 20 to 100", told(limits, "maxLimit"), answer, "/limits/maxLimit")
    default = number(limits, "defaultLimit")
    if default is None or not 1 <= default <= min(most or 100, 100):
        expected = f"a number from 1 to {most or 100}"
        yield Violation(expected, told(limits, "defaultLimit"), answer, "/limits/defaultLimit")
    window = number(limits, "maxRecordsPerQuery")
    if "maxRecordsPerQuery" in limits and (window is None or window < 1_000):
        found = told(limits, "maxRecordsPerQuery")
        yield Violation("1000 or more, or left out", found, answer, "/limits/maxRecordsPerQuery")


@check("service-description/quotas-stated")
def quotas_stated(target: Target, seen: Seen) -> Iterator[Violation]:
    refused = [answer for answer in everywhere.visit(target) if answer.status == 429]
    if not refused:
        raise NotApplicable("no answer was 429")
    quotas = expect.at(target.description, "/limits/quotas")
    seen.judged()
    whole = [one for one in quotas if isinstance(one, dict)] if isinstance(quotas, list) else []
    if not whole or not all(number(one, "requests") and number(one, "seconds") for one in whole):
        yield Violation("the quota in limits.quotas", told(target.description, "limits"), refused[0])


@check("service-description/key-can-be-got")
def key_can_be_got(target: Target, seen: Seen) -> Iterator[Violation]:
    answer = described(target)
    if not schemes(target) & set(KEYED):
        raise NotApplicable("access.schemes names neither api-key nor basic")
    seen.judged()
    told = [expect.at(answer.object, f"/access/{name}") for name in ("registrationUrl", "instructions/value")]
    if not any(filled_text(one) for one in told):
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
        yield Violation(f"{earliest.isoformat()} or later", found, described(target), "/deprecation/sunsetAt")


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
