"""Whether a window is as it was: both ends read afresh, later its version alone, else all of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from tests.conformance.tiny import BASE, Tiny

from wegweiser_conformance import contact
from wegweiser_conformance.client import Client
from wegweiser_conformance.credentials import NONE
from wegweiser_conformance.masking import Mask
from wegweiser_conformance.pace import Pace
from wegweiser_conformance.scopes import Scope
from wegweiser_conformance.windows import Window

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wegweiser_conformance.target import Target

PAGES = 6


class Publisher:
    """Thirty jobs, five a page; `version` and `titles` are what a test changes, at the top or below it."""

    def __init__(self) -> None:
        self.version: str | None = "1"
        self.changed: set[str] = set()
        self.tiny = Tiny(spoil=self._spoil)

    def _spoil(self, body: dict[str, Any], _: object) -> None:
        if "page" in body:
            body["page"].pop("dataVersion", None)
            body["page"] |= {"dataVersion": self.version} if self.version else {}
        for one in body.get("items", ()):
            if one["id"] in self.changed:
                one["remote"] = False

    @property
    def asked(self) -> int:
        return len(self.tiny.asked)


@pytest.fixture
def publisher() -> Publisher:
    return Publisher()


@pytest.fixture
def target(publisher: Publisher) -> Iterator[Target]:
    client = Client(BASE, NONE, Mask(), Pace(sleep=lambda _: None), transport=publisher.tiny.transport())
    yield contact.meet(client)
    client.close()


def scope(target: Target) -> Scope:
    return Scope("jobs", Window("jobs", {}, target.walk("jobs", {"limit": 5})))


def test_both_ends_are_read_afresh(publisher: Publisher, target: Target) -> None:
    """Equal versions mean the same data: the first and the last page suffice."""
    one = scope(target)
    before = publisher.asked
    assert one.held_still(target)
    assert publisher.asked - before == 2


def test_after_three_looks_the_version_suffices(publisher: Publisher, target: Target) -> None:
    """The newest list that was read for any reason says that nothing has changed."""
    one = scope(target)
    assert all(one.held_still(target) for _ in range(3))
    before = publisher.asked
    assert one.held_still(target)
    assert publisher.asked == before


def test_another_version_is_no_excuse_where_the_records_are_the_same(
    publisher: Publisher, target: Target
) -> None:
    """All pages are read, as the ends no longer vouch for what lies between."""
    one = scope(target)
    publisher.version = "2"
    before = publisher.asked
    assert one.held_still(target)
    assert publisher.asked - before == 1 + PAGES


def test_another_version_ends_the_trust(publisher: Publisher, target: Target) -> None:
    """However often the window had been as it was."""
    one = scope(target)
    assert all(one.held_still(target) for _ in range(3))
    publisher.version, publisher.changed = "2", {"j-014"}
    target.list_at("jobs", one.window.walk.first.answer.url, fresh=True)
    assert not one.held_still(target)


@pytest.mark.parametrize("id_", ["j-000", "j-029"])
def test_a_change_at_either_end_is_seen(id_: str, publisher: Publisher, target: Target) -> None:
    """Even if the version forgot to change."""
    one = scope(target)
    ends = {
        *(record["id"] for page in (one.window.walk.first, one.window.walk.last) for record in page.items)
    }
    publisher.changed = {sorted(ends)[0 if id_ == "j-000" else -1]}
    assert not one.held_still(target)


def test_without_a_version_every_page_is_read(publisher: Publisher, target: Target) -> None:
    """Then nothing vouches for the middle, and a change there is seen."""
    publisher.version = None
    one = scope(target)
    middle = one.window.walk.pages[PAGES // 2].items[0]["id"]
    assert one.held_still(target)
    publisher.changed = {middle}
    assert not one.held_still(target)
