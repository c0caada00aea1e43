"""Labels as the server's own code lists give them, and in which language an answer's labels are written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wegweiser_conformance import fields
from wegweiser_conformance.language_tags import lookup
from wegweiser_conformance.model import NotTested

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from wegweiser_conformance.exchange import Exchange
    from wegweiser_conformance.target import Target

    type_of_labels = Mapping[str, Mapping[str, str]]


def served(target: Target, list_id: str) -> dict[str, Any]:
    """A code list as this server gives it."""
    answer = target.ask(f"/code-lists/{list_id}")
    if answer.status != 200 or not isinstance(answer.object.get("codes"), list):
        raise NotTested(f"{answer.what} gave no code list ({answer.outcome})")
    return answer.object


def labels_of(code_list: Mapping[str, Any]) -> type_of_labels:
    """code → language → label, of a code list as served; what has another shape is passed over."""
    entries = [one for one in code_list.get("codes", ()) if isinstance(one, dict)]
    return {str(one.get("code")): texts(one.get("labels")) for one in entries}


def texts(value: Any) -> dict[str, str]:
    """language → text of a list of texts."""
    held = [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []
    return {
        one["lang"].lower(): one["value"]
        for one in held
        if isinstance(one.get("lang"), str) and isinstance(one.get("value"), str)
    }


def languages(target: Target) -> list[str]:
    """The languages of the description, its default first."""
    declared = target.description.get("languages")
    return [one for one in declared if isinstance(one, str)] if isinstance(declared, list) else []


def language_of(target: Target, answer: Exchange) -> str | None:
    """The language in which an answer says its labels are; None if it does not say."""
    stated = (answer.headers.get("Content-Language") or "").strip()
    declared = languages(target)
    if len(declared) == 1:
        return declared[0]
    return stated if stated and "," not in stated else None


def coded(target: Target, collection: str, record: Any) -> Iterator[tuple[str, str, str, str]]:
    """(pointer, code list, code, label) of every code of a record that carries a label."""
    schema = fields.fields_of(target.projection, fields.component_of(target.projection, collection))
    for field in schema.of("Code", "DatedCode"):
        for pointer, value in fields.located(record, field.path):
            if isinstance(value, dict) and field.code_list:
                code, label = value.get("code"), value.get("label")
                if isinstance(code, str) and isinstance(label, str):
                    yield pointer, field.code_list, code, label


def label_in(labels: Mapping[str, str], language: str) -> str | None:
    """The label in this language, by lookup: easy German may be labelled in German."""
    found = lookup(language, list(labels))
    return None if found is None else labels[found]


def telling(labels: Mapping[str, str], language: str, among: Sequence[str]) -> bool:
    """Whether the label tells the language apart from every other one of the description."""
    own = label_in(labels, language)
    others = {label_in(labels, one) for one in among if one.lower() != language.lower()}
    return own is not None and own not in others
