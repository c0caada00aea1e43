"""Relations between answers: more words find no more, case changes nothing, a filter keeps what meets it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC
from typing import TYPE_CHECKING, Any

from wegweiser_conformance import chosen_values, expect, title_words
from wegweiser_conformance.checks.filters.group import parameters
from wegweiser_conformance.checks.text_search.group import GROUP, distinctive, hits, ids
from wegweiser_conformance.model import NotApplicable, Violation
from wegweiser_conformance.packing import MOST
from wegweiser_conformance.predicted import blame_unless_changed, exactly
from wegweiser_conformance.scopes import COURSES, Condition, Forecast, Scope, own_scope, scope_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wegweiser_conformance.model import Seen
    from wegweiser_conformance.target import Target

check = GROUP.check


@check("text-search/more-words-fewer-hits")
def more_words_fewer_hits(target: Target, seen: Seen) -> Iterator[Violation]:
    for collection in target.collections:
        if not target.thorough(collection, 2):
            continue
        with seen.part(collection):
            scope = own_scope(target, collection)
            rare, common = _apart(scope)
            never = title_words.nonsense(target.seed)
            if not common or target.turn(collection) == 0:
                yield from _no_more(target, seen, scope, never, f"{_together(scope, rare)} {never}")
            if common:
                both = target.turn(collection) == 0 and not target.frugal
                for word in (rare, common)[: 2 if both else 1]:
                    yield from _no_more(target, seen, scope, word, f"{rare} {common}")


@check("text-search/case-insensitive")
def case_insensitive(target: Target, seen: Seen) -> Iterator[Violation]:
    for collection in target.collections:
        if not target.thorough(collection, 2):
            continue
        with seen.part(collection):
            scope = own_scope(target, collection)
            plain = [word for word in distinctive(scope) if len(word.upper()) == len(word)]
            if not plain:
                raise NotApplicable(f"every title word of {collection} has letters without capitals")
            special = [word for word in plain if not word.isascii()]
            yield from _as_many(target, seen, scope, [*special, plain[0]][0])


@check("text-search/combines-with-filters")
def combines_with_filters(target: Target, seen: Seen) -> Iterator[Violation]:
    for collection in target.collections:
        with seen.part(collection):
            scope = scope_of(target, collection)
            word = _common_word(target, scope)
            found = ids(hits(target, scope, {"q": word}))
            conditions = _splitting(target, scope, found)
            since = _changed_since(target, scope, found, conditions)
            every = (*conditions, *since)
            if since and _each_narrows(scope, found, every):
                together = list(_with(target, seen, scope, word, found, every))
                if not together:
                    continue
            yield from _with(target, seen, scope, word, found, conditions)
            if since and target.thorough(collection, 1):
                yield from _with(target, seen, scope, word, found, since)


def _with(
    target: Target, seen: Seen, scope: Scope, word: str, found: frozenset[str], several: tuple[Condition, ...]
) -> Iterator[Violation]:
    asked: dict[str, Any] = {"q": word} | {
        name: value for one in several for name, value in one.params.items()
    }
    dated = scope.collection == COURSES or any(one.match == "since-instant" for one in several)
    if dated and scope.collection != "offices":
        asked["sort"] = "date"
    told = f"hits of {word!r} with {' and '.join(map(str, several))}"
    yield from exactly(target, seen, scope, asked, _within(scope, found, *several), told)


def _changed_since(
    target: Target, scope: Scope, found: frozenset[str], conditions: tuple[Condition, ...]
) -> tuple[Condition, ...]:
    """The later half of the hits that meet the other conditions, too, as far as they leave two hits."""
    if "changes" not in target.classes or scope.collection == COURSES:
        return ()
    for several in (conditions, conditions[:1], ()):
        within = _within(scope, found, *several).required
        hit = [record for record in scope.records if record.get("id") in within]
        moments = sorted(filter(None, (expect.instant(record.get("updatedAt")) for record in hit)))
        if len(set(moments)) > 1:
            break
    else:
        return ()
    since = moments[len(moments) // 2].astimezone(UTC).isoformat().removesuffix("+00:00") + "Z"
    return (Condition("updatedSince", "since-instant", "updatedAt", (since,)),)


def _as_many(target: Target, seen: Seen, scope: Scope, word: str) -> Iterator[Violation]:
    """The word as the title has it, in capital letters, and in one collection in small ones besides.

    In capitals its umlauts are written out, which is another rule; who does not know that is asked again.
    """
    shown = hits(target, scope, {"q": word})
    spelled = title_words.transcribed(word).upper()
    alike = ids(hits(target, scope, {"q": spelled})) == ids(shown)
    for spelling in (spelled if alike else word.upper(), word.lower())[
        : 1 if target.turn(scope.collection) else 2
    ]:
        other = hits(target, scope, {"q": spelling})
        seen.judged(len(shown.records) + 1)
        fault = expect.difference(ids(shown), ids(other))
        if fault or shown.first.total != other.first.total:
            blame_unless_changed(target, scope)
            expected = f"the {shown.first.total} hits of {word!r} for {spelling!r}"
            actual = fault or f"total {other.first.total}"
            yield Violation(expected, actual, other.first.answer, "/items")


def _apart(scope: Scope) -> tuple[str, str]:
    """The rarest title word, and the most common one of titles that do not show it, if any."""
    rare, *others = distinctive(scope)
    beside = {
        word
        for record in scope.records
        if title_words.bear(record, rare)
        for word in title_words.words(record)
    }
    return rare, next((word for word in reversed(others) if word not in beside), "")


def _together(scope: Scope, rare: str) -> str:
    """The word with another one of its title, so that most of three words match."""
    title = next(title_words.words(record) for record in scope.records if title_words.bear(record, rare))
    return " ".join([rare, *[word for word in title if word != rare][:1]])


def _no_more(target: Target, seen: Seen, scope: Scope, word: str, more: str) -> Iterator[Violation]:
    fewer, all_hits = hits(target, scope, {"q": more}), hits(target, scope, {"q": word})
    seen.judged(len(fewer.records) + 1)
    added = ids(fewer) - ids(all_hits)
    if added:
        blame_unless_changed(target, scope)
        expected = f"only hits of {word!r} for {more!r}"
        yield Violation(expected, expect.difference((), added), fewer.first.answer, "/items")
    elif (
        fewer.first.exact and all_hits.first.exact and (fewer.first.total or 0) > (all_hits.first.total or 0)
    ):
        blame_unless_changed(target, scope)
        answer = fewer.first.answer
        yield Violation(f"at most {all_hits.first.total}", fewer.first.total, answer, "/page/total")


def _common_word(target: Target, scope: Scope) -> str:
    """The most common title word of what the scope's list shows, but not one that all titles bear."""
    shown = target.walk(scope.collection, scope.params, most=200).records
    ranked = title_words.rarest_first(shown)
    if not ranked:
        raise NotApplicable(f"no title of the {len(shown)} {scope.collection} read has a plain word")
    ranked.reverse()
    return next((one for one in ranked if not all(title_words.bear(each, one) for each in shown)), ranked[0])


