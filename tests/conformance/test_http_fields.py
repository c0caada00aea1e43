"""Header fields are read as HTTP means them, and what is malformed is told from what is not."""

from __future__ import annotations

import pytest

from wegweiser_conformance import http_fields


def test_cache_directives_are_read_whatever_their_case() -> None:
    """Names in lower case, values without quotes, the first of a double one."""
    read = http_fields.directives('Public, MAX-AGE="300" , s-maxage=60,max-age=9')
    assert read == {"public": "", "max-age": "300", "s-maxage": "60"}
    assert http_fields.directives(None) == {}


@pytest.mark.parametrize("tag", ['"3f2a"', 'W/"3f2a"', '""', '"a,b"'])
def test_entity_tags_are_known(tag: str) -> None:
    """Weak or strong, even empty."""
    assert http_fields.is_entity_tag(tag)


@pytest.mark.parametrize("tag", ["3f2a", 'w/"3f2a"', "W/3f2a", '"3f2a', '"a" "b"', ""])
def test_other_texts_are_no_entity_tags(tag: str) -> None:
    """Without quotes, with half of them, with a small w."""
    assert not http_fields.is_entity_tag(tag)


def test_weak_and_strong_forms_mean_the_same_entity() -> None:
    """Weak comparison looks at the part behind `W/`."""
    assert http_fields.opaque('W/"x"') == http_fields.opaque('"x"') != http_fields.opaque('"y"')
    assert http_fields.is_weak('W/"x"')
    assert not http_fields.is_weak('"x"')


@pytest.mark.parametrize("field", ['"default";r=599;t=60', '"a";q=1;w=2, "b";q=3', "default;r=5"])
def test_rate_limit_fields_are_known(field: str) -> None:
    """Quota items with parameters."""
    assert http_fields.is_rate_limit(field)


@pytest.mark.parametrize("field", ["599, 600;w=60 left", "limit=100", '"default" r=5'])
def test_other_rate_limits_are_not(field: str) -> None:
    """As older drafts or gateways write them."""
    assert not http_fields.is_rate_limit(field)


def test_only_digits_are_seconds() -> None:
    """No sign, no unit, no other script."""
    assert http_fields.seconds(" 30 ") == 30
    assert [http_fields.seconds(text) for text in ("-1", "30s", "٣", "", None, "9" * 20)] == [None] * 6


def test_http_dates_are_instants() -> None:
    """With their zone; ISO 8601 is no HTTP date."""
    moment = http_fields.instant("Sat, 01 Jan 2028 00:00:00 GMT")
    assert moment is not None
    assert moment.timestamp() == 1830297600
    assert http_fields.instant("2028-01-01T00:00:00Z") is None
