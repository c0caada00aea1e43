"""`wegweiser.toml`: what a team would else type every day. What the command line says counts before it.

    url = "https://api.agency.example/v1"
    max-requests = 2000
    rate = 2
    key-file = "secrets/key"
    [[known]]
    …
    [[waiver]]
    …

Credentials themselves never stand here.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from wegweiser_conformance.known import MOST, KnownRecord, known_record
from wegweiser_conformance.waivers import Waiver, waiver_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

NAME = "wegweiser.toml"
# Each with the types that TOML may give it.
SETTINGS: Mapping[str, tuple[type, ...]] = {
    "url": (str,),
    "classes": (list,),
    "only": (list,),
    "lang": (str,),
    "seed": (int,),
    "deep": (bool,),
    "follow-links": (bool,),
    "max-requests": (int,),
    "rate": (int, float),
    "timeout": (int, float),
    "key-file": (str,),
    "ca-bundle": (str,),
    "html": (str,),
    "json": (str,),
    "junit": (str,),
    "sarif": (str,),
    "markdown": (str,),
    "badge": (str,),
}
_SECRET = frozenset({"key", "api-key", "password", "basic", "token"})


class ConfigurationError(Exception):
    """The file cannot be used; the message names it, what is wrong, and what would be right."""


@dataclass(frozen=True, slots=True)
class Configuration:
    """`arguments` are command-line arguments that stand before those typed; paths are seen from the file."""

    url: str = ""
    arguments: tuple[str, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    known: tuple[KnownRecord, ...] = ()
    path: str = ""


def read(name: str | None, known: Iterable[str]) -> Configuration:
    """The file of that name, or `wegweiser.toml` in the working directory if there is one."""
    path = Path(name or NAME)
    if name is None and not path.is_file():
        return Configuration()
    try:
        held = tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        raise ConfigurationError(f"{path}: {error.strerror}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigurationError(f"{path} is no TOML: {error}") from None
    return _configuration(path, held, list(known))


def _configuration(path: Path, held: dict[str, Any], known: list[str]) -> Configuration:
    waivers, records = _tables(path, held, "waiver"), _tables(path, held, "known")
    if len(records) > MOST:
        raise ConfigurationError(f"{path}: at most {MOST} [[known]], not {len(records)}")
    for name, value in held.items():
        _check(path, name, value)
    url = held.pop("url", "")
    arguments = [one for name, value in held.items() for one in _arguments(path, name, value)]
    return Configuration(
        url,
        tuple(arguments),
        tuple(waiver_of(one, known) for one in waivers),
        tuple(known_record(one) for one in records),
        str(path),
    )


def _tables(path: Path, held: dict[str, Any], name: str) -> list[Any]:
    tables = held.pop(name, [])
    if not isinstance(tables, list):
        raise ConfigurationError(f"{path}: write each {name} as [[{name}]], one table each")
    return tables


def _check(path: Path, name: str, value: Any) -> None:
    if name in _SECRET:
        raise ConfigurationError(
            f"{path}: no credential in a file that is shared; use WEGWEISER_API_KEY or key-file"
        )
    if name not in SETTINGS:
        raise ConfigurationError(f"{path} knows {', '.join(SETTINGS)} [[known]] and [[waiver]], not {name}")
    if not isinstance(value, SETTINGS[name]) or (isinstance(value, bool) and bool not in SETTINGS[name]):
        wanted = " or ".join(one.__name__ for one in SETTINGS[name])
        raise ConfigurationError(f"{path}: {name} must be {wanted}, not {value!r}")


def _arguments(path: Path, name: str, value: Any) -> list[str]:
    if isinstance(value, bool):
        return [f"--{name}"] if value else []
    if isinstance(value, list):
        return [f"--{name}", ",".join(map(str, value))]
    if name in {"key-file", "ca-bundle"}:
        return [f"--{name}", str(path.parent / value)]
    return [f"--{name}", str(value)]
