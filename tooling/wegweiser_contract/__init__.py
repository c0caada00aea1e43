"""The one door to the Wegweiser contract: bundle, requirements, code lists, and the tools that keep them."""

from __future__ import annotations

from wegweiser_contract.codelists import CodeEntry, CodeList
from wegweiser_contract.contract import Contract, check_claim, load_contract, releases
from wegweiser_contract.errors import ContractError
from wegweiser_contract.operations import Filter, Operation, Parameter
from wegweiser_contract.requirements import Requirement

__all__ = [
    "CodeEntry",
    "CodeList",
    "Contract",
    "ContractError",
    "Filter",
    "Operation",
    "Parameter",
    "Requirement",
    "check_claim",
    "load_contract",
    "releases",
]
