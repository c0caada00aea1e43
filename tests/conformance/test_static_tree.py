"""The suite and an export of the reference server: honest trees are spared, defects of files convicted."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest
from tests.conformance.in_process import BASE
from tests.conformance.whole_runs import ADDRESSES, BROKEN, OF_FILES, grave, judge_app

from wegweiser_conformance.model import Status
from wegweiser_contract import load_contract
from wegweiser_server.access.credentials import Credentials, Secret
from wegweiser_server.defects import DEFECTS
from wegweiser_server.defects.guard import KEY
from wegweiser_server.publishing.command import export
from wegweiser_server.publishing.serving import static_app
from wegweiser_server.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SECRET = Secret(hashlib.sha256(KEY.encode()).digest())


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All classes that a tree can claim."""
    root = tmp_path_factory.mktemp("export") / "tree"
    assert export([str(root)]) == 0
    return root


@pytest.mark.xdist_group("static-tree")
def test_the_honest_tree_is_spared(tree: Path) -> None:
    """By every check, and with no more requests than a full verdict may need."""
    assert grave(judge_app(static_app(Settings(), tree), load_contract().requirements)) == {}


@pytest.mark.xdist_group("static-tree")
def test_a_tree_of_an_agency_is_spared(tmp_path: Path) -> None:
    """Sessions and offices alone, behind a key, in another language."""
    classes = "core,static,course-sessions,offices"
    assert export([str(tmp_path), "--classes", classes, "--access", "key", "--lang", "en"]) == 0
    closed = Settings(access=("key",), credentials=Credentials(keys=(("example", SECRET),)))
    assert grave(judge_app(static_app(closed, tmp_path), load_contract().requirements)) == {}


@pytest.mark.xdist_group("static-tree")
@pytest.mark.parametrize("name", sorted(OF_FILES))
def test_every_defect_of_files_is_convicted(tree: Path, name: str) -> None:
    """The requirement that it breaks is found broken by its own check, run alone."""
    convicts = DEFECTS[name].convicts
    app = static_app(Settings(defect=name), tree)
    result = judge_app(app, [convicts], ADDRESSES.get(name, BASE))[convicts]
    assert result.status in BROKEN, f"{result.status}: {result.reason}"


def _without_last_page(tree: Path) -> None:
    max((tree / "course-sessions" / "pages").glob("*.json")).unlink()


def _without_fullest_district(tree: Path) -> None:
    max((tree / "course-sessions" / "by-ags").glob("*.json"), key=_size).unlink()


def _without_items(tree: Path) -> None:
    for name in ("jobs", "course-sessions", "courses", "offices"):
        for item in (tree / name).glob("*.json"):
            item.unlink()


def _size(file: Path) -> tuple[int, str]:
    return file.stat().st_size, file.name


@pytest.mark.xdist_group("static-tree")
@pytest.mark.parametrize(
    ("spoil", "broken"),
    [
        (_without_last_page, {"paging/every-record-once"}),
        (_without_fullest_district, {"static/by-ags-lists"}),
        (_without_items, {"static/item-answers"}),
    ],
)
def test_what_is_missing_is_told(tmp_path: Path, spoil: Callable[[Path], None], broken: set[str]) -> None:
    """And nothing else; files of single records need not be there."""
    classes = "core,static,course-sessions,courses,offices"
    assert export([str(tmp_path), "--classes", classes]) == 0
    spoil(tmp_path)
    found = judge_app(static_app(Settings(), tmp_path), load_contract().requirements)
    assert {id_ for id_, one in found.items() if one.status in (*BROKEN, Status.ERROR)} == broken
