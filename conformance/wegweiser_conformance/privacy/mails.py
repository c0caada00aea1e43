"""Mail addresses in texts, and mailboxes that are a person's."""

from __future__ import annotations

import re
import unicodedata

from wegweiser_conformance.privacy.trace import Trace
from wegweiser_conformance.privacy.words import words

GIVEN, SURNAMES = words("given"), words("surnames")
FUNCTIONAL, NAMESAKES = words("functional"), words("namesakes")
_FILES = frozenset(
    {"png", "jpg", "jpeg", "svg", "gif", "webp", "ico", "pdf", "css", "js", "json", "html", "zip"}
)
_MAIL = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]*[\w+-]\s?[@＠]\s?[\w-]+(?:\.[\w-]+)*\.([^\W\d_]{2,18})(?![\w-])")
_AT = r"(?:[(\[{<]\s*(?:at|ät|@|klammeraffe)\s*[)\]}>]|&#0*64;|&#x0*40;|&commat;|%40|\\u0040)"
_DOT = r"\s*(?:\.|[(\[{<]\s*(?:dot|punkt|\.)\s*[)\]}>]|\s(?:DOT|PUNKT|dot|punkt)\s)\s*"
_HIDDEN_MAILS = (
    re.compile(rf"\w[\w.+-]*\s*{_AT}\s*[\w-]+(?:{_DOT}[\w-]+)*{_DOT}[^\W\d_]{{2,18}}\b", re.IGNORECASE),
    re.compile(r"\w[\w.+-]+\s(?:AT|ÄT)\s[\w-]+(?:\.|\s(?:DOT|PUNKT)\s)[^\W\d_]{2,18}\b"),
    re.compile(r"\w[\w.+-]+\sat\s[\w-]+\s(?:dot|punkt)\s[^\W\d_]{2,18}\b"),
)


_WORTH_LOOKING = re.compile(
    r"[@＠﹫]|&#|&commat|%40|u0040|[(\[{<]\s*(?:at|ät|klammer)|\b(?:at|ät)\b|mailto", re.IGNORECASE
)


def mails(text: str) -> list[Trace]:
    """Mail addresses, written openly or hidden from machines; file names such as `logo@2x.png` are none."""
    if not _WORTH_LOOKING.search(text):
        return []
    plain = unicodedata.normalize("NFKC", text)
    found = [
        Trace(one[0].strip(), "a mail address")
        for one in _MAIL.finditer(plain)
        if one[1].lower() not in _FILES
    ]
    for pattern in _HIDDEN_MAILS:
        found += [Trace(one[0], "a mail address in disguise") for one in pattern.finditer(plain)]
    if not found and re.search(r"\bmailto:", plain, re.IGNORECASE):
        found.append(Trace(plain, "a mailto: link"))
    return found


_FREE_HOSTS = re.compile(
    r"(?:gmail|googlemail|gmx|web|t-online|yahoo|hotmail|outlook|live|icloud|me|aol|freenet|posteo|mailbox|proton|"
    r"protonmail|ukr|mail|yandex)\.(?:com|de|net|org|at|ch|me|ru|eu)",
    re.IGNORECASE,
)
_PATRONS = frozenset(
    {
        "anna",
        "christ",
        "elisabeth",
        "johannes",
        "josef",
        "joseph",
        "maria",
        "martin",
        "michael",
        "paul",
        "peter",
    }
)
_SAINTS = frozenset({"st", "sankt", "sanct", "saint", "heilig", "santa", "san"})


def mailbox_of_a_person(address: str) -> Trace | None:
    """`firstname.lastname@` is certain; a lone given name or a free mail service must be looked at."""
    local, _, host = address.strip().lower().rpartition("@")
    parts = [part for part in re.split(r"[._+-]", local) if part]
    if not parts or _is_function(parts):
        return None
    if len(parts) >= 2 and _names_a_person(parts):
        kind = "a mailbox of the form firstname.lastname@"
        return Trace(address, kind, certain=not _a_patron(parts))
    if len(parts) == 1 and parts[0] in GIVEN:
        return Trace(address, "a mailbox that looks like a given name", certain=False)
    if _FREE_HOSTS.fullmatch(host):
        return Trace(address, "a mailbox at a free mail service", certain=False)
    return None


def _a_patron(parts: list[str]) -> bool:
    """Parishes and schools are called after saints and namesakes: `maria.frieden@`, `martin.luther@`."""
    return bool(NAMESAKES.intersection(parts)) or (parts[0] in _PATRONS and parts[-1] not in SURNAMES)


def _is_function(parts: list[str]) -> bool:
    if parts[0] in _SAINTS:
        return True
    return any(part in FUNCTIONAL or part.rstrip("0123456789") in FUNCTIONAL for part in parts)


def _names_a_person(parts: list[str]) -> bool:
    words = [part.rstrip("0123456789") for part in parts]
    first, last = words[0], words[-1]
    if len(first) == 1 and first.isalpha():
        return last in SURNAMES
    return (first in GIVEN and len(last) > 1 and last.isalpha()) or (first in SURNAMES and last in GIVEN)
