"""The conformance suite: it judges any server by the Wegweiser contract."""

from __future__ import annotations
