"""Invented job offers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .days import day, stamp
from .dice import Dice, Weighted
from .identity import key_of, number, opaque_id
from .job_terms import TITLES, employment, languages_required, pay, suitability
from .occupations import Occupation, occupations, occupations_by_frequency
from .organisations import EMPLOYER_KINDS, HOUSEHOLD_KINDS, body
from .sites import any_town, of_organisation, of_others
from .sources import JOBS_HOST
from .texts import MultiText, multi_text, translations

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from .places import Town

Record = dict[str, Any]

PORTABLE = {"it", "office", "finance", "media", "engineering", "administration", "trade", "education"}
IN_HOUSEHOLDS = {"household", "gardening", "care", "cleaning", "childcare"}
PUBLIC = {"defence", "administration"}
STUDIES = {"it", "engineering", "office", "trade", "administration", "finance"}
OFFER_TYPES = Weighted(
    [("job", 84.0), ("apprenticeship", 8.0), ("internship", 3.0), ("self-employment", 2.0), ("trainee", 5.0)]
)


@dataclass(frozen=True, slots=True)
class Draft:
    """What the parts of one job have to agree on."""

    dice: Dice
    today: date
    occupation: Occupation
    offer: str
    town: Town
    employer_kind: str
    temporary: bool
    into: frozenset[str]


def jobs(count: int, seed: int, today: date) -> Iterator[Record]:
    key = key_of(seed, "jobs")
    for index in range(count):
        yield job(index, key, Dice("jobs", seed, index), today)


def job(index: int, key: int, dice: Dice, today: date) -> Record:
    draft = _draft(index, dice, today)
    working, contract = employment(dice, draft.offer, draft.occupation)
    suits = suitability(dice, draft.occupation)
    return {
        **_identity(index, key, draft),
        "title": _title(draft, working, suits),
        **_employer(draft),
        "offerType": draft.offer,
        "occupation": _occupation(draft),
        "workingTimes": working,
        **({"contract": contract} if contract else {}),
        **_agencies(draft),
        **_where(draft),
        **pay(dice, draft.offer, draft.occupation, working),
        **_demands(draft),
        **({"suitability": suits} if suits else {}),
        **_dates(draft),
    }


def _draft(index: int, dice: Dice, today: date) -> Draft:
    every = occupations()
    # The first jobs go through all occupations, so that a small set has hits for each.
    occupation = every[index] if index < len(every) else dice.weighted(occupations_by_frequency())
    offer = dice.weighted(OFFER_TYPES)
    if offer == "apprenticeship" and occupation.level != "2":
        offer = "job"
    if offer == "trainee":
        offer = dice.pick(("trainee", "dual-study")) if occupation.branch in STUDIES else "job"
    public = occupation.branch in PUBLIC
    temporary = offer == "job" and not public and dice.chance(0.12)
    kinds = HOUSEHOLD_KINDS if occupation.branch in IN_HOUSEHOLDS else EMPLOYER_KINDS
    kind = "organisation" if temporary or public else dice.weighted(kinds)
    return Draft(dice, today, occupation, offer, any_town(dice), kind, temporary, translations(dice))


def _identity(index: int, key: int, draft: Draft) -> Record:
    source_record = f"10001-{number(index, key, 10)}-S"
    record: Record = {
        "id": opaque_id("j", index, key),
        "sourceId": "ba-jobs",
        "sourceRecordId": source_record,
    }
    if draft.dice.chance(0.03):
        board = number(index, key + 1, 8)
        other = {"sourceId": "muster-stellenmarkt", "sourceRecordId": f"MS-{board}"}
        # Every second one has a page that the agency shows, too.
        page = {"detailUrl": f"https://{JOBS_HOST}/extern/ms-{board}"} if int(board[-1]) % 2 else {}
        record["sameAs"] = [other | page]
    detail = f"https://{JOBS_HOST}/stelle/{source_record.lower()}"
    return record | {"detailUrl": detail, "detailScope": "record"}


def _title(draft: Draft, working: list[str], suits: list[str]) -> MultiText:
    pattern = TITLES[_title_kind(draft, working, suits)]
    names = draft.occupation.names
    words = {lang: pattern[lang].format(name) for lang, name in names.items() if lang in pattern}
    if draft.dice.chance(0.15):
        words["de"] += f" – {draft.town.name}"
    return multi_text(words, draft.into)


def _title_kind(draft: Draft, working: list[str], suits: list[str]) -> str:
    if draft.offer != "job":
        return draft.offer
    if working == ["mini-job"]:
        return "mini-job"
    if working and all(time.startswith("part-time") for time in working):
        return "part-time"
    if "shift-night-weekend" in working and draft.dice.chance(0.5):
        return "shift"
    return "career-changers" if "career-changers" in suits and draft.dice.chance(0.4) else "job"


def _employer(draft: Draft) -> Record:
    if draft.employer_kind == "unknown" and draft.dice.chance(0.5):
        return {}
    branch = "temporary" if draft.temporary else draft.occupation.branch
    return {"employer": body(draft.employer_kind, draft.dice, branch, draft.town.name)}


def _occupation(draft: Draft) -> Record:
    occupation, dice = draft.occupation, draft.dice
    record: Record = {"label": multi_text(occupation.names, draft.into), "kldb": occupation.kldb}
    if dice.chance(0.8):
        record["dkz"] = occupation.dkz
    if dice.chance(0.5):
        record["isco"] = occupation.isco
        if int(occupation.kldb) % 3 == 0:
            record["esco"] = occupation.esco
    return record


def _agencies(draft: Draft) -> Record:
    """Both flags are true, false, or left out because nobody knows."""
    record: Record = {}
    if draft.temporary or draft.dice.chance(0.7):
        record["temporaryAgencyWork"] = draft.temporary
    if draft.dice.chance(0.75):
        record["privateAgency"] = not draft.temporary and draft.dice.chance(0.08)
    return record


def _where(draft: Draft) -> Record:
    dice = draft.dice
    portable = draft.occupation.branch in PORTABLE
    remote = dice.chance(0.4 if portable else 0.01)
    if not remote:
        flag = {"remote": False} if dice.chance(0.55) else {}
        return {"locations": _locations(draft), **flag}
    if portable and dice.chance(0.3):
        return {"remote": True, "remotePercent": 100}
    share = {"remotePercent": 10 * dice.between(1, 9)} if dice.chance(0.6) else {}
    return {"locations": _locations(draft), "remote": True, **share}


def _locations(draft: Draft) -> list[Record]:
    dice = draft.dice
    more = dice.early(1, 5) if dice.chance(0.07) else 0
    towns = {draft.town.ags: draft.town} | {town.ags: town for town in (any_town(dice) for _ in range(more))}
    site = of_organisation if draft.employer_kind == "organisation" else of_others
    return [site(dice, town) for town in towns.values()]


def _demands(draft: Draft) -> Record:
    demanded = languages_required(draft.dice, draft.occupation)
    record: Record = {"requiredLanguages": demanded} if demanded else {}
    if draft.dice.chance(0.6):
        record["openings"] = 1 if draft.dice.chance(0.7) else draft.dice.early(2, 12)
    return record


def _dates(draft: Draft) -> Record:
    dice, today = draft.dice, draft.today
    age, minute, utc = dice.early(1, 180), dice.between(300, 1200), dice.chance(0.2)
    published = stamp(today, -age, minute, utc=utc)
    changed = dice.between(1, age - 1) if age > 1 and dice.chance(0.6) else 0
    record: Record = {"publishedAt": published} if dice.chance(0.97) else {}
    record["updatedAt"] = stamp(today, -changed, dice.between(300, 1200), utc=utc) if changed else published
    return record | _start(draft) | _end(dice, today)


def _start(draft: Draft) -> Record:
    dice, today = draft.dice, draft.today
    if draft.offer in ("apprenticeship", "dual-study"):
        year = today.year if today.month < 8 else today.year + 1
        return {"startDate": f"{year}-{dice.pick(('08', '09'))}-01"}
    if dice.chance(0.3):
        return {}
    return {"startDate": day(today, dice.between(-30, 0) if dice.chance(0.35) else dice.early(1, 200))}


def _end(dice: Dice, today: date) -> Record:
    share = dice.roll()
    if share < 0.15:
        return {}
    soon = 0 if share < 0.165 else 1 if share < 0.18 else 7 + dice.early(0, 180)
    return {"validThrough": day(today, soon)}
