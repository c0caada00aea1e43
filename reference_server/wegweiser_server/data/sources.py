"""Who publishes the sample data, and the sources that its records name: all invented, all on `.example`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

JOBS_HOST = "jobs.agency.example"
COURSES_HOST = "courses.agency.example"
NAVI_HOST = "navi.agency.example"
OFFICES_HOST = "offices.agency.example"
DETAIL_HOSTS = (COURSES_HOST, JOBS_HOST, NAVI_HOST, OFFICES_HOST)


@dataclass(frozen=True, slots=True)
class Source:
    id: str
    name: str
    website: str
    collections: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Licence:
    id: str
    name: str
    url: str


SOURCES = (
    Source("ba-jobs", "Jobbörse (Beispieldaten)", f"https://{JOBS_HOST}", ("jobs",)),
    Source(
        "ba-kursnet", "KURSNET (Beispieldaten)", f"https://{COURSES_HOST}", ("courses", "course-sessions")
    ),
    Source("bamf-navi", "BAMF-NAvI (Beispieldaten)", f"https://{NAVI_HOST}", ("course-sessions", "offices")),
    Source("ba-offices", "Dienststellensuche (Beispieldaten)", f"https://{OFFICES_HOST}", ("offices",)),
)
LICENCE = Licence(
    "CC-BY-4.0",
    "Creative Commons Attribution 4.0 International",
    "https://creativecommons.org/licenses/by/4.0/",
)

PUBLISHER = {
    "name": "Muster-Agentur (Referenzserver mit erfundenen Daten)",
    "website": "https://www.agency.example",
}

# Functional contacts; numbers from the range that is kept free for fiction.
CONTACTS = (
    {
        "role": "technical",
        "unit": "Fachstelle Schnittstellen",
        "email": "schnittstelle@agency.example",
        "telephone": "+493023125100",
    },
    {
        "role": "legal",
        "unit": "Fachstelle Recht und Datenschutz",
        "email": "datenschutz@agency.example",
        "telephone": "+493023125200",
    },
    {"role": "general", "unit": "Servicestelle", "url": "https://www.agency.example/kontakt"},
)

COVERAGE: Mapping[str, Mapping[str, str]] = {
    "jobs": {
        "de": "Erfundene Stellen in kreisfreien Städten; Anzeigentexte und Ansprechpersonen fehlen.",
        "en": "Invented jobs in independent towns; advert texts and contact persons are left out.",
    },
    "course-sessions": {
        "de": "Erfundene Termine von Integrations-, Sprach- und weiteren Kursen; Lehrkräfte fehlen.",
        "en": "Invented sessions of integration, language and other courses; teachers are left out.",
    },
    "courses": {
        "de": "Erfundene Angebote, soweit die Quelle Angebote kennt; BAMF-NAvI kennt nur Termine.",
        "en": "Invented offers as far as the source knows offers; BAMF-NAvI knows sessions only.",
    },
    "offices": {
        "de": "Erfundene Beratungsstellen und Behörden; geschützte Orte werden nie veröffentlicht.",
        "en": "Invented counselling offices and authorities; protected places are never published.",
    },
}
