"""The words of the reports, one table per language. Sentences and advice come from the requirements."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wegweiser_conformance.model import Level, Status
from wegweiser_conformance.texts import TEXTS
from wegweiser_conformance.verdict import Verdict

if TYPE_CHECKING:
    from collections.abc import Mapping

    from wegweiser_conformance.causes import Cause
    from wegweiser_conformance.hops import Guess
    from wegweiser_conformance.measured import Measured
    from wegweiser_conformance.report import Entry

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


class Words:
    """The words of one language."""

    def __init__(self, lang: str) -> None:
        self.lang = lang if lang in LANGUAGES else "en"

    def __getitem__(self, name: str) -> str:
        return TEXTS[self.lang][name]

    def level(self, level: Level) -> str:
        return _LEVELS[self.lang][level]

    def status(self, status: Status) -> str:
        return _STATUSES[self.lang][status]

    def verdict(self, verdict: Verdict) -> str:
        return _VERDICTS[self.lang][verdict]

    def meaning(self, verdict: Verdict) -> str:
        return _MEANINGS[self.lang][verdict]

    def hop(self, guess: Guess) -> str:
        """Who probably answered, and why one may think so."""
        told = self[f"hop_{guess.hop}"]
        return f"{told} ({', '.join(guess.signs)})" if guess.signs else told

    def sure(self, certain: bool) -> str:
        return self["certain" if certain else "suspected"]

    def measured(self, measured: Measured) -> str:
        """The suite's own miss and false-alarm rates, or that nobody measured them."""
        if measured.miss_rate is None or measured.accused is None:
            return self["not_measured"]
        missed = f"{100 * measured.miss_rate:.1f}"
        missed = missed.replace(".", ",") if self.lang == "de" else missed
        if measured.small:
            return self["measured_small"].format(missed, measured.mutants, measured.date)
        return self["measured_rates"].format(
            missed, measured.mutants, measured.accused, measured.variants, measured.date
        )

    def mend(self, cause: Cause) -> str:
        """What to change: said by the kind of the cause where that tells more than the first requirement."""
        name = f"mend_{cause.kind}"
        return self[name] if cause.broken > 1 and name in TEXTS[self.lang] else cause.lead.mend

    def heading(self, cause: Cause) -> str:
        """Of a cause that concerns several requirements."""
        return f"{self['one_cause'].format(cause.broken)}: {self['kind_' + cause.kind]}"

    def judged_on(self, entry: Entry) -> str:
        """On how many of the rule's places it was judged, as far as they were counted."""
        if entry.cells > 1:
            return self["on_places"].format(entry.judged_places, entry.cells)
        return self["places_judged"].format(entry.judged_places) if entry.judged_places > 1 else ""
