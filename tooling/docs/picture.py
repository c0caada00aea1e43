"""The README's picture: `python -m tooling.docs.picture`, with Debian's Chromium.

It is the first screen of a report on the reference server with one named defect.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from collections.abc import Iterator

DEFECT = "filters/course-sessions-kind-first-value-only"
PICTURE = Path(__file__).parents[2] / "docs/images/report.png"
WIDTH, HEIGHT = 1200, 800
WEGWEISER = (sys.executable, "-m", "wegweiser_contract.command")


def main() -> int:
    chromium = shutil.which("chromium")
    if chromium is None:
        print("python -m tooling.docs.picture: needs the Debian package chromium", file=sys.stderr)
        return 3
    with TemporaryDirectory() as folder, _serving() as base:
        report = Path(folder) / "report.html"
        subprocess.run([*WEGWEISER, "check", base, "--html", str(report), "--quiet"], check=False)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
            page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT}, color_scheme="light")
            page.goto(report.as_uri())
            page.screenshot(path=PICTURE)
            browser.close()
    print(PICTURE)
    return 0


@contextmanager
def _serving() -> Iterator[str]:
    server = subprocess.Popen(
        [*WEGWEISER, "serve", "--port", "0", "--defect", DEFECT],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        assert server.stdout
        yield server.stdout.readline().strip()
    finally:
        server.terminate()
        server.wait(timeout=30)


if __name__ == "__main__":
    sys.exit(main())
