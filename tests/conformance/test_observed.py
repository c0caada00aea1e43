"""What the traffic showed of a record, and in which language."""

from __future__ import annotations

import pytest

from wegweiser_conformance.exchange import Exchange, Headers
from wegweiser_conformance.observed import Observed


@pytest.mark.parametrize(
    ("query", "sent", "stated", "in_it"),
    [
        ("", (), "de", True),
        ("?lang=ar", (), "ar", True),
        ("?lang=de-AT", (), "de", True),
        ("?lang=ar", (), "de", False),
        ("", (("Accept-Language", "ar, de;q=0.5"),), "de", False),
        ("", (("Accept-Language", "de;q=0.9"),), "de", True),
        ("?lang=de", (("Accept-Language", "ar"),), "de", True),
    ],
)
def test_a_record_in_another_language_than_asked_is_known(
    query: str, sent: tuple[tuple[str, str], ...], stated: str, in_it: bool
) -> None:
    """A language that the publisher does not name may show in a text, while labels are in another one."""
    headers = Headers((("Content-Language", stated),))
    answer = Exchange(1, "GET", f"http://127.0.0.1/v1/jobs{query}", sent=sent, status=200, headers=headers)
    assert Observed("jobs", {"id": "j"}, answer, "/items/0").in_language_asked is in_it
