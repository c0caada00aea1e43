"""The words of the reports, one table per language. Sentences and advice come from the requirements."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wegweiser_conformance.model import Level, Status
from wegweiser_conformance.verdict import Verdict

if TYPE_CHECKING:
    from collections.abc import Mapping

LANGUAGES = ("en", "de")

_LEVELS: Mapping[str, Mapping[Level, str]] = {
    "en": {level: level.value for level in Level},
    "de": {Level.MUST: "MUSS", Level.SHOULD: "SOLLTE", Level.MAY: "KANN"},
}

_STATUSES: Mapping[str, Mapping[Status, str]] = {
    "en": {
        Status.PASSED: "passed",
        Status.FAILED: "failed",
        Status.WARNING: "warning",
        Status.NOTE: "note",
        Status.SUSPECTED: "suspected",
        Status.NOT_TESTED: "not tested",
        Status.NOT_APPLICABLE: "not applicable",
        Status.WAIVED: "waived",
        Status.ERROR: "fault of the suite",
    },
    "de": {
        Status.PASSED: "bestanden",
        Status.FAILED: "nicht bestanden",
        Status.WARNING: "Warnung",
        Status.NOTE: "Hinweis",
        Status.SUSPECTED: "Verdacht",
        Status.NOT_TESTED: "nicht geprüft",
        Status.NOT_APPLICABLE: "nicht anwendbar",
        Status.WAIVED: "ausgenommen",
        Status.ERROR: "Fehler der Prüfsuite",
    },
}

_VERDICTS: Mapping[str, Mapping[Verdict, str]] = {
    "en": {
        Verdict.CONFORMANT: "conformant",
        Verdict.CONFORMANT_WITH_WAIVERS: "conformant with waivers",
        Verdict.NOT_CONFORMANT: "not conformant",
        Verdict.NOT_FULLY_CHECKED: "not fully checked",
        Verdict.SUITE_FAULT: "fault of the suite",
    },
    "de": {
        Verdict.CONFORMANT: "konform",
        Verdict.CONFORMANT_WITH_WAIVERS: "konform mit Ausnahmen",
        Verdict.NOT_CONFORMANT: "nicht konform",
        Verdict.NOT_FULLY_CHECKED: "nicht vollständig geprüft",
        Verdict.SUITE_FAULT: "Fehler der Prüfsuite",
    },
}

_MEANINGS: Mapping[str, Mapping[Verdict, str]] = {
    "en": {
        Verdict.CONFORMANT: "Every MUST of the claimed classes that was judged is kept.",
        Verdict.CONFORMANT_WITH_WAIVERS: "Every MUST is kept or was waived with a reason.",
        Verdict.NOT_CONFORMANT: "At least one MUST is broken; the findings below say what to change.",
        Verdict.NOT_FULLY_CHECKED: "Nothing seen is broken, but not every MUST could be judged.",
        Verdict.SUITE_FAULT: "The suite itself failed; this says nothing about the server. Please report it.",
    },
    "de": {
        Verdict.CONFORMANT: "Jedes geprüfte MUSS der beanspruchten Klassen ist eingehalten.",
        Verdict.CONFORMANT_WITH_WAIVERS: "Jedes MUSS ist eingehalten oder mit Begründung ausgenommen.",
        Verdict.NOT_CONFORMANT: "Mindestens ein MUSS ist verletzt; die Befunde sagen, was zu ändern ist.",
        Verdict.NOT_FULLY_CHECKED: "Soweit geprüft, ist nichts verletzt, aber nicht jedes MUSS war prüfbar.",
        Verdict.SUITE_FAULT: "Die Prüfsuite selbst ist gescheitert; über den Server sagt das nichts.",
    },
}

_TEXTS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "title": "Conformance report",
        "target": "Judged",
        "publisher": "Publisher",
        "contract": "Contract",
        "suite": "Suite",
        "time": "Time",
        "seed": "Seed",
        "requests": "Requests",
        "duration": "Duration",
        "seconds": "s",
        "classes": "Classes",
        "class": "Class",
        "verdict": "Verdict",
        "requirement": "Requirement",
        "level": "Level",
        "status": "Status",
        "reason": "Reason",
        "findings": "Findings",
        "no_findings": "No findings.",
        "expected": "Expected",
        "found": "Found",
        "place": "In the answer",
        "where": "At",
        "request": "Request",
        "mend": "What to change",
        "answer": "The answer",
        "traffic": "All requests",
        "every": "Every requirement",
        "all": "all",
        "show": "Show",
        "compared": "Compared",
        "unread": "Not judged there",
        "size": "Bytes",
        "pending": "Not yet checked by this version of the suite",
        "only": "Only these requirements were judged",
        "scope": "Classes taken from",
        "declared": "the service description (conformsTo)",
        "given": "the command line (--classes)",
        "observed": "what answers, since no readable conformsTo was found",
        "contract_place": "In the contract",
        "demands": "Demands served",
    },
    "de": {
        "title": "Prüfbericht",
        "target": "Geprüft",
        "publisher": "Anbieter",
        "contract": "Vertrag",
        "suite": "Prüfsuite",
        "time": "Zeitpunkt",
        "seed": "Startwert",
        "requests": "Anfragen",
        "duration": "Dauer",
        "seconds": "s",
        "classes": "Klassen",
        "class": "Klasse",
        "verdict": "Ergebnis",
        "requirement": "Anforderung",
        "level": "Stufe",
        "status": "Status",
        "reason": "Begründung",
        "findings": "Befunde",
        "no_findings": "Keine Befunde.",
        "expected": "Erwartet",
        "found": "Gefunden",
        "place": "In der Antwort",
        "where": "Bei",
        "request": "Anfrage",
        "mend": "Was zu ändern ist",
        "answer": "Die Antwort",
        "traffic": "Alle Anfragen",
        "every": "Alle Anforderungen",
        "all": "alle",
        "show": "Zeigen",
        "compared": "Verglichen",
        "unread": "Dort nicht beurteilt",
        "size": "Bytes",
        "pending": "Von dieser Fassung der Prüfsuite noch nicht geprüft",
        "only": "Nur diese Anforderungen wurden geprüft",
        "scope": "Klassen entnommen aus",
        "declared": "der Dienstbeschreibung (conformsTo)",
        "given": "dem Aufruf (--classes)",
        "observed": "dem, was antwortet, da kein lesbares conformsTo gefunden wurde",
        "contract_place": "Im Vertrag",
        "demands": "Dient den Forderungen",
    },
}


class Words:
    """The words of one language."""

    def __init__(self, lang: str) -> None:
        self.lang = lang if lang in LANGUAGES else "en"

    def __getitem__(self, name: str) -> str:
        return _TEXTS[self.lang][name]

    def level(self, level: Level) -> str:
        return _LEVELS[self.lang][level]

    def status(self, status: Status) -> str:
        return _STATUSES[self.lang][status]

    def verdict(self, verdict: Verdict) -> str:
        return _VERDICTS[self.lang][verdict]

    def meaning(self, verdict: Verdict) -> str:
        return _MEANINGS[self.lang][verdict]
