"""What `wegweiser check` can be told."""

from __future__ import annotations

import argparse
import math
import random
from typing import NoReturn

from wegweiser_conformance import following, schema_driven
from wegweiser_conformance.client import TIME_LIMIT
from wegweiser_conformance.configuration import Configuration, read
from wegweiser_conformance.pace import ENOUGH, MOST_REQUESTS
from wegweiser_conformance.wording import LANGUAGES
from wegweiser_contract import load_contract

_EPILOG = """exit codes: 0 conformant, 1 not conformant, 2 not fully checked, 3 could not be checked
(unreachable, no such interface, bad arguments or files), 4 fault of the suite. Credentials come from
WEGWEISER_API_KEY, WEGWEISER_BASIC=user:password or --key-file, never from an argument's value. Only GET, HEAD
and OPTIONS are sent, unless --sandbox allows more."""

_FORMS = {
    "html": "HTML, to be read",
    "json": "JSON by the published schema",
    "junit": "JUnit XML",
    "sarif": "SARIF 2.1.0",
    "markdown": "a summary in Markdown",
    "badge": "a badge in SVG",
}


class BadArguments(Exception):
    """The command line cannot be understood; the message says what would be right."""


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise BadArguments(f"{message}\n{self.format_usage().strip()}")


def parse(argv: list[str]) -> argparse.Namespace:
    """The options, `waivers` and `known` from the configuration, before which counts what is typed.

    A URL that stands behind `--only A B` is still the URL.
    """
    configuration = configuration_of(argv)
    parser = _parser()
    options = parser.parse_args([*configuration.arguments, *argv])
    options.only = [name for given in options.only for name in given.split(",") if name]
    if options.url is None and options.only and "://" in options.only[-1]:
        options.url = options.only.pop()
    options.url = options.url or configuration.url or None
    if options.url is None and options.replay is None:
        parser.error("the URL to judge is missing")
    options.waivers = configuration.waivers
    options.known = configuration.known
    return options


def configuration_of(argv: list[str]) -> Configuration:
    parser = _Parser(add_help=False, allow_abbrev=False)
    parser.add_argument("--config")
    return read(parser.parse_known_args(argv)[0].config, load_contract().requirements)


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="wegweiser check",
        description="Judge a server by the Wegweiser contract.",
        epilog=_EPILOG,
        allow_abbrev=False,
    )
    parser.add_argument(
        "url", nargs="?", metavar="URL", help="what precedes /jobs, for example https://api.agency.example/v1"
    )
    for add in (_scope, _reports, _manners, _access, _runs):
        add(parser)
    return parser


def _scope(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("what is judged")
    group.add_argument(
        "--classes", type=_names, metavar="A,B", help="judge these classes, not those that conformsTo claims"
    )
    group.add_argument(
        "--only",
        nargs="+",
        action="extend",
        default=[],
        metavar="REQUIREMENT",
        help="judge only these requirements or groups",
    )
    group.add_argument(
        "--deep",
        action="store_true",
        help=f"{schema_driven.MOST_IF_DEEP} requests made from the schema instead of {schema_driven.MOST}",
    )
    group.add_argument(
        "--sandbox",
        action="store_true",
        help="nothing here is real: send other methods too (they must be 405)",
    )
    group.add_argument(
        "--follow-links",
        action="store_true",
        help=f"open up to {following.OPENED} pages of each collection behind detailUrl, without a key",
    )
    group.add_argument("--fail-fast", action="store_true", help="stop at the first failed requirement")
    group.add_argument("--plan", action="store_true", help="say what would be asked, and end")


def _reports(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("what is told, and where")
    for name, form in _FORMS.items():
        group.add_argument(
            f"--{name}", metavar="FILE", help=f"write the report as {form} (- is standard output)"
        )
    group.add_argument("--lang", choices=LANGUAGES, default="en", help="language of the reports")
    loudness = group.add_mutually_exclusive_group()
    loudness.add_argument(
        "--verbose", action="store_true", help="name every requirement and what was compared"
    )
    loudness.add_argument("--quiet", action="store_true", help="only the line with the verdict")


def _manners(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("how much is asked, and how fast")
    group.add_argument(
        "--max-requests",
        type=_positive,
        default=MOST_REQUESTS,
        metavar="N",
        help=f"budget (default %(default)s); on less than {ENOUGH} the suite asks less, and needs some 400",
    )
    group.add_argument(
        "--rate",
        type=_rate,
        default=None,
        metavar="N",
        help="requests a second; 0 is unthrottled (default 5, on loopback 0)",
    )
    group.add_argument(
        "--timeout",
        type=_seconds,
        default=TIME_LIMIT,
        metavar="SECONDS",
        help="for each request (default %(default)g)",
    )


def _access(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("keys and settings")
    group.add_argument("--key-file", metavar="FILE", help="a file with the API key on one line")
    group.add_argument("--ca-bundle", metavar="FILE", help="certificates to trust instead of the usual ones")
    group.add_argument(
        "--config", metavar="FILE", help="settings and waivers (default wegweiser.toml, where there is one)"
    )


def _runs(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("other runs than this one")
    group.add_argument(
        "--compare",
        metavar="OLD.json",
        help="an earlier report: what is new, mended, unchanged; ids that stay",
    )
    group.add_argument(
        "--record", metavar="FILE", help="keep all traffic, without credentials and personal data"
    )
    group.add_argument("--replay", metavar="FILE", help="judge a recording again, without any network")
    group.add_argument("--seed", type=_count, default=None, help="repeat the choices of an earlier run")


def seed_of(options: argparse.Namespace) -> int:
    """The seed given, else a fresh one: printed either way, so that a run can be repeated."""
    return options.seed if options.seed is not None else random.randrange(1_000_000)


def _names(value: str) -> list[str]:
    names = [name.strip() for name in value.split(",") if name.strip()]
    if not names:
        raise argparse.ArgumentTypeError("give class names, separated by commas")
    return names


def _count(value: str) -> int:
    if not (value.isascii() and value.isdigit()):
        raise argparse.ArgumentTypeError(f"{value!r} is no whole number")
    return int(value)


def _positive(value: str) -> int:
    if _count(value) < 1:
        raise argparse.ArgumentTypeError("must be at least 1")
    return _count(value)


def _rate(value: str) -> float:
    return _number(value, least=0.0)


def _seconds(value: str) -> float:
    return _number(value, least=0.1)


def _number(value: str, least: float) -> float:
    try:
        number = float(value)
    except ValueError:
        number = math.nan
    if not (math.isfinite(number) and number >= least):
        raise argparse.ArgumentTypeError(f"{value!r} is no number of at least {least:g}")
    return number
