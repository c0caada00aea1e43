"""What the privacy patterns find and, as important, what they spare."""

from __future__ import annotations

import pytest

from wegweiser_conformance import fields, privacy
from wegweiser_conformance.checks.personal_data.forbidden import made_for_persons
from wegweiser_contract import load_contract

# The rule knows free mail services by their real names; no mailbox here belongs to anybody.
FREE = "googlemail.com"
MAILS = [
    "anna.beispiel@agency.example",
    "Fragen an kurse@vhs.example.org bitte",
    "kurse (at) vhs.example.org",
    "kurse[at]vhs[dot]example",
    "kurse AT vhs.example",
    "kurse at vhs dot example",
    "kurse{at}vhs.example",
    "kurse&#64;vhs.example",
    "kurse＠vhs.example",
    "kurse @ vhs.example",
    "https://vhs.example/?mail=kurse%40vhs.example",
    "mailto:",
]
NO_MAILS = [
    "https://agency.example/logo@2x.png",
    "Deutsch @home",
    "Treffen um 10 Uhr @ Rathaus",
    "https://maps.example/@49.45,11.07,15z",
    "DE AT CH",
    "Arbeiten at its best",
    "C++ / C# Entwickler (m/w/d)",
    "Look at example.org",
]
TELEPHONES = [
    "Anmeldung: 0821 / 99 99 81-23",
    "+49 911 1234567",
    "Rufen Sie an: 0911/123456",
    "Tel. 0911 123456",
    "Telefon: (0911) 12 34 56",
    "Fax 0911-123456",
    "0049 911 1234567",
    "+49 (0) 911 123456",
    "mobil 0170 1234567",
    "0151/23456789",
    "0170-1234567",
    "01701234567",
    "Anmeldung unter 030 1234567",
    "Fragen: 0171/555.01.23",
    "WhatsApp +4915112345678",
    "☎ 0911 12345",
]
NO_TELEPHONES = [
    "Räume 03 12 14 und 02 11",
    "Infos zu 0421 99 00",
    "Kurs 0815-4711",
    "Kurs-Nr. 204080884",
    "Az. 0234/567890-12",
    "600 UE, 100 UE Orientierungskurs",
    "08:30 - 12:35 Uhr",
    "Telefonzeiten: 8.00 - 12.00 Uhr",
    "vom 01.02.2027 - 03.04.2027",
    "01.02. – 03.04.2027",
    "2.290,00 EUR",
    "bis 3.500 Euro",
    "01067 Dresden",
    "PLZ 01067-01099",
    "2026-11-22T08:00:00+01:00",
    "KldB 83113, DKZ 9162",
    "B1+ 400 Unterrichtseinheiten",
    "10000-1195678901-S",
    "24 Stunden, 365 Tage",
    "Telefon 24 Stunden erreichbar",
    "§ 44 Abs. 4 AufenthG, § 13 IntV",
    "DIN EN ISO 9001:2015",
    "Montag 09.00-12.00 und 14.00-18.00 Uhr",
    "1.234.567 Einwohner",
    "Kurs-Nr. 0012345678",
    "Maßnahmennummer 00123456/2026",
    "Pflege mobil 2026-2027",
    "Mobil 2026/27",
    "Gesamt: 0012345678",
]
CERTAIN_PERSONS = [
    "Fragen Sie nach Frau Müller",
    "Herr Dr. Schmidt berät Sie",
    "Frau Erika Mustermann",
    "Ansprechpartner: Hans Meier",
    "Kursleitung: Fatma Kaya-Öz",
    "Mrs. Schneider",
    "Frau Prof. Dr. Lindenthal",
    "Bei Herrn Yılmaz anmelden",
]
PERHAPS_PERSONS = ["Frau Lindenthal hilft", "mit Anna Becker", "Praxis Dr. Fischer", "пані Коваленко"]
NOBODY = [
    "Frau und Beruf",
    "Frauenintegrationskurs",
    "Frau im Beruf",
    "Kita Frau Holle",
    "Herr der Ringe lesen",
    "MS Office und MS Excel",
    "Ms Office",
    "St. Anna",
    "Sankt-Anna-Straße 5",
    "Willy-Brandt-Platz 3",
    "Konrad-Adenauer-Stiftung",
    "Anna-Seghers-Schule",
    "Maria Hilf",
    "Leitung: Fachdienst Migration",
    "Ansprechpartner: Servicecenter Nürnberg",
    "Kontakt: Bürgeramt Mitte",
    "Kursleitung: Goethe Institut",
    "Köchin/Koch (m/w/d)",
    "Bäcker/in – Jena",
    "Schneider, Müller und Schäfer gesucht",
    "Albert Einstein Gymnasium",
    "Karl Schmidt Straße 4",
    "Paul Gerhardt Haus",
    "Deutsch B1 am Abend",
    "Dr.-Otto-Bäcker-Straße",
    "Martin Luther Schule",
    "Frau Mann Kind",
]


