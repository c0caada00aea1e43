"""Invented counselling offices and authorities; protected places such as shelters are not among them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .days import day, stamp
from .dice import Dice
from .identity import key_of, number, opaque_id
from .office_hours import opening
from .office_kinds import KINDS, Kind, kinds_by_frequency
from .organisations import MARKS, name
from .places import Town, districts
from .sites import Address, any_address, any_town, at_address, at_postcode, at_town, without_coordinates
from .sources import NAVI_HOST, OFFICES_HOST
from .texts import multi_text, translations

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

Record = dict[str, Any]

TONGUES = tuple("en ar uk ru tr fa prs ps fr ti so kmr pl ro bg es sq vi".split())  # noqa: SIM905 one line is easier to read
# Ranges of numbers that the Bundesnetzagentur keeps free for fiction: +49, area code, block of a thousand.
DRAMA = ("+493023125", "+496990009", "+494066969", "+492214710", "+498999998")
UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
ACCESS_NOTE = {
    "de": "Stufenloser Zugang über den Hof, Aufzug vorhanden.",
    "en": "Step-free access through the courtyard, lift available.",
    "uk": "Вхід без сходинок через двір, є ліфт.",
    "ar": "مدخل بدون درجات عبر الفناء، ويوجد مصعد.",
    "de-simple": "Es gibt keine Stufen. Es gibt einen Aufzug.",
}


@dataclass(frozen=True, slots=True)
class Draft:
    """What the parts of one office have to agree on."""

    dice: Dice
    today: date
    kind: Kind
    town: Town
    mark: str
    into: frozenset[str]


def offices(count: int, seed: int, today: date) -> Iterator[Record]:
    key = key_of(seed, "offices")
    for index in range(count):
        dice = Dice("offices", seed, index)
        # The first offices go through all kinds, so that a small set has hits for each.
        kind = KINDS[index] if index < len(KINDS) else dice.weighted(kinds_by_frequency())
        draft = Draft(dice, today, kind, any_town(dice), dice.pick(MARKS), translations(dice))
        yield office(index, key, seed, draft)


def office(index: int, key: int, seed: int, draft: Draft) -> Record:
    dice = draft.dice
    return {
        **_identity(index, key, draft),
        "kind": draft.kind.code,
        "name": f"{draft.mark}-{draft.kind.word} {draft.town.name}",
        **(operator := _operator(draft)),
        **_located(draft, seed, operator),
        **_area_served(draft),
        **_languages(draft),
        **opening(dice, draft.into),
        **_contact(draft),
        **_access(draft),
        **_status(draft),
    }


def slug(text: str) -> str:
    """As a page or a mailbox is named: lower case, ASCII, no umlauts."""
    plain = text.lower().translate(UMLAUTS)
    return "-".join("".join(char if char.isascii() and char.isalnum() else " " for char in plain).split())


def _identity(index: int, key: int, draft: Draft) -> Record:
    """The first agency has a page for each office, the second one page a town for nearly all."""
    navi = draft.kind.source == "bamf-navi"
    there = number(index, key, 6)
    own_page = not navi or draft.dice.chance(0.1)
    page = f"stelle/{there}" if own_page else f"{draft.kind.topic}/{slug(draft.town.name)}"
    # Some of the second agency's offices are in the first one's list, too.
    other = {
        "sourceId": "ba-offices",
        "sourceRecordId": f"DST-{there}",
        "detailUrl": f"https://{OFFICES_HOST}/stelle/{there}",
    }
    return {
        "id": opaque_id("o", index, key),
        "sourceId": draft.kind.source,
        "sourceRecordId": f"{'NAVI' if navi else 'DST'}-{there}",
        "updatedAt": stamp(draft.today, -draft.dice.early(1, 300), draft.dice.between(300, 1200), utc=navi),
        "detailUrl": f"https://{NAVI_HOST if navi else OFFICES_HOST}/{page}",
        "detailScope": "record" if own_page else "listing",
        **({"sameAs": [other]} if navi and int(there[-1]) == 0 else {}),
    }


def _operator(draft: Draft) -> Record:
    if draft.dice.chance(0.06):
        return {"operator": {"kind": "unknown"}} if draft.dice.chance(0.5) else {}
    return {
        "operator": {"kind": "organisation", "name": name(draft.dice, draft.kind.branch, draft.town.name)}
    }


def _located(draft: Draft, seed: int, operator: Record) -> Record:
    """Where no organisation is asserted, no street, and coordinates of the town alone."""
    found = _location(draft, seed)
    if found and operator and operator["operator"]["kind"] != "organisation":
        return {"location": at_town(draft.town, found["location"].get("postcode"))}
    return found


def _house(draft: Draft, seed: int) -> Address:
    """Towns have few such houses, so several offices share one address."""
    houses = 1 + draft.town.population // 250_000
    return any_address(Dice("house", seed, draft.town.ags, draft.dice.between(1, houses)), draft.town)


def _location(draft: Draft, seed: int) -> Record:
    share, house = draft.dice.roll(), _house(draft, seed)
    if share < 0.02:
        return {}  # counsels online or by telephone alone
    if share < 0.75:
        return {"location": at_address(house)}
    if share < 0.84:
        return {"location": at_postcode(draft.town, house.postcode)}
    if share < 0.92:
        return {"location": at_town(draft.town, house.postcode)}
    place = without_coordinates(draft.town, house.postcode if share < 0.97 else None)
    return {"location": place | ({"street": house.street} if share < 0.96 else {})}


def _area_served(draft: Draft) -> Record:
    """From one town to a whole state, by how far such offices reach; often nothing is laid down."""
    ags, dice = draft.town.ags, draft.dice
    if dice.chance(draft.kind.unbounded):
        return {}
    reach = dice.pick(draft.kind.reach)
    if reach == 3 and ags[2] == "0":
        reach = 2  # this state has no administrative regions
    prefixes = [ags[:reach]]
    if reach == 5 and dice.chance(0.6):
        prefixes += dice.some(_neighbours(ags), dice.between(1, 3))
    if reach == 2 and dice.chance(0.3):
        prefixes.append(dice.pick([state for state in ("05", "09", "14", "01") if state != ags[:2]]))
    return {"areaServed": prefixes}


def _neighbours(ags: str) -> list[str]:
    """Rural districts of the same administrative region."""
    return [
        key for key, it in districts().items() if key[:3] == ags[:3] and it.kind in ("Kreis", "Landkreis")
    ]


def _languages(draft: Draft) -> Record:
    dice = draft.dice
    if dice.chance(0.1):
        return {}
    return {"languages": ["de", *dice.some(TONGUES, dice.early(0, 9))]}


def _contact(draft: Draft) -> Record:
    """A page before a number before a mailbox; all of them functional."""
    dice, town = draft.dice, slug(draft.town.name)
    host = NAVI_HOST if draft.kind.source == "bamf-navi" else OFFICES_HOST
    page = f"{draft.kind.topic}/{town}"
    record: Record = {}
    if dice.chance(0.3):
        record["appointmentUrl"] = f"https://{host}/termin/{page}"
    if dice.chance(0.6):
        record["telephone"] = f"{dice.pick(DRAMA)}{dice.between(0, 999):03}"
    if dice.chance(0.4):
        record["email"] = f"{draft.kind.mailbox}@{slug(draft.mark)}-{town}.example"
    if record.keys() & {"telephone", "email"} or dice.chance(0.3):
        record["contactUrl"] = f"https://{host}/kontakt/{page}"
    return record


def _access(draft: Draft) -> Record:
    share = draft.dice.roll()
    if share < 0.3:
        return {}
    if share < 0.5:
        return {"barrierFree": False}
    note = {"accessibilityNote": multi_text(ACCESS_NOTE, draft.into)} if share > 0.75 else {}
    return {"barrierFree": True, **note}


def _status(draft: Draft) -> Record:
    dice = draft.dice
    record: Record = {}
    if dice.chance(0.7):
        share = dice.roll()
        closed = "temporarily-closed" if share < 0.04 else "inactive" if share < 0.06 else "defunct"
        record["status"] = closed if share < 0.07 else "active"
    if dice.chance(0.8):
        record["assuredAt"] = day(draft.today, -dice.early(5, 500))
    return record
