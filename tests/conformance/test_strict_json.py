"""JSON is read as RFC 8259 has it."""

from __future__ import annotations

import pytest

from wegweiser_conformance.strict_json import parse


@pytest.mark.parametrize(
    ("body", "fault", "readable"),
    [
        (b'{"a": NaN}', "NaN is no JSON number", True),
        (b'{"a": -Infinity}', "-Infinity is no JSON number", True),
        (b'{"a": 1e999}', "too large for a double", True),
        (b'{"a": 1, "a": 2}', 'the name "a" stands twice', True),
        (b"\xef\xbb\xbf{}", "byte order mark", True),
        (b'"\\ud800"', "half a surrogate pair", False),
        (b'{"a": "\xff"}', "not UTF-8: byte 0xff at offset 7", True),
        (b'{"a": "\xff', "not UTF-8: byte 0xff at offset 7", False),
        (b"[" * 100_000, "nested deeper", False),
        (b"[" * 70 + b"]" * 70, "nested deeper than 64 levels", False),
        (b"1" * 5_000, "thousands of digits", False),
        (b"<html>", "not JSON", False),
        (b"", "the body is empty", False),
        (b" \n", "the body is empty", False),
    ],
)
def test_every_fault_is_named_as_what_it_is(body: bytes, fault: str, readable: bool) -> None:
    """Nothing crashes, and a body that can still be read stays readable."""
    parsed = parse(body)
    assert fault in "; ".join(parsed.faults)
    assert parsed.readable is readable


def test_good_json_has_no_fault() -> None:
    """Surrogate pairs, deep but sane nesting and large numbers are fine."""
    parsed = parse('{"a": ["\\ud83d\\ude00", 12345678901234567890, {"ä": 1.5}]}'.encode())
    assert parsed.faults == ()
    assert parsed.value == {"a": ["\U0001f600", 12345678901234567890, {"ä": 1.5}]}
