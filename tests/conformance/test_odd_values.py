"""Odd values are odd: each breaks its parameter's rule, and right ones are not among them."""

from __future__ import annotations

import re
from datetime import date

import pytest

from wegweiser_conformance.odd_values import DATES, DECIMALS, INTEGERS, good_value, kind_of, odd_values
from wegweiser_contract import Parameter, load_contract

CONTRACT = load_contract()
LISTS = [one for one in CONTRACT.operations if one.kind == "list"]
ASKED = [
    pytest.param(parameter, id=f"{operation.operation_id}-{parameter.name}")
    for operation in LISTS
    for parameter in operation.parameters
    if parameter.location == "query" and kind_of(parameter, CONTRACT.code_lists)
]


@pytest.mark.parametrize("value", INTEGERS)
def test_no_odd_integer_is_one(value: str) -> None:
    """The contract's integers are `[0-9]+`."""
    assert not re.fullmatch("[0-9]+", value, re.ASCII)


@pytest.mark.parametrize("value", DECIMALS)
def test_no_odd_decimal_is_one(value: str) -> None:
    r"""The contract's coordinates are `-?[0-9]{1,3}(\.[0-9]+)?`."""
    assert not re.fullmatch(r"-?[0-9]{1,3}(\.[0-9]+)?", value, re.ASCII)


@pytest.mark.parametrize("value", DATES)
def test_no_odd_date_is_one(value: str) -> None:
    """A date is a day that exists, in the form `YYYY-MM-DD`."""
    if re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", value, re.ASCII):
        with pytest.raises(ValueError, match=r"day|month"):
            date.fromisoformat(value)


@pytest.mark.parametrize("parameter", ASKED)
def test_every_parameter_with_a_rule_has_odd_values(parameter: Parameter) -> None:
    """At least as many as there are ways to be lenient, none of them empty."""
    odd = odd_values(parameter, CONTRACT.code_lists)
    assert len(odd) >= 4
    assert all(values and all(values) for values in odd)


@pytest.mark.parametrize("parameter", ASKED)
def test_right_values_are_not_odd(parameter: Parameter) -> None:
    """What the contract accepts is never sent to be refused."""
    listed = CONTRACT.code_lists.get(parameter.code_list or "")
    right = {good_value(parameter, CONTRACT.code_lists), *parameter.schema.get("enum", ())}
    if listed is not None and listed.scheme == "own":
        right |= set(listed.entries)
    for values in odd_values(parameter, CONTRACT.code_lists):
        assert not set(values) <= right


@pytest.mark.parametrize("parameter", ASKED)
def test_patterns_refuse_what_is_misspelt(parameter: Parameter) -> None:
    """A value of one's own pattern is broken by it, or by that of the external scheme."""
    if kind_of(parameter, CONTRACT.code_lists) != "notation":
        return
    listed = CONTRACT.code_lists.get(parameter.code_list or "")
    patterns = [parameter.schema.get("items", parameter.schema)["pattern"]]
    patterns += [listed.pattern] if listed is not None and listed.pattern else []
    for (value,) in odd_values(parameter, CONTRACT.code_lists):
        assert not all(re.compile(pattern).fullmatch(value) for pattern in patterns), value
