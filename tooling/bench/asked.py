"""What is asked: the same again and again, or never the same twice."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from wegweiser_server.application import sample_store
from wegweiser_server.settings import Settings
from wegweiser_server.store.interface import Query

ROWS = ("list of 20, cold", "item, cold", "list of 20, hot", "item, hot")
# More than any server answers in one run.
LISTS = 60_000
LANGUAGES = tuple(
    f"{tag}-{region}" for tag in ("de", "en") for region in ("AT", "BE", "CH", "DE", "LU", "LI")
)


def job_ids() -> list[str]:
    """The invented records are the same in every process of a day, so their ids are known here."""
    settings = Settings()
    store = sample_store(settings)
    try:
        found = store.search(Query("jobs", settings.today(), 10_000))
        return [hit.record["id"] for hit in found.hits]
    finally:
        store.close()


def targets(row: str, ids: list[str]) -> list[str]:
    if row.startswith("list"):
        return ["/jobs?limit=20"] if row.endswith("hot") else cold_lists()
    return [f"/jobs/{ids[0]}"] if row.endswith("hot") else cold_items(ids)


def cold_lists() -> list[str]:
    """A filter that every record meets and that no kept total helps with: full pages, no two alike."""
    first = datetime(2020, 1, 1, tzinfo=UTC)
    return [f"/jobs?updatedSince={first + timedelta(seconds=n):%Y-%m-%dT%H:%M:%SZ}" for n in range(LISTS)]


def cold_items(ids: list[str]) -> list[str]:
    return [f"/jobs/{job}?lang={language}" for language in LANGUAGES for job in ids]
