"""connexion routes by the contract as claimed, and does nothing else.

It is given the routes only (paths, operationIds, path parameters) and only the middleware that routes: its
reading and checking of parameters is too lax for the contract (docs/decisions/030).
"""

from __future__ import annotations

import warnings
from functools import partial
from typing import TYPE_CHECKING, Any

from .answers import JSON, compact
from .call import Call
from .handlers import HANDLERS

with warnings.catch_warnings():
    # connexion imports starlette's test client, which warns of the library it will be built on next.
    warnings.simplefilter("ignore")
    from connexion import AsyncApp
    from connexion.middleware.context import ContextMiddleware
    from connexion.middleware.routing import RoutingMiddleware
    from connexion.resolver import Resolver

if TYPE_CHECKING:
    from wegweiser_contract import Contract, Operation

    from .representation.languages import Preference
    from .service import Service


class CompactJson:
    """How connexion writes what handlers return."""

    def dumps(self, content: Any, **_: Any) -> bytes:
        return compact(content)


def router(service: Service) -> Any:
    app = AsyncApp(
        __name__,
        middlewares=[RoutingMiddleware, ContextMiddleware],
        jsonifier=CompactJson(),
        resolver=Resolver(partial(_bound, service)),
    )
    app.add_api(routes_of(service.contract), base_path="")
    return app


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


def _bound(service: Service, operation_id: str) -> Any:
    """The handler of an operation in connexion's form: path parameters by name, the rest from the context."""
    if operation_id not in HANDLERS:
        raise ValueError(f"no handler for the operation {operation_id}")
    handler, operation = HANDLERS[operation_id], service.contract.operation(operation_id)

    def answer(query: bytes, preference: Preference, **path: str) -> dict[str, Any]:
        return handler(Call(service, operation, query, path, preference))

    return answer
