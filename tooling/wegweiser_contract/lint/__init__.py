"""The house rules of the contract, one file a theme; `wegweiser spec lint` applies them all."""

from __future__ import annotations

from wegweiser_contract.lint.rules import Fault, Finding, HouseRule, apply_rules, house_rules

__all__ = ["Fault", "Finding", "HouseRule", "apply_rules", "house_rules"]
