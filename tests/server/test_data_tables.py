"""The tables of postcodes, towns and districts: what they say agrees, what is uncertain is left out."""

from __future__ import annotations

import re

import pytest

from wegweiser_server.data.places import (
    STATE_NAMES,
    centre_of,
    districts,
    label_of,
    locate,
    postcodes,
    town_by_ags,
    towns,
)


def test_all_postcodes_are_there() -> None:
    """Some 8,200 postcodes lie in Germany, as five digits with their leading zeros."""
    assert 8100 < len(postcodes()) < 8300
    assert all(re.fullmatch(r"[0-9]{5}", postcode) for postcode in postcodes())
    assert any(postcode.startswith("0") for postcode in postcodes())
    assert all(47.2 < spot.lat < 55.1 and 5.8 < spot.lon < 15.1 for spot in postcodes().values())


def test_known_places_are_located() -> None:
    """A postcode gives town, state and AGS where they are certain, and only the town elsewhere."""
    augsburg = locate("86150")
    assert augsburg is not None
    assert (augsburg.town, augsburg.state, augsburg.ags) == ("Augsburg", "DE-BY", "09761000")
    dresden = locate("01067")
    assert dresden is not None
    assert dresden.ags == "14612000"
    elsewhere = locate("82481")
    assert elsewhere is not None
    assert (elsewhere.town, elsewhere.state, elsewhere.ags) == ("Mittenwald", None, None)
    shared = locate("82467")
    assert shared is not None
    assert "Garmisch-Partenkirchen" in shared.town


@pytest.mark.parametrize("postcode", ["00000", "99999", "8615", "861500", ""])
def test_unknown_postcodes_are_not_located(postcode: str) -> None:
    """What is no postcode has no place."""
    assert locate(postcode) is None


def test_towns_agree_with_their_postcodes() -> None:
    """The postcodes of an independent town bear its AGS and state and lie around its centre."""
    for town in towns():
        assert town.ags.endswith("000")
        for postcode in town.postcodes:
            spot = postcodes()[postcode]
            assert (spot.town, spot.state, spot.ags) == (town.name, town.state, town.ags)
            assert abs(spot.lat - town.lat) < 0.6
            assert abs(spot.lon - town.lon) < 0.6


def test_towns_are_independent() -> None:
    """Each is a district of its own; Berlin, Hamburg and Bremen are among them, merged Eisenach is not."""
    kinds = {districts()[town.ags[:5]].kind for town in towns()}
    assert kinds == {"Kreisfreie Stadt", "Stadtkreis"}
    names = {town.name for town in towns()}
    assert {"Berlin", "Hamburg", "Bremen", "Augsburg", "Cottbus"} <= names
    assert "Eisenach" not in names


def test_no_postcode_belongs_to_two_towns() -> None:
    """A postcode in an independent town lies in that one alone."""
    listed = [postcode for town in towns() for postcode in town.postcodes]
    assert len(listed) == len(set(listed))


@pytest.mark.parametrize(
    ("prefix", "label"),
    [
        ("09", "Bayern"),
        ("09761", "Augsburg"),
        ("09761000", "Augsburg"),
        ("09772", "Augsburg (Landkreis)"),
        ("097", "097"),
        ("09772125", "09772125"),
    ],
)
def test_areas_have_labels(prefix: str, label: str) -> None:
    """States, districts and independent towns have names; of others nothing is pretended."""
    assert label_of(prefix) == label


def test_areas_have_centres_where_towns_are_known() -> None:
    """The centre of a prefix is that of the towns within; without any there is none."""
    town = town_by_ags("09761")
    assert town is not None
    assert town == town_by_ags("09761000")
    assert centre_of("09761") == (town.lat, town.lon)
    assert centre_of("09772") is None
    assert town_by_ags("09761999") is None
    assert set(STATE_NAMES) == {f"{number:02}" for number in range(1, 17)}
