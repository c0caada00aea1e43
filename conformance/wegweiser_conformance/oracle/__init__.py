"""The oracle: what every list answer of a run must hold, predicted from records that the suite read itself.

    traffic ─▶ chains (a first page and what its `next` brought) ─▶ question (what the request asked)
                                                                        │
    whole collections and windows read to their end ─▶ known ──────────┴─▶ forecast ─▶ verdicts ─▶ blame

A check decides what is worth asking; the oracle judges whatever was asked, for whatever reason, so that no
answer goes by unread. A difference is laid at the door of the one requirement that explains it.
"""

from __future__ import annotations

from wegweiser_conformance.oracle.judging import verdicts
from wegweiser_conformance.oracle.verdict import Verdict

__all__ = ["Verdict", "verdicts"]
