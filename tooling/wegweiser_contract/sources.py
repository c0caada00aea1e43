"""The contract's source files under `spec/v1`, each read once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wegweiser_contract.errors import ContractError, SourceError
from wegweiser_contract.yaml_text import from_yaml

if TYPE_CHECKING:
    from pathlib import Path

SOURCE_FOLDER = "spec/v1"
ROOT_DOCUMENT = "openapi.yaml"


class Sources:
    """Files are named as seen from `spec/v1`; messages name them as seen from the repository."""

    def __init__(self, repository: Path) -> None:
        self.repository = repository
        self._folder = repository / SOURCE_FOLDER
        self._read: dict[str, dict[str, Any]] = {}

    def shown(self, name: str) -> str:
        return f"{SOURCE_FOLDER}/{name}"

    def exists(self, name: str) -> bool:
        return (self._folder / name).is_file()

    def names(self, folder: str) -> list[str]:
        """The YAML files directly in a folder, sorted."""
        return sorted(f"{folder}/{path.name}" for path in (self._folder / folder).glob("*.yaml"))

    def component_names(self) -> list[str]:
        found = (self._folder / "components").glob("*/*.yaml")
        return sorted(path.relative_to(self._folder).as_posix() for path in found)

    def read(self, name: str) -> dict[str, Any]:
        """The mapping in a file."""
        document = self._read.get(name)
        if document is None:
            document = self._read[name] = _mapping(self._folder / name, self.shown(name))
        return document


def _mapping(path: Path, shown: str) -> dict[str, Any]:
    try:
        document = from_yaml(path.read_bytes(), shown)
    except OSError as error:
        raise SourceError(shown, f"cannot be read ({error.strerror})") from None
    if isinstance(document, dict):
        return document
    raise SourceError(shown, "must hold a mapping (`key: value` lines)")


def nearest_repository(start: Path) -> Path | None:
    """The nearest folder, from `start` upwards, that holds the contract's sources."""
    holds = (
        folder for folder in (start, *start.parents) if (folder / SOURCE_FOLDER / ROOT_DOCUMENT).is_file()
    )
    return next(holds, None)


def find_repository(start: Path) -> Path:
    """The nearest repository; an error where there is none."""
    found = nearest_repository(start)
    if found is not None:
        return found
    raise ContractError(
        f"no {SOURCE_FOLDER}/{ROOT_DOCUMENT} in {start} or above: "
        "run this inside the Wegweiser repository, or name it with --repository"
    )
