"""Checks of the group `access`: who is let in, and how the others are told.

The suite holds one credential or none. With wrong ones it sends as few requests as can be, as a gateway
may count them: two for the scheme that the description names (nearly right ones, if it is its own), or one
for each of several, and an invented one for each that it does not name.
"""

from __future__ import annotations

import base64
import re
from contextlib import suppress
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from wegweiser_conformance import districts, everywhere, http_fields, near_misses
from wegweiser_conformance.client import is_loopback
from wegweiser_conformance.entry import HEADER_OF, KEYED, demand_entry, is_open, schemes
from wegweiser_conformance.everywhere import Place
from wegweiser_conformance.given_urls import Given, urls_in, with_keys
from wegweiser_conformance.likeness import compare
from wegweiser_conformance.model import NotApplicable, NotTested, Suspected, Unjudged, Violation
from wegweiser_conformance.refusals import refused
from wegweiser_conformance.registry import Group

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wegweiser_conformance.exchange import Exchange
    from wegweiser_conformance.model import Finding, Seen
    from wegweiser_conformance.target import Target

GROUP = Group("access")
check = GROUP.check

_WRONG_KEY = "wegweiser-conformance-no-such-key"
_WRONG_BASIC = "Basic " + base64.b64encode(b"wegweiser-conformance:no-such-password").decode()
_WRONG = {"api-key": {"X-API-Key": _WRONG_KEY}, "basic": {"Authorization": _WRONG_BASIC}}
_MOST_WRONG = 2
_OTHER_SCHEME = {"Authorization": "Bearer wegweiser-conformance-no-such-token"}
_SIGN_IN = re.compile(r"log-?[io]n|sign-?in|/(?:auth|oauth2?|sso|saml|openid)\b", re.IGNORECASE)
_KEY_PARAMETERS = ("api_key", "apikey", "key", "access_token", "X-API-Key")


@check("access/https-only")
def https_only(target: Target, seen: Seen) -> Iterator[Violation]:
    if is_loopback(target.base):
        raise NotApplicable("the base URL is a loopback address")
    seen.judged()
    scheme = urlsplit(target.base).scheme
    if scheme != "https":
        yield Violation("https", scheme, target.description_answer)


@check("access/open-paths")
def open_paths(target: Target, seen: Seen) -> Iterator[Violation]:
    for place in everywhere.places(target):
        if place.open:
            answer = everywhere.ask(target, place, auth=False)
            seen.judged(where=place.name)
            if _is_turned_away(answer):
                yield Violation("an answer without a credential", answer.outcome, answer)


@check("access/anonymous-as-declared")
def anonymous_as_declared(target: Target, seen: Seen) -> Iterator[Violation]:
    if not is_open(target):
        raise NotApplicable("access.schemes does not name anonymous")
    for place in everywhere.places(target):
        for method in ("GET", "HEAD") if place.kind == "list" else ("GET",):
            answer = everywhere.ask(target, place, auth=False, method=method)
            seen.judged(where=place.name)
            if _is_turned_away(answer):
                yield Violation("an answer without a credential", answer.outcome, answer)


@check("access/credential-demanded")
def credential_demanded(target: Target, seen: Seen) -> Iterator[Violation]:
    if is_open(target):
        raise NotApplicable("access.schemes names anonymous")
    for place in _closed_places(target):
        probes: list[tuple[str, dict[str, str]]] = [
            ("GET", {}),
            ("HEAD", {}),
            ("GET", {"If-None-Match": _tag(target, place)}),
        ]
        for method, headers in probes if target.thorough(place.collection, 1) else probes[:1]:
            answer = everywhere.ask(target, place, auth=False, method=method, headers=headers)
            seen.judged(where=place.name)
            if answer.status != 401:
                yield Violation("401, as no credential was sent", answer.outcome, answer)
    if "api-key" in schemes(target):
        yield from _empty_key(target, seen)


def _empty_key(target: Target, seen: Seen) -> Iterator[Violation]:
    """An empty key is none; it must not open what a key opens."""
    place = _some_list(target)
    answer = everywhere.ask(target, place, auth=False, headers={HEADER_OF["api-key"]: ""})
    seen.judged(where=place.name)
    if answer.status in {200, 304}:
        yield Violation("401, as the key is empty", answer.outcome, answer)


