"""Insides of a server are known when a problem shows them; sentences for people are spared."""

from __future__ import annotations

import pytest

from wegweiser_conformance import internals


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("<h1>Not Found</h1>", "markup"),
        ('Traceback (most recent call last): File "x.py", line 3', "a stack trace"),
        ("at com.agency.api.JobController.list(JobController.java:41)", "a stack trace"),
        ("ValueError: bad", "the name of an exception"),
        ("java.lang.NumberFormatException: x", "the name of an exception"),
        ("cannot open /var/lib/api/jobs.db", "a path of the file system"),
        ("C:\\inetpub\\api", "a path of the file system"),
        ("SELECT id FROM jobs", "a database statement"),
        ('near "OR": syntax error', "a database's message"),
        ("SQLSTATE[22P02]", "a database's message"),
        ("'ab' is not of type 'integer'", "a validator's message"),
        ("'x' is not one of ['date', 'distance']", "a validator's message"),
        ("invalid literal for int() with base 10: 'x'", "an interpreter's message"),
    ],
)
def test_insides_are_known(text: str, kind: str) -> None:
    """Each by the kind that its finding names."""
    assert internals.shown(text) == kind


@pytest.mark.parametrize(
    "text",
    [
        "limit must be a whole number from 1 to 100.",
        "postcode has the form ^[0-9]{5}$.",
        "There is no path /v1/jobs/pages/2 here.",
        "Das Datum gibt es nicht: der Februar hat 28 Tage (<= 28).",
        "Select one of the listed values; where lat is given, lon is needed too.",
        "Interner Fehler. Bitte später noch einmal versuchen.",
        "The error lies with the service, not with the request.",
        "startFrom is no date of the form YYYY-MM-DD, such as 2026-11-20.",
        "Erlaubt sind: job, apprenticeship, dual-study (a < b).",
    ],
)
def test_sentences_are_spared(text: str) -> None:
    """Patterns, paths of the interface and comparisons are no insides."""
    assert internals.shown(text) == ""


def test_every_free_text_of_a_problem_is_read() -> None:
    """With its pointer; `type`, `code` and `parameter` are no free texts."""
    body = {
        "type": "a",
        "code": "b",
        "title": "t",
        "errors": [{"parameter": "p", "detail": "d", "allowed": ["x"]}],
    }
    assert list(internals.texts(body)) == [("/title", "t"), ("/errors/0/detail", "d")]
