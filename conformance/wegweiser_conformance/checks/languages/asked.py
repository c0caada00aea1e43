"""The same requests in several languages, and in which language the labels of an answer are written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wegweiser_conformance import labels, language_tags, reading, routes
from wegweiser_conformance.checks.paging.asking import SMALL
from wegweiser_conformance.model import NotApplicable, NotTested, Violation

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from wegweiser_conformance.exchange import Exchange
    from wegweiser_conformance.model import Seen
    from wegweiser_conformance.reading import ListPage
    from wegweiser_conformance.target import Target

UNKNOWN = ("tlh", "gsw", "yue")
WIDESPREAD = ("en", "de", "ar", "uk", "tr", "fr", "ru", "fa", "es")


def languages(target: Target) -> list[str]:
    found = labels.languages(target)
    if not found:
        raise NotTested("the description names no languages")
    return found


def two(target: Target) -> tuple[str, str]:
    """The default language and another one; easy German has the labels of German and proves little."""
    found = languages(target)
    if len(found) < 2:
        raise NotApplicable(f"the description names one language only, {found[0]}")
    foreign = [one for one in found[1:] if not language_tags.akin(one, found[0])]
    return found[0], [*foreign, *found[1:]][0]


def unknown(target: Target) -> str:
    """A well-formed language that the description does not name."""
    known = {one.lower().partition("-")[0] for one in languages(target)}
    return next(one for one in UNKNOWN if one not in known)


def not_named(target: Target, collection: str) -> str:
    """A widespread one in one collection, a rare one in the others."""
    return unknown(target) if target.turn(collection) else unnamed(target)


def unnamed(target: Target) -> str:
    """A language that many publishers have, and that the description of this one does not name."""
    known = {one.lower().partition("-")[0] for one in languages(target)}
    return next((one for one in WIDESPREAD if one not in known), unknown(target))


def spelled(default: str, other: str, number: int) -> str:
    """A tag that lookup cuts down to a known one: another one for every collection."""
    every = [f"{other}-AT", f"{default}-Latn-CH", other.upper(), f"{default}-x-agency"]
    return every[number % len(every)]


def page_of(
    target: Target, collection: str, params: Mapping[str, Any], headers: Mapping[str, str] | None = None
) -> Exchange:
    """The list's beginning, as short as it is without a limit; files know none."""
    return target.ask(f"/{collection}", {**params} if "query" in target.classes else {}, headers=headers)


def page_in(target: Target, collection: str, lang: str) -> ListPage:
    """By `lang`; where the header wishes otherwise, that must not matter.

    On a small budget by header in some lists, where that is asked anyway.
    """
    known = languages(target)
    if len(known) > 1 and lang == two(target)[1] and not target.thorough(collection, 2):
        return page_by_header(target, collection, harder_wish(target, collection))
    return target.list_page(collection, headers=contrary(target, collection, lang), lang=lang)


def contrary(target: Target, collection: str, lang: str) -> dict[str, str] | None:
    """For one language in each of two collections: a header that wishes for the other one."""
    known, turn = languages(target), target.turn(collection)
    if len(known) < 2 or turn > 1 or lang != two(target)[turn]:
        return None
    return {"Accept-Language": two(target)[1 - turn]}


def harder_wish(target: Target, collection: str) -> str:
    """A header that wishes for the other language, in another form in every collection."""
    default, other = two(target)
    every = [
        f"{default};q=0.3, {other};q=0.9",
        f"{unknown(target)}-ZZ,{other}-AT;q=0.8,{default};q=0.5",
        f"{default};q=0, {other};q=0.1",
        f"{other}, {default}",
    ]
    return every[target.collections.index(collection) % len(every)]


def page_by_header(target: Target, collection: str, header: str, **params: Any) -> ListPage:
    return target.list_page(collection, headers={"Accept-Language": header}, **params)


def without_lang(target: Target, collection: str) -> ListPage:
    """A first page in the default language that another one follows, if need be a short one."""
    first = target.list_page(collection)
    return first if first.next_url is not None else target.list_page(collection, limit=SMALL)


def onward(first: ListPage, language: str) -> dict[str, Any]:
    """What asks for the page after this one, in another language."""
    asked = {name: values[0] for name, values in routes.asked(first.answer.url).items()}
    return {**asked, "lang": language, "cursor": str(first.page.get("nextCursor"))}


def records_of(answer: Exchange) -> list[tuple[str, Mapping[str, Any]]]:
    """(pointer, record) of every record in an answer, list or item."""
    if "items" not in answer.object:
        return [("", answer.object)]
    page = reading.read_page("", answer)
    return [(f"/items/{place}", record) for place, record in enumerate(page.items)]


def labelled(
    target: Target, collection: str, answer: Exchange, language: str, seen: Seen
) -> Iterator[Violation]:
    """A violation for the first label of the answer that is not the one of this language."""
    among, told = languages(target), False
    for pointer, list_id, code, label, held in coded(target, collection, answer):
        if not labels.telling(held, language, among):
            continue
        seen.judged()
        wanted = labels.label_in(held, language)
        if label != wanted and not told:
            told = True
            expected = f"{wanted}, as {list_id} labels {code} in {language}"
            yield Violation(expected, _told(label, held), answer, f"{pointer}/label")


def coded(
    target: Target, collection: str, answer: Exchange
) -> Iterator[tuple[str, str, str, str, Mapping[str, str]]]:
    """(pointer, list, code, label, the labels that the list gives the code) all over an answer."""
    lists: dict[str, labels.type_of_labels] = {}
    for at, record in records_of(answer):
        for pointer, list_id, code, label in labels.coded(target, collection, record):
            if list_id not in lists:
                lists[list_id] = labels.labels_of(labels.served(target, list_id))
            held = lists[list_id].get(code)
            if held:
                yield at + pointer, list_id, code, label, held


def _told(label: str, held: Mapping[str, str]) -> str:
    other = next((language for language, text in held.items() if text == label), None)
    return f"{label[:80]}, its label in {other}" if other else label[:80]


def written_in(target: Target, collection: str, answer: Exchange) -> set[str]:
    """The languages of the description in which every label of the answer that a list has may be written."""
    among = languages(target)
    possible, fitted = set(among), False
    for _, _, _, label, held in coded(target, collection, answer):
        fitting = {one for one in among if labels.label_in(held, one) == label}
        possible &= fitting or possible
        fitted = fitted or bool(fitting)
    return possible if fitted else set()
