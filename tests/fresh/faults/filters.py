"""Filters that find the wrong records."""

# mypy: disable-error-code="method-assign,assignment"

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from tests.fresh.asked import Refusal
from tests.fresh.faults.ways import met_otherwise
from tests.fresh.faulty import fault, instead
from tests.fresh.publisher import FILTERS

if TYPE_CHECKING:
    from tests.fresh.publisher import Publisher


def _each_bound() -> None:
    for collection, name, match in (
        ("jobs", "startFrom", "from"), ("jobs", "startTo", "to"), ("course-sessions", "startFrom", "from"),
        ("course-sessions", "startTo", "to"),
    ):  # fmt: skip

        def spoil(p: Publisher, collection: str = collection, name: str = name, match: str = match) -> None:
            def change(c: str, record: Any, n: str, wanted: date, m: str, of: str) -> Any:
                if (c, n) != (collection, name) or of not in record:
                    return None
                have = date.fromisoformat(record[of])
                return have > wanted if match == "from" else have < wanted

            met_otherwise(p, change)

        fault(f"bounds/{collection}-{name}", f"{name} of {collection} leaves out the day that it names")(
            spoil
        )


_each_bound()


@fault("bounds/since-exclusive", "publishedSince leaves out its day")
def _(p: Publisher) -> None:
    met_otherwise(p, lambda c, r, n, wanted, m, of: False if m == "since" and of in r and
           datetime.fromisoformat(r[of]).date() == wanted else None)  # fmt: skip


@fault("bounds/since-utc", "publishedSince reckons days in UTC")
def _(p: Publisher) -> None:
    met_otherwise(p, lambda c, r, n, wanted, m, of: of in r and datetime.fromisoformat(r[of]).astimezone(UTC).date() >= wanted
           if m == "since" else None)  # fmt: skip


@fault("bounds/since-as-text", "publishedSince compares the first ten characters, whatever the offset")
def _(p: Publisher) -> None:
    met_otherwise(
        p,
        lambda c, r, n, wanted, m, of: of in r and r[of][:10] >= wanted.isoformat() if m == "since" else None,
    )


@fault("bounds/since-by-update", "publishedSince compares updatedAt")
def _(p: Publisher) -> None:
    met_otherwise(p, lambda c, r, n, wanted, m, of: datetime.fromisoformat(r["updatedAt"]).date() >= wanted
           if m == "since" else None)  # fmt: skip


@fault("bounds/undated-match", "undated records match startFrom")
def _(p: Publisher) -> None:
    met_otherwise(p, lambda c, r, n, wanted, m, of: True if m == "from" and of not in r else None)


@fault("bounds/undated-match-to", "undated records match startTo")
def _(p: Publisher) -> None:
    met_otherwise(p, lambda c, r, n, wanted, m, of: True if m == "to" and of not in r else None)


@fault("bounds/to-by-end", "startTo of sessions compares endDate")
def _(p: Publisher) -> None:
    met_otherwise(p, lambda c, r, n, wanted, m, of: r.get("endDate", "9") <= wanted.isoformat()
           if m == "to" and c == "course-sessions" else None)  # fmt: skip


@fault("bounds/flexible-always", "sessions with flexible start match every date")
def _(p: Publisher) -> None:
    met_otherwise(
        p, lambda c, r, n, wanted, m, of: True if m in ("from", "to") and r.get("flexibleStart") else None
    )


@fault("bounds/past-dropped", "startFrom before today is raised to today")
def _(p: Publisher) -> None:
    met_otherwise(p, lambda c, r, n, wanted, m, of: r.get(of, "") >= p.today().isoformat()
           if m == "from" and wanted < p.today() else None)  # fmt: skip


@fault("three/unknown-is-no", "exclude drops what is unknown")
def _(p: Publisher) -> None:
    met_otherwise(p, lambda c, r, n, wanted, m, of: False if m == "three" and wanted == "exclude" and of != "freePlaces"
           and of not in r else None)  # fmt: skip


@fault("three/only-not-excluded", "only gives all that are not known to be false")
def _(p: Publisher) -> None:
    met_otherwise(p, lambda c, r, n, wanted, m, of: r.get(of) is not False if m == "three" and wanted == "only"
           and of != "freePlaces" else None)  # fmt: skip


@fault("three/include-is-only", "include gives the same as only")
def _(p: Publisher) -> None:
    met_otherwise(
        p, lambda c, r, n, wanted, m, of: r.get(of) is True if m == "three" and wanted == "include" else None
    )


@fault("three/default-exclude", "without temporaryAgencyWork those jobs are left out")
def _(p: Publisher) -> None:
    def hit(inner: Any, collection: str, record: Any, values: Any, place: Any) -> Any:
        if collection == "jobs" and "temporaryAgencyWork" not in values and record.get("temporaryAgencyWork"):
            return None
        return inner(collection, record, values, place)

    instead(p, "hit", hit)


@fault("three/unknown-unlike-false", "exclude of one filter only (childcare) drops the unknown")
def _(p: Publisher) -> None:
    met_otherwise(
        p,
        lambda c, r, n, wanted, m, of: (
            r.get(of) is False if n == "childcare" and wanted == "exclude" else None
        ),
    )


