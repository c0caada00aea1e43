"""Credentials at rest: one line each, never in the clear.

    # scheme  name           hash
    key       muster-app     sha256$9f86d081884c7d65…
    basic     muster-stadt   scrypt$16384$8$1$<salt>$<hash>

`sha256` is for keys of 128 random bits or more, `scrypt` for what people choose. `wegweiser serve
--hash-secret` makes the last column.
"""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from secrets import token_bytes

COST = (16384, 8, 1)
COSTLIEST = 2**26
FORM = "`key|basic NAME sha256$HEX` or `… scrypt$N$R$P$SALT$HEX`"


class CredentialsError(Exception):
    """A file of credentials that cannot be used; the message names the line, never its content."""


@dataclass(frozen=True, slots=True)
class Secret:
    """What is kept of a key or password."""

    digest: bytes
    salt: bytes | None = None
    cost: tuple[int, int, int] = COST

    def matches(self, given: bytes) -> bool:
        return hmac.compare_digest(self.digest, self._digest(given))

    def _digest(self, given: bytes) -> bytes:
        if self.salt is None:
            return hashlib.sha256(given).digest()
        return scrypt(given, self.salt, self.cost)


def scrypt(given: bytes, salt: bytes, cost: tuple[int, int, int]) -> bytes:
    n, r, p = cost
    return hashlib.scrypt(given, salt=salt, n=n, r=r, p=p, maxmem=COSTLIEST, dklen=32)


def _effort(secret: Secret) -> int:
    return secret.cost[0] * secret.cost[1] * secret.cost[2] if secret.salt else 0


# Somebody to compare with where a name is unknown, so that it takes as long.
NOBODY = Secret(bytes(32))


@dataclass(frozen=True, slots=True)
class Credentials:
    """By organisation: keys, and passwords for HTTP Basic."""

    keys: tuple[tuple[str, Secret], ...] = ()
    passwords: tuple[tuple[str, Secret], ...] = ()

    def knows_key(self, key: bytes) -> bool:
        # Every one is compared: how long it takes does not tell which one was close.
        return sum(secret.matches(key) for _, secret in self.keys) > 0

    def knows_password(self, name: str, password: bytes) -> bool:
        found = [secret for user, secret in self.passwords if user == name]
        stand_in = max((secret for _, secret in self.passwords), key=_effort, default=NOBODY)
        if not found:
            stand_in.matches(password)
            return False
        return sum(secret.matches(password) for secret in found) > 0


def read_credentials(text: str, where: str) -> Credentials:
    keys: list[tuple[str, Secret]] = []
    passwords: list[tuple[str, Secret]] = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        words = line.split()
        if len(words) != 3 or words[0] not in ("key", "basic"):
            raise CredentialsError(f"{where}, line {number}: right would be {FORM}")
        into = keys if words[0] == "key" else passwords
        into.append((words[1], read_secret(words[2], f"{where}, line {number}")))
    return Credentials(tuple(keys), tuple(passwords))


def read_secret(text: str, where: str) -> Secret:
    parts = text.split("$")
    try:
        if parts[0] == "sha256" and len(parts) == 2 and len(parts[1]) == 64:
            return Secret(bytes.fromhex(parts[1]))
        if parts[0] == "scrypt" and len(parts) == 6:
            n, r, p = (int(part) for part in parts[1:4])
            secret = Secret(bytes.fromhex(parts[5]), bytes.fromhex(parts[4]), (n, r, p))
            secret.matches(b"")  # impossible costs are found now, not at the first request
            return secret
    except (ValueError, MemoryError):
        pass
    raise CredentialsError(f"{where}: the hash is no {FORM}")


def hash_secret(secret: bytes) -> str:
    salt = token_bytes(16)
    digest = scrypt(secret, salt, COST)
    return f"scrypt${'$'.join(map(str, COST))}${salt.hex()}${digest.hex()}"
