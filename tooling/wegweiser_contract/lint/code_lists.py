"""Code lists: complete, unambiguous, in German and English at least."""

from __future__ import annotations

import datetime
import re
from typing import TYPE_CHECKING, Any

from wegweiser_contract.lint.rules import Fault, house_rule
from wegweiser_contract.lint.shapes import CODE_LIST_FILE
from wegweiser_contract.lint.validation import mismatches

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from wegweiser_contract.lint.subject import Subject

_KEBAB = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@house_rule("code-lists/shape")
def shape(subject: Subject) -> Iterator[Fault]:
    """A code list has its shape: known keys, labels with language and origin, real dates."""
    for file, raw in subject.code_list_files.items():
        for mismatch in mismatches(raw, CODE_LIST_FILE, {}):
            yield Fault(
                file, f"{mismatch.place or 'the file'}: {mismatch.wrong}", "the shape of the other files"
            )


@house_rule("code-lists/file")
def file_name(subject: Subject) -> Iterator[Fault]:
    """The file is called as the list is."""
    for file, raw in subject.code_list_files.items():
        if file != f"code-lists/{raw.get('id')}.yaml":
            yield Fault(file, f"the id is {raw.get('id')!r}", "the name of the file")


@house_rule("code-lists/unique")
def unique(subject: Subject) -> Iterator[Fault]:
    """No code stands in a list twice."""
    for file, raw in subject.code_list_files.items():
        codes = [entry["code"] for entry in raw["codes"]]
        for code in sorted({code for code in codes if codes.count(code) > 1}):
            yield Fault(file, f"the code {code!r} stands there twice", "once")


@house_rule("code-lists/notation")
def notation(subject: Subject) -> Iterator[Fault]:
    """Own codes are kebab-case and never `x-…`; external ones keep to the list's pattern."""
    for file, raw in subject.code_list_files.items():
        own = raw["scheme"] == "own"
        pattern = _KEBAB if own else re.compile(raw.get("pattern", ""))
        for entry in raw["codes"]:
            code = entry["code"]
            if not pattern.fullmatch(code) or (own and code.startswith("x-")):
                yield Fault(
                    file, f"the code {code!r}", "kebab-case" if own else f"the pattern {pattern.pattern}"
                )


@house_rule("code-lists/languages")
def languages(subject: Subject) -> Iterator[Fault]:
    """Titles, labels and descriptions exist in German and English, each language once."""
    for file, raw in subject.code_list_files.items():
        for place, labels in _labels(raw):
            spoken = [label["lang"] for label in labels]
            if not {"de", "en"} <= set(spoken) or len(spoken) != len(set(spoken)):
                yield Fault(file, f"{place} in {', '.join(spoken)}", "de and en at least, each language once")


@house_rule("code-lists/broader")
def broader(subject: Subject) -> Iterator[Fault]:
    """A broader code exists, and is not the code itself."""
    codes = {raw["id"]: {entry["code"] for entry in raw["codes"]} for raw in subject.code_list_files.values()}
    for file, raw in subject.code_list_files.items():
        known = codes.get(raw.get("broaderList", raw["id"]), set())
        for entry in raw["codes"]:
            wider = entry.get("broader")
            if wider is not None and (
                wider not in known or (wider == entry["code"] and "broaderList" not in raw)
            ):
                yield Fault(file, f"{entry['code']}: no broader code {wider!r}", "another code of the list")


@house_rule("code-lists/validity")
def validity(subject: Subject) -> Iterator[Fault]:
    """A code is not over before it begins."""
    for file, raw in subject.code_list_files.items():
        for entry in raw["codes"]:
            first, last = _day(entry.get("validFrom")), _day(entry.get("validThrough"))
            if first and last and first > last:
                yield Fault(
                    file, f"{entry['code']}: valid from {first} through {last}", "the other way round"
                )


@house_rule("code-lists/agree-with-contract")
def agree_with_contract(subject: Subject) -> Iterator[Fault]:
    """The list of classes holds the contract's classes, the list of collections its collections."""
    collections = {item.get("x-collection") for item in subject.document["paths"].values()} - {None}
    for id_, right in (("conformance-classes", set(subject.classes)), ("collections", collections)):
        raw = subject.code_list_files.get(f"code-lists/{id_}.yaml", {"codes": []})
        listed = {entry["code"] for entry in raw["codes"]}
        if listed != right:
            wrong = f"missing {sorted(right - listed)}, too many {sorted(listed - right)}"
            yield Fault(f"code-lists/{id_}.yaml", wrong, "just what the contract has")


def _labels(raw: Mapping[str, Any]) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    yield "the title", raw["title"]
    for entry in raw["codes"]:
        yield f"labels of {entry['code']}", entry["labels"]
        if "description" in entry:
            yield f"description of {entry['code']}", entry["description"]


def _day(text: str | None) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(text) if text else None
    except ValueError:
        return None
