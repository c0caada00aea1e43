"""The group, and what its checks share: the parameters of a collection and what goes along with a filter."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from wegweiser_conformance import borders, chosen_values, expect
from wegweiser_conformance.clock import earliest_today
from wegweiser_conformance.model import NotTested
from wegweiser_conformance.orders import BY_DATE
from wegweiser_conformance.packing import Reader, packed
from wegweiser_conformance.predicted import begins, exactly, in_pages
from wegweiser_conformance.registry import Group
from wegweiser_conformance.scopes import COURSES, SESSIONS, Condition, everything, own_list, scope_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from wegweiser_conformance.model import Seen, Violation
    from wegweiser_conformance.scopes import Forecast, Scope
    from wegweiser_conformance.target import Target
    from wegweiser_contract import Parameter

GROUP = Group("filters")

THREE_VALUED = frozenset({"three-valued", "free-places"})
DATED = frozenset({"from", "to", "since-day"})
CODED = frozenset({"equals", "member", "prefix"})
BRIEF = 20
_SEVERAL_ASKS = frozenset({"prefix", "three-valued", "free-places", "from", "to", "since-day"})


def parameters(target: Target, collection: str) -> list[Parameter]:
    """The filters of a list; `updatedSince` belongs to the group `changes`."""
    every = target.operation(collection).parameters
    return [one for one in every if one.filter is not None and one.filter.match != "since-instant"]


def asked_in(target: Target, collection: str, parameter: str = "") -> Scope:
    """Where filters are asked: in the whole list where that is known to its end, else in a window."""
    whole = everything(target, collection)
    return whole if whole is not None and whole.listed else scope_of(target, collection, parameter)


def match_of(parameter: Parameter) -> str:
    return parameter.filter.match if parameter.filter is not None else ""


def companions(target: Target, collection: str) -> dict[str, str]:
    """What must not disturb a filter: a sort, and another language where several are served."""
    beside = {} if collection == "offices" else {"sort": "date"}
    languages = target.description.get("languages")
    if "languages" in target.classes and isinstance(languages, list) and languages:
        beside["lang"] = str(languages[-1])
    return beside


def _said_aloud(target: Target, ask: Ask) -> dict[str, Any]:
    """With what is so by itself: a filter of three values that is not asked, set to `include`.

    It stands between the others, as forgetting it would change nothing.
    """
    names = (one.name for one in parameters(target, ask.scope.collection) if match_of(one) in THREE_VALUED)
    free = [name for name in names if name not in {*ask.params, *ask.scope.params}]
    if len(ask.conditions) < 2 or not free:
        return dict(ask.params)
    first, *others = ask.params.items()
    return dict([first, (free[0], "include"), *others])


@dataclass(frozen=True, slots=True)
class Ask:
    """One request: where it is asked, the filters that decide, all parameters; of `pages`, or of all."""

    scope: Scope
    conditions: tuple[Condition, ...]
    params: Mapping[str, Any]
    pages: int = 0

    @property
    def forecast(self) -> Forecast:
        return self.scope.meeting(*self.conditions)

    @property
    def told(self) -> str:
        return "&".join(map(str, self.conditions))

    def judge(self, target: Target, seen: Seen) -> Iterator[Violation]:
        asked = (target, seen, self.scope, self.params, self.forecast, self.told)
        yield from begins(*asked, pages=self.pages) if self.pages else exactly(*asked)

    def judge_for(self, name: str, target: Target, seen: Seen) -> Iterator[Violation]:
        """As one parameter answers for it: what is wrong beside another counts if it is wrong alone, too."""
        faults = list(self.judge(target, seen))
        several = len(self.conditions) > 1
        yield from self.only(target, name).judge(target, seen) if faults and several else faults

    def only(self, target: Target, name: str) -> Ask:
        """The same request without the other filters, which finds more: over two pages again."""
        others = {one.name for one in self.conditions} - {name}
        params = {one: value for one, value in self.params.items() if one not in others}
        own = tuple(one for one in self.conditions if one.name == name)
        return over_two_pages(target, replace(self, conditions=own, params=params))


def asks(target: Target, scope: Scope, parameter: Parameter) -> list[Ask]:
    """Made once: to choose what is asked means to look through many records."""
    return target.once(("asks", parameter.name, *scope.name), lambda: _asks(target, scope, parameter))


def _asks(target: Target, scope: Scope, parameter: Parameter) -> list[Ask]:
    """In the whole list, where that is known; then beside a sort, in another language, over two pages.

    Filters that do not hide each other's faults share a request.
    """
    chosen = telling(target, scope, parameter)
    if not chosen:
        return []
    last = _shared(target, scope, chosen[-1])
    beside = {**_said_aloud(target, last), **companions(target, scope.collection)}
    together = over_two_pages(target, replace(last, params=beside))
    if len(last.conditions) > 1 and target.frugal and not _only_alone(target, scope, parameter):
        return [together]
    often = _frequent(scope, parameter, chosen[-1]) if match_of(parameter) == "prefix" else []
    return [*alone(target, scope, [*(chosen[:-1] or chosen), *often]), together]


def _frequent(scope: Scope, parameter: Parameter, telling_one: Condition) -> list[Condition]:
    """What many records bear; best beside a beginning that is another one to who drops leading zeros."""
    zeroed = len(telling_one.values) > 1 and any(one.startswith("0") for one in telling_one.values)
    return [telling_one] if zeroed else chosen_values.common(scope, parameter, 1)


def _only_alone(target: Target, scope: Scope, parameter: Parameter) -> bool:
    """Days on the bound, codes out of use and `only` do not stand beside other filters."""
    if match_of(parameter) in THREE_VALUED and target.turn(scope.collection) == 0:
        every = (one for one in parameters(target, scope.collection) if match_of(one) in THREE_VALUED)
        return next(every).name == parameter.name
    of_sessions = scope.collection == COURSES and SESSIONS in target.collections
    return match_of(parameter) in DATED or (bool(expired(target, parameter)) and not of_sessions)


def over_two_pages(target: Target, ask: Ask) -> Ask:
    """With a limit that needs two pages for the hits; of more than fit there, the first two are read."""
    if not target.thorough(ask.scope.collection, 1):
        return replace(ask, pages=1)
    large = len(ask.forecast.required) > 2 * target.max_limit
    limit = min(_two_pages(target, ask), target.max_limit)
    return replace(ask, params={**ask.params, "limit": limit}, pages=2 if large else 0)


def _two_pages(target: Target, ask: Ask) -> int:
    """A limit for the hits, sorted by date."""
    order, hits = BY_DATE.get(ask.scope.collection), ask.forecast.required
    own = own_list(target, COURSES) if ask.scope.collection == COURSES else ask.scope
    if order is None or own is None:
        return in_pages(ask.forecast)
    return borders.two_pages(order.keys(one for one in own.records if one.get("id") in hits))


def telling(target: Target, scope: Scope, parameter: Parameter) -> list[Condition]:
    """What shows that a filter works: one condition, or two where one value is not enough."""
    return target.once(("telling", parameter.name, *scope.name), lambda: _telling(target, scope, parameter))


def _telling(target: Target, scope: Scope, parameter: Parameter) -> list[Condition]:
    conditions = chosen_values.conditions(scope, parameter)
    if match_of(parameter) in _SEVERAL_ASKS:
        return conditions[:2]
    if not parameter.repeated:
        return conditions[:1]
    several = _several_values(target, scope, parameter, conditions)
    return [_with_one_more(target, scope, parameter, one) for one in several]


def _with_one_more(target: Target, scope: Scope, parameter: Parameter, one: Condition) -> Condition:
    """A code out of use that records still bear is easily forgotten; a frequent one shows who loses hits.

    It must not hide that first entries only are compared. Of many hits one page is read, so their number must
    be stated.
    """
    counted = target.list_page(scope.collection, limit=target.max_limit).exact
    often = chosen_values.common(scope, parameter) if counted else []
    offered = [code for other in (*expired(target, parameter), *often) for code in other.values]
    more = (replace(one, values=(*one.values, code)) for code in offered if code not in one.values)
    read = Reader(scope)
    shown = read.shows(one)

    def tells(other: Condition) -> bool:
        as_much = all(had <= has for had, has in zip(shown, read.shows(other), strict=True))
        return as_much and chosen_values.tells(scope, other)

    return next(filter(tells, more), one)


def alone(target: Target, scope: Scope, conditions: Sequence[Condition]) -> list[Ask]:
    """Nothing beside it, on a page of the whole list; where that is too long, in the window."""
    whole = everything(target, scope.collection)
    if whole is None or scope.collection == "offices":
        return [Ask(scope, (one,), one.params) for one in conditions]
    return [Ask(whole, (one,), {**one.params, "limit": BRIEF}, pages=1) for one in conditions]


def _shared(target: Target, scope: Scope, condition: Condition) -> Ask:
    """The request that asks the condition beside others, none of which hides what is wrong with it."""
    packs = target.once(("beside", *scope.name), lambda: packed(scope, _every(target, scope)))
    pack = next((one for one in packs if condition.name in {other.name for other in one}), (condition,))
    return Ask(scope, pack, {name: value for one in pack for name, value in one.params.items()})


def _every(target: Target, scope: Scope) -> list[list[Condition]]:
    """What the filters that this scope is for may be asked with; frequent codes first, rare ones go alone."""
    found = []
    for parameter in parameters(target, scope.collection):
        with suppress(NotTested):
            usual = asked_in(target, scope.collection, parameter.name)
            if usual.name == scope.name:
                telling_one = telling(target, usual, parameter)[-1:]
                often = chosen_values.common(scope, parameter)
                coded = match_of(parameter) in CODED
                if telling_one:
                    found.append([*often, *telling_one] if coded else [*telling_one, *often])
    return found


def holding(target: Target, scope: Scope, wanted: Callable[[Condition], bool]) -> list[Ask]:
    """The requests of the collection's filters that ask such a condition, alone or beside others."""
    every = [
        one
        for parameter in parameters(target, scope.collection)
        for one in asks(target, asked_in(target, scope.collection, parameter.name), parameter)
    ]
    return [one for one in every if any(map(wanted, one.conditions))]


