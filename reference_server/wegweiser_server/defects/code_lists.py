"""Wrong code lists."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .editing import edited
from .registry import defect

if TYPE_CHECKING:
    from collections.abc import Callable

    from .model import Answer, App, Request

    type_of_edit = Callable[[Any], object]


def _edit(
    name: str, convicts: str, says: str, edit: type_of_edit, index: bool = False, only: str = ""
) -> None:
    """A server whose index of code lists, or whose lists, are edited."""

    async def run(request: Request, app: App) -> Answer:
        answer = await app(request)
        path = request.path.strip("/")
        meant = path == "code-lists" if index else path.startswith(f"code-lists/{only}")
        return edited(answer, edit) if meant and answer.status == 200 else answer

    defect(f"code-lists/{name}", convicts=f"code-lists/{convicts}", says=says)(run)


def _codes(edit: type_of_edit) -> type_of_edit:
    def change(document: Any) -> None:
        for code in document["codes"]:
            edit(code)

    return change


def _lose(member: str) -> type_of_edit:
    return _codes(lambda code: code.pop(member, None))


def _keep(wanted: Callable[[Any], bool]) -> type_of_edit:
    return lambda document: document.update(codes=[code for code in document["codes"] if wanted(code)])


def _labels(wanted: Callable[[Any], bool]) -> type_of_edit:
    return _codes(lambda code: code.update(labels=[label for label in code["labels"] if wanted(label)]))


_edit(
    "one-not-named",
    "all-served",
    "the index forgets a list",
    lambda document: document["items"].pop(),
    index=True,
)
_edit("ids-changed", "all-served", "lists have ids of their own", lambda document: document.update(id="own"))
_edit("title-missing", "match-schema", "code lists have no title", lambda document: document.pop("title"))
_edit(
    "title-by-language",
    "match-schema",
    "the title of one list is an object by language",
    lambda document: document.update(title={text["lang"]: text["value"] for text in document["title"]}),
    only="course-kinds",
)
_edit(
    "index-with-links",
    "match-schema",
    "the entries of the index have a member of their own",
    lambda document: [entry.update(href=f"code-lists/{entry['id']}") for entry in document["items"]],
    index=True,
)
_edit("legacy-pruned", "as-shipped", "legacy codes are pruned", _keep(lambda code: not code.get("legacy")))
_edit(
    "last-pruned", "as-shipped", "the last code of a list is lost", lambda document: document["codes"].pop()
)
_edit("validity-lost", "as-shipped", "validity is left out", _lose("validThrough"))
_edit("terms-lost", "as-shipped", "official terms are left out", _lose("officialTerm"))
_edit(
    "scheme-own",
    "as-shipped",
    "every list is of an own scheme",
    lambda document: document.update(scheme="own"),
)
_edit("hierarchy-lost", "as-shipped", "codes do not name the one above them", _lose("broader"))
_edit(
    "pattern-lost",
    "as-shipped",
    "lists of other keepers have no pattern",
    lambda document: document.pop("pattern", None),
)
_edit(
    "term-of-one-list",
    "as-shipped",
    "the terms of one list are typed in",
    _codes(lambda code: code.update(officialTerm="Kurs")),
    only="course-kinds",
)
_edit(
    "own-codes-unmarked",
    "own-codes-marked",
    "an own code has no x-",
    lambda document: document["codes"].append({**document["codes"][0], "code": "our-own"}),
)
_edit(
    "own-code-in-one-list",
    "own-codes-marked",
    "one list has a code of the source",
    lambda document: document["codes"].append({**document["codes"][0], "code": "104"}),
    only="modes",
)
_edit(
    "german-only",
    "labels-german-and-english",
    "labels are German only",
    _labels(lambda label: label["lang"] == "de"),
)
_edit(
    "english-lost-of-one",
    "labels-german-and-english",
    "one list has no English",
    _labels(lambda label: label["lang"] != "en"),
    only="eligibility",
)
_edit(
    "count-one-off",
    "count-true",
    "counts are one too high",
    lambda document: [one.update(codeCount=one["codeCount"] + 1) for one in document["items"]],
    index=True,
)
_edit(
    "count-of-one",
    "count-true",
    "the count of one list was typed in",
    lambda document: document["items"][3].update(codeCount=3),
    index=True,
)
_edit(
    "scheme-of-index-own",
    "count-true",
    "the index calls every scheme own",
    lambda document: [one.update(scheme="own") for one in document["items"]],
    index=True,
)
_edit(
    "total-typed-in",
    "count-true",
    "the index states a total that was typed in",
    lambda document: document["page"].update(total=20),
    index=True,
)
_edit(
    "version-old",
    "count-true",
    "versions in the index are old",
    lambda document: [one.update(version="2020-01-01") for one in document["items"]],
    index=True,
)


@defect("code-lists/one-missing", convicts="code-lists/all-served", says="one named list does not answer")
async def one_missing(request: Request, app: App) -> Answer:
    gone = request.path.rstrip("/") == "/code-lists/salary-units"
    return await app(request.at("/code-lists/nothing") if gone else request)


@defect(
    "code-lists/labels-by-language",
    convicts="code-lists/labels-german-and-english",
    says="labels are filtered by the language that is asked",
)
async def labels_by_language(request: Request, app: App) -> Answer:
    answer = await app(request)
    wish = request.header("accept-language")
    if wish is None or not request.path.startswith("/code-lists/") or answer.status != 200:
        return answer
    return edited(answer, _labels(lambda label: label["lang"] == wish[:2]))
