"""`wegweiser spec …`: what it prints, writes and exits with."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from wegweiser_contract.cli import spec
from wegweiser_contract.yaml_text import from_yaml

if TYPE_CHECKING:
    from pathlib import Path

    from tests.contract.conftest import World

JOB = "components/schemas/Job.yaml"


def run(world: World, *arguments: str) -> int:
    return spec(["--repository", str(world.repository()), *arguments])


def test_bundle_writes_what_check_then_finds_current(
    world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    """Stale before, written, current after; and a second time nothing changes."""
    assert run(world, "bundle", "--check") == 1
    assert "stale: spec/bundled/openapi.yaml" in capsys.readouterr().out
    assert run(world, "bundle") == 0
    assert "wrote spec/bundled/openapi.yaml" in capsys.readouterr().out
    assert run(world, "bundle", "--check") == 0
    assert run(world, "bundle") == 0
    assert "0 of them changed now" in capsys.readouterr().out


def test_check_names_just_what_is_stale(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    """A change of the code lists makes one file stale, a forgotten release another."""
    run(world, "bundle")
    world.put("code-lists/offer-types.yaml", "/codes/0/code", "work")
    forgotten = world.folder / "tooling/wegweiser_contract/data/releases/0.9.0.json"
    forgotten.parent.mkdir(parents=True)
    forgotten.write_text("{}", encoding="utf-8")
    capsys.readouterr()
    assert run(world, "bundle", "--check") == 1
    assert capsys.readouterr().out.splitlines()[:2] == [
        "stale: tooling/wegweiser_contract/data/code-lists.json",
        "should be gone: tooling/wegweiser_contract/data/releases/0.9.0.json",
    ]
    assert run(world, "bundle") == 0
    assert not forgotten.exists()


def test_generated_yaml_says_so_in_line_one(world: World) -> None:
    """Nobody mends the copy instead of the source."""
    run(world, "bundle")
    for name in ("openapi", "openapi-3.1"):
        first = (world.folder / f"spec/bundled/{name}.yaml").read_text(encoding="utf-8").splitlines()[0]
        assert first == "# Generated from spec/v1 by `wegweiser spec bundle`; do not edit."


def test_the_twin_differs_in_version_and_examples_only(world: World) -> None:
    """3.1 deprecates `example` in schemas; parameters keep theirs."""
    run(world, "bundle")
    old, new = (
        from_yaml((world.folder / f"spec/bundled/{name}.yaml").read_text(encoding="utf-8"), name)
        for name in ("openapi", "openapi-3.1")
    )
    assert (old["openapi"], new["openapi"]) == ("3.0.3", "3.1.1")
    value = new["components"]["schemas"]["Text"]["properties"]["value"]
    assert value["examples"] == ["Koch"]
    assert "example" not in value
    assert new["components"]["parameters"]["Limit"] == old["components"]["parameters"]["Limit"]


def test_a_projection_is_printed_and_nothing_written(
    world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    """`--classes` without `--out` goes to standard output."""
    assert run(world, "bundle", "--classes", "core,jobs,query") == 0
    printed = capsys.readouterr().out
    assert printed.startswith("# Generated from spec/v1 by `wegweiser spec bundle --classes core,jobs,query`")
    assert set(from_yaml(printed, "printed")["x-classes"]) == {"core", "jobs", "query"}
    assert not (world.folder / "spec/bundled").exists()


def test_one_document_can_be_written_as_yaml_or_json(world: World, tmp_path: Path) -> None:
    """The ending of the file decides."""
    for name in ("one.yaml", "one.json"):
        assert run(world, "bundle", "--out", str(tmp_path / name)) == 0
    assert json.loads((tmp_path / "one.json").read_text(encoding="utf-8")) == from_yaml(
        (tmp_path / "one.yaml").read_text(encoding="utf-8"), "one.yaml"
    )


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ["bundle", "--classes", "core,jobs"],
            "no valid claim: exactly one of query, static must be claimed",
        ),
        (["bundle", "--classes", "core,cats"], "'cats' is no conformance class"),
        (["bundle", "--classes", "core,,jobs"], "names nothing between its commas"),
        (["bundle", "--check", "--out", "-"], "--check compares all generated files"),
        (["bundle", "--out", "/nowhere/at/all.yaml"], "/nowhere/at/all.yaml: No such file or directory"),
        (["bundle", "--colour"], "unrecognized arguments: --colour"),
        (["paint"], "invalid choice: 'paint'"),
        ([], "are required"),
        (["diff", "nothing.yaml", "1.0.0"], "'nothing.yaml' is neither a file nor a folder nor a release"),
    ],
)
def test_what_cannot_run_exits_with_3_and_one_message(
    world: World, capsys: pytest.CaptureFixture[str], arguments: list[str], message: str
) -> None:
    """Bad arguments and files are told apart from findings."""
    assert exit_code(world, *arguments) == 3
    said = capsys.readouterr().err
    assert message in said
    assert "Traceback" not in said


def exit_code(world: World, *arguments: str) -> int | str | None:
    try:
        return run(world, *arguments)
    except SystemExit as leaving:
        return leaving.code


@pytest.mark.parametrize("command", [["bundle"], ["bundle", "--check"], ["lint"], ["release"]])
def test_a_broken_source_file_is_named(
    world: World, capsys: pytest.CaptureFixture[str], command: list[str]
) -> None:
    """Every command that reads the sources says which file is broken."""
    world.files[JOB] = "type: [object"
    assert run(world, *command) == 3
    assert capsys.readouterr().err.startswith(f"wegweiser spec: spec/v1/{JOB}:2:1: no valid YAML: ")


def test_a_contract_of_another_shape_is_no_fault_of_the_tool(
    world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    """A projection that cannot be made points to the house rules."""
    world.put("components/responses/Job.yaml", "/content/application~1json/examples", [1])
    assert run(world, "bundle", "--classes", "core,jobs,query") == 3
    assert "`wegweiser spec lint` says where" in capsys.readouterr().err


def test_outside_of_a_repository_nothing_is_guessed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The message says where to run it."""
    assert spec(["--repository", str(tmp_path), "lint"]) == 3
    assert "run this inside the Wegweiser repository" in capsys.readouterr().err


