"""A badge: one small SVG that says how a server stands. It loads nothing and runs nothing."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from wegweiser_conformance.verdict import Verdict
from wegweiser_conformance.wording import Words

if TYPE_CHECKING:
    from wegweiser_conformance.report import Report

_COLOURS = {
    Verdict.CONFORMANT: "#12703a",
    Verdict.CONFORMANT_WITH_WAIVERS: "#4b6a12",
    Verdict.NOT_FULLY_CHECKED: "#1c5fa8",
    Verdict.NOT_CONFORMANT: "#b3191f",
    Verdict.SUITE_FAULT: "#6f3fb0",
}
_NARROW, _WIDE = set(" .,:;!|'ijlftrI1()"), set("mwMW")
_HEIGHT = 20
_PADDING = 7


def render(report: Report) -> str:
    words = Words(report.circumstances.lang)
    name, verdict = f"Wegweiser {report.contract_version}", words.verdict(report.verdict)
    left, right = _width(name), _width(verdict)
    whole = escape(f"{name}: {verdict}")
    return f"""<svg xmlns="http://www.w3.org/2000/svg" width="{left + right}" height="{_HEIGHT}" \
role="img" aria-label="{whole}" lang="{words.lang}">
<title>{whole}</title>
<clipPath id="edge"><rect width="{left + right}" height="{_HEIGHT}" rx="3"/></clipPath>
<g clip-path="url(#edge)">
<rect width="{left}" height="{_HEIGHT}" fill="#3a4048"/>
<rect x="{left}" width="{right}" height="{_HEIGHT}" fill="{_COLOURS[report.verdict]}"/>
</g>
<g fill="#fff" font-family="Verdana, 'DejaVu Sans', sans-serif" font-size="11" text-anchor="middle">
{_text(name, left / 2, left)}
{_text(verdict, left + right / 2, right)}
</g>
</svg>
"""


def _text(text: str, middle: float, width: int) -> str:
    """`textLength` keeps it within its half, whatever the font at hand."""
    length = width - 2 * _PADDING
    fit = f'textLength="{length}" lengthAdjust="spacingAndGlyphs"'
    return f'<text x="{middle:g}" y="14" {fit}>{escape(text)}</text>'


def _width(text: str) -> int:
    """About as wide as Verdana at 11 pixels sets it."""
    signs = sum(4.2 if sign in _NARROW else 10.2 if sign in _WIDE else 7.0 for sign in text)
    return round(signs) + 2 * _PADDING