def _splitting(target: Target, scope: Scope, found: frozenset[str]) -> tuple[Condition, ...]:
    """Filters that some of the hits meet and others do not; each narrows the others. Lists take turns.

    One with several values comes first, where each of them adds some.
    """
    every = parameters(target, scope.collection)
    begin = MOST * target.turn(scope.collection) % max(len(every), 1)
    in_turn = [
        condition
        for parameter in every[begin:] + every[:begin]
        for condition in chosen_values.conditions(scope, parameter)
    ]
    offered = [*(one for one in in_turn if len(one.values) > 1), *in_turn]
    sizes = {one: len(_within(scope, found, one).required) for one in offered}
    chosen: tuple[Condition, ...] = ()
    for one in (one for one in offered if 0 < sizes[one] < len(found)):
        if len(chosen) < MOST and _each_narrows(scope, found, (*chosen, one)):
            chosen = (*chosen, one)
    if not chosen:
        raise NotApplicable(f"no filter divides the {len(found)} hits among the {scope.collection} read")
    return chosen


def _each_narrows(scope: Scope, found: frozenset[str], together: tuple[Condition, ...]) -> bool:
    """Whoever does not heed one of them, or joins it by OR, finds more; who drops a value, fewer."""
    if len({one.name for one in together}) < len(together):
        return False
    hits = _within(scope, found, *together).required
    narrower = (_within(scope, found, *fewer).required < hits for fewer in _with_fewer_values(together))
    others = (tuple(other for other in together if other is not one) for one in together)
    wider = (hits < _within(scope, found, *fewer).required for fewer in others)
    return bool(hits) and all(wider) and all(narrower)


def _with_fewer_values(together: tuple[Condition, ...]) -> Iterator[tuple[Condition, ...]]:
    for place, one in enumerate(together):
        for dropped in one.values if len(one.values) > 1 else ():
            kept = replace(one, values=tuple(value for value in one.values if value != dropped))
            yield (*together[:place], kept, *together[place + 1 :])


def _within(scope: Scope, found: frozenset[str], *conditions: Condition) -> Forecast:
    """What of the hits meets the filters, too; courses without a session in the window are left free."""
    met = scope.meeting(*conditions)
    unknown = found - scope.listed if scope.collection == COURSES else frozenset()
    return Forecast(met.required & found, (met.allowed & found) | unknown)
