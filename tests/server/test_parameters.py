"""Parameters: never ignored, never misread, all faults named at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from wegweiser_server.inprocess import Client, Reply

INVALID = "invalid-parameter"


def faults(reply: Reply) -> list[tuple[str, str]]:
    assert reply.status == 400
    return [(error["parameter"], error["code"]) for error in reply.json()["errors"]]


@pytest.mark.parametrize(
    ("target", "parameter"),
    [
        ("/jobs?limit=1_0", "limit"),
        ("/jobs?limit=%D9%A1%D9%A0", "limit"),
        ("/jobs?limit=+10", "limit"),
        ("/jobs?limit=%2B10", "limit"),
        ("/jobs?limit=1e1", "limit"),
        ("/jobs?limit=10.0", "limit"),
        ("/jobs?limit=0", "limit"),
        ("/jobs?limit=101", "limit"),
        ("/jobs?limit=99999999999999999999999999", "limit"),
        ("/jobs?limit=-1", "limit"),
        ("/jobs?lat=nan&lon=10", "lat"),
        ("/jobs?lat=inf&lon=10", "lat"),
        ("/jobs?lat=48.&lon=10", "lat"),
        ("/jobs?lat=.5&lon=10", "lat"),
        ("/jobs?lat=4e1&lon=10", "lat"),
        ("/jobs?lat=90.001&lon=10", "lat"),
        ("/jobs?lat=48,3&lon=10", "lat"),
        ("/jobs?lat=48&lon=-180.5", "lon"),
        ("/jobs?publishedSince=2026-02-31", "publishedSince"),
        ("/jobs?publishedSince=20260201", "publishedSince"),
        ("/jobs?publishedSince=2026-W05-1", "publishedSince"),
        ("/jobs?publishedSince=2026-02-01T00:00:00Z", "publishedSince"),
        ("/jobs?startFrom=0000-01-01", "startFrom"),
        ("/jobs?updatedSince=2026-02-01T25:00:00Z", "updatedSince"),
        ("/jobs?updatedSince=2026-02-01T05:00:00%2B01:00", "updatedSince"),
        ("/jobs?updatedSince=2026-02-31", "updatedSince"),
        ("/jobs?postcode=86150%0A", "postcode"),
        ("/jobs?postcode=8615", "postcode"),
        ("/jobs?postcode=%EF%BC%98%EF%BC%96150", "postcode"),
        ("/jobs?ags=0976", "ags"),
        ("/jobs?radiusKm=201&postcode=86150", "radiusKm"),
        ("/jobs?radiusKm=2.5&postcode=86150", "radiusKm"),
        ("/jobs?placeless=yes&postcode=86150", "placeless"),
        ("/course-sessions?kind=integration-general,job-language", "kind"),
        ("/course-sessions?kind=Integration-General", "kind"),
        ("/course-sessions?kind=integration-general&kind=nonsense", "kind"),
        ("/course-sessions?kind=x-unknown", "kind"),
        ("/course-sessions?entryLevel=b1", "entryLevel"),
        ("/course-sessions?entryLevel=D1", "entryLevel"),
        ("/course-sessions?courseId=-x", "courseId"),
        ("/jobs?occupation=813020", "occupation"),
        ("/jobs?occupation=8x", "occupation"),
        ("/jobs?language=deutsch!", "language"),
        ("/jobs?remote=true", "remote"),
        ("/jobs?sort=title", "sort"),
        ("/offices?sort=date", "sort"),
        ("/jobs?lang=de_DE", "lang"),
        ("/jobs?q=%00", "q"),
        ("/jobs?q=%20", "q"),
        ("/jobs?q=" + "a" * 201, "q"),
        ("/jobs?q=%zz", "q"),
        ("/jobs?q=%", "q"),
        ("/jobs?q=%C3%28", "q"),
        ("/jobs?q=%ED%A0%80", "q"),
        ("/jobs?limit=", "limit"),
        ("/jobs?limit", "limit"),
        ("/jobs?remote=", "remote"),
        ("/course-sessions?kind=", "kind"),
        ("/jobs?q=", "q"),
    ],
)
def test_a_wrong_literal_is_refused(client: Client, target: str, parameter: str) -> None:
    """A value that is not exactly right is 400 and names its parameter."""
    assert faults(client.get("/v1" + target)) == [(parameter, INVALID)]


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("/jobs?limit=1&limit=2", [("limit", "repeated-parameter")]),
        ("/jobs?limit=1&limit=1", [("limit", "repeated-parameter")]),
        ("/jobs?plz=86150", [("plz", "unknown-parameter")]),
        ("/jobs?Limit=1", [("Limit", "unknown-parameter")]),
        ("/jobs?filter[a]=1", [("filter[a]", "unknown-parameter")]),
        ("/jobs?=1", [("=", "unknown-parameter")]),
        ("/jobs?%zz=1", [("%zz", "unknown-parameter")]),
        ("/offices?remote=only", [("remote", "unknown-parameter")]),
        ("/code-lists?lang=en", [("lang", "unknown-parameter")]),
        ("?limit=1", [("limit", "unknown-parameter")]),
    ],
)
def test_what_is_unknown_or_repeated_is_refused(
    client: Client, target: str, expected: list[tuple[str, str]]
) -> None:
    """A parameter that the path does not know, or that may stand only once, is 400."""
    assert faults(client.get("/v1" + target)) == expected


@pytest.mark.parametrize(
    ("query", "parameters"),
    [
        ("lat=48", {"lat"}),
        ("lon=10", {"lon"}),
        ("postcode=86150&ags=09", {"postcode", "ags"}),
        ("postcode=86150&lat=48&lon=10", {"postcode", "lat", "lon"}),
        ("ags=09&lat=48&lon=10", {"ags", "lat", "lon"}),
        ("radiusKm=5", {"radiusKm"}),
        ("radiusKm=5&ags=09", {"radiusKm"}),
        ("placeless=only", {"placeless"}),
        ("placeless=exclude", {"placeless"}),
        ("sort=distance", {"sort"}),
        ("sort=distance&ags=09", {"sort"}),
        ("sort=relevance", {"sort"}),
    ],
)
def test_contradictions_are_refused(client: Client, query: str, parameters: set[str]) -> None:
    """Parameters that do not go together are 400 and each of them is named."""
    found = faults(client.get(f"/v1/jobs?{query}"))
    assert {parameter for parameter, _ in found} == parameters
    assert {code for _, code in found} == {"conflicting-parameters"}


def test_all_faults_come_at_once(client: Client) -> None:
    """One answer names every faulty parameter, and the problem bears the code of one of them."""
    reply = client.get("/v1/jobs?limit=x&plz=1&remote=maybe&lat=48&sort=relevance&limit=3")
    assert {parameter for parameter, _ in faults(reply)} == {"limit", "plz", "remote", "lat", "sort"}
    assert reply.json()["code"] in {code for _, code in faults(reply)}


def test_faults_say_what_would_be_right(client: Client) -> None:
    """`allowed` lists codes, choices, bounds and the names of parameters."""
    errors = client.get("/v1/jobs?offerType=nope&remote=x&limit=0&plz=1&lang=en").json()["errors"]
    allowed = {error["parameter"]: error["allowed"] for error in errors}
    assert "apprenticeship" in allowed["offerType"]
    assert allowed["remote"] == ["include", "only", "exclude"]
    assert allowed["limit"] == ["1 to 100"]
    assert "postcode" in allowed["plz"]


def test_values_are_never_repeated(client: Client) -> None:
    """What was sent as a value never comes back in a problem."""
    for query in ("limit=Geheimnis", "q=%00Geheimnis", "kind=Geheimnis", "lat=Geheimnis", "cursor=Geheimnis"):
        assert "Geheimnis" not in client.get(f"/v1/course-sessions?{query}").body.decode()


def test_an_unknown_postcode_is_an_unknown_place(client: Client) -> None:
    """A postcode in the right form that lies nowhere is 400 `unknown-place`."""
    assert faults(client.get("/v1/jobs?postcode=00000")) == [("postcode", "unknown-place")]


def test_too_long_a_query_is_refused(client: Client) -> None:
    """A query beyond all measure is 400 and names its largest parameter."""
    target = "/v1/jobs?limit=1&" + "&".join(["workingTime=full-time"] * 1000)
    assert faults(client.get(target)) == [("workingTime", INVALID)]


def test_the_order_of_parameters_does_not_matter(client: Client) -> None:
    """Other than in `page.next`, the order of parameters leaves no trace."""
    one, other = (
        client.get(f"/v1/jobs?{query}").json()["items"]
        for query in (
            "remote=only&workingTime=full-time&limit=5",
            "limit=5&workingTime=full-time&remote=only",
        )
    )
    assert one == other


def test_empty_pieces_of_a_query_carry_nothing(client: Client) -> None:
    """`?`, `&&` and a closing `&` are no parameters."""
    assert client.get("/v1/jobs?&limit=1&&").json()["items"] == client.get("/v1/jobs?limit=1").json()["items"]
    assert client.get("/v1/jobs?").status == 200


def test_right_literals_are_understood(client: Client) -> None:
    """Values at the edges of what is allowed are understood."""
    for query in (
        "limit=1",
        "limit=100",
        "limit=007",
        "lat=-90&lon=180",
        "lat=48.3667&lon=-10.8",
        "postcode=86150&radiusKm=0",
        "postcode=86150&radiusKm=200",
        "ags=09&placeless=only",
        "ags=09761000",
        "occupation=8",
        "publishedSince=2024-02-29",
        "updatedSince=2026-11-20T00:00:00.123Z",
        "q=" + "%C3%A4" * 200,
        "q=Pflege+Kraft",
        "language=DE&language=pt-BR",
    ):
        assert client.get(f"/v1/jobs?{query}").status == 200, query


def test_publishers_own_codes_are_understood_where_they_are_served(served: Callable[..., Client]) -> None:
    """A code `x-…` is right if the server's own code list has it, and that list serves it."""
    entry = {"code": "x-gig", "labels": [{"value": w, "lang": g, "origin": "source"} for w, g in _GIG]}
    own = served(own_codes={"offer-types": (entry,)})
    assert own.get("/v1/jobs?offerType=x-gig").status == 200
    assert "x-gig" in [code["code"] for code in own.get("/v1/code-lists/offer-types").json()["codes"]]


_GIG = (("Auftrag", "de"), ("Gig", "en"))


def test_parameters_of_other_classes_are_unknown(served: Callable[..., Client]) -> None:
    """Without the class `place-search` a postcode is an unknown parameter, and `sort=distance` no choice."""
    narrow = served(classes=("core", "jobs", "query"))
    assert faults(narrow.get("/v1/jobs?postcode=86150")) == [("postcode", "unknown-parameter")]
    assert faults(narrow.get("/v1/jobs?sort=distance")) == [("sort", INVALID)]
    assert narrow.get("/v1/offices").status == 404
