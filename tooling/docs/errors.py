"""What goes wrong when the site is made."""

from __future__ import annotations


class BuildError(Exception):
    """The message names what is wrong and where."""
