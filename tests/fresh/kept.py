"""What a fresh publisher keeps: its settings, its records, the code lists that they are coded by."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from tests.fresh.world import BERLIN

from wegweiser_contract import load_contract

if TYPE_CHECKING:
    from tests.fresh.world import World

type_of_record = dict[str, Any]
CONTRACT = load_contract()
COLLECTIONS = ("jobs", "course-sessions", "courses", "offices")
EVERYTHING = (
    "core", *COLLECTIONS, "query", "text-search", "place-search", "languages", "live", "changes",
)  # fmt: skip
# Which property of a record is coded by which list.
LISTS = {
    "offerType": "offer-types", "workingTimes": "working-times", "contract": "contract-types",
    "suitability": "suitability", "programme": "programmes", "mode": "modes", "entryLevel": "cefr",
    "targetLevel": "cefr", "exams": "exams", "funding": "funding", "eligibility": "eligibility",
    "availability": "availability", "status": "office-statuses", "unit": "salary-units", "level": "cefr",
}  # fmt: skip
# Parameter: (match, property path). Courses are found through their sessions.
_OF_SESSIONS = {
    **{
        name: ("code", name)
        for name in ("kind", "programme", "mode", "entryLevel", "targetLevel", "funding", "eligibility")
    },
    "startFrom": ("from", "startDate"),
    "startTo": ("to", "startDate"),
    **{name: ("three", name) for name in ("flexibleStart", "freePlaces", "childcare", "barrierFree")},
}
FILTERS: dict[str, dict[str, tuple[str, str]]] = {
    "jobs": {
        "offerType": ("code", "offerType"), "workingTime": ("code", "workingTimes"), "contract": ("code", "contract"),
        "occupation": ("prefix", "kldb"), "suitability": ("code", "suitability"), "language": ("tag", "requiredLanguages"),
        "publishedSince": ("since", "publishedAt"), "startFrom": ("from", "startDate"), "startTo": ("to", "startDate"),
        **{name: ("three", name) for name in ("temporaryAgencyWork", "privateAgency", "remote")},
    },
    "course-sessions": {"courseId": ("id", "courseId"), **_OF_SESSIONS},
    "courses": _OF_SESSIONS,
    "offices": {"kind": ("code", "kind"), "language": ("tag", "languages"), "barrierFree": ("three", "barrierFree")},
}  # fmt: skip
_PLACE = ("postcode", "lat", "lon", "radiusKm", "ags", "placeless")


class Kept:
    """Settings are what the contract leaves to a publisher."""

    def __init__(
        self, world: World, *, classes: tuple[str, ...] = EVERYTHING, languages: tuple[str, ...] = ("de", "en", "ar"),
        default_limit: int = 10, max_limit: int = 50, at_least: bool = False, etag: str = "weak", access: str = "anonymous",
        most: int = 0, data_version: bool = True,
    ) -> None:  # fmt: skip
        self.world = world
        self.classes = classes
        self.languages = languages
        self.default_limit, self.max_limit, self.at_least = default_limit, max_limit, at_least
        self.etag, self.access, self.most, self.data_version = etag, access, most, data_version
        self.key = "eb7f-verein-0815"
        self.count = 0

    def records(self, collection: str) -> list[type_of_record]:
        return [one for one in self.world.collections[collection].values() if self.alive(one)]

    def alive(self, record: type_of_record) -> bool:
        today = self.today().isoformat()
        return bool(record.get("validThrough", "9") >= today and record.get("endDate", "9") >= today)

    def today(self) -> date:
        return datetime.now(BERLIN).date()

    def entries(self, name: str) -> dict[str, Any]:
        return dict(CONTRACT.code_lists[name].entries)

    def list_name(self, collection: str, of: str) -> str:
        return ("office-kinds" if collection == "offices" else "course-kinds") if of == "kind" else LISTS[of]

    def changed(self, collection: str) -> str:
        stamps = [
            datetime.fromisoformat(one["updatedAt"]) for one in self.world.collections[collection].values()
        ]
        return (
            max(stamps, default=datetime(2026, 1, 1, tzinfo=UTC))
            .astimezone(UTC)
            .isoformat()
            .replace("+00:00", "Z")
        )
