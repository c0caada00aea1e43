"""What a load leaves beside the database if it is killed: removed by the next one."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

LOADING = ".loading"


def remove_leftovers(path: Path) -> None:
    """Files of loads whose process is gone; what cannot be removed does no harm."""
    with suppress(OSError):
        for file in list(path.parent.iterdir()):
            process = _process(file.name, path.name)
            if process and not _alive(process):
                file.unlink(missing_ok=True)


def _process(name: str, database: str) -> int | None:
    """The number in `DATABASE.NUMBER.loading`."""
    if not (name.startswith(f"{database}.") and name.endswith(LOADING)):
        return None
    number = name[len(database) + 1 : -len(LOADING)]
    return int(number) if number.isascii() and number.isdigit() and len(number) < 10 else None


def _alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