def come_as_predicted(target: Target, seen: Seen, shared: Sequence[Ask]) -> bool:
    """Requests that ask a thing beside others: if all is right, so is that; if not, it is asked by itself."""
    return not any(list(one.judge(target, seen)) for one in shared)


def _several_values(
    target: Target, scope: Scope, parameter: Parameter, conditions: list[Condition]
) -> list[Condition]:
    """One with several values: it convicts whoever reads the first only, or the last.

    Where no two values of the records leave any miss, one stands between two that no record bears.
    """
    pair = [one for one in conditions if len(one.values) > 1]
    if pair or not conditions:
        return pair[:1]
    single = conditions[0]
    nobody = chosen_values.unmet(scope, parameter, target.contract, target.seed)[:2]
    values = (*(one.values[0] for one in nobody[:1]), *single.values, *(one.values[0] for one in nobody[1:]))
    return [replace(single, values=values)]


def expired(target: Target, parameter: Parameter) -> list[Condition]:
    """Codes of the parameter's list that are legacy or past their validity."""
    code_list = target.contract.code_lists.get(parameter.code_list or "")
    if code_list is None or parameter.filter is None:
        return []
    day = earliest_today(target.description_answer).isoformat()
    codes = [
        entry.code
        for entry in code_list.entries.values()
        if entry.legacy or str(entry.raw.get("validThrough", day)) < day
    ]
    match, path = match_of(parameter), parameter.filter.property
    return [Condition(parameter.name, match, path, (code,)) for code in codes]


def filled(parameter: Parameter, record: Mapping[str, Any]) -> bool:
    """The record shows the property that the filter judges; alternatives are divided by `|`."""
    path = parameter.filter.property if parameter.filter is not None else ""
    return any(expect.values(record, one) for one in path.split("|"))