@pytest.mark.parametrize("text", MAILS)
def test_mail_addresses_are_found(text: str) -> None:
    """A mail address is found, open or in disguise."""
    assert privacy.mails(text)


@pytest.mark.parametrize("text", [*NO_MAILS, *NO_TELEPHONES, *NOBODY])
def test_what_is_no_mail_address_is_spared(text: str) -> None:
    """File names, maps and the sign alone are no mail addresses."""
    assert not privacy.mails(text)


@pytest.mark.parametrize("text", TELEPHONES)
def test_telephone_numbers_are_found(text: str) -> None:
    """Country code, cue or mobile prefix make a telephone number certain."""
    assert any(trace.certain for trace in privacy.telephones(text))


@pytest.mark.parametrize("text", [*NO_TELEPHONES, *NO_MAILS, *NOBODY])
def test_other_numbers_are_spared(text: str) -> None:
    """Courses, prices, dates, hours, postcodes and references are no telephone numbers."""
    assert not privacy.telephones(text)


def test_a_bare_landline_number_is_for_a_human() -> None:
    """Without any cue an area code and a number are only suspected."""
    found = privacy.telephones("Aalen, 07361 123456")
    assert [trace.certain for trace in found] == [False]


@pytest.mark.parametrize("text", CERTAIN_PERSONS)
def test_persons_are_found(text: str) -> None:
    """A form of address or a role before a known name is certain."""
    assert any(trace.certain for trace in privacy.persons(text))


@pytest.mark.parametrize("text", PERHAPS_PERSONS)
def test_perhaps_persons_are_for_a_human(text: str) -> None:
    """What only looks like a person is found, and never certain."""
    found = privacy.persons(text)
    assert found
    assert not any(trace.certain for trace in found)


@pytest.mark.parametrize("text", [*NOBODY, *NO_TELEPHONES, *NO_MAILS])
def test_nobody_is_spared(text: str) -> None:
    """Saints, schools, streets, occupations and phrases name no natural person."""
    assert not privacy.persons(text)


@pytest.mark.parametrize(
    "address",
    [
        "erika.mustermann@agency.example",
        "hans_meier@stadt.example",
        "fatma-kaya@agency.example",
        "mueller.anna@agency.example",
        "a.schmidt@agency.example",
        "jonas.lindenthal2@agency.example",
    ],
)
def test_mailboxes_of_persons_are_certain(address: str) -> None:
    """`firstname.lastname@` is a person's mailbox."""
    trace = privacy.mailbox_of_a_person(address)
    assert trace is not None
    assert trace.certain


@pytest.mark.parametrize(
    "address",
    [
        "anna@agency.example",
        f"treffen7@{FREE}",
        "martin.luther@kirche.example",
        "maria.frieden@kita.example",
    ],
)
def test_mailboxes_that_may_be_persons_are_for_a_human(address: str) -> None:
    """A lone given name, a free mail service, a namesake: a human must look."""
    trace = privacy.mailbox_of_a_person(address)
    assert trace is not None
    assert not trace.certain


@pytest.mark.parametrize(
    "address",
    [
        "info@agency.example",
        "beratung@agency.example",
        "poststelle.aalen@agency.example",
        "st.elisabeth@agency.example",
        "jmd.nuernberg@agency.example",
        "caritas.aalen@agency.example",
        "integration-nord@agency.example",
        "anna.haus@agency.example",
        "info.petra@agency.example",
        f"beratung.aalen@{FREE}",
        "abh@stadt.example",
        "kurs2@vhs.example",
        "awo-coburg@agency.example",
        "maria.stift@agency.example",
    ],
)
def test_function_mailboxes_are_spared(address: str) -> None:
    """Units, saints and houses have mailboxes too."""
    assert privacy.mailbox_of_a_person(address) is None


@pytest.mark.parametrize("number", ["+4915112345678", "+491701234567", "0171 1234567", "0049 160 1234567"])
def test_mobile_numbers_are_told(number: str) -> None:
    """015, 016 and 017 are mobile."""
    assert privacy.is_mobile(number)


