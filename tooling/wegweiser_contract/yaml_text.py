"""YAML in and out, as OpenAPI means it.

"Tags MUST be limited to those allowed by the JSON Schema ruleset" (OpenAPI 3.0.3): so `no` is a language,
`2026-11-22` a text and `01067` a postcode, whereas PyYAML's own rules (YAML 1.1) make them a boolean, a date
and an octal number.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import yaml

from wegweiser_contract.errors import SourceError

if TYPE_CHECKING:
    from yaml import SafeDumper as _SafeDumper
    from yaml import SafeLoader as _SafeLoader
else:
    _SafeDumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
    _SafeLoader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_JSON_SCALARS = (
    ("tag:yaml.org,2002:null", r"^(?:null|~|)$", ["n", "~", ""]),
    ("tag:yaml.org,2002:bool", r"^(?:true|false)$", list("tf")),
    ("tag:yaml.org,2002:int", r"^-?(?:0|[1-9][0-9]*)$", list("-0123456789")),
    (
        "tag:yaml.org,2002:float",
        r"^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+(?:[eE][-+]?[0-9]+)?|[eE][-+]?[0-9]+)$",
        list("-0123456789"),
    ),
)


class _Loader(_SafeLoader):
    """JSON's scalars only, and no key twice."""

    yaml_implicit_resolvers: dict[str, list[Any]] = {}  # noqa: RUF012  (PyYAML's own class attribute)

    def construct_mapping(self, node: Any, deep: bool = False) -> dict[Any, Any]:
        seen: set[Any] = set()
        for key_node, _ in node.value:
            key = self.construct_object(key_node, deep=True)
            if not isinstance(key, str):
                raise _at(key_node, f"the key {key!r} is no text; put it in quotes")
            if key in seen:
                raise _at(key_node, f"the key {key!r} stands there twice")
            seen.add(key)
        return super().construct_mapping(node, deep=deep)


def _at(node: Any, problem: str) -> yaml.MarkedYAMLError:
    return yaml.MarkedYAMLError(problem=problem, problem_mark=node.start_mark)


for _tag, _pattern, _first in _JSON_SCALARS:
    _Loader.add_implicit_resolver(_tag, re.compile(_pattern), _first)


class _Dumper(_SafeDumper):
    def ignore_aliases(self, data: Any) -> bool:
        return True


def _text(dumper: Any, value: str) -> Any:
    style = "|" if "\n" in value else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=style)


_Dumper.add_representer(str, _text)

# What YAML 1.2 takes for a number is quoted too: `09761000` is none in YAML 1.1.
for _tag, _pattern in (
    ("tag:yaml.org,2002:int", r"^[-+]?[0-9]+$|^0[ox][0-9a-fA-F]+$"),
    ("tag:yaml.org,2002:float", r"^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$"),
):
    _Dumper.add_implicit_resolver(_tag, re.compile(_pattern), list("-+.0123456789"))


def from_yaml(text: str | bytes, place: str) -> Any:
    """The document in `text`; `SourceError` names `place`, line and column of what is wrong."""
    try:
        return yaml.load(text, _Loader)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise SourceError(place + _position(error), f"no valid YAML: {_problem(error)}") from None


def to_yaml(document: Any) -> str:
    """Block style, keys in the order of the document, readable by any YAML 1.1 or 1.2 parser."""
    return str(yaml.dump(document, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=110))


def _position(error: Exception) -> str:
    mark = getattr(error, "problem_mark", None)
    return f":{mark.line + 1}:{mark.column + 1}" if mark else ""


def _problem(error: Exception) -> str:
    problem = getattr(error, "problem", None) or str(error)
    return " ".join(problem.split())
