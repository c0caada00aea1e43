"""The rendered site, where `make docs` put it: only files that were there at the start are ever served."""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode
from pathlib import Path
from typing import TYPE_CHECKING

from ..answers import Answer

if TYPE_CHECKING:
    from collections.abc import Mapping

SITE = Path(__file__).resolve().parent / "site"
INDEX = "index.html"
TYPES = {
    "css": "text/css; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "json": "application/json",
    "png": "image/png",
    "svg": "image/svg+xml",
    "txt": "text/plain; charset=utf-8",
    "woff2": "font/woff2",
    "yaml": "application/yaml; charset=utf-8",
}
PLAIN = {"Referrer-Policy": "no-referrer", "X-Content-Type-Options": "nosniff"}
INLINE = re.compile(r"<script(?![^>]*\ssrc=)[^>]*>(.*?)</script>", re.S)
LANGUAGE = re.compile(r'<html[^>]* lang="([a-z-]+)"')


class Site:
    """Paths below `/docs` → files; empty where nothing was built."""

    def __init__(self, root: Path | None = None) -> None:
        self._files = _found(SITE if root is None else root)

    def __bool__(self) -> bool:
        return INDEX in self._files

    def __contains__(self, path: str) -> bool:
        return self._name(path) is not None or f"{path}/{INDEX}" in self._files

    def answer(self, path: str) -> Answer:
        """`path` is one that is in here; a folder without its slash is sent to the address with it."""
        name = self._name(path)
        if name is None:
            return Answer(308, b"", {"Location": f"{path.rpartition('/')[2]}/"})
        body = self._files[name].read_bytes()
        kind = name.rpartition(".")[2]
        return Answer(
            200, body, {"Content-Type": TYPES[kind], **PLAIN, **(_of_page(body) if kind == "html" else {})}
        )

    def _name(self, path: str) -> str | None:
        name = path if path and not path.endswith("/") else f"{path}{INDEX}"
        return name if name in self._files else None


def _found(root: Path) -> Mapping[str, Path]:
    """Nothing outside the folder, whatever links lie in it."""
    if not root.is_dir():
        return {}
    return {
        file.relative_to(root).as_posix(): file
        for file in root.rglob("*")
        if file.suffix.lstrip(".") in TYPES
        and file.is_file()
        and file.resolve().is_relative_to(root.resolve())
    }


def _of_page(body: bytes) -> dict[str, str]:
    text = body.decode()
    language = LANGUAGE.search(text)
    return {"Content-Security-Policy": policy(text)} | ({"Content-Language": language[1]} if language else {})


def policy(text: str) -> str:
    """Everything from this host; of scripts inside the page just those that stand in it."""
    scripts = " ".join(f"'{_hash(script)}'" for script in dict.fromkeys(INLINE.findall(text)))
    return "; ".join(
        [
            "default-src 'none'",
            f"script-src 'self' {scripts}".strip(),
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data:",
            "font-src 'self'",
            "connect-src 'self'",
            "base-uri 'self'",
            "form-action 'self'",
            "frame-ancestors 'none'",
        ]
    )


def _hash(script: str) -> str:
    return f"sha256-{b64encode(hashlib.sha256(script.encode()).digest()).decode()}"
