"""What personal data look like in a text: mail addresses, telephone numbers, names of persons.

Every pattern errs towards sparing: saints, streets, course numbers, prices, dates and opening hours come in
the same shape. What is certain is told from what a human must confirm.
"""

from wegweiser_conformance.privacy.mails import mailbox_of_a_person, mails
from wegweiser_conformance.privacy.persons import number_of_a_person, owners, persons, residents
from wegweiser_conformance.privacy.telephones import is_mobile, telephones
from wegweiser_conformance.privacy.trace import Trace

__all__ = [
    "Trace",
    "is_mobile",
    "mailbox_of_a_person",
    "mails",
    "number_of_a_person",
    "owners",
    "persons",
    "residents",
    "telephones",
]
