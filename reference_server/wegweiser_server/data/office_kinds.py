"""Kinds of offices: what such an office is called, who runs it, how far it reaches, who lists it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from .dice import Weighted


@dataclass(frozen=True, slots=True)
class Kind:
    code: str
    weight: float
    word: str
    topic: str
    mailbox: str
    branch: str
    source: str
    reach: tuple[int, ...]  # digits of the AGS prefixes it serves
    unbounded: float  # how often no area is laid down


def _navi(code: str, weight: float, word: str, reach: tuple[int, ...], unbounded: float) -> Kind:
    return Kind(code, weight, word, "beratung", "beratung", "welfare", "bamf-navi", reach, unbounded)


def _authority(code: str, weight: float, word: str, reach: tuple[int, ...], source: str) -> Kind:
    return Kind(code, weight, word, "behoerden", "service", "authority", source, reach, 0.1)


def _courses(code: str, weight: float, word: str) -> Kind:
    return Kind(code, weight, word, "kurstraeger", "anmeldung", "language", "bamf-navi", (8,), 0.8)


KINDS = (
    _navi("mbe", 30, "Migrationsberatung", (5, 8), 0.6),
    _navi("jmd", 12, "Jugendmigrationsdienst", (5, 8), 0.5),
    _navi("return-counselling", 4, "Rückkehrberatung", (2, 3), 0.3),
    _navi("recognition-counselling", 5, "Anerkennungsberatung", (2, 3), 0.2),
    _navi("asylum-procedure-counselling", 6, "Asylverfahrensberatung", (3, 5), 0.4),
    _authority("foreigners-authority", 12, "Ausländerbehörde", (5, 8), "bamf-navi"),
    _authority("bamf-regional-office", 3, "Regionalstelle", (2, 3), "bamf-navi"),
    _authority("integration-coordination", 3, "Regionalkoordination", (2, 3), "bamf-navi"),
    _courses("integration-course-provider", 8, "Kursträger"),
    _courses("integration-course-site", 8, "Kursort"),
    _courses("test-centre", 4, "Prüfstelle"),
    _authority("employment-agency", 6, "Agentur für Arbeit", (5,), "ba-offices"),
    _authority("employment-agency-branch", 6, "Geschäftsstelle", (8,), "ba-offices"),
    _authority("jobcenter-joint", 8, "Jobcenter", (5,), "ba-offices"),
    _authority("jobcenter-municipal", 3, "Jobcenter der Stadt", (8,), "ba-offices"),
    _authority("family-benefits-office", 3, "Familienkasse", (2, 3), "ba-offices"),
    _authority("career-information-centre", 4, "Berufsinformationszentrum", (5,), "ba-offices"),
    _authority("regional-directorate", 1, "Regionaldirektion", (2,), "ba-offices"),
    _authority("youth-employment-agency", 3, "Jugendberufsagentur", (5, 8), "ba-offices"),
    _authority("employer-service", 3, "Arbeitgeber-Service", (5,), "ba-offices"),
)


@cache
def kinds_by_frequency() -> Weighted[Kind]:
    return Weighted([(kind, kind.weight) for kind in KINDS])
