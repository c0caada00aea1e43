"""A description or code lists that are not true."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.fresh.asked import Asked, Given, Refusal
from tests.fresh.faulty import fault, instead

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.fresh.publisher import Publisher


def _description(p: Publisher, change: Callable[[Any], Any]) -> None:
    def description(inner: Any) -> Any:
        made = inner()
        change(made)
        return made

    instead(p, "description", description)


@fault("description/total-old", "total of jobs is that of last week")
def _(p: Publisher) -> None:
    _description(p, lambda made: made["collections"][0].update(total=made["collections"][0]["total"] - 3))


@fault("description/parameters-lost", "parameters forgets freePlaces")
def _(p: Publisher) -> None:
    _description(p, lambda made: made["collections"][1]["parameters"].remove("freePlaces"))


@fault("description/parameters-more", "parameters names one of the publisher's own")
def _(p: Publisher) -> None:
    _description(p, lambda made: made["collections"][0]["parameters"].append("branche"))


@fault("description/language-missing", "a language that is answered is not named")
def _(p: Publisher) -> None:
    _description(p, lambda made: made.update(languages=made["languages"][:1]))


@fault("description/language-more", "a language is named that never comes")
def _(p: Publisher) -> None:
    _description(p, lambda made: made["languages"].append("fa"))


@fault("description/version-unknown", "contractVersion is 1.0")
def _(p: Publisher) -> None:
    _description(p, lambda made: made.update(contractVersion="9.9.9"))


@fault("description/limit-more", "maxLimit is declared as 100, 50 are granted")
def _(p: Publisher) -> None:
    _description(p, lambda made: made["limits"].update(maxLimit=100))


@fault("description/legal-missing", "there is no legal contact")
def _(p: Publisher) -> None:
    _description(p, lambda made: made.update(contacts=made["contacts"][:1]))


@fault("description/logs", "query strings are logged")
def _(p: Publisher) -> None:
    _description(p, lambda made: made["requestData"].update(logsQueryStrings=True))


@fault("description/no-slash", "the description answers without a slash only")
def _(p: Publisher) -> None:
    def route(inner: Any, asked: Asked) -> Given:
        if asked.path == "/":
            raise Refusal(404, "not-found")
        return inner(asked)  # type: ignore[no-any-return]

    instead(p, "route", route)


@fault("lists/legacy-lost", "served code lists lack legacy codes")
def _(p: Publisher) -> None:
    instead(p, "code_list", lambda inner, name: (made := inner(name)) | {
        "codes": [one for one in made["codes"] if not one.get("legacy")]})  # fmt: skip


@fault("lists/count", "codeCount of one list is wrong")
def _(p: Publisher) -> None:
    instead(p, "summary", lambda inner, name: inner(name) | ({"codeCount": 3} if name == "modes" else {}))


@fault("lists/german-only", "labels of one list are German only")
def _(p: Publisher) -> None:
    def code_list(inner: Any, name: str) -> Any:
        made = inner(name)
        if name == "funding":
            for one in made["codes"]:
                one["labels"] = [label for label in one["labels"] if label["lang"] == "de"]
        return made

    instead(p, "code_list", code_list)


@fault("lists/own-code", "an own code without x- stands in a list")
def _(p: Publisher) -> None:
    def code_list(inner: Any, name: str) -> Any:
        made = inner(name)
        if name == "modes":
            made["codes"].append({"code": "hybrid", "labels": [{"value": "Hybrid", "lang": "de", "origin": "source"},
                                                              {"value": "Hybrid", "lang": "en", "origin": "source"}]})  # fmt: skip
        return made

    instead(p, "code_list", code_list)


@fault("lists/expired-refused", "an expired code is refused as a filter")
def _(p: Publisher) -> None:
    def entries(inner: Any, name: str) -> Any:
        return {
            code: one
            for code, one in inner(name).items()
            if not (one.raw.get("validThrough") or one.raw.get("legacy"))
        }

    instead(p, "entries", entries)
