"""Writes the examples of the contract as files, one for each answer: `python examples/data/make.py`.

With `--check` it writes nothing, names what is stale, and ends with exit code 1.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from wegweiser_contract import load_contract

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from wegweiser_contract import Contract

FOLDER = Path(__file__).parent
PLAIN = {"description", "list", "item", "code-lists", "code-list"}  # the others answer with the same bodies


def answers(contract: Contract) -> Iterator[dict[str, Any]]:
    """Every answer that has a body: what it answers, and with what."""
    for operation in contract.operations:
        for status, response in operation.responses.items():
            for media_type, content in contract.resolve(response).get("content", {}).items():
                example = contract.resolve(next(iter(content["examples"].values())))
                if operation.kind in PLAIN or status != "200":
                    yield {
                        "file": _file(operation.path, status, example),
                        "schema": content["schema"]["$ref"].rpartition("/")[2],
                        "mediaType": media_type,
                        "status": int(status),
                        "operationId": operation.operation_id,
                        "body": example["value"],
                    }


def _file(path: str, status: str, example: Mapping[str, Any]) -> str:
    """The path with the example's own id in it, as in a tree of files; problems lie in a folder."""
    if status != "200":
        return f"problems/{status}-{example['value']['code']}.json"
    return (re.sub(r"\{\w+\}", example["value"].get("id", ""), path).strip("/") or "index") + ".json"


def files(contract: Contract) -> dict[str, str]:
    """Every file with its text; `contents.json` says of each which answers it shows."""
    shown: dict[str, dict[str, Any]] = {}
    texts: dict[str, str] = {}
    for answer in answers(contract):
        body, operation = answer.pop("body"), answer.pop("operationId")
        texts[answer["file"]] = _text(body)
        shown.setdefault(answer["file"], answer | {"operationIds": []})["operationIds"].append(operation)
    made = {"generatedBy": "python examples/data/make.py", "contractVersion": contract.version}
    return texts | {"contents.json": _text(made | {"files": list(shown.values())})}


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def stale(wanted: dict[str, str]) -> list[str]:
    there = FOLDER.rglob("*.json")
    present = {file.relative_to(FOLDER).as_posix(): file.read_text("utf-8") for file in there}
    return sorted(name for name in wanted.keys() | present.keys() if wanted.get(name) != present.get(name))


def write(name: str, text: str | None) -> None:
    file = FOLDER / name
    if text is None:
        file.unlink()
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")


def main() -> int:
    wanted = files(load_contract())
    changed = stale(wanted)
    if "--check" in sys.argv:
        print("\n".join(f"stale: {name}" for name in changed) or "current")
        return int(bool(changed))
    for name in changed:
        write(name, wanted.get(name))
        print(f"{'written' if name in wanted else 'removed'}: {name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