def test_lint_exits_by_its_findings_and_counts_them(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    """0 with a line that says so, or 1 with a line each."""
    assert run(world, "lint") == 0
    assert "house rules kept." in capsys.readouterr().out
    world.drop(JOB, "/description")
    assert run(world, "lint") == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("spec/v1/components/schemas/Job.yaml at /: documentation/components: ")
    assert lines[-1].endswith("house rules kept, 1 findings.")


def test_the_house_rules_can_be_listed(capsys: pytest.CaptureFixture[str]) -> None:
    """An author can read them without breaking them."""
    assert spec(["lint", "--rules"]) == 0
    assert "schemas/closed: Every object is closed" in capsys.readouterr().out


def test_diff_exits_with_1_on_a_breaking_change_only(
    world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    """Two bundles, in YAML or JSON."""
    old, wider, narrower = (str(world.folder / name) for name in ("old.json", "wider.yaml", "narrower.yaml"))
    run(world, "bundle", "--out", old)
    world.put(JOB, "/properties/colour", {"type": "string"})
    run(world, "bundle", "--out", wider)
    world.drop(JOB, "/properties/id")
    run(world, "bundle", "--out", narrower)
    capsys.readouterr()
    assert spec(["diff", old, wider]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "0 breaking, 1 additive, 0 editorial."
    assert spec(["diff", wider, narrower]) == 1
    assert (
        "breaking  response/property-removed at /components/schemas/Job: 'id' is gone"
        in capsys.readouterr().out
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a: [", "no valid YAML"),
        ("just words", "no OpenAPI document"),
        ("{openapi: 3.0.3, paths: {/a: {$ref: a.yaml}}}", "leads out of the document"),
        ("{openapi: 3.0.3, paths: {/a: {$ref: '#/nowhere'}}}", "leads nowhere"),
        ("{openapi: 3.0.3, paths: {/a: {get: 5}}}", "no valid OpenAPI"),
    ],
)
def test_diff_says_what_is_no_contract(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, message: str
) -> None:
    """Whatever file it is given."""
    file = tmp_path / "some.yaml"
    file.write_text(text, encoding="utf-8")
    assert spec(["diff", str(file), str(file)]) == 3
    assert message in capsys.readouterr().err


def test_diff_reads_the_sources_too(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    """A repository's folder stands for its contract, with requirements and code lists."""
    run(world, "release")
    world.put("requirements/paging.yaml", "/requirements/0/level", "MAY")
    release = str(world.folder / "spec/releases/1.0.0.yaml")
    assert spec(["diff", release, str(world.repository())]) == 1
    assert "requirement/weakened at paging/holds: it was MUST, is MAY" in capsys.readouterr().out


def test_diff_states_its_limits(capsys: pytest.CaptureFixture[str]) -> None:
    """What it does not judge is in its help."""
    with pytest.raises(SystemExit):
        spec(["diff", "--help"])
    assert "Known limits" in capsys.readouterr().out


def test_a_release_is_written_once(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    """It holds requirements and code lists, is shipped by the next bundle, and is never overwritten."""
    assert run(world, "release") == 0
    release = from_yaml((world.folder / "spec/releases/1.0.0.yaml").read_text(encoding="utf-8"), "release")
    assert release["x-requirements"]
    assert release["x-code-lists"]
    assert run(world, "bundle") == 0
    assert (world.folder / "tooling/wegweiser_contract/data/releases/1.0.0.json").is_file()
    assert run(world, "lint") == 0
    capsys.readouterr()
    assert run(world, "release") == 3
    assert "a release never changes" in capsys.readouterr().err


def test_a_release_under_a_wrong_name_is_refused(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    """File name and version agree."""
    world.releases["2.0.0"] = {"info": {"version": "1.0.0"}}
    assert run(world, "bundle") == 3
    assert "spec/releases/2.0.0.yaml: info.version is '1.0.0'" in capsys.readouterr().err
