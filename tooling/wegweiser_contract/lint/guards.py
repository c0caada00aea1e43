"""Personal data: every property says that it holds none, or who keeps it out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wegweiser_contract.lint.rules import Fault, house_rule, last_key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wegweiser_contract.lint.subject import Subject

_GUARDED_NAMES = {"street", "lat", "lon", "email", "telephone", "detailUrl", "sourceRecordId"}


@house_rule("guards/stated")
def stated(subject: Subject) -> Iterator[Fault]:
    """`x-personal-data` is `none`, or `guarded` with the id of the requirement that keeps persons out."""
    known = {requirement.get("id") for _, requirement in subject.requirements()}
    for pointer, schema in subject.properties():
        guard = schema.get("x-personal-data")
        if guard == "none":
            continue
        if not isinstance(guard, dict) or list(guard) != ["guarded"]:
            yield Fault(pointer, f"x-personal-data is {guard!r}", "none, or {guarded: <requirement>}")
        elif guard["guarded"] not in known:
            yield Fault(
                pointer, f"no requirement is called {guard['guarded']!r}", "the id of an existing one"
            )


@house_rule("guards/never-unguarded")
def never_unguarded(subject: Subject) -> Iterator[Fault]:
    """What may lead to a person in a record or a contact is guarded: street, mailbox, numbers, links."""
    for pointer, schema in subject.properties_of_single_things():
        name = last_key(pointer)
        if name in _GUARDED_NAMES and schema.get("x-personal-data") == "none":
            yield Fault(pointer, f"{name!r} is called free of personal data", "{guarded: <requirement>}")
