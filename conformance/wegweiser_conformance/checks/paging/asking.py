"""The requests that several checks of the group make."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from wegweiser_conformance import (
    expect,
    place_maths,
    postcodes,
    reading,
    routes,
    sightings,
    title_words,
)
from wegweiser_conformance.checks.filters.group import asked_in, asks, parameters
from wegweiser_conformance.model import NotApplicable, NotTested, Unjudged, Violation
from wegweiser_conformance.scopes import COURSES, SESSIONS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from wegweiser_conformance.checks.filters.group import Ask
    from wegweiser_conformance.reading import ListPage
    from wegweiser_conformance.target import Target

SMALL = 3


def pages_with_next(target: Target) -> Iterator[ListPage]:
    """Every page that says where the next one is; there are none if every list fits on one page."""
    pages = list(sightings.pages(target))
    following = [page for page in pages if page.next is not None]
    if pages and not following and all(page.exact and page.total == len(page.items) for page in pages):
        raise NotApplicable("every list fits on one page")
    return iter(following)


def first_of_several(target: Target, collection: str, params: Mapping[str, Any] | None = None) -> ListPage:
    """A first page that another one follows; without one there is nothing to judge."""
    page = target.list_page(collection, params)
    if page.next is None and not params:
        page = target.list_page(collection, limit=SMALL)
    if page.next is not None:
        return page
    if (page.total or 0) > len(page.items):
        raise NotTested(f"{page.answer.what} gives no next, though its total says that more follow")
    raise NotApplicable(f"{page.answer.what} finds no more than {len(page.items)} records")


def rich_first_page(target: Target, collection: str) -> tuple[dict[str, Any], ListPage]:
    """A first page asked with all that `next` can lose: several values, a default, sort, language, limit.

    The filters' own checks ask such ones.
    """
    for ask in joined(target, collection):
        query = ask.scope.query(target, ask.params)
        rich = "include" in query.values() and any(isinstance(value, list) for value in query.values())
        page = target.list_page(collection, query) if rich or collection == "offices" else None
        if page is not None and page.next is not None:
            return query, page
    three_valued = [name for name, match, _ in target.filters(collection) if match == "three-valued"]
    params: dict[str, Any] = {"limit": 1, **dict.fromkeys(three_valued[:1], "include")}
    if "languages" in target.classes:
        params["lang"] = "de"
    if collection != "offices":
        params["sort"] = "date"
    for name, values in _common_values(target, collection):
        page = target.list_page(collection, {**params, name: values})
        if page.next is not None:
            return {**params, name: values}, page
    return params, first_of_several(target, collection, params)


def joined(target: Target, collection: str) -> list[Ask]:
    """What asks several filters at once; nothing where no scope could be read."""
    found: list[Ask] = []
    for parameter in parameters(target, collection):
        with suppress(Unjudged):
            found += asks(target, asked_in(target, collection, parameter.name), parameter)[-1:]
    return [one for one in found if len(one.conditions) > 1]


def searched(target: Target, collection: str) -> ListPage | None:
    """By words and by date, in the collection of the seed: a word with an umlaut if there is one.

    None where that cannot be asked, or finds no more than one record.
    """
    sorts = target.operation(collection).parameter("sort")
    if sorts is None or not {"date", "relevance"} <= set(sorts.schema.get("enum", ())):
        return None
    first = next(one for one in target.in_turn if one != "offices")
    held = Counter(word for record in target.sample(collection) for word in title_words.words(record))
    words = [word for word, count in held.most_common() if count > 1]
    if collection != first or not words:
        return None
    word = next((one for one in words if not one.isascii()), words[0])
    answer = target.ask(f"/{collection}", {"q": word, "sort": "date", "limit": 1})
    page = reading.read_page(collection, answer) if answer.status == 200 else None
    return page if page and page.next is not None else None


def located(target: Target, collection: str, radius: int) -> ListPage | None:
    """Round a postcode that records bear, one on a page; None where that finds no more than one."""
    if "place-search" not in target.classes:
        return None
    bearing = SESSIONS if collection == COURSES and SESSIONS in target.collections else collection
    notations = (place_maths.notations(record, "postcode") for record in target.sample(bearing))
    held = Counter(one for several in notations for one in several if postcodes.centre(one))
    for postcode, _ in held.most_common(1):
        query: dict[str, Any] = {"postcode": postcode, "radiusKm": radius, "limit": 1}
        answer = target.ask(f"/{collection}", query)
        page = reading.read_page(collection, answer) if answer.status == 200 else None
        return page if page and page.next is not None else None
    return None


def _common_values(target: Target, collection: str) -> Iterator[tuple[str, list[str]]]:
    """Of each repeatable filter the two values that most records bear."""
    for name, match, path in target.filters(collection):
        if match in {"equals", "member"} and name != "courseId":
            held = [value for record in target.sample(collection) for value in expect.values(record, path)]
            common = Counter(value for value in held if isinstance(value, str)).most_common(2)
            if common:
                yield name, [value for value, _ in common]


def ends_early(target: Target, page: ListPage) -> bool:
    """A page that is not full and has no `next` is the last one, whatever its total says."""
    asked = routes.asked(page.answer.url).get("limit", [""])[0]
    limit = int(asked) if asked.isdigit() else target.limits.get("defaultLimit")
    return page.next is None and limit is not None and 0 < len(page.items) < limit


def total_too_high(page: ListPage) -> Violation:
    """Told as the total's fault, so that one fault of totals is one cause."""
    told = f"a total of {len(page.items)}, as the page is not full and no next follows"
    return Violation(told, page.total, page.answer, "/page/total")
