"""What `wegweiser spec lint` does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wegweiser_contract.lint import apply_rules, house_rules
from wegweiser_contract.lint.subject import subject_of

if TYPE_CHECKING:
    from pathlib import Path


def lint(repository: Path) -> int:
    """Apply all house rules and print each finding on a line of its own."""
    rules = house_rules()
    subject = subject_of(repository)
    findings = list(apply_rules(subject, rules))
    for finding in findings:
        print(finding)
    broken = len({finding.rule for finding in findings})
    kept = f"{len(rules) - broken} of {len(rules)} house rules kept"
    print(f"{kept}, {len(findings)} findings." if findings else f"All {len(rules)} house rules kept.")
    return 1 if findings else 0


def print_rules() -> int:
    """List the house rules."""
    for rule in house_rules():
        print(f"{rule.id}: {rule.says}")
    return 0
