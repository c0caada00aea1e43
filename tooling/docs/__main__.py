"""`python -m tooling.docs`: the rendered documentation, in German and English."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from tooling.docs import external
from tooling.docs.build import build
from tooling.docs.errors import BuildError
from tooling.docs.places import SITE
from tooling.docs.rendered import read_site


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tooling.docs", description=__doc__)
    parser.add_argument("--out", type=Path, default=SITE, metavar="DIR", help="where the site goes")
    parser.add_argument(
        "--only-out", action="store_true", help="do not put it where `wegweiser serve` finds it"
    )
    parser.add_argument("--quiet", action="store_true", help="say nothing unless something is wrong")
    parser.add_argument("--links", action="store_true", help="write docs/links.yaml from the rendered pages")
    asked = parser.parse_args()
    try:
        pages = build(asked.out, serve=not asked.only_out)
    except BuildError as error:
        print(f"tooling.docs: {error}", file=sys.stderr)
        return 1
    if asked.links:
        print(f"wrote {external.LINKS}: {external.write(external.used(read_site(asked.out)))} addresses")
    if not asked.quiet:
        print(f"wrote {asked.out}: {pages} pages, in German and English")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