@check("access/right-credential-accepted")
def right_credential_accepted(target: Target, seen: Seen) -> Iterator[Violation]:
    scheme = target.client.credential.scheme
    if not schemes(target) & set(KEYED):
        raise NotApplicable("access.schemes names neither api-key nor basic")
    if scheme not in schemes(target):
        raise NotTested("no credential of a scheme that access.schemes names was given")
    for place in everywhere.places(target):
        if not place.open:
            answer = everywhere.ask(target, place)
            seen.judged(where=place.name)
            if _is_turned_away(answer):
                yield Violation(f"an answer, as the credential ({scheme}) is right", answer.outcome, answer)


@check("access/challenge")
def challenge(target: Target, seen: Seen) -> Iterator[Violation]:
    _ask_as_strangers(target)
    for answer in everywhere.visit(target):
        if answer.status == 401:
            seen.judged()
            if not (answer.headers.get("WWW-Authenticate") or "").strip():
                yield Violation("WWW-Authenticate", "no WWW-Authenticate", answer)
    if not seen.compared:
        raise NotApplicable("no answer was 401")


@check("access/wrong-credential")
def wrong_credential(target: Target, seen: Seen) -> Iterator[Violation]:
    yield from _wrong_credentials(target, seen)


@check("access/wrong-credential-static")
def wrong_credential_static(target: Target, seen: Seen) -> Iterator[Violation]:
    if is_open(target):
        raise NotApplicable("access.schemes names anonymous")
    yield from _wrong_credentials(target, seen, by_files=True)


@check("access/two-credentials")
def two_credentials(target: Target, seen: Seen) -> Iterator[Violation]:
    yield from _two_credentials(target, seen, "conflicting-credentials")


@check("access/two-credentials-static")
def two_credentials_static(target: Target, seen: Seen) -> Iterator[Violation]:
    if is_open(target):
        raise NotApplicable("access.schemes names anonymous")
    yield from _two_credentials(target, seen, "")


@check("access/unnamed-schemes-ignored")
def unnamed_schemes_ignored(target: Target, seen: Seen) -> Iterator[Violation]:
    demand_entry(target)
    given = "" if is_open(target) else target.client.credential.scheme
    unnamed = [_WRONG[scheme] for scheme in KEYED if scheme not in schemes(target)]
    every = unnamed or [_OTHER_SCHEME]
    if len(every) > 1 and not given and not _differs(target, {**every[0], **every[1]}):
        seen.judged(len(every), where="both at once")
        return
    for headers in every:
        if given == "basic" and "Authorization" in headers:
            raise NotApplicable("no request can bear the given credential and one of an unnamed scheme")
        place = _some_list(target)
        usual = everywhere.asker(target, place, auth=bool(given))
        odd = everywhere.asker(target, place, headers=headers, auth=bool(given))
        difference, answer = compare(usual, odd)
        seen.judged(where=" ".join(headers))
        if difference:
            yield Violation(f"the usual answer, with {' '.join(headers)} ignored", difference, answer)


def _differs(target: Target, headers: dict[str, str]) -> bool:
    place = _some_list(target)
    usual = everywhere.asker(target, place, auth=False)
    return bool(compare(usual, everywhere.asker(target, place, headers=headers, auth=False))[0])


@check("access/order-of-refusals")
def order_of_refusals(target: Target, seen: Seen) -> Iterator[Violation]:
    for collection in target.collections:
        if target.turn(collection) and (is_open(target) or target.frugal):
            continue
        unknown, faulty = f"/{collection}/no-such-record", {"noSuchParameter": "1"}
        with seen.part(f"401 of {collection}"):
            if is_open(target):
                raise NotApplicable("access.schemes names anonymous")
            for path, params in ((unknown, {}), (f"/{collection}", faulty), (unknown, faulty)):
                seen.judged()
                yield from refused(target.ask(path, params, auth=False), 401)
        with seen.part(f"404 of {collection}"):
            demand_entry(target)
            seen.judged()
            yield from refused(target.ask(unknown, faulty), 404)


@check("access/forbidden-only-for-scope")
def forbidden_only_for_scope(target: Target, seen: Seen) -> Iterator[Violation]:
    _ask_as_strangers(target)
    for answer in everywhere.visit(target):
        if answer.status == 403 and (answer.object or "?" not in answer.url):
            seen.judged()
            if not answer.credential:
                yield Violation("401, or an answer", answer.outcome, answer)
    if not seen.compared:
        raise NotApplicable("no answer was 403")