@pytest.mark.parametrize(
    "number", ["+4991112345", "+4930231251", "+4918012345", "+49800123456", "+491801234567"]
)
def test_other_numbers_are_not_mobile(number: str) -> None:
    """Landlines, free and service numbers are not."""
    assert not privacy.is_mobile(number)


@pytest.mark.parametrize(
    "text", ["erika-mustermann", "mueller-anna-1980", "mail:a@b.example", "tel:0911", "+4917012345"]
)
def test_numbers_of_persons_are_found(text: str) -> None:
    """Ids must not be made of a person's data."""
    assert privacy.number_of_a_person(text) is not None


@pytest.mark.parametrize(
    "text",
    [
        "10000-1195678901-S",
        "NAVI-510668",
        "j-s1vzse9z",
        "01701234567",
        "kurs/deutsch-b1-am-abend",
        "anna-schmidt-strasse-5",
        "konrad-adenauer-stiftung",
        "st-anna",
        "koch-baecker",
        "KN.2026.4711",
        "beratung/halle",
        "martin-luther-schule",
        "max-planck-institut/stelle",
    ],
)
def test_other_record_numbers_are_spared(text: str) -> None:
    """Numbers of the sources and slugs of pages name nobody."""
    assert privacy.number_of_a_person(text) is None


@pytest.mark.parametrize(
    "name",
    [
        "vorname",
        "NACHNAME",
        "first_name",
        "ansprechpartner",
        "contactPerson",
        "mobilNummer",
        "anrede",
        "dateOfBirth",
    ],
)
def test_members_for_persons_are_told(name: str) -> None:
    """However it is spelt."""
    assert made_for_persons(name)


@pytest.mark.parametrize(
    "name",
    [
        "name",
        "title",
        "contract",
        "contactUrl",
        "telephone",
        "email",
        "unit",
        "publisher",
        "mode",
        "remote",
        "operator",
        "provider",
        "employer",
        "places",
        "mobility",
        "occupation",
        "updatedAt",
    ],
)
def test_members_of_the_contract_are_spared(name: str) -> None:
    """What the contract itself calls its members is no accusation."""
    assert not made_for_persons(name)


def test_the_contract_accuses_nobody() -> None:
    """No member that the contract names is made for persons, but the units in `contacts`."""
    schemas = load_contract().document["components"]["schemas"].values()
    names = {name for schema in schemas for name in schema.get("properties", {})}
    assert {name for name in names if made_for_persons(name)} == {"contacts"}


def test_the_code_lists_accuse_nobody() -> None:
    """No label, term or description of a shipped code looks like a person, a mailbox or a telephone."""
    for code_list in load_contract().code_lists.values():
        for _, text in fields.leaves(code_list.raw):
            if isinstance(text, str):
                assert not [*privacy.mails(text), *privacy.telephones(text), *privacy.persons(text)], text


@pytest.mark.parametrize(
    "name",
    ["Rechtsanwältin Sabine Mustermann", "Malermeister Jonas Mustermann, Inhaber", "Hebamme Dr. Anna Lang"],
)
def test_a_profession_with_a_name_is_for_a_human(name: str) -> None:
    """A sole trader may be called an organisation by mistake."""
    assert [one.certain for one in privacy.owners(name)] == [False]


@pytest.mark.parametrize(
    "name",
    [
        "Malermeister Jonas Mustermann GmbH",
        "Rechtsanwälte Lang & Partner",
        "Fahrschule Jonas Mustermann",
        "Hebammenhaus",
    ],
)
def test_firms_are_no_owners(name: str) -> None:
    """A firm that bears a name is an organisation."""
    assert privacy.owners(name) == []


@pytest.mark.parametrize("street", ["bei Familie Mustermann, Lindenallee 3", "c/o Frau Lang, Lindenallee 3"])
def test_residents_are_for_a_human(street: str) -> None:
    """At somebody's door is no address of an organisation."""
    assert [one.certain for one in privacy.residents(street)] == [False]


@pytest.mark.parametrize(
    "street",
    [
        "Familie-Lang-Straße 3",
        "Frau-Holle-Weg 2",
        "Am Haus der Familie 4",
        "Platz der Familie Lang 2",
        "Herrengasse 1",
    ],
)
def test_streets_are_no_residents(street: str) -> None:
    """Streets are named after persons."""
    assert privacy.residents(street) == []
