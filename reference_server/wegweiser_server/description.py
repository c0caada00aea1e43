"""The service description: what this server is, from its settings, its data and the contract as claimed."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from .access.gate import SCHEMES
from .data.sources import CONTACTS, COVERAGE, LICENCE, PUBLISHER, SOURCES

if TYPE_CHECKING:
    from .data.sources import Source
    from .representation.languages import Preference
    from .service import Service

TERMS = f"{PUBLISHER['website']}/nutzungsbedingungen"
ATTRIBUTION = {
    "de": "Quelle: Referenzserver von Wegweiser, erfundene Daten",
    "en": "Source: reference server of Wegweiser, invented data",
}
REQUEST_DATA = {
    "de": "Gespeichert werden Zeit, Art, Status und Dauer der Anfrage; kein Suchtext, kein Schlüssel.",
    "en": "Kept are time, kind, status and duration of the request; no search text, no key.",
}
KEYS = {
    "de": "Schlüssel vergibt, wer diesen Referenzserver betreibt, an Organisationen, nie an Personen.",
    "en": "Whoever runs this reference server gives keys to organisations, never to persons.",
}


def description(service: Service, preference: Preference) -> dict[str, Any]:
    settings, sources = service.settings, _sources(service)
    document: dict[str, Any] = {
        "contractVersion": service.contract.version,
        "contractUrl": f"{settings.public_url}/openapi.yaml",
        "documentationUrl": f"{settings.public_url}/docs",
        "publisher": PUBLISHER,
        "contacts": list(CONTACTS),
        "conformsTo": list(settings.classes),
        "languages": list(service.languages),
        "detailHosts": sorted({urlsplit(source.website).hostname or "" for source in sources}),
        "access": _access(service, preference),
    }
    if settings.claims("query"):
        document["limits"] = _limits(service)
    document["collections"] = [_collection(service, name, preference) for name in service.collections]
    document["sources"] = [_source(service, source) for source in sources]
    document["requestData"] = _request_data(preference)
    if settings.ending:
        document["deprecation"] = _deprecation(service)
    return document | {"sandbox": True}


def _text(versions: dict[str, str], preference: Preference) -> dict[str, str]:
    lang = preference.of(versions) or "de"
    return {"value": versions[lang], "lang": lang, "origin": "source" if lang == "de" else "human"}


def _access(service: Service, preference: Preference) -> dict[str, Any]:
    access: dict[str, Any] = {"schemes": [SCHEMES[name] for name in service.settings.access]}
    if access["schemes"] != ["anonymous"]:
        access["instructions"] = _text(KEYS, preference)
    return access


def _limits(service: Service) -> dict[str, Any]:
    settings = service.settings
    limits: dict[str, Any] = {"defaultLimit": settings.default_limit, "maxLimit": settings.max_limit}
    if settings.max_records_per_query:
        limits["maxRecordsPerQuery"] = settings.max_records_per_query
    if settings.quota:
        limits["quotas"] = [{"requests": settings.quota.requests, "seconds": settings.quota.seconds}]
    return limits


def _collection(service: Service, name: str, preference: Preference) -> dict[str, Any]:
    (operation,) = (o for o in service.contract.operations if o.kind == "list" and o.collection == name)
    return {
        "id": name,
        "total": service.store.total(name, service.settings.today()),
        "updatedAt": _updated_at(service, [name]),
        "parameters": list(service.readers[operation.operation_id].names),
        "coverage": _text(dict(COVERAGE[name]), preference),
        "usage": {
            "termsUrl": TERMS,
            "nonProfitOnly": False,
            "storage": "allowed",
            "mayTranslate": True,
            "attribution": _text(ATTRIBUTION, preference),
        },
    }


def _sources(service: Service) -> list[Source]:
    return [source for source in SOURCES if set(source.collections) & set(service.collections)]


def _source(service: Service, source: Source) -> dict[str, Any]:
    return {
        "id": source.id,
        "name": source.name,
        "website": source.website,
        "licence": {"id": LICENCE.id, "name": LICENCE.name, "url": LICENCE.url},
        "updatedAt": _updated_at(
            service, [name for name in source.collections if name in service.collections]
        ),
    }


def _updated_at(service: Service, collections: list[str]) -> str:
    instants = [service.store.updated_at(name) for name in collections]
    return _instant(
        max((instant for instant in instants if instant), default=datetime(2026, 1, 1, tzinfo=UTC))
    )


def _instant(instant: datetime) -> str:
    return instant.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _request_data(preference: Preference) -> dict[str, Any]:
    kept = ("logsQueryStrings", "logsKeys", "setsCookies", "logsClientAddresses")
    return dict.fromkeys(kept, False) | {"statement": _text(REQUEST_DATA, preference)}


def _deprecation(service: Service) -> dict[str, str]:
    ending = service.settings.ending
    assert ending
    notice = {"deprecatedAt": _instant(ending.deprecated_at)}
    if ending.sunset_at:
        notice["sunsetAt"] = _instant(ending.sunset_at)
    if ending.successor_url:
        notice["successorUrl"] = ending.successor_url
    return notice
