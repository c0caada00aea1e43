"""Names of members that sources of today use for persons, in German and English, however they are spelt."""

from __future__ import annotations

import re
from functools import cache

# Whatever holds one of these is made for persons …
WITHIN = (
    "ansprechpartner ansprechperson kontaktperson kontaktdaten angebotskontakt contactperson "
    "contactname contactemail contactphone contactmail personname fullname firstname lastname "
    "givenname familyname middlename maidenname surname vorname nachname familienname geburtsname "
    "geburtsdatum geburtstag geburtsort birthdate dateofbirth birthday placeofbirth salutation "
    "anredeform academictitle akademischertitel namensprefix nameprefix mobilnummer mobiltelefon "
    "mobilephone mobilenumber cellphone handynummer privatnummer privattelefon privateaddress "
    "privatadresse homeaddress emailprivate kursleiter sachbearbeiter mitarbeitername employeename "
    "staffmember instructor dozent applicationcontact kontoinhaber kontonummer accountholder "
    "bankverbindung iban staatsangehoerigkeit staatsangehörigkeit nationality passport ausweisnummer "
    "sozialversicherungsnummer versichertennummer steueridentifikation taxid aufenthaltstitel "
    "aufenthaltsstatus religion zuletztbearbeitetvon bearbeitetvon angelegtvon erstelltvon createdby "
    "updatedby modifiedby lasteditor kundennummerhash"
)
# … these only if they are the whole name.
WHOLE = (
    "anrede titelperson geschlecht gender sex mobil mobile handy contact kontakt contacts kontakte "
    "person persons personen teacher lehrkraft lehrer trainer employee employees mitarbeiter "
    "bearbeiter leiter leitung inhaber owner founder author autor editor user username userid "
    "benutzer dob bic birth initials kuerzel personalnummer employeeid staff participants teilnehmer "
    "teilnehmende"
)


@cache
def made_for_persons(name: str) -> bool:
    plain = re.sub(r"[^a-zäöüß]", "", name.lower())
    return plain in WHOLE.split() or any(word in plain for word in WITHIN.split())
