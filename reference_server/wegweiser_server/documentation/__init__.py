"""What lies below `/docs`: the rendered site if it was built, and Swagger UI with the contract as served."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from ..answers import Answer
from . import interactive
from .site import PLAIN, TYPES, Site

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Contract = Callable[[str], Mapping[str, Any]]

ROOT = "/docs"
LANGUAGES = ("de", "en")
HINT = (
    '<p class="back">The documentation was not rendered here; <code>make docs</code> in the repository '
    "does it. This is the interactive reference.</p>\n"
)
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


class Documentation:
    """`contract` gives the contract as served, in a language."""

    def __init__(self, contract: Contract, site: Site | None = None) -> None:
        self._contract = contract
        self._site = Site() if site is None else site
        self._made: Mapping[str, Callable[[], Answer]] = self._makers()

    def __contains__(self, path: str) -> bool:
        return path in self._made or (path.startswith(f"{ROOT}/") and _below(path) in self._site)

    def answer(self, path: str) -> Answer:
        maker = self._made.get(path)
        return maker() if maker else self._site.answer(_below(path))

    def _makers(self) -> dict[str, Callable[[], Answer]]:
        makers: dict[str, Callable[[], Answer]] = {ROOT: self._front}
        for name in interactive.FILES:
            makers[f"{ROOT}/swagger-ui/{name}"] = partial(_asset, name)
        for lang in LANGUAGES:
            makers[f"{ROOT}/{lang}/try.html"] = partial(self._try, lang)
        return makers

    def _front(self) -> Answer:
        """The address without slash is named by the service description, so it answers without a redirect."""
        if not self._site:
            return _page(
                interactive.page(self._contract("en"), "en", "openapi.json", "docs/swagger-ui/", HINT), "en"
            )
        answer = self._site.answer("")
        based = answer.body.replace(b"<head>", b'<head>\n<base href="docs/">', 1)
        return Answer(200, based, answer.headers)

    def _try(self, lang: str) -> Answer:
        document = "../../openapi.json" if lang == "en" else f"../../openapi.{lang}.json"
        back = interactive.way_back(lang, "reference.html") if self._site else HINT
        return _page(interactive.page(self._contract(lang), lang, document, "../swagger-ui/", back), lang)


def _below(path: str) -> str:
    return path.removeprefix(f"{ROOT}/")


def _asset(name: str) -> Answer:
    return Answer(200, interactive.asset(name), {"Content-Type": TYPES[name.rpartition(".")[2]], **PLAIN})


def _page(text: str, lang: str) -> Answer:
    headers = {"Content-Type": TYPES["html"], "Content-Language": lang, "Content-Security-Policy": POLICY}
    return Answer(200, text.encode(), headers | PLAIN)
