"""The four doors of the front page, and the page of what belongs to the project itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tooling.docs.markup import raw
from tooling.docs.page import Page, href

if TYPE_CHECKING:
    from tooling.docs.edition import Edition

PROJECT = {
    "architecture": "architecture",
    "decisions": "decisions/README",
    "contributing": "contributing",
    "governance": "governance",
    "external-links": "external-links",
}
DOORS = ("publishers", "consumers", "reviewers", "operators")


def doors(edition: Edition, here: str) -> str:
    made = "\n".join(_door(edition, name, here) for name in DOORS)
    return raw(f"<ul class='doors'>\n{made}\n</ul>")


def _door(edition: Edition, name: str, here: str) -> str:
    return (
        f"<li><a href='{href(here, f'for-{name}')}'><span class='door-title'>{edition[f'door-{name}']}</span>"
        f"<span class='door-text'>{edition[f'door-{name}-text']}</span></a></li>"
    )


def project_page(edition: Edition) -> Page:
    listed = "\n".join(f"- [{edition[f'to-{name}']}]({page}.md)" for name, page in PROJECT.items())
    return Page("project", f"# {edition['project']}\n\n{edition['project-intro']}\n\n{listed}\n")
