"""The rendered documentation as the server hands it out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from wegweiser_server.application import create_app
from wegweiser_server.documentation import Documentation, site
from wegweiser_server.documentation.site import Site, policy
from wegweiser_server.inprocess import Client
from wegweiser_server.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from wegweiser_server.store import Store

FILES = {
    "index.html": '<!doctype html>\n<html lang="en">\n<head>\n<link rel="stylesheet" href="gateway.css">',
    "gateway.css": "body { color: black }",
    "de/index.html": '<!doctype html>\n<html lang="de"><head><script>let a = 1;</script></head>',
    "de/font.woff2": "w",
    "requirements/paging/index.html": '<!doctype html>\n<html lang="en">',
    "secret.pem": "nothing for readers",
}


@pytest.fixture
def built(tmp_path: Path) -> Path:
    """A site of a few files, with a link that leads out of it."""
    root = tmp_path / "site"
    for name, text in FILES.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, "utf-8")
    (tmp_path / "outside.txt").write_text("not ours", "utf-8")
    (root / "outside.txt").symlink_to(tmp_path / "outside.txt")
    return root


@pytest.fixture
def serving(built: Path, store: Store, monkeypatch: pytest.MonkeyPatch) -> Iterator[Client]:
    monkeypatch.setattr(site, "SITE", built)
    with Client(create_app(Settings(), store)) as client:
        yield client


@pytest.mark.parametrize(
    ("path", "media_type", "lang"),
    [
        ("/docs", "text/html; charset=utf-8", "en"),
        ("/docs/", "text/html; charset=utf-8", "en"),
        ("/docs/de/", "text/html; charset=utf-8", "de"),
        ("/docs/de/index.html", "text/html; charset=utf-8", "de"),
        ("/docs/requirements/paging/", "text/html; charset=utf-8", "en"),
        ("/docs/gateway.css", "text/css; charset=utf-8", None),
        ("/docs/de/font.woff2", "font/woff2", None),
    ],
)
def test_each_file_has_its_type_and_language(
    serving: Client, path: str, media_type: str, lang: str | None
) -> None:
    """Pages say their language; everything may be cached and carries a validator."""
    reply = serving.get(path)
    assert (reply.status, reply.headers["content-type"]) == (200, media_type)
    assert reply.headers.get("content-language") == lang
    assert reply.headers["x-content-type-options"] == "nosniff"
    assert serving.get(path, {"If-None-Match": reply.headers["etag"]}).status == 304
    assert "max-age" in reply.headers["cache-control"]


def test_the_address_without_slash_needs_no_redirect(serving: Client) -> None:
    """The service description names `/docs`; its page says where relative links begin."""
    assert b'<base href="docs/">' in serving.get("/docs").body
    assert b"<base" not in serving.get("/docs/").body


def test_a_folder_without_its_slash_leads_to_the_one_with_it(serving: Client) -> None:
    """The way is relative, so that it holds behind a relay."""
    reply = serving.get("/docs/requirements/paging")
    assert (reply.status, reply.headers["location"]) == (308, "paging/")


@pytest.mark.parametrize(
    "path",
    [
        "/docs/../secret",
        "/docs/de/../../../etc/passwd",
        "/docs/%2e%2e/outside.txt",
        "/docs//etc/passwd",
        "/docs/outside.txt",
        "/docs/secret.pem",
        "/docs/nope",
        "/docs/de",
        "/docsx",
    ],
)
def test_nothing_but_the_sites_own_files_is_served(serving: Client, path: str) -> None:
    """No way out of the folder, by dots or by links, and no kind of file that the site has not."""
    reply = serving.get(path)
    expected = 308 if path == "/docs/de" else 404
    assert reply.status == expected
    assert b"not ours" not in reply.body


def test_a_page_may_run_its_own_scripts_alone(serving: Client) -> None:
    """A script inside a page is named by its hash; scripts from elsewhere are refused."""
    words = serving.get("/docs/de/").headers["content-security-policy"].split("; ")
    scripts = next(word for word in words if word.startswith("script-src"))
    assert scripts.startswith("script-src 'self' 'sha256-")
    assert "default-src 'none'" in words
    assert policy("<script>a</script><script>a</script>").count("sha256-") == 1
    assert policy('<script data-x="y">a</script><script src="b.js"></script>').count("sha256-") == 1


@pytest.mark.parametrize("lang", ["de", "en"])
def test_the_interactive_reference_leads_to_the_pages(serving: Client, lang: str) -> None:
    """In both languages, over the contract as served."""
    page = serving.get(f"/docs/{lang}/try.html")
    assert (page.status, page.headers["content-language"]) == (200, lang)
    assert b'href="reference.html"' in page.body
    document = serving.get("/openapi.json" if lang == "en" else "/openapi.de.json").json()
    assert document["paths"]["/jobs"]["get"]["summary"] in page.body.decode()


def test_without_a_site_the_page_says_how_to_make_one(tmp_path: Path) -> None:
    """`/docs` is then the interactive reference, and nothing else is there."""
    contract = {"info": {"title": "T", "version": "1"}, "paths": {}}
    documentation = Documentation(lambda _: contract, Site(tmp_path / "nothing"))
    assert "make docs" in documentation.answer("/docs").body.decode()
    assert "/docs/" not in documentation
    assert "/docs/de/try.html" in documentation
