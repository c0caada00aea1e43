"""Wrong records: too large, too long, not plain."""

from __future__ import annotations

from typing import Any

from .record_editing import adding, edit_records, in_texts, one_in_ten


def _more(name: str, convicts: str, says: str, edit: Any, **limits: Any) -> None:
    edit_records(f"records/{name}", f"records/{convicts}", says, edit, **limits)


def _text(length: int) -> dict[str, str]:
    return {"value": "Deutsch lernen " * (length // 15 + 1), "lang": "de", "origin": "source"}


_more(
    "advert-text",
    "size",
    "adverts travel whole, in one record of ten",
    adding("summary", _text(5_000)),
    only=one_in_ten,
)
_more(
    "item-with-advert", "size", "items carry the whole advert", adding("summary", _text(5_000)), lists=False
)
_more(
    "heavy",
    "average-size",
    "every record has a long text",
    adding("summary", _text(2_000)),
    of=("jobs", "course-sessions", "courses"),
)
_more("long-text", "text-length", "texts are not cut", adding("summary", _text(330)), only=one_in_ten)
_more(
    "long-title",
    "text-length",
    "titles are not cut",
    in_texts(lambda text: text.update(value=text["value"] * 10)),
    items=False,
)
_more(
    "html",
    "text-plain",
    "titles keep their tags",
    in_texts(lambda text: text.update(value=f"<p>{text['value']}</p>")),
)
_more(
    "line-breaks",
    "text-plain",
    "line breaks are tags in items",
    in_texts(lambda text: text.update(value=f"{text['value']}<br/>")),
    lists=False,
)
_more(
    "entities",
    "text-plain",
    "one record in ten has character entities",
    in_texts(lambda text: text.update(value=f"Lesen &amp; {text['value']}")),
    only=one_in_ten,
)
