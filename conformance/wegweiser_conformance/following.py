"""`--follow-links`: opens the pages behind some `detailUrl`, on declared hosts only, without a key.

Whether a page shows its record is for a human to see. A machine sees pages that are not there, that are
closed, or that are the same one for several records. What cannot be reached from here is nobody's fault.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urldefrag, urljoin, urlsplit

from wegweiser_conformance import varied
from wegweiser_conformance.client import Client
from wegweiser_conformance.model import Check, NotApplicable, Suspected, Violation

if TYPE_CHECKING:
    from collections.abc import Iterator

    import httpx

    from wegweiser_conformance.exchange import Exchange
    from wegweiser_conformance.model import Finding, Seen
    from wegweiser_conformance.target import Target

REQUIREMENT = "records/detail-url-shows-record"
OPENED = 5
_MOST_REDIRECTS = 5
_ACCEPT = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.5"}


@dataclass
class Pages:
    """Asks the hosts of `detailHosts`, at the pace and within the budget of the run; close it when done."""

    target: Target
    transport: httpx.BaseTransport | None = None
    _clients: dict[str, Client] = field(default_factory=dict)

    @property
    def hosts(self) -> frozenset[str]:
        declared = self.target.description.get("detailHosts")
        listed = declared if isinstance(declared, list) else []
        return frozenset(one for one in listed if isinstance(one, str))

    def known(self, url: object) -> bool:
        """An https address on one of the hosts."""
        parts = urlsplit(url) if isinstance(url, str) else None
        return parts is not None and parts.scheme == "https" and parts.hostname in self.hosts

    def open(self, url: str) -> Exchange:
        """The page, behind redirects as long as these stay on the hosts."""
        for _ in range(_MOST_REDIRECTS):
            answer = self._client(url).ask(url, headers=_ACCEPT)
            onward = urljoin(url, answer.headers.get("Location") or "")
            if not 300 <= answer.status < 400 or onward == url or not self.known(onward):
                return answer
            url = urldefrag(onward).url
        return answer

    def close(self) -> None:
        for client in self._clients.values():
            client.close()

    def _client(self, url: str) -> Client:
        parts = urlsplit(url)
        own = self.target.client
        if parts.netloc not in self._clients:
            self._clients[parts.netloc] = Client(
                f"https://{parts.netloc}",
                mask=own.mask,
                pace=own.pace,
                time_limit=own.time_limit,
                ca_bundle=own.ca_bundle,
                transport=self.transport,
            )
        return self._clients[parts.netloc]


def check(transport: httpx.BaseTransport | None = None) -> Check:
    """A check that a default run does not have."""

    def run(target: Target, seen: Seen) -> Iterator[Finding]:
        pages = Pages(target, transport)
        try:
            yield from _dead(pages, target, seen)
        finally:
            pages.close()
        raise NotApplicable(
            f"{seen.compared} pages are there; whether each shows its record is for a human to see"
            if seen.compared
            else "no page behind a detailUrl could be reached from here"
        )

    return Check(REQUIREMENT, run, on_request=True)


def _dead(pages: Pages, target: Target, seen: Seen) -> Iterator[Finding]:
    for collection in target.collections:
        with seen.part(collection):
            ends: dict[str, list[tuple[str, Exchange]]] = defaultdict(list)
            for record, shown in varied.items(target, collection, OPENED)[:OPENED]:
                url = record.get("detailUrl")
                if not pages.known(url):
                    continue
                page = pages.open(str(url))
                finding = _finding(record, page, shown)
                if finding:
                    yield finding
                elif page.status == 200:
                    seen.judged()
                    if record.get("detailScope") == "record":
                        ends[page.url].append((str(url), shown))
            yield from _shared(ends)


def _finding(record: dict[str, Any], page: Exchange, shown: Exchange) -> Finding | None:
    what = f"a public page at {record['detailUrl']}"
    if page.status in {404, 410}:
        return Violation(what, f"{page.status} from {page.url}", shown, "/detailUrl")
    if page.status in {401, 403} or 300 <= page.status < 400:
        return Suspected(what, f"{page.status} from {page.url}", shown, "/detailUrl")
    return None


def _shared(ends: dict[str, list[tuple[str, Exchange]]]) -> Iterator[Finding]:
    for end, led in ends.items():
        if len({url for url, _ in led}) > 1:
            found = f"{len(led)} lead to {end}"
            yield Violation("a page of its own for each record", found, led[0][1], "/detailUrl")
