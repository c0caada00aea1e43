"""A page for each code list: every code with its labels, official term and validity."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tooling.docs.markup import code, entries, facts, inline, link, raw, spoken, table, tag
from tooling.docs.page import Page, href

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from tooling.docs.edition import Edition

    from wegweiser_contract import CodeEntry, CodeList


def code_list_pages(edition: Edition) -> Iterator[Page]:
    for code_list in edition.contract.code_lists.values():
        yield Page(f"code-lists/{code_list.id}", "\n".join(_parts(edition, code_list)))


def code_lists_table(edition: Edition, here: str) -> str:
    rows = [
        (
            link(href(here, f"code-lists/{one.id}"), code(one.id)),
            title(edition, one),
            str(len(one.entries)),
            edition[f"scheme-{one.scheme}"],
        )
        for one in edition.contract.code_lists.values()
    ]
    heads = (edition["code-list"], edition["title"], edition["codes"], edition["scheme"])
    return raw(table(heads, rows, edition["code-lists"]))


def title(edition: Edition, code_list: CodeList) -> str:
    return inline(_own(edition, code_list.raw["title"]))


def _own(edition: Edition, texts: Sequence[Mapping[str, str]]) -> str:
    by_language = {text["lang"]: text["value"] for text in texts}
    return by_language.get(edition.lang) or by_language["en"]


def _parts(edition: Edition, code_list: CodeList) -> Iterator[str]:
    raw_list = code_list.raw
    source = raw_list.get("source", {})
    yield f"# {_own(edition, raw_list['title'])}\n"
    yield raw(
        facts(
            [
                (edition["code-list"], code(code_list.id)),
                (edition["official-title"], spoken("de", inline(raw_list["officialTitle"]))),
                (edition["version"], code(raw_list["version"])),
                (edition["scheme"], edition[f"scheme-{code_list.scheme}"]),
                (edition["pattern"], code(code_list.pattern) if code_list.pattern else ""),
                (edition["source"], _source(source)),
            ]
        )
    )
    yield f"## {edition['codes']}\n"
    yield raw(entries(_entry(edition, entry, code_list) for entry in code_list.entries.values()))


def _source(source: Mapping[str, str]) -> str:
    name = spoken("de", inline(source.get("name", "")))
    return link(source["url"], name) if source.get("url") else name


def _entry(edition: Edition, entry: CodeEntry, code_list: CodeList) -> tuple[str, str, str]:
    raw_entry = entry.raw
    legacy = tag(edition["legacy"], "legacy") if entry.legacy else ""
    labels = "".join(
        f"<li>{spoken(lang, inline(label))} {tag(edition.words.get('lang-' + lang, lang))}</li>"
        for lang, label in entry.labels.items()
    )
    described = _own(edition, raw_entry["description"]) if raw_entry.get("description") else ""
    meaning = (
        f"<ul class='labels'>{labels}</ul>"
        + (f"<p>{inline(described)}</p>" if described else "")
        + facts(_small_print(edition, raw_entry, code_list))
    )
    return entry.code, f"{code(entry.code)} {legacy}", meaning


def _small_print(
    edition: Edition, entry: Mapping[str, Any], code_list: CodeList
) -> Iterator[tuple[str, str]]:
    yield (
        edition["official-term"],
        spoken("de", inline(entry["officialTerm"])) if "officialTerm" in entry else "",
    )
    yield edition["valid-from"], code(entry["validFrom"]) if "validFrom" in entry else ""
    yield edition["valid-through"], code(entry["validThrough"]) if "validThrough" in entry else ""
    yield edition["legal-basis"], spoken("de", inline(entry["legalBasis"])) if "legalBasis" in entry else ""
    yield edition["broader"], _broader(entry, code_list)
    mapped = [f"{inline(one['scheme'])} {code(one['code'])}" for one in entry.get("mappings", ())]
    yield edition["mapped-to"], ", ".join(mapped)


def _broader(entry: Mapping[str, Any], code_list: CodeList) -> str:
    if "broader" not in entry:
        return ""
    here, there = f"code-lists/{code_list.id}", code_list.raw.get("broaderList", code_list.id)
    return link(href(here, f"code-lists/{there}", entry["broader"]), code(entry["broader"]))
