"""Ways of reading a query string too leniently, and the names of its parameters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .registry import defect

if TYPE_CHECKING:
    from collections.abc import Callable

    from .model import Answer, App, Request

    type_of_reading = Callable[[str], str | None]

FLAGS = (
    "remote", "childcare", "barrierFree", "freePlaces", "flexibleStart", "privateAgency",
    "temporaryAgencyWork",
)  # fmt: skip
CODED = (
    "kind", "offerType", "workingTime", "mode", "funding", "programme", "suitability", "contract",
    "eligibility",
)  # fmt: skip
REPEATED = frozenset({*CODED, "occupation", "language", "entryLevel", "targetLevel"})
SINGLE = frozenset({
    "limit", "cursor", "sort", "lang", "q", "postcode", "lat", "lon", "radiusKm", "ags", "placeless",
    "updatedSince", "publishedSince", "startFrom", "startTo", "courseId", *FLAGS,
})  # fmt: skip
KNOWN = REPEATED | SINGLE
INVALID = "invalid-parameter"
INTEGERS, DECIMALS = ("limit", "radiusKm"), ("lat", "lon")
DATES = ("publishedSince", "startFrom", "startTo")


def reads(name: str, convicts: str, says: str, parameters: tuple[str, ...], reading: type_of_reading) -> None:
    """A server that understands odd values: `reading` gives what it takes them for, None to leave them."""

    async def run(request: Request, app: App) -> Answer:
        query = [(given, _read(given, value)) for given, value in request.query]
        return await app(request.asking(query) if query != list(request.query) else request)

    def _read(given: str, value: str) -> str:
        read = reading(value) if not parameters or given in parameters else None
        return value if read is None else read

    defect(f"query/{name}", convicts=f"query/{convicts}", says=says)(run)


def drops(name: str, convicts: str, says: str, dropped: Callable[[Request, str, str], bool]) -> None:
    """A server that passes over what it should refuse."""

    async def run(request: Request, app: App) -> Answer:
        kept = [pair for pair in request.query if not dropped(request, *pair)]
        return await app(request.asking(kept) if len(kept) < len(request.query) else request)

    defect(f"query/{name}", convicts=f"query/{convicts}", says=says)(run)
