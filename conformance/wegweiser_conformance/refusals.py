"""What a refused request must look like, judged the same way wherever the contract demands a refusal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wegweiser_conformance.model import Violation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wegweiser_conformance.exchange import Exchange


def refused(answer: Exchange, status: int, code: str = "", parameter: str = "") -> Iterator[Violation]:
    """A violation unless the answer has this status and, where asked, names this code and this parameter.

    A request can have several faults: the code counts wherever the problem names it.
    """
    wanted = " ".join(part for part in (str(status), code) if part)
    if answer.status != status:
        yield Violation(wanted, answer.outcome, answer)
    elif code and code not in codes(answer):
        actual = f"{status} {answer.object.get('code', 'without a code')}"
        yield Violation(wanted, actual, answer, "/code")
    elif parameter and parameter not in faulty_parameters(answer):
        named = ", ".join(sorted(faulty_parameters(answer))) or "no parameter"
        yield Violation(f"errors naming {parameter}", named, answer, "/errors")


def codes(answer: Exchange) -> set[str]:
    """Every problem code that the answer names: its own and those of its errors."""
    named = [answer.object.get("code"), *(error.get("code") for error in errors(answer))]
    return {code for code in named if isinstance(code, str)}


def faulty_parameters(answer: Exchange) -> set[str]:
    named = (error.get("parameter") for error in errors(answer))
    return {name for name in named if isinstance(name, str)}


def errors(answer: Exchange) -> list[dict[str, Any]]:
    listed = answer.object.get("errors")
    return [error for error in listed if isinstance(error, dict)] if isinstance(listed, list) else []
