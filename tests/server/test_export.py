"""`wegweiser export`: a whole tree of class `static`, and never half of one."""

from __future__ import annotations

import errno
import json
import os
from collections import Counter
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

import jsonschema_rs
import pytest

from wegweiser_contract import load_contract
from wegweiser_server.data import generate
from wegweiser_server.data.days import berlin_today
from wegweiser_server.data.ndjson import write_line
from wegweiser_server.data.places import districts
from wegweiser_server.load_command import load_command
from wegweiser_server.publishing import folder as folder_module
from wegweiser_server.publishing.command import DEFAULT_CLASSES, export
from wegweiser_server.publishing.folder import opened
from wegweiser_server.publishing.swapping import phase, swap

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.server.postgres import Postgres

COLLECTIONS = ("jobs", "course-sessions", "courses", "offices")
CONTRACT = load_contract().project(DEFAULT_CLASSES)
DIALECT = "http://json-schema.org/draft-04/schema#"


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("export") / "tree"
    assert export([str(root)]) == 0
    return root


def small(file: Path, seed: int = 1, jobs: int = 250) -> Path:
    """Records enough for three pages."""
    lines = generate(jobs=jobs, courses=3, sessions=9, offices=12, seed=seed, today=berlin_today())
    file.write_text("".join(write_line(*line) for line in lines), "utf-8")
    return file


def read(file: Path) -> Any:
    return json.loads(file.read_bytes())


def walk(root: Path, path: str) -> Iterator[dict[str, Any]]:
    """The pages of a list as a client follows them: `next` against the URL that answered."""
    base, url = "http://x/v1/", f"http://x/v1/{path}"
    for _ in range(1000):
        page = read(root / f"{url.removeprefix(base)}.json")
        yield page
        if "next" not in page["page"]:
            return
        url = urljoin(url, page["page"]["next"])
    raise AssertionError("the list does not end")


def ids(root: Path, path: str) -> list[str]:
    return [item["id"] for page in walk(root, path) for item in page["items"]]


def files(root: Path) -> set[str]:
    return {str(file.relative_to(root)) for file in root.rglob("*") if file.is_file()}


def test_every_file_is_valid(tree: Path) -> None:
    """Each obeys the closed schema of the operation that it answers, in the projection of its classes."""
    judged: Counter[str] = Counter()
    for operation in CONTRACT.operations:
        schema = operation.responses["200"]["content"]["application/json"]["schema"]
        whole = {"$schema": DIALECT, "allOf": [schema], "components": CONTRACT.document["components"]}
        judge = jsonschema_rs.validator_for(whole)
        pattern = operation.path.strip("/") or "index"
        for name in (parameter.name for parameter in operation.parameters if parameter.location == "path"):
            pattern = pattern.replace(f"{{{name}}}", "*")
        for file in tree.glob(f"{pattern}.json"):
            faults = [f"{file}: {fault.message}" for fault in judge.iter_errors(read(file))]
            assert faults[:3] == []
            judged[operation.kind] += 1
    assert sum(judged.values()) == len(list(tree.rglob("*.json")))
    assert set(judged) == {operation.kind for operation in CONTRACT.operations}


@pytest.mark.parametrize("collection", COLLECTIONS)
def test_all_records_stand_once_in_the_pages(tree: Path, collection: str) -> None:
    """Each record has its own file and stands once; pages are full but the last, totals exact."""
    pages = list(walk(tree, collection))
    found = [item for page in pages for item in page["items"]]
    assert len({item["id"] for item in found}) == len(found) == pages[0]["page"]["total"]
    assert {(page["page"]["total"], page["page"]["totalRelation"]) for page in pages} == {
        (len(found), "exact")
    }
    assert [len(page["items"]) for page in pages[:-1]] == [100] * (len(pages) - 1)
    assert len({page["page"]["dataVersion"] for page in pages}) == 1
    assert all(read(tree / collection / f"{item['id']}.json") == item for item in found)
    assert len(list((tree / collection).glob("*.json"))) == len(found)
    (described,) = (one for one in read(tree / "index.json")["collections"] if one["id"] == collection)
    assert (described["total"], described["parameters"]) == (len(found), [])


def served(record: dict[str, Any], district: str) -> bool:
    """The contract's sentence: a prefix contains the district or lies in it; else the address counts."""
    if record.get("areaServed"):
        return any(one.startswith(district) or district.startswith(one) for one in record["areaServed"])
    places = [*record.get("locations", ()), record.get("location", {})]
    return any(place.get("ags", "").startswith(district) for place in places)


@pytest.mark.parametrize("collection", COLLECTIONS)
def test_lists_of_districts_are_exact(tree: Path, collection: str) -> None:
    """Every district that has records has a list of just these; courses are where their sessions are."""
    everything = {name: [i for page in walk(tree, name) for i in page["items"]] for name in COLLECTIONS}
    listed = {file.stem for file in (tree / collection / "by-ags").glob("*.json")}
    wanted = {}
    for district in set(districts()) | listed:
        of = "course-sessions" if collection == "courses" else collection
        key = "courseId" if collection == "courses" else "id"
        wanted[district] = {record.get(key) for record in everything[of] if served(record, district)} - {None}
    assert {district for district, found in wanted.items() if found} == listed
    for district in sorted(listed):
        found = ids(tree, f"{collection}/by-ags/{district}")
        assert len(found) == len(set(found))
        assert set(found) == wanted[district], district


