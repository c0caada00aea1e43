"""First contact: is there such an interface at all, and what does it claim? One clear message if not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeGuard
from urllib.parse import urlsplit

from wegweiser_conformance.model import Unjudged
from wegweiser_conformance.target import COLLECTIONS, Target
from wegweiser_contract import load_contract, releases

if TYPE_CHECKING:
    from collections.abc import Iterable

    from wegweiser_conformance.client import Client
    from wegweiser_conformance.earlier import Earlier
    from wegweiser_conformance.exchange import Exchange
    from wegweiser_conformance.known import KnownRecord
    from wegweiser_contract import Contract

_GZIP = b"\x1f\x8b"
_SIGNS = ("contractVersion", "conformsTo", "items")


class NoSuchInterface(Exception):
    """What was found instead of the interface, and what to do: a message for the user."""


@dataclass(frozen=True, slots=True)
class Claims:
    """The classes to judge by and where they come from: `declared`, `given` (--classes) or `observed`."""

    classes: frozenset[str]
    origin: str


def meet(
    client: Client,
    classes: Iterable[str] | None = None,
    seed: int = 0,
    earlier: Earlier | None = None,
    known: tuple[KnownRecord, ...] = (),
) -> Target:
    """The target, if it can be judged: `/` or a collection answers JSON that bears a sign of the contract."""
    try:
        description = _description(client)
        if description.fault:
            raise NoSuchInterface(_unreachable(client, description))
        lists = {} if _bears_sign(description) else _lists(client)
        if not _bears_sign(description) and not any(map(_bears_sign, lists.values())):
            raise NoSuchInterface(_something_else(client, description, lists))
        _keep_to_quotas(client, description)
        contract = _contract(description)
        claims = _claims(client, contract, description, classes)
    except Unjudged as obstacle:
        raise NoSuchInterface(f"{client.base} could not be judged: {obstacle.reason}") from None
    return Target(client, contract, claims.classes, description, claims.origin, seed, earlier, known)


def _description(client: Client) -> Exchange:
    """The one fetch of the description. It must be open; only if it is not, the key is tried.

    A body that cannot be unpacked is asked for unpacked: the fault is told, and the rest can be judged. Files
    may lie at the base path without its slash alone; whether both answer is judged apart.
    """
    answer = client.ask(f"{client.base}/", auth=False)
    if _packed_wrongly(answer):
        plain = client.ask(f"{client.base}/", auth=False, headers={"Accept-Encoding": "identity"})
        return plain if _bears_sign(plain) else answer
    if answer.status in {401, 403} and client.credential.scheme:
        with_key = client.ask(f"{client.base}/")
        return with_key if _bears_sign(with_key) else answer
    if answer.status and not _bears_sign(answer):
        bare = client.ask(client.base, auth=False)
        return bare if _bears_sign(bare) else answer
    return answer


def _keep_to_quotas(client: Client, description: Exchange) -> None:
    """Those that the server declares for this way of access."""
    limits = description.object.get("limits")
    listed = limits.get("quotas") if isinstance(limits, dict) else None
    for one in listed if isinstance(listed, list) else ():
        if not isinstance(one, dict) or one.get("scheme", "") not in {
            "",
            client.credential.scheme or "anonymous",
        }:
            continue
        requests, seconds = one.get("requests"), one.get("seconds")
        if isinstance(requests, int) and isinstance(seconds, int) and requests > 0 < seconds:
            client.pace.keep_to(requests, float(seconds))


def _packed_wrongly(answer: Exchange) -> bool:
    """What came was compressed, as it says or as its first bytes say, and is no JSON when unpacked."""
    if answer.fault:
        return "Content-Encoding" in answer.headers
    return answer.status == 200 and not answer.readable and answer.body[:2] == _GZIP


def _lists(client: Client) -> dict[str, Exchange]:
    return {name: client.ask(f"{client.base}/{name}") for name in COLLECTIONS}


def _bears_sign(answer: Exchange) -> bool:
    return answer.status != 0 and any(sign in answer.object for sign in _SIGNS)


def _contract(description: Exchange) -> Contract:
    """The release that the publisher names; an unknown one is a finding, and the newest is used."""
    version = description.object.get("contractVersion")
    return load_contract(version) if isinstance(version, str) and version in releases() else load_contract()


def _claims(client: Client, contract: Contract, description: Exchange, given: Iterable[str] | None) -> Claims:
    declared = declared_classes(description, contract)
    if given is not None:
        return Claims(_completed(frozenset(given), declared), "given")
    if declared:  # whoever leaves out `core` is judged by it all the same
        return Claims(_completed(declared, declared), "declared")
    return Claims(_observed(client), "observed")


def declared_classes(description: Exchange, contract: Contract) -> frozenset[str]:
    """The known classes of `conformsTo`; empty if it cannot be read."""
    declared = description.object.get("conformsTo")
    return (
        frozenset(one for one in declared if one in contract.classes)
        if _is_list_of_texts(declared)
        else frozenset()
    )


def _is_list_of_texts(value: object) -> TypeGuard[list[str]]:
    return isinstance(value, list) and all(isinstance(one, str) for one in value)


def _completed(given: frozenset[str], declared: frozenset[str]) -> frozenset[str]:
    """A narrowed claim still has `core`, and one way of publishing: the declared one, else `query`."""
    ways = {"query", "static"}
    return given | {"core"} | (frozenset() if given & ways else declared & ways or frozenset({"query"}))


def _observed(client: Client) -> frozenset[str]:
    """Without a readable claim, what answers is judged: the lists that are there, paged as they page."""
    answering = {name: answer for name, answer in _lists(client).items() if "items" in answer.object}
    pages = [answer.object.get("page") for answer in answering.values()]
    following = [page.get("next") for page in pages if isinstance(page, dict)]
    static = any(isinstance(one, str) and "/pages/" in f"/{one}" for one in following)
    return frozenset({"core", "static" if static else "query", *answering})


def _unreachable(client: Client, answer: Exchange) -> str:
    """A server that sent its headers was reached; what followed cannot be used."""
    if answer.headers.lines:
        return f"{client.base} answers, but {answer.fault}. {_TIME if 'seconds' in answer.fault else _BROKEN}"
    return f"{client.base} cannot be reached: {answer.fault}. {_advice(answer.fault)}"


_TIME = "Try again, or grant more time with --timeout."
_BROKEN = "Look at the server, and at the gateway or cache before it."


def _advice(fault: str) -> str:
    if fault.startswith("TLS"):
        return "Mend the certificate, or name the authority that signed it with --ca-bundle FILE."
    if "seconds" in fault:
        return _TIME
    if "HTTP" in fault:
        return "Is this the right port, and https rather than http (or the other way round)?"
    return _BROKEN if "header" in fault else "Is the address right, and is the server running?"


def _something_else(client: Client, answer: Exchange, lists: dict[str, Exchange]) -> str:
    """Name what is there, and what the caller most likely meant."""
    found = f"{client.base}/ gave {answer.outcome}"
    for hint in (_too_long(client.base), _redirected(answer), _closed(client, [answer, *lists.values()])):
        if hint:
            return f"{found}, not the Wegweiser interface: {hint}"
    kind = "an HTML page" if answer.media_type == "text/html" else _other_kind(answer)
    return (
        f"{found}: {kind}, not the Wegweiser interface, and none of "
        f"{', '.join('/' + name for name in lists)} gives a list either. "
        "Give the URL that precedes /jobs, for example https://api.agency.example/v1"
    )


def _other_kind(answer: Exchange) -> str:
    if not answer.json_faults:
        return "JSON without contractVersion, conformsTo or items"
    return f"no JSON ({'; '.join(answer.json_faults)})"


def _too_long(base: str) -> str:
    last = urlsplit(base).path.rpartition("/")[2]
    return (
        f"give the URL that precedes /{last}: {base.removesuffix('/' + last)}" if last in COLLECTIONS else ""
    )


def _redirected(answer: Exchange) -> str:
    location = answer.headers.get("Location")
    return f"it redirects to {location}; give that address if it is the right one" if location else ""


def _closed(client: Client, answers: list[Exchange]) -> str:
    if not any(answer.status in {401, 403} for answer in answers):
        return ""
    if client.credential.scheme:
        return f"it refuses the {client.credential.scheme} credential that was sent"
    return "it asks for a credential: set WEGWEISER_API_KEY or WEGWEISER_BASIC, or give --key-file FILE"
