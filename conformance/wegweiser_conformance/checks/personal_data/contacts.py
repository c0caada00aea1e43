"""No contact objects, no mail address, no telephone number but in the members made for units."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from wegweiser_conformance import fields, observed, privacy
from wegweiser_conformance.checks.personal_data import scanning
from wegweiser_conformance.checks.personal_data.forbidden import made_for_persons
from wegweiser_conformance.checks.personal_data.group import GROUP
from wegweiser_conformance.model import NotApplicable, NotTested
from wegweiser_conformance.passive import Fault, Tally

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wegweiser_conformance.checks.personal_data.scanning import Spot
    from wegweiser_conformance.model import Finding, Seen
    from wegweiser_conformance.observed import Observed
    from wegweiser_conformance.target import Target

check = GROUP.check
OFFICES = "offices"
_OF_A_CONTACT = re.compile(r"/contacts/\d+/(email|telephone)")
# Members that hold notations, never sentences; numbers of records look like telephone numbers.
_NO_SENTENCES = (
    "id sourceId sourceRecordId courseId dataVersion nextCursor next postcode ags areaServed kldb dkz "
    "isco esco updatedAt publishedAt startDate endDate validThrough validFrom nextStartDate "
    "registrationDeadline asOf assuredAt version contractVersion startTime endTime start end timezone "
    "code pattern allowed"
)


@check("personal-data/no-contact-objects")
def no_contact_objects(target: Target, seen: Seen) -> Iterator[Finding]:
    tally: Tally = Tally()
    counts = dict.fromkeys([*target.collections, ""], 0)
    for body in [*observed.records(target), *observed.bodies(target)]:
        seen.judged(body.times, where=body.collection or "other answers")
        counts[body.collection] = counts.get(body.collection, 0) + body.times
        for pointer, name, value in fields.members(body.value):
            if made_for_persons(name) and not _in_contract(body, pointer):
                _conceal(target, value)
                tally.add(Fault("no member made for persons", f"the member {name[:40]}", pointer), body)
    yield from tally.findings(counts)


def _in_contract(body: Observed, pointer: str) -> bool:
    """`contacts` of the description are units."""
    return not body.collection and pointer == "/contacts"


def _conceal(target: Target, value: Any) -> None:
    for text in scanning.strings(value):
        target.conceal(text)


@check("personal-data/no-mail-outside-functional-fields")
def no_mail_outside(target: Target, seen: Seen) -> Iterator[Finding]:
    yield from scanning.scan(
        target, seen, lambda spot: not _functional(spot, "email"), privacy.mails, "no mail address here"
    )


@check("personal-data/no-telephone-outside-functional-fields")
def no_telephone_outside(target: Target, seen: Seen) -> Iterator[Finding]:
    def chosen(spot: Spot) -> bool:
        sentence = spot.name not in _NO_SENTENCES.split() and not spot.name.endswith("Url")
        return sentence and not _functional(spot, "telephone")

    yield from scanning.scan(target, seen, chosen, privacy.telephones, "no telephone number here")


def _functional(spot: Spot, member: str) -> bool:
    """The `email` and `telephone` of an office, and those of a contact of the description."""
    if spot.body.collection == OFFICES:
        return spot.pointer == f"/{member}"
    found = _OF_A_CONTACT.fullmatch(spot.pointer)
    return not spot.body.collection and found is not None and found[1] == member


@check("personal-data/mailbox-functional")
def mailbox_functional(target: Target, seen: Seen) -> Iterator[Finding]:
    for spot in _in_functional_fields(target, "email"):
        seen.judged(spot.body.times, where=spot.body.collection or "description")
        trace = privacy.mailbox_of_a_person(spot.text)
        if trace is not None:
            yield scanning.finding(target, trace, "a mailbox of a unit", spot.body, spot.pointer)


@check("personal-data/telephone-functional")
def telephone_functional(target: Target, seen: Seen) -> Iterator[Finding]:
    for spot in _in_functional_fields(target, "telephone"):
        seen.judged(spot.body.times, where=spot.body.collection or "description")
        if privacy.is_mobile(spot.text):
            trace = privacy.Trace(spot.text, "a mobile number")
            yield scanning.finding(target, trace, "a landline or service number", spot.body, spot.pointer)


def _in_functional_fields(target: Target, member: str) -> list[Spot]:
    """Where none is seen, all offices are read: then there is none."""
    found = _functional_spots(target, member)
    if found:
        return found
    complete = OFFICES not in target.collections or observed.read_to_its_end(target, OFFICES)
    found = _functional_spots(target, member)
    if not found:
        reason = f"neither a contact nor an office read names its {member}"
        raise NotApplicable(reason) if complete else NotTested(reason)
    return found


def _functional_spots(target: Target, member: str) -> list[Spot]:
    return [spot for _, spots in scanning.texts(target) for spot in spots if _functional(spot, member)]
