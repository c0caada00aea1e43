"""What is wrong only beside an earlier run of the honest server: ids, times of change, removals."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from zlib import crc32

from .record_editing import edit_records
from .registry import defect
from .wrong_lists import everything, paged

if TYPE_CHECKING:
    from .model import Answer, App, Request


def _dealt_anew(record: dict[str, Any]) -> None:
    record["id"] = f"{record['id'][:40]}-2"


def _handed_on(record: dict[str, Any]) -> None:
    record["sourceRecordId"] = f"{record['sourceRecordId'][:80]}-9"


def _changed(record: dict[str, Any]) -> None:
    record["detailUrl"] = f"{record['detailUrl'][:400]}/neu"


edit_records(
    "records/ids-dealt-anew", "records/id-stable", "ids are dealt out anew at every import", _dealt_anew
)
edit_records(
    "records/ids-handed-on",
    "records/id-stable",
    "some ids mean another record than in an earlier run",
    _handed_on,
    only=lambda record: crc32(str(record.get("id")).encode()) % 10 == 0,
)
edit_records(
    "changes/time-stands-still",
    "changes/updated-at-moves",
    "records whose content has changed keep their `updatedAt`",
    _changed,
    only=lambda record: crc32(str(record.get("id")).encode()) % 5 == 0,
)


def _gone(record_id: str) -> bool:
    return crc32(record_id.encode()) % 20 == 0


@defect(
    "changes/removed-unknown",
    convicts="changes/gone-after-removal",
    says="a record that was removed since an earlier run is answered with 404",
)
async def removed_unknown(request: Request, app: App) -> Answer:
    if request.is_item and _gone(request.path.rpartition("/")[2]):
        return await app(request.at(f"/{request.collection}/no-such-record"))
    if not request.is_list:
        return await app(request)
    answer, records = await everything(request, app)
    kept = [record for record in records if not _gone(record["id"])]
    return paged(request, answer, kept) if answer.has_list else answer
