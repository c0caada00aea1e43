"""What can go wrong with a contract, for whoever reads one."""

from __future__ import annotations


class ContractError(Exception):
    """The contract, or a part of it, cannot be used; the message names the place and what would be right."""


class SourceError(ContractError):
    """A file of the contract's sources is broken."""

    def __init__(self, place: str, fault: str) -> None:
        super().__init__(f"{place}: {fault}")
        self.place = place
        self.fault = fault
