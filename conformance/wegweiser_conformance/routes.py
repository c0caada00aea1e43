"""Which operation of the contract an answer belongs to, and what its query asked."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, unquote, urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterable

    from wegweiser_contract import Operation

_CODE_LIST = re.compile("/code-lists/[^/]+")
_VARIABLE = re.compile(r"\{[^/{}]+\}")


def operation_of(base: str, operations: Iterable[Operation], url: str) -> Operation | None:
    """The operation whose path the URL has; a literal path wins over one with variables."""
    prefix, path = urlsplit(base).path, urlsplit(url).path
    if not path.startswith(prefix):
        return None
    rest = path.removeprefix(prefix) or "/"
    fitting = [one for one in operations if _pattern(one.path).fullmatch(rest)]
    return min(fitting, key=lambda one: one.path.count("{"), default=None)


def asked(url: str) -> dict[str, list[str]]:
    """The parameters of a URL, decoded, each with all its values in order."""
    found: dict[str, list[str]] = {}
    for name, value in parse_qsl(urlsplit(url).query, keep_blank_values=True):
        found.setdefault(name, []).append(value)
    return found


def last_segment(url: str) -> str:
    return unquote(urlsplit(url).path.rpartition("/")[2])


def _pattern(template: str) -> re.Pattern[str]:
    literals = [re.escape(part) for part in _VARIABLE.split(template)]
    return re.compile("[^/]+".join(literals))


def is_open(path: str) -> bool:
    """The description and the code lists answer everybody; what lies below is no path of the contract."""
    bare = path.partition("?")[0]
    return bare in {"", "/", "/code-lists"} or _CODE_LIST.fullmatch(bare) is not None
