"""Other descriptions: less, more, or other terms."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ..settings import Quota
from .editing import edit_description
from .model import Variant
from .registry import add, setting

if TYPE_CHECKING:
    from ..settings import Settings

OPTIONAL = "Schema `ServiceDescription`: what is not required may be left out."
TERMS = "§3: `usage` (nonProfitOnly, storage: none, cache-time, allowed; mayTranslate): the publisher's own."
ORDER = "The contract gives these lists no order."
SOURCE = {
    "id": "archive",
    "name": "Archiv",
    "website": "https://archiv.agency.example",
    "logoUrl": "https://archiv.agency.example/logo.svg",
    "licence": {"name": "Datenlizenz Deutschland Zero 2.0", "url": "https://www.govdata.de/dl-de/zero-2-0"},
    "updatedAt": "2026-01-31T00:00:00Z",
}
CONTACT = {"role": "technical", "unit": "Betrieb", "url": "https://www.agency.example/betrieb"}


def _least(description: dict[str, Any]) -> None:
    for name in ("sandbox", "deprecation"):
        description.pop(name, None)
    description["contacts"] = [one for one in description["contacts"] if one["role"] != "general"]
    for contact in description["contacts"]:
        contact.pop("telephone", None)
    description["requestData"].pop("statement", None)
    for source in description["sources"]:
        source["licence"].pop("id", None)
    for collection in description["collections"]:
        collection["usage"].pop("attribution", None)


def _most(description: dict[str, Any]) -> None:
    description["contacts"].append(CONTACT)
    description["sources"].append(SOURCE)
    description["detailHosts"].extend(["archiv.agency.example", "www.agency.example"])
    description["access"]["registrationUrl"] = "https://www.agency.example/schluessel"
    description["requestData"]["retentionDays"] = 7
    description["requestData"]["logsClientAddresses"] = True


def _strict_terms(description: dict[str, Any]) -> None:
    for collection in description["collections"]:
        collection["usage"].update(nonProfitOnly=True, storage="none", mayTranslate=False)


def _turned(description: dict[str, Any]) -> None:
    for name in ("conformsTo", "collections", "sources", "contacts", "detailHosts"):
        description[name].reverse()
    for collection in description["collections"]:
        collection["parameters"].reverse()


edit_description("description/least", OPTIONAL, "everything optional is left out", _least)
edit_description("description/most", OPTIONAL, "more contacts, sources and hosts than records need", _most)
edit_description("description/strict-terms", TERMS, "only for non-profits, nothing stored", _strict_terms)
edit_description("description/other-order", ORDER, "its lists come in the opposite order", _turned)


def _own_version(description: dict[str, Any]) -> None:
    moment = "2026-11-22T04:05:06.789+01:00"
    for collection in description["collections"]:
        collection["updatedAt"] = moment


edit_description(
    "description/import-times",
    "§3: `collections` … `updatedAt`: when the collection was renewed, not a record of it.",
    "collections tell when they were imported last",
    _own_version,
)
setting(
    "description/behind-a-relay",
    "§4 query: base path: whatever precedes `/jobs`; relays may change it.",
    "a relay lends another host and path, which only the documents' addresses show",
    base_path="/relay/bund/wegweiser.v1",
    public_url="https://relay.example/open-data",
)
setting(
    "description/at-the-root",
    "§4 query: base path: whatever precedes `/jobs`, also nothing.",
    "the base path is the root of the host",
    base_path="",
)


def _quota(given: Settings) -> Settings:
    return replace(given, quota=Quota(100_000, 60))


add(
    Variant(
        id="description/quota",
        permits="R3 and §4 live: quotas are part of the contract; RateLimit fields MAY.",
        says="a quota that nobody reaches, with RateLimit fields",
        settings=_quota,
    )
)
