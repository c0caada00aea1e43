"""No natural person stands anywhere in the generated data, and nobody real is named."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

from wegweiser_server.data import generate
from wegweiser_server.data.organisations import MARKS
from wegweiser_server.data.sites import STREETS
from wegweiser_server.data.sources import CONTACTS, PUBLISHER, SOURCES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

TODAY = date(2026, 11, 22)
INVENTED = re.compile(rf"^({'|'.join(MARKS)})-")
# The ranges that the Bundesnetzagentur keeps free for fiction.
FICTION = re.compile(r"^\+49(3023125|6990009|4066969|2214710|8999998)[0-9]{3}$")
MAILBOX = re.compile(r"^(beratung|service|anmeldung)@[a-z0-9-]+\.example$")
Record = dict[str, Any]


@cache
def stored() -> Sequence[tuple[str, Record]]:
    return list(generate(today=TODAY))


def texts(value: Any, name: str = "") -> Iterator[tuple[str, str]]:
    """Every string with the name of its property."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield from texts(item, key)
    elif isinstance(value, list):
        for item in value:
            yield from texts(item, name)
    elif isinstance(value, str):
        yield name, value


def bodies() -> Iterator[Record]:
    for _, record in stored():
        for field in ("employer", "provider", "operator"):
            if field in record:
                yield record[field]


def test_names_stand_with_organisations_only() -> None:
    """For every other kind only the kind is stored."""
    kinds = set()
    for body in bodies():
        kinds.add(body["kind"])
        assert ("name" in body) == (body["kind"] == "organisation")
    assert kinds == {"organisation", "person", "sole-trader", "private-household", "anonymous", "unknown"}


def test_names_are_recognisably_invented() -> None:
    """Every name of a body and of an office begins so that nobody takes it for a real one."""
    names = [body["name"] for body in bodies() if "name" in body]
    names += [record["name"] for collection, record in stored() if collection == "offices"]
    assert all(INVENTED.match(name) for name in names)


def test_streets_stand_with_organisations_only() -> None:
    """Streets are invented; where no organisation resides there is none, and coordinates are the town's."""
    for collection, record in stored():
        if collection == "offices":
            continue
        body = record.get("employer") or record.get("provider") or {"kind": "unknown"}
        places = [*record.get("locations", []), *([record["location"]] if "location" in record else [])]
        for place in places:
            assert "street" not in place or place["street"].rpartition(" ")[0] in STREETS
            if body["kind"] != "organisation":
                assert "street" not in place
                assert place.get("precision", "municipality") == "municipality"


def test_mailboxes_and_telephones_are_functional_and_fictional() -> None:
    """Mailboxes name a task at a reserved domain, numbers lie in the ranges kept free for fiction."""
    offices = [record for collection, record in stored() if collection == "offices"]
    assert all(MAILBOX.match(office["email"]) for office in offices if "email" in office)
    assert all(FICTION.match(office["telephone"]) for office in offices if "telephone" in office)
    assert (
        {True, False}
        == {"email" in office for office in offices}
        == {"telephone" in office for office in offices}
    )


def test_no_other_text_holds_an_address_of_a_person() -> None:
    """No mail address and no telephone number hides in any other property."""
    for _, record in stored():
        for name, text in texts(record):
            if name not in ("email", "telephone"):
                assert "@" not in text
                assert not re.search(r"(\+|\b00)49|\b0[1-9][0-9]{1,4}[ /-][0-9]{3}", text), text


def test_no_form_of_address_occurs() -> None:
    """Nobody is called Herr or Frau, nobody has a title."""
    for _, record in stored():
        for name, text in texts(record):
            assert not re.search(r"\b(Herrn?|Frau|Dr\.|Prof\.|Mr|Mrs|Ms)\b(?!-)", text), (name, text)


def test_texts_are_short_and_plain() -> None:
    """At most 300 characters, no HTML, no line breaks, no blanks at the ends."""
    for _, record in stored():
        for _, text in texts(record):
            assert len(text) <= 300
            assert not re.search(r"[<>\n\t]|&[a-z]+;", text)
            assert text == text.strip()


def test_links_lead_to_reserved_domains() -> None:
    """No record, source or contact points to a host that could be real; URIs of ESCO name occupations."""
    own = [source.website for source in SOURCES] + [PUBLISHER["website"]]
    own += [contact[key] for contact in CONTACTS for key in ("url", "email") if key in contact]
    held = [text for _, record in stored() for _, text in texts(record) if text.startswith("http")]
    found = own + [text for text in held if not text.startswith("http://data.europa.eu/esco/")]
    assert all(re.match(r"^(https://|[a-z]+@)[a-z0-9.-]+\.example(/[a-z0-9/-]*)?$", text) for text in found)


def test_no_protected_place_is_an_office() -> None:
    """Shelters are never published, not even invented ones."""
    kinds = {record["kind"] for collection, record in stored() if collection == "offices"}
    assert kinds
    assert not any("shelter" in kind for kind in kinds)


def test_translations_are_marked() -> None:
    """German is the source, everything else says who translated it; most fall back somewhere."""
    titles = [record["title"] for _, record in stored() if "title" in record]
    assert all(title["de"]["origin"] == "source" for title in titles)
    others = {part["origin"] for title in titles for lang, part in title.items() if lang != "de"}
    assert others == {"machine"}
    share = {lang: sum(lang in title for title in titles) / len(titles) for lang in ("en", "uk", "ar")}
    assert 0.4 < share["en"] < 0.6
    assert 0 < share["uk"] < 0.3
    assert 0 < share["ar"] < 0.3
