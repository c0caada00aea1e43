"""How Sphinx makes the site; the language comes with the command."""

from __future__ import annotations

from importlib import metadata
from typing import TYPE_CHECKING, Any

from tooling.docs.sphinx_hooks import connect

from wegweiser_contract import load_contract

if TYPE_CHECKING:
    from sphinx.application import Sphinx

project = "Wegweiser"
author = "The Wegweiser developers"
copyright = "CC-BY-4.0"
release = load_contract().version

extensions = ["myst_parser"]
myst_enable_extensions = ["attrs_block", "attrs_inline", "colon_fence", "deflist"]
myst_heading_anchors = 4
templates_path = ["_templates"]
nitpicky = True
highlight_language = "none"
pygments_style = "default"

SIGN = "_static/favicon.svg"
html_theme = "pydata_sphinx_theme"
html_static_path = ["_static"]
html_css_files = ["site.css"]
html_title = "Wegweiser"
html_show_sourcelink = False
html_copy_source = False
html_use_index = False
html_permalinks_icon = "#"
html_show_copyright = False
html_context = {"default_mode": "auto"}
html_favicon = "_static/favicon.svg"
html_sidebars: dict[str, list[str]] = {"index": [], "search": []}
html_theme_options: dict[str, Any] = {
    "logo": {
        "text": "Wegweiser",
        "image_light": SIGN,
        "image_dark": SIGN,
        "alt_text": "",
    },
    "navbar_start": ["navbar-logo"],
    "navbar_center": ["navbar-nav"],
    "navbar_persistent": ["search-button-field", "language-switch"],
    "navbar_end": ["theme-switcher"],
    "header_links_before_dropdown": 6,
    "collapse_navigation": True,
    "navigation_depth": 3,
    "show_nav_level": 1,
    "show_toc_level": 1,
    "show_prev_next": True,
    "secondary_sidebar_items": ["page-toc"],
    "footer_start": ["footer-text"],
    "footer_center": [],
    "footer_end": [],
    "back_to_top_button": True,
    "pygments_light_style": "a11y-high-contrast-light",
    "pygments_dark_style": "a11y-high-contrast-dark",
}


def setup(app: Sphinx) -> dict[str, Any]:
    connect(app)
    return {"parallel_read_safe": True, "parallel_write_safe": True, "version": metadata.version("wegweiser")}
