"""The limit: a bare Starlette application that answers the same bytes to everything."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import uvicorn
from starlette.applications import Starlette
from starlette.responses import Response
from starlette.routing import Route

if TYPE_CHECKING:
    from starlette.requests import Request


def main(port: int, folder: Path) -> None:
    page, item = (folder / "list.json").read_bytes(), (folder / "item.json").read_bytes()

    async def listed(request: Request) -> Response:
        return Response(page, media_type="application/json")

    async def single(request: Request) -> Response:
        return Response(item, media_type="application/json")

    routes = [Route("/v1/jobs", listed), Route("/v1/jobs/{job_id}", single)]
    uvicorn.run(Starlette(routes=routes), host="127.0.0.1", port=port, log_level="error", access_log=False)


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))
