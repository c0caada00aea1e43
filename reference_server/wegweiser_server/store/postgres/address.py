"""Where a database is: its URL, of which no message repeats the password."""

from __future__ import annotations

import re
from dataclasses import dataclass

import psycopg
from psycopg.conninfo import conninfo_to_dict

from wegweiser_server.store.interface import StoreError

FORM = (
    "the URL of the database is not of the form postgresql://USER:PASSWORD@HOST:PORT/NAME;"
    " in names and passwords : / ? # @ are written %3A %2F %3F %23 %40"
)
PORT = re.compile(r"[0-9]{1,5}(,[0-9]{1,5})*")
# What a connection needs so that a host that is silent is noticed; the URL may say otherwise.
DEFAULTS = {
    "connect_timeout": "4",
    "tcp_user_timeout": "10000",
    "keepalives_idle": "10",
    "keepalives_interval": "5",
    "keepalives_count": "2",
    "application_name": "wegweiser",
    "client_encoding": "utf8",
}


@dataclass(frozen=True, slots=True)
class Address:
    """`name` is for messages; `parameters` are for the driver, and hold the password."""

    name: str
    parameters: dict[str, str]

    def __repr__(self) -> str:
        return f"Address({self.name!r})"


def address(url: str) -> Address:
    authority, _, rest = url.partition("://")[2].partition("/")
    # A sign in a password that is not encoded would make a host or a name of it, and so stand in messages.
    if authority.count("@") > 1 or "@" in rest or "?" in authority or "#" in url:
        raise StoreError(FORM)
    try:
        given = {name: str(value) for name, value in conninfo_to_dict(url).items() if value is not None}
    except (psycopg.Error, UnicodeError):
        raise StoreError(FORM) from None
    if "port" in given and not PORT.fullmatch(given["port"]):
        raise StoreError(FORM)
    place = ":".join(given[part] for part in ("host", "port") if given.get(part))
    name = given.get("dbname", "of its user") + (f" at {place}" if place else "")
    return Address(name, DEFAULTS | given)
