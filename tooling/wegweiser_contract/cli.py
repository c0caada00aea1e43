"""`wegweiser spec`: bundle, lint, diff and release the contract."""

from __future__ import annotations

import sys
from argparse import RawDescriptionHelpFormatter
from pathlib import Path
from typing import TYPE_CHECKING

from wegweiser_contract.arguments import UNUSABLE, ArgumentParser, comma_list
from wegweiser_contract.errors import ContractError

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable

FINE, FINDING = 0, 1


def spec(argv: list[str]) -> int:
    """Exit code 0 fine, 1 finding (stale, against a house rule, breaking), 3 could not run."""
    arguments = _parser().parse_args(argv)
    run: Callable[[Namespace], int] = arguments.run
    try:
        return run(arguments)
    except ContractError as error:
        print(f"wegweiser spec: {error}", file=sys.stderr)
    except BrokenPipeError:
        raise  # whoever read our output has left; `wegweiser` knows what to do
    except OSError as error:
        print(f"wegweiser spec: {error.filename}: {error.strerror}", file=sys.stderr)
    return UNUSABLE


def _parser() -> ArgumentParser:
    parser = ArgumentParser(prog="wegweiser spec", description=(spec.__doc__ or ""))
    parser.add_argument(
        "--repository",
        type=Path,
        metavar="DIR",
        help="the Wegweiser repository (default: found from here upwards)",
    )
    commands = parser.add_subparsers(required=True, metavar="bundle|lint|diff|release")
    bundle = commands.add_parser(
        "bundle", help="write everything that is made from spec/v1, or one projection"
    )
    bundle.add_argument("--check", action="store_true", help="write nothing; name what is stale, and exit 1")
    bundle.add_argument(
        "--classes", type=comma_list, metavar="a,b", help="only the contract of these classes"
    )
    bundle.add_argument(
        "--out", metavar="FILE|-", help="write that one document to FILE (- is standard output)"
    )
    bundle.add_argument("--lang", metavar="LANG", help="write that one document in this language (de, en)")
    bundle.set_defaults(run=_bundle)
    lint = commands.add_parser("lint", help="hold the sources against the house rules")
    lint.add_argument("--rules", action="store_true", help="only list the house rules")
    lint.set_defaults(run=_lint)
    diff = commands.add_parser(
        "diff",
        help="name breaking, additive and editorial changes",
        description=_limits(),
        formatter_class=RawDescriptionHelpFormatter,
    )
    diff.add_argument(
        "old", metavar="OLD", help="a bundle (YAML or JSON), the version of a release, or a repository"
    )
    diff.add_argument("new", metavar="NEW", help="likewise")
    diff.set_defaults(run=_diff)
    release = commands.add_parser("release", help="freeze the contract as spec/releases/VERSION.yaml")
    release.set_defaults(run=_release)
    return parser


def _bundle(arguments: Namespace) -> int:
    from wegweiser_contract import making

    if arguments.classes or arguments.out or arguments.lang:
        if arguments.check:
            raise ContractError(
                "--check compares all generated files; it goes with neither --classes nor --lang nor --out"
            )
        source, out = _sources_at_hand(arguments), arguments.out or "-"
        return making.one_document(source, arguments.classes, out, arguments.lang)
    repository = _repository(arguments)
    return making.check(repository) if arguments.check else making.everything(repository)


def _lint(arguments: Namespace) -> int:
    from wegweiser_contract import linting

    return linting.print_rules() if arguments.rules else linting.lint(_repository(arguments))


def _diff(arguments: Namespace) -> int:
    from wegweiser_contract import diffing

    return diffing.diff(arguments.old, arguments.new)


def _limits() -> str:
    from wegweiser_contract import diff

    return diff.__doc__ or ""


def _release(arguments: Namespace) -> int:
    from wegweiser_contract import making

    return making.release(_repository(arguments))


def _sources_at_hand(arguments: Namespace) -> Path | None:
    """The repository if one was named or stands around here: an agency has installed the package alone."""
    from wegweiser_contract.sources import nearest_repository

    return _repository(arguments) if arguments.repository else nearest_repository(Path.cwd())


def _repository(arguments: Namespace) -> Path:
    from wegweiser_contract.sources import find_repository

    given: Path | None = arguments.repository
    return find_repository((given or Path.cwd()).resolve())
