"""connexion routes by the contract as claimed, and does nothing else.

It is given the routes only (paths, operationIds, path parameters) and only the middleware that routes: its
reading and checking of parameters is too lax for the contract (docs/decisions/030).
"""

from __future__ import annotations

import asyncio
import warnings
from functools import partial
from typing import TYPE_CHECKING, Any

from .answers import JSON, document
from .call import Call
from .handlers import HANDLERS
from .problems.refusals import NotFound
from .steadiness import steadily

with warnings.catch_warnings():
    # connexion imports starlette's test client, which warns of the library it will be built on next.
    warnings.simplefilter("ignore")
    from connexion.middleware import ConnexionMiddleware
    from connexion.middleware.routing import RoutingMiddleware
    from connexion.resolver import Resolver

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from wegweiser_contract import Contract, Operation

    from .answers import Answer
    from .representation.languages import Preference
    from .service import Service


class Router:
    """connexion says which operation is meant; its handler runs in a thread, for databases may be slow."""

    def __init__(self, service: Service) -> None:
        self._handlers = {o.operation_id: _handler(service, o) for o in service.contract.operations}
        self._routes = ConnexionMiddleware(_routed, middlewares=[RoutingMiddleware])
        resolver = Resolver(HANDLERS.__getitem__)
        self._routes.add_api(routes_of(service.contract), base_path="", resolver=resolver)

    async def answer(self, method: str, path: str, query: bytes, preference: Preference) -> Answer:
        """connexion sees no query, headers or body, so it cannot misread them."""
        scope = _scope(method, path)
        await self._routes(scope, _nothing, _nowhere)
        operation = scope["extensions"]["connexion_routing"]["operation_id"]
        if operation is None:
            raise NotFound
        call = partial(self._handlers[operation], query, scope["path_params"], preference)
        return await asyncio.get_running_loop().run_in_executor(None, call)


def routes_of(contract: Contract) -> dict[str, Any]:
    return {
        "openapi": "3.0.3",
        "info": {"title": contract.document["info"]["title"], "version": contract.version},
        "paths": {operation.path: {"get": _route(operation)} for operation in contract.operations},
    }


def _route(operation: Operation) -> dict[str, Any]:
    return {
        "operationId": operation.operation_id,
        "parameters": [
            {"name": parameter.name, "in": "path", "required": True, "schema": {"type": "string"}}
            for parameter in operation.parameters
            if parameter.location == "path"
        ],
        "responses": {"200": {"description": "", "content": {JSON: {}}}},
    }


def _handler(service: Service, operation: Operation) -> Callable[..., Answer]:
    if operation.operation_id not in HANDLERS:
        raise ValueError(f"no handler for the operation {operation.operation_id}")
    handler = HANDLERS[operation.operation_id]

    def answer(query: bytes, path: Mapping[str, str], preference: Preference) -> Answer:
        call = Call(service, operation, query, path, preference)
        return document(200, steadily(service, partial(handler, call)))

    return answer


def _scope(method: str, path: str) -> dict[str, Any]:
    return {
        "type": "http",
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": path,
        "raw_path": b"",
        "root_path": "",
        "query_string": b"",
        "headers": [],
        "path_params": {},
        "extensions": {},
        # Makes starlette raise its refusals instead of sending them.
        "app": None,
    }


async def _routed(scope: Any, receive: Any, send: Any) -> None:
    """Where connexion has found the route, which stands in the scope now."""


async def _nothing() -> dict[str, Any]:
    return {"type": "http.request", "body": b"", "more_body": False}


async def _nowhere(message: Any) -> None:
    """Nothing is sent while a route is looked for."""
