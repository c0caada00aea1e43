"""Reporters only listen and write: each turns the one `Report` into one form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wegweiser_conformance.reporters import badge, html_report, json_report, junit, markdown, sarif

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from wegweiser_conformance.report import Report

WRITERS: Mapping[str, Callable[[Report], str]] = {
    "html": html_report.render,
    "json": json_report.render,
    "junit": junit.render,
    "sarif": sarif.render,
    "markdown": markdown.render,
    "badge": badge.render,
}
