"""Which file of a tree answers a path, and nothing outside the tree."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import TYPE_CHECKING, Any

from ..answers import JSON, Answer
from ..settings import SettingsError

if TYPE_CHECKING:
    from pathlib import Path

# What ids, pages, districts and collections are made of: no dot in front, no slash, no `%`.
SEGMENT = re.compile(r"[A-Za-z0-9][A-Za-z0-9._~-]{0,63}")
DEEPEST = 5


@dataclass(frozen=True, slots=True)
class Files:
    root: Path

    def answer(self, path: str) -> Answer | None:
        """`path` begins with `/`; None if no file answers it."""
        file = self._file(path)
        if file is None:
            return None
        try:
            body, changed = file.read_bytes(), file.stat().st_mtime
        except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
            return None
        dated = format_datetime(datetime.fromtimestamp(changed, UTC), usegmt=True)
        headers = {"Content-Type": JSON, "Last-Modified": dated, "Accept-Ranges": "none"}
        return Answer(200, body, headers)

    def description(self) -> dict[str, Any]:
        """Read once when the server starts: a folder without one is no tree."""
        file = self.root / "index.json"
        try:
            document = json.loads(file.read_bytes())
            classes = document["conformsTo"]
        except OSError as error:
            raise SettingsError(
                f"--static {file}: {error.strerror}; `wegweiser export` writes a tree"
            ) from None
        except (ValueError, KeyError, TypeError):
            raise SettingsError(f"--static {file}: no service description") from None
        return {"conformsTo": [str(name) for name in classes]}

    def _file(self, path: str) -> Path | None:
        if path == "/":
            return self.root / "index.json"
        segments = path.removeprefix("/").split("/")
        if segments == ["index"] or len(segments) > DEEPEST or not all(map(SEGMENT.fullmatch, segments)):
            return None
        return self._inside(self.root.joinpath(*segments[:-1], f"{segments[-1]}.json"))

    def _inside(self, file: Path) -> Path | None:
        """A link in the tree may lead elsewhere; it is not followed."""
        return file if file.resolve().is_relative_to(self.root.resolve()) else None
