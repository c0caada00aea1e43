"""Other languages: fewer, another first one, texts in one only."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from .editing import edit_records, edited, is_description
from .registry import variant

if TYPE_CHECKING:
    from ..around.messages import Answer, App, Request

OFFERED = "§3 and §4 languages: the description names the languages; at least one."
FALLBACK = "§4 languages: unknown is no error; which of its languages then answers is free."
TRUTH = "§3: a text is `{value, lang, origin}`; a fallback is never disguised."
TAG = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")


async def _only(request: Request, app: App, language: str) -> Answer:
    """As if there were but one language: every well-formed wish comes to it."""
    asked = request.with_header("accept-language", language)
    if given := request.values("lang"):
        asked = asked.replace("lang", *(language if TAG.fullmatch(one) else one for one in given))
    answer = await app(asked)
    if is_description(request) and answer.status == 200:
        return edited(answer, lambda description: description.update(languages=[language]))
    return answer.with_next_for(request) if request.is_list and answer.has_list else answer


REGIONS = {"de": "de-DE", "en": "en-GB", "uk": "uk-UA", "fr": "fr-FR"}
REGIONAL = (
    "BCP 47: a tag may name a region; by RFC 4647 lookup `de-DE` is found by `de-DE`, and `de` is unknown."
)


@variant("languages/with-regions", permits=REGIONAL, says="the description says de-DE, en-GB, uk-UA, fr-FR")
async def with_regions(request: Request, app: App) -> Answer:
    answer = await app(request)
    tag = answer.header("content-language")
    if tag in REGIONS:
        answer = answer.with_header("Content-Language", REGIONS[tag])
    return edited(answer, _with_regions) if is_description(request) and answer.status == 200 else answer


def _with_regions(description: dict[str, Any]) -> None:
    description["languages"] = [REGIONS.get(tag, tag) for tag in description["languages"]]


@variant("languages/german-only", permits=OFFERED, says="everything is in German")
async def german_only(request: Request, app: App) -> Answer:
    return await _only(request, app, "de")


@variant("languages/english-only", permits=OFFERED, says="labels and problems are in English")
async def english_only(request: Request, app: App) -> Answer:
    return await _only(request, app, "en")


@variant(
    "languages/english-first", permits=FALLBACK, says="who asks for no known language is answered in English"
)
async def english_first(request: Request, app: App) -> Answer:
    given = request.header("accept-language")
    answer = await app(request.with_header("accept-language", f"{given}, en;q=0.001" if given else "en"))
    return edited(answer, _english_first) if is_description(request) and answer.status == 200 else answer


def _english_first(description: dict[str, Any]) -> None:
    description["languages"].sort(key=lambda tag: tag != "en")


def _texts(value: Any) -> list[dict[str, dict[str, Any]]]:
    """Every stored text: its versions by language."""
    if isinstance(value, list):
        return [text for one in value for text in _texts(one)]
    if not isinstance(value, dict):
        return []
    if value and all(isinstance(one, dict) and "origin" in one for one in value.values()):
        return [value]
    return [text for one in value.values() for text in _texts(one)]


def _german_texts(_: str, record: dict[str, Any]) -> None:
    for text in _texts(record):
        for tag in [tag for tag in text if tag != "de"]:
            del text[tag]


def _translated(_: str, record: dict[str, Any]) -> None:
    for text in _texts(record):
        if "de" in text:
            german = text["de"]["value"]
            text.setdefault("de-simple", {"value": german, "origin": "human"})
            text.setdefault("en", {"value": f"{german} (en)", "origin": "machine"})
            text.setdefault("fr", {"value": f"{german} (fr)", "origin": "machine"})


edit_records("languages/texts-german-only", TRUTH, "texts are in German, labels in all", _german_texts)
edit_records("languages/texts-in-many", TRUTH, "texts are in more languages than labels", _translated)