def test_the_description_says_what_a_tree_is(tree: Path) -> None:
    """Class static, no limits, one language."""
    description = read(tree / "index.json")
    assert description["conformsTo"] == list(DEFAULT_CLASSES)
    assert "limits" not in description
    assert description["languages"] == ["de"]


def test_ids_are_lower_case(tmp_path: Path) -> None:
    """Capitals of the source are lowered, in files, records and references alike."""
    data, root = small(tmp_path / "data"), tmp_path / "tree"
    lines = [json.loads(line) for line in data.read_text("utf-8").splitlines()]
    text = data.read_text("utf-8")
    for id_ in {value for line in lines for value in _ids(line)}:
        text = text.replace(f'"{id_}"', f'"{id_.upper()}"')
    data.write_text(text, "utf-8")
    assert export([str(root), "--data", str(data)]) == 0
    for collection in COLLECTIONS:
        assert all(id_ == id_.lower() for id_ in ids(root, collection))
    sessions = [item for page in walk(root, "course-sessions") for item in page["items"]]
    assert {item["courseId"] for item in sessions if "courseId" in item} <= set(ids(root, "courses"))
    assert all(name == name.lower() for name in files(root))


def _ids(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        yield from (
            value for name, value in node.items() if name in ("id", "courseId") and isinstance(value, str)
        )
        for value in node.values():
            yield from _ids(value)


def test_ids_that_differ_only_in_capitals_are_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One file cannot hold two records; the message names it, and nothing is written."""
    data, root = small(tmp_path / "data", jobs=2), tmp_path / "tree"
    first, second = (json.loads(line) for line in data.read_text("utf-8").splitlines()[:2])
    (one,), (other,) = ([*_ids(first)], [*_ids(second)])
    data.write_text(data.read_text("utf-8").replace(f'"{other}"', f'"{one.upper()}"'), "utf-8")
    assert export([str(root), "--data", str(data)]) == 3
    assert f"there are two of jobs/{one}" in capsys.readouterr().err
    assert files(root) == {".wegweiser-export"}


def test_pages_are_swapped_first_and_first_pages_last(tmp_path: Path) -> None:
    """Whatever a first page leads to is there before it."""
    moved: list[Path] = []
    with opened(tmp_path / "tree") as folder:
        for path in ("index", "jobs", "jobs/by-ags/09761", "jobs/a", "jobs/pages/x-2", "code-lists",
                     "jobs/by-ags/09761/pages/x-2", "code-lists/modes"):  # fmt: skip
            folder.put(path, {})
        swap(folder, "x", moved.append)
    assert [phase(path) for path in moved] == sorted(phase(path) for path in moved)
    assert [str(path) for path in moved[-3:]] == ["jobs/by-ags/09761.json", "jobs.json", "index.json"]
    assert {path.parent.name for path in moved[:2]} == {"pages"}


def test_who_began_with_an_old_first_page_can_read_on(tmp_path: Path) -> None:
    """After the next export the old pages still stand; the run after it removes them."""
    root = tmp_path / "tree"
    assert export([str(root), "--data", str(small(tmp_path / "one", seed=1))]) == 0
    old = read(root / "jobs.json")
    old_pages = {name for name in files(root) if "/pages/" in name}
    assert export([str(root), "--data", str(small(tmp_path / "two", seed=2))]) == 0
    assert old_pages < files(root)
    assert read(root / "jobs.json")["page"]["dataVersion"] != old["page"]["dataVersion"]
    rest = list(walk(root, urljoin("jobs", old["page"]["next"])))
    assert [len(page["items"]) for page in rest] == [100, 50]
    assert {page["page"]["dataVersion"] for page in rest} == {old["page"]["dataVersion"]}
    assert export([str(root), "--data", str(tmp_path / "two")]) == 0
    assert old_pages.isdisjoint(files(root))
    assert len(ids(root, "jobs")) == 250


def test_what_is_no_longer_published_is_gone(tmp_path: Path) -> None:
    """Items, lists of districts and collections of the export before leave with the swap."""
    root = tmp_path / "tree"
    small_data = small(tmp_path / "two", seed=2)
    assert export([str(root), "--data", str(small(tmp_path / "one", seed=1))]) == 0
    assert export([str(root), "--data", str(small_data), "--classes", "core,static,jobs"]) == 0
    fresh = tmp_path / "fresh"
    assert export([str(fresh), "--data", str(small_data), "--classes", "core,static,jobs"]) == 0
    kept = {name for name in files(root) if "/pages/" not in name}
    assert kept == {name for name in files(fresh) if "/pages/" not in name}


def test_what_did_not_change_keeps_its_date(tmp_path: Path) -> None:
    """An export of the same data touches nothing, so that caches hold."""
    root, data = tmp_path / "tree", small(tmp_path / "data")
    assert export([str(root), "--data", str(data)]) == 0
    before = {name: (root / name).stat().st_mtime_ns for name in files(root) if name.endswith(".json")}
    assert export([str(root), "--data", str(data)]) == 0
    assert before == {
        name: (root / name).stat().st_mtime_ns for name in files(root) if name.endswith(".json")
    }


def test_a_full_disk_leaves_the_old_tree(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The message says what is wrong; not a byte of the folder differs."""
    root = tmp_path / "tree"
    assert export([str(root), "--data", str(small(tmp_path / "one", seed=1))]) == 0
    before = {name: (root / name).read_bytes() for name in files(root)}
    left = iter(range(200))

    def full(document: Any) -> bytes:
        if next(left, None) is None:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return json.dumps(document).encode()

    monkeypatch.setattr(folder_module, "compact", full)
    assert export([str(root), "--data", str(small(tmp_path / "two", seed=2))]) == 3
    assert "No space left on device" in capsys.readouterr().err
    assert before == {name: (root / name).read_bytes() for name in files(root)}


def test_what_a_killed_export_left_does_no_harm(tmp_path: Path) -> None:
    """Killed while it grew or in the middle of the swap: the next run ends with a whole tree."""
    root, data = tmp_path / "tree", small(tmp_path / "data")
    assert export([str(root), "--data", str(data)]) == 0
    whole = files(root)
    (root / ".next" / "jobs").mkdir(parents=True)
    (root / ".next" / "jobs" / "half.json").write_text("{", "utf-8")
    (root / "jobs" / "pages" / "0000-2.json").write_text("{", "utf-8")
    assert export([str(root), "--data", str(data)]) == 0
    assert files(root) == whole


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["{tmp}/foreign"], "is not empty and holds no export; choose a new or an empty folder"),
        (["{tmp}/foreign/letter"], "letter is a file; an export needs a folder"),
        (["{tmp}/damaged"], "the file .wegweiser-export is damaged"),
        (["{tmp}/x", "--classes", "core,jobs,query"], "--classes: an export is class static"),
        (["{tmp}/x", "--classes", "core,static"], "--classes: "),
        (["{tmp}/x", "--lang", "tlh"], "--lang: tlh is none of de, "),
        (["{tmp}/x", "--access", "all"], "--access: all is none of anonymous, key, basic"),
        (["{tmp}/x", "--data", "{tmp}/none"], "none"),
    ],
)
def test_what_cannot_be_done_is_refused_in_one_line(
    arguments: list[str], message: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit code 3, a message that names what is wrong, and nothing of others touched."""
    (tmp_path / "foreign").mkdir()
    (tmp_path / "foreign" / "letter").write_text("mine", "utf-8")
    (tmp_path / "damaged").mkdir()
    (tmp_path / "damaged" / ".wegweiser-export").write_text("?", "utf-8")
    before = files(tmp_path)
    assert export([one.format(tmp=tmp_path) for one in arguments]) == 3
    error = capsys.readouterr().err.splitlines()[-1]
    assert error.startswith("wegweiser export: ")
    assert message in error
    assert files(tmp_path) - {"x/.wegweiser-export"} == before


def test_two_exports_at_once_are_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The second one waits for nobody: it says so."""
    root = tmp_path / "tree"
    with opened(root):
        assert export([str(root), "--data", str(small(tmp_path / "data", jobs=1))]) == 3
    assert "another export is writing there" in capsys.readouterr().err


def test_a_database_gives_the_same_tree(
    tmp_path: Path, postgresql: Postgres, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of either engine; `WEGWEISER_DATABASE` names it as well."""
    data = small(tmp_path / "data")
    assert export([str(tmp_path / "of-file"), "--data", str(data)]) == 0
    urls = (f"sqlite:///{tmp_path}/records.db", postgresql.create("exported"))
    for number, url in enumerate(urls):
        assert load_command([str(data), "--database", url]) == 0
        assert export([str(tmp_path / f"named-{number}"), "--database", url]) == 0
        assert bodies(tmp_path / f"named-{number}") == bodies(tmp_path / "of-file")
    monkeypatch.setenv("WEGWEISER_DATABASE", urls[0])
    assert export([str(tmp_path / "by-variable")]) == 0
    assert bodies(tmp_path / "by-variable") == bodies(tmp_path / "of-file")


def bodies(root: Path) -> dict[str, Any]:
    """All records by id."""
    return {
        record["id"]: record for name in COLLECTIONS for page in walk(root, name) for record in page["items"]
    }


def test_two_sources_are_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Which records were meant is not guessed."""
    data = small(tmp_path / "data", jobs=1)
    assert export([str(tmp_path / "x"), "--data", str(data), "--database", "sqlite:///x.db"]) == 3
    assert "--data and --database both say where the records are" in capsys.readouterr().err
