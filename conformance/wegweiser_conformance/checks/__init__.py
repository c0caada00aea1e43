"""The table of contents: one module per requirement file, in the order of the contract."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wegweiser_conformance.checks import (
    access,
    changes,
    code_lists,
    cors,
    course_sessions,
    courses,
    filters,
    jobs,
    languages,
    live,
    methods,
    offices,
    paging,
    personal_data,
    place_search,
    problems,
    query,
    records,
    service_description,
    sorting,
    static,
    text_search,
    values,
)

if TYPE_CHECKING:
    from wegweiser_conformance.model import Check
    from wegweiser_conformance.registry import Group

GROUPS: tuple[Group, ...] = (
    service_description.GROUP,
    paging.GROUP,
    query.GROUP,
    problems.GROUP,
    filters.GROUP,
    sorting.GROUP,
    text_search.GROUP,
    place_search.GROUP,
    languages.GROUP,
    records.GROUP,
    values.GROUP,
    personal_data.GROUP,
    access.GROUP,
    live.GROUP,
    cors.GROUP,
    methods.GROUP,
    changes.GROUP,
    static.GROUP,
    jobs.GROUP,
    course_sessions.GROUP,
    courses.GROUP,
    offices.GROUP,
    code_lists.GROUP,
)


def every_check() -> tuple[Check, ...]:
    return tuple(check for group in GROUPS for check in group)
