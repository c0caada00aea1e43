"""Mutants that break no requirement: what they do, the contract leaves to the publisher.

Derived by rule from the parts of an id (`family/subject:how`), so that each reason stands once. Whoever finds
the suite killing one of these has found a false accusation, or a wrong reason.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from tests.matrix import properties

from wegweiser_contract import load_contract

if TYPE_CHECKING:
    from collections.abc import Mapping

_NOT_DEMANDED = "no requirement demands {name} {where}"
_FREE = "no requirement says what {name} must be {where}"
_WHERE = {
    "on-items": "of items",
    "on-code-lists": "of code lists, which are the same in every language",
    "on-the-description": "of the description, which is the same in every language",
    "on-errors": "of errors",
    "on-304": "of a 304",
}
_NOWHERE = frozenset(
    {
        "everywhere",
        "on-lists",
        "on-later-pages",
        "on-items",
        "on-code-lists",
        "on-the-description",
        "on-errors",
        "on-304",
        "in-english",
        "in-a-tenth",
    }
)
# Where a header may be missing, and where it may be another one.
_MAY_LACK: Mapping[str, frozenset[str]] = {
    "Content-Type": frozenset({"on-304"}),
    "Content-Language": frozenset({"on-code-lists", "on-the-description", "on-304"}),
    "Cache-Control": frozenset({"on-errors"}),
    "Vary": frozenset({"on-code-lists", "on-the-description"}),
    "ETag": frozenset({"on-errors", "on-304"}),
    "Access-Control-Expose-Headers": _NOWHERE,
}
_MAY_DIFFER: Mapping[str, frozenset[str]] = {
    **_MAY_LACK,
    "Cache-Control": frozenset({"on-errors", "on-items", "on-code-lists", "on-the-description"}),
    "ETag": frozenset({"on-errors", "on-304", "on-code-lists", "on-the-description"}),
}


# What of the contract's documents is the publisher's own: another value is another publisher, not a fault.
_OWN_VALUES: Mapping[str, frozenset[str]] = {
    "description": frozenset(
        {
            "contractUrl",
            "documentationUrl",
            "publisher.name",
            "publisher.website",
            "contacts[].unit",
            "contacts[].url",
            "contacts[].email",
            "contacts[].telephone",
            "access.registrationUrl",
            "limits.quotas[].requests",
            "limits.quotas[].seconds",
            "collections[].updatedAt",
            "sources[].name",
            "sources[].website",
            "sources[].logoUrl",
            "sources[].updatedAt",
            "sandbox",
        }
    ),
    "code-list": frozenset(
        {
            "officialTitle",
            "version",
            "source.name",
            "source.url",
            "codes[].legalBasis",
            "codes[].description",
            "codes[].mappings",
        }
    ),
    "code-lists": frozenset({"items[].officialTitle"}),
    "problem": frozenset({"title", "detail", "errors[].detail"}),
    "place": frozenset({"label"}),
    "page": frozenset({"dataVersion"}),
}
_OWN_PARTS: Mapping[str, tuple[str, ...]] = {
    "description": (
        "access.instructions.",
        "requestData.",
        "collections[].usage.",
        "collections[].coverage.",
        "sources[].licence.",
    ),
    "code-list": ("title[].", "codes[].labels[].", "codes[].description[].", "codes[].mappings[]."),
    "code-lists": ("items[].title[].",),
}
# What an open server without quotas has no reason to state: there is nothing to be made wrong.
NOT_STATED = (
    "access.registrationUrl",
    "access.instructions",
    "limits.maxRecordsPerQuery",
    "limits.quotas",
    "sources[].logoUrl",
    "requestData.retentionDays",
    "deprecation.",
)
_NAMES = frozenset({"name", "town", "street"})
_WORDS = _NAMES | {"label", "value", "origin"}


def why(mutant: str) -> str:
    """The reason why it is no wrong server; empty if it is one."""
    family, _, rest = mutant.partition("/")
    subject, _, how = rest.rpartition(":")
    reasons = {
        "headers": _of_header,
        "operations": _of_operation,
        "parameters": _of_parameter,
        "properties": _of_property,
    }
    return reasons[family](subject, how) if family in reasons else ""


def _of_header(name: str, how: str) -> str:
    what, _, place = how.partition("-")
    told = _NOT_DEMANDED if what == "dropped" else _FREE
    free = (_MAY_LACK if what == "dropped" else _MAY_DIFFER).get(name, frozenset())
    return told.format(name=name, where=_WHERE.get(place, "on any answer")) if place in free else ""


def _of_operation(_: str, how: str) -> str:
    return "an answer to HEAD has no body anyway" if how == "empty-body-on-head" else ""


def _of_parameter(subject: str, how: str) -> str:
    if subject == "offices?sort" and (how.startswith("ignored") or how in ("first-page-only", "off-by-one")):
        return "of offices every order that can be asked for comes anyway, but for the server's own ranking"
    if how == "ignored-alone" and subject.endswith(("?radiusKm", "?placeless")):
        return "it never stands alone: without a place it is refused"
    alone = subject.endswith("?sort") and how == "ignored-alone"
    return "without words or a centre, no other order can be asked for than comes anyway" if alone else ""


def _of_property(subject: str, how: str) -> str:
    document, _, path = subject.partition("/")
    if document in _OWN_VALUES:
        return _of_document(document, path, how)
    leaf = path.rpartition(".")[2]
    if how == "changed-in-english" and leaf in _WORDS:
        return "words may be others in another language"
    if how == "dropped-in-english" and leaf in _NAMES and not _required(document, path):
        return "names, which need not be given, may be given in one language only"
    return ""


@cache
def _required(collection: str, path: str) -> bool:
    contract = load_contract()
    told = properties.leaves(contract, contract.schema(properties.RECORDS[collection]))
    return any(required for one, _, required in told if one == path)


def _of_document(document: str, path: str, how: str) -> str:
    if document == "description" and path.startswith(NOT_STATED):
        return "the description of the server that is made wrong does not state it"
    if document == "description" and how.endswith("-in-a-tenth-of-answers"):
        caches = path.rpartition(".")[2] in ("total", "updatedAt") and how.startswith("changed")
        return "a cache may hold the addresses with and without slash apart for a while" if caches else ""
    own = path in _OWN_VALUES[document] or path.startswith(_OWN_PARTS.get(document, ()))
    if not own or path.rpartition(".")[2] == "lang" or not how.startswith("changed"):
        return ""
    return f"what the {document} says there is for the publisher to decide"