@fault("free/few-is-full", "freePlaces does not know few")
def _(p: Publisher) -> None:
    p.has_free_places = lambda one: (
        one.get("availability") == "free" or (one.get("places") or {}).get("free", 0) > 0
    )


@fault("free/availability-alone", "freePlaces looks at availability alone")
def _(p: Publisher) -> None:
    p.has_free_places = lambda one: one.get("availability") in ("free", "few")


@fault("free/places-alone", "freePlaces looks at places alone")
def _(p: Publisher) -> None:
    p.has_free_places = lambda one: (one.get("places") or {}).get("free", 0) > 0


@fault("free/waiting-list-free", "freePlaces counts waiting lists")
def _(p: Publisher) -> None:
    instead(p, "has_free_places", lambda inner, one: inner(one) or one.get("availability") == "waiting-list")


@fault("codes/first-value", "only the first value of a repeated parameter counts")
def _(p: Publisher) -> None:
    met_otherwise(p, lambda c, r, n, wanted, m, of: p.__class__.meets(p, c, r, n, wanted[:1]) if isinstance(wanted, list)
           else None)  # fmt: skip


@fault("codes/last-value", "only the last value of a repeated parameter counts")
def _(p: Publisher) -> None:
    met_otherwise(p, lambda c, r, n, wanted, m, of: p.__class__.meets(p, c, r, n, wanted[-1:]) if isinstance(wanted, list)
           else None)  # fmt: skip


@fault("codes/two-values-at-most", "the third value of a repeated parameter is dropped")
def _(p: Publisher) -> None:
    met_otherwise(p, lambda c, r, n, wanted, m, of: p.__class__.meets(p, c, r, n, wanted[:2]) if isinstance(wanted, list)
           else None)  # fmt: skip


@fault("codes/and-within", "repeated values are joined by AND")
def _(p: Publisher) -> None:
    met_otherwise(p, lambda c, r, n, wanted, m, of: set(wanted) <= set(r.get(of) if isinstance(r.get(of), list) else [r.get(of)])
           if m == "code" else None)  # fmt: skip


@fault("codes/or-between", "filters are joined by OR")
def _(p: Publisher) -> None:
    def hit(inner: Any, collection: str, record: Any, values: Any, place: Any) -> Any:
        if collection == "courses":
            return inner(collection, record, values, place)
        names = [name for name in values if name in FILTERS[collection]]
        rest = {name: one for name, one in values.items() if name not in names}
        if not names:
            return inner(collection, record, values, place)
        made = [inner(collection, record, rest | {name: values[name]}, place) for name in names]
        return next((one for one in made if one is not None), None)

    instead(p, "hit", hit)


@fault("codes/first-of-record", "only the first mode of a session is looked at")
def _(p: Publisher) -> None:
    met_otherwise(
        p,
        lambda c, r, n, wanted, m, of: (
            bool(set((r.get(of) or [])[:1]) & set(wanted)) if n == "mode" else None
        ),
    )


@fault(
    "codes/broader", "full-time finds every working time that begins so; part-time finds part-time-morning"
)
def _(p: Publisher) -> None:
    met_otherwise(p, lambda c, r, n, wanted, m, of: any(have.startswith(one) for have in r.get(of) or [] for one in wanted)
           if n == "workingTime" else None)  # fmt: skip


@fault("codes/entry-at-most", "entryLevel finds lower levels too")
def _(p: Publisher) -> None:
    met_otherwise(
        p, lambda c, r, n, wanted, m, of: of in r and r[of] <= max(wanted) if n == "entryLevel" else None
    )


@fault("codes/target-is-entry", "targetLevel looks at entryLevel")
def _(p: Publisher) -> None:
    met_otherwise(
        p, lambda c, r, n, wanted, m, of: r.get("entryLevel") in wanted if n == "targetLevel" else None
    )


@fault("codes/unbearing-match", "a filter finds the records that do not state the property too")
def _(p: Publisher) -> None:
    met_otherwise(p, lambda c, r, n, wanted, m, of: True if n == "funding" and of not in r else None)


@fault("codes/like", "courseId is compared by LIKE: _ stands for any character")
def _(p: Publisher) -> None:
    met_otherwise(p, lambda c, r, n, wanted, m, of: re.fullmatch(re.escape(wanted).replace("_", "."), r.get(of, ""))
           if m == "id" else None)  # fmt: skip


@fault("codes/id-prefix", "courseId is compared by its beginning: angebot.1 finds angebot.10")
def _(p: Publisher) -> None:
    met_otherwise(p, lambda c, r, n, wanted, m, of: r.get(of, "").startswith(wanted) if m == "id" else None)


@fault("codes/id-case", "courseId is compared without regard to case")
def _(p: Publisher) -> None:
    met_otherwise(
        p, lambda c, r, n, wanted, m, of: r.get(of, "").lower() == wanted.lower() if m == "id" else None
    )


@fault("codes/unknown-id-400", "a courseId that does not exist is refused")
def _(p: Publisher) -> None:
    def find(inner: Any, collection: str, values: Any, place: Any) -> Any:
        if values.get("courseId", "angebot.1") not in p.world.collections["courses"]:
            raise Refusal(404, "not-found")
        return inner(collection, values, place)

    instead(p, "find", find)
