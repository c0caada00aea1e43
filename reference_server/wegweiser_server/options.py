"""Command line of `wegweiser serve` → settings."""

from __future__ import annotations

import argparse
import hashlib
import os
import re
from pathlib import Path
from secrets import token_bytes
from typing import TYPE_CHECKING

from wegweiser_contract.arguments import ArgumentParser, comma_list

from .access.credentials import Credentials, CredentialsError, read_credentials
from .access.gate import SCHEMES
from .differing import add_arguments
from .settings import DEFAULT_CLASSES, Quota, Settings, SettingsError

if TYPE_CHECKING:
    from argparse import Namespace

VARIABLE = "WEGWEISER_SERVER_CREDENTIALS"
CURSOR_KEY = "WEGWEISER_CURSOR_KEY"
DATABASE = "WEGWEISER_DATABASE"
DATABASE_FORMS = "sqlite:///PATH or postgresql://USER@HOST:PORT/NAME"
SHORTEST_KEY = 32
MOST_WORKERS = 64
FEWEST_RECORDS = 1000
CREDENTIALS_HELP = f"""\
A line of credentials is `key NAME HASH` (header X-API-Key) or `basic NAME HASH` (NAME is the user). HASH is
what --hash-secret prints or, for long random keys, `sha256$` and the SHA-256 in hexadecimal. Lines stand in
the file of --credentials, else in {VARIABLE}. {CURSOR_KEY} (32 characters or more) keeps
cursors valid from server to server and over restarts."""


def parser() -> ArgumentParser:
    made = ArgumentParser(
        prog="wegweiser serve",
        description="Run the reference server. Its first line of output is the base URL, once it answers.",
        epilog=CREDENTIALS_HELP,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    made.add_argument("--host", default="127.0.0.1", help="address to listen on (default 127.0.0.1)")
    made.add_argument("--port", type=port, default=8080, help="port; 0 picks a free one (default 8080)")
    made.add_argument("--base-path", type=base_path, default="/v1", metavar="PATH", help="default /v1")
    made.add_argument(
        "--public-url", metavar="URL", help="how clients reach the host's root, if not directly"
    )
    made.add_argument(
        "--classes",
        type=comma_list,
        default=list(DEFAULT_CLASSES),
        metavar="a,b",
        help="conformance classes to serve",
    )
    made.add_argument(
        "--access",
        type=comma_list,
        default=["anonymous"],
        metavar="a,b",
        help="anonymous, key, basic; default anonymous",
    )
    made.add_argument("--credentials", type=Path, metavar="FILE", help=f"else the lines in {VARIABLE}")
    made.add_argument(
        "--hash-secret", action="store_true", help="hash one line of standard input for that file, and end"
    )
    made.add_argument("--data", type=Path, metavar="FILE", help="records as NDJSON (default: invented ones)")
    made.add_argument(
        "--database",
        metavar="URL",
        help=f"records loaded by `wegweiser data load`: {DATABASE_FORMS}; else {DATABASE}",
    )
    made.add_argument("--static", type=Path, metavar="DIR", help="serve a tree that `wegweiser export` wrote")
    made.add_argument(
        "--max-records-per-query", type=fewest, metavar="N", help="lists end there; 1000 or more"
    )
    made.add_argument(
        "--workers", type=workers, default=1, metavar="N", help="processes that answer; default 1"
    )
    made.add_argument("--quota", type=quota, metavar="N/SECONDS", help="requests allowed to each client")
    made.add_argument("--quiet", action="store_true", help="no access log on standard error")
    add_arguments(made)
    return made


def settings_of(asked: Namespace, origin: str) -> Settings:
    no_files = ("data", "quota", "max_records_per_query", "variant", "scenario")
    beside = [name for name in no_files if getattr(asked, name)]
    if asked.static and beside:
        raise SettingsError(f"--static serves files as they are, without --{beside[0].replace('_', '-')}")
    access = tuple(dict.fromkeys(asked.access))
    unknown = [name for name in access if name not in SCHEMES]
    if unknown or not access:
        raise SettingsError(f"--access: {', '.join(unknown) or 'nothing'} is none of {', '.join(SCHEMES)}")
    return Settings(
        classes=tuple(dict.fromkeys(asked.classes)),
        base_path=asked.base_path,
        public_url=(asked.public_url or origin).rstrip("/"),
        access=access,
        credentials=credentials_of(access, asked.credentials),
        max_records_per_query=asked.max_records_per_query,
        quota=asked.quota,
        cursor_key=cursor_key(),
        defect=asked.defect,
        variants=tuple(asked.variant),
        scenarios=tuple(asked.scenario),
    )


def database_of(asked: Namespace) -> str | None:
    """The URL of the database, which other sources of records exclude. It may hold a password."""
    named, url = "--database", asked.database
    if not url:
        named, url = DATABASE, os.environ.get(DATABASE, "").strip()
    for name in ("data", "static"):
        if url and getattr(asked, name, None):
            raise SettingsError(f"--{name} and {named} both say where the records are; leave one of them out")
    return url or None


def credentials_of(access: tuple[str, ...], file: Path | None) -> Credentials:
    try:
        text, where = (
            (file.read_text(encoding="utf-8"), str(file))
            if file
            else (os.environ.get(VARIABLE, ""), VARIABLE)
        )
        found = read_credentials(text, where)
    except OSError as error:
        raise SettingsError(f"--credentials {file}: {error.strerror}") from None
    except UnicodeDecodeError:
        raise SettingsError(f"--credentials {file}: not UTF-8") from None
    except CredentialsError as error:
        raise SettingsError(f"credentials: {error}") from None
    for name, lines in (("key", found.keys), ("basic", found.passwords)):
        if name in access and not lines:
            raise SettingsError(
                f"--access {name} needs a line `{name} NAME HASH` in --credentials or {VARIABLE}"
            )
    return found


def cursor_key() -> bytes:
    """Servers that answer for one another, and restarted ones, need the same one."""
    text = os.environ.get(CURSOR_KEY, "").strip()
    if text and len(text) < SHORTEST_KEY:
        raise SettingsError(f"{CURSOR_KEY} must be at least {SHORTEST_KEY} characters long, made by chance")
    return hashlib.sha256(text.encode()).digest() if text else token_bytes(32)


def workers(text: str) -> int:
    if not re.fullmatch(r"[0-9]{1,2}", text) or not 1 <= int(text) <= MOST_WORKERS:
        raise argparse.ArgumentTypeError(f"a number from 1 to {MOST_WORKERS}")
    return int(text)


def port(text: str) -> int:
    if not re.fullmatch(r"[0-9]{1,5}", text) or int(text) > 65535:
        raise argparse.ArgumentTypeError(f"{text!r} is no port from 0 to 65535")
    return int(text)


def base_path(text: str) -> str:
    if not re.fullmatch(r"(/[A-Za-z0-9._~-]+)*/?", text):
        raise argparse.ArgumentTypeError(f"{text!r} is no path such as /v1")
    return text.rstrip("/")


def fewest(text: str) -> int:
    if not re.fullmatch(r"[0-9]{1,9}", text) or int(text) < FEWEST_RECORDS:
        raise argparse.ArgumentTypeError(f"{text!r} is no number of {FEWEST_RECORDS} or more")
    return int(text)


def quota(text: str) -> Quota:
    found = re.fullmatch(r"([1-9][0-9]{0,8})/([1-9][0-9]{0,8})", text)
    if not found:
        raise argparse.ArgumentTypeError(f"{text!r} is no quota such as 600/60 (requests/seconds)")
    return Quota(int(found[1]), int(found[2]))
