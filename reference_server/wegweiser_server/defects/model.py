"""What a defect is: a function around the honest server, and what it is for."""

from __future__ import annotations

from dataclasses import dataclass

from ..around.messages import COLLECTIONS, Answer, App, Headers, Request, Run

__all__ = ["COLLECTIONS", "Answer", "App", "Defect", "Headers", "Request", "Run"]


@dataclass(frozen=True, slots=True)
class Defect:
    """`convicts` is the requirement that fails; `says` what is wrong, for people.

    HEAD reaches `run` as GET and loses its body afterwards, unless `heads` says that the defect is about
    methods; likewise answers are compressed afterwards, unless `encodes` says that it is about that.
    """

    id: str
    convicts: str
    says: str
    run: Run
    heads: bool = False
    encodes: bool = False