@check("access/private-answers")
def private_answers(target: Target, seen: Seen) -> Iterator[Violation]:
    if is_open(target):
        raise NotApplicable("access.schemes names anonymous")
    demand_entry(target)
    unchanged = [answer for _, answer in everywhere.revalidations(target)]
    for answer in (*everywhere.visit(target), *unchanged):
        if not answer.credential or answer.status not in {200, 304}:
            continue
        header = HEADER_OF.get(answer.credential, "")
        seen.judged(where=str(answer.status))
        said = answer.headers.get("Cache-Control")
        if "private" not in http_fields.directives(said):
            yield Violation("Cache-Control: private", f"Cache-Control: {said or 'missing'}", answer)
        vary = http_fields.names(answer.headers.get("Vary"))
        if not vary & {header.lower(), "*"}:
            yield Violation(f"Vary: {header}", f"Vary: {answer.headers.get('Vary', 'missing')}", answer)


@check("access/no-key-in-url")
def no_key_in_url(target: Target, seen: Seen) -> Iterator[Finding]:
    if "query" in target.classes:
        yield from _takes_no_key(target, seen)
    given: list[Given] = []
    for answer in everywhere.visit(target):
        seen.judged(where="URLs given")
        given += urls_in(answer)
    for one, named in with_keys(given):
        if named.surely or "•••" in target.client.mask.clean(one.url):
            found = f"one with {', '.join(named.surely) or 'the credential itself'}"
            yield Violation("a URL without a key", found, one.answer, one.pointer)
        elif named.perhaps:
            found = f"one with {', '.join(named.perhaps)}"
            yield Suspected("a URL without a key", found, one.answer, one.pointer)


def _closed_places(target: Target) -> list[Place]:
    """Lists, later pages, items, a district of files; without a credential only the lists are known."""
    return [*(place for place in everywhere.places(target) if not place.open), *_district(target)]


def _district(target: Target) -> Iterator[Place]:
    for collection in target.in_turn if "static" in target.classes else ():
        with suppress(Unjudged):
            held = target.list_page(collection).items
            known = districts.known(held)
            for found in sorted({district for one in held for district in districts.of(one, known)})[:1]:
                yield Place("list of a district", target.url(f"/{collection}/by-ags/{found}"), collection)
                return


def _is_turned_away(answer: Exchange) -> bool:
    """Refused, or sent to a page where people sign in."""
    return (
        answer.status in {401, 403, 407} or _SIGN_IN.search(answer.headers.get("Location") or "") is not None
    )


def _ask_as_strangers(target: Target) -> None:
    """Where access is closed: every kind of closed place without a credential, to be refused."""
    for place in () if is_open(target) else _closed_places(target):
        everywhere.ask(target, place, auth=False)


def _tag(target: Target, place: Place) -> str:
    """The tag of the right answer, where the suite may know it."""
    if not target.client.credential.scheme:
        return "*"
    return everywhere.ask(target, place).headers.get("ETag") or "*"


def _some_list(target: Target) -> Place:
    return next(place for place in everywhere.places(target) if place.kind == "list")


def _wrong_credentials(target: Target, seen: Seen, *, by_files: bool = False) -> Iterator[Violation]:
    """`by_files`: a web server compares, and some see no capitals unless told (`map` of nginx)."""
    named = [scheme for scheme in KEYED if scheme in schemes(target)]
    if not named:
        raise NotApplicable("access.schemes names neither api-key nor basic")
    given = target.client.credential
    for scheme in named:
        near = near_misses.headers(given, target.client.mask) if scheme == given.scheme else []
        for headers in (near or [_WRONG[scheme]])[: 1 if by_files else _MOST_WRONG // len(named)]:
            answer = everywhere.ask(target, _some_list(target), headers=headers, auth=False)
            seen.judged(where=scheme)
            if answer.status != 401:
                yield Violation(f"401, as the credential ({scheme}) is wrong", answer.outcome, answer)


def _two_credentials(target: Target, seen: Seen, code: str) -> Iterator[Violation]:
    if not schemes(target) >= set(KEYED):
        raise NotApplicable("access.schemes does not name both api-key and basic")
    given = target.client.credential.scheme
    headers = {name: value for scheme in KEYED if scheme != given for name, value in _WRONG[scheme].items()}
    seen.judged()
    yield from refused(everywhere.ask(target, _some_list(target), headers=headers), 400, code)


def _takes_no_key(target: Target, seen: Seen) -> Iterator[Violation]:
    """An invented key in the URL must be an unknown parameter like any other, never a credential."""
    with seen.part("URLs taken"):
        demand_entry(target)
        for collection in target.collections[:1]:
            answer = target.ask(f"/{collection}", dict.fromkeys(_KEY_PARAMETERS, _WRONG_KEY))
            seen.judged()
            yield from refused(answer, 400, "unknown-parameter")
            if is_open(target):
                continue
            unlocked = target.ask(f"/{collection}", {"api_key": _WRONG_KEY}, auth=False)
            yield from refused(unlocked, 401)
