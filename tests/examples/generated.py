"""What openapi-generator has written: classes and operations, by the names that the contract gives them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Language:
    """Where the generator of a language puts things, and what they look like."""

    name: str
    files: str
    apis: str  # folder of the operations; models lie elsewhere
    model: str
    properties: str
    operation: str
    parameters: str
    untyped: str
    renamed: Mapping[str, str] = field(default_factory=dict)

    def models(self, folder: Path) -> dict[str, set[str]]:
        """Each class with the names that its properties have in JSON."""
        found = {name: _names(self.properties, text) for name, text in self._models(folder)}
        return {self.renamed.get(name, name): properties for name, properties in found.items()}

    def untyped_models(self, folder: Path) -> list[str]:
        return [name for name, text in self._models(folder) if re.search(self.untyped, text)]

    def operations(self, folder: Path) -> dict[str, set[str]]:
        """Each operation with the parameters that it sends."""
        texts = (file.read_text("utf-8") for file in self._files(folder) if file.parent.name == self.apis)
        parts = (part for text in texts for part in self._operations(text))
        return {name: _names(self.parameters, body) for name, body in parts}

    def _files(self, folder: Path) -> Iterator[Path]:
        return (folder / self.name).rglob(self.files)

    def _models(self, folder: Path) -> Iterator[tuple[str, str]]:
        for file in self._files(folder):
            text = file.read_text("utf-8")
            if file.parent.name.lower() in ("models", "model") and (
                found := re.search(self.model, text, re.M)
            ):
                yield found[1], text

    def _operations(self, text: str) -> Iterator[tuple[str, str]]:
        starts = list(re.finditer(self.operation, text, re.M))
        for start, end in pairwise([*starts, None]):
            assert start
            yield start[1], text[start.start() : end.start() if end else None]


def _names(pattern: str, text: str) -> set[str]:
    return {next(filter(None, found.groups())) for found in re.finditer(pattern, text, re.M)}


KOTLIN = Language(
    name="kotlin",
    files="*.kt",
    apis="apis",
    model=r"^data class (\w+) \(",
    properties=r'@SerializedName\("(.+?)"\)',
    operation=r"^    fun (\w+)RequestConfig\(",
    parameters=r'put\("(\w+)"|\["([\w-]+)"\]',
    untyped=r"kotlin\.Any\b",
)
SWIFT = Language(
    name="swift",
    files="*.swift",
    apis="APIs",
    model=r"^public struct (\w+):.*Codable",
    properties=r'^        case `?\w+`? = "(.+)"$|^        case `?(\w+)`?$',
    operation=r"func (\w+)WithRequestBuilder\(",
    parameters=r'^ +"([\w-]+)": ',
    untyped=r"\bJSONValue\b",
)
DART = Language(
    name="dart",
    files="*.dart",
    apis="api",
    model=r"^abstract class (\w+) implements Built<",
    properties=r"@BuiltValueField\(wireName: r'(.+?)'\)",
    operation=r"^  Future<Response<\w+>> (\w+)\(",
    parameters=r"r'([\w-]+)': ",
    untyped=r"\bJsonObject\b",
    renamed={"ModelSource": "Source"},
)
LANGUAGES = (KOTLIN, SWIFT, DART)
