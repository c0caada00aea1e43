"""Fixed calls, each answer validated by openapi-core: `PYTHON calls.py DESCRIPTION BASE`, one line a finding.

Runs with the interpreter of an environment that has openapi-core, and knows nothing of this repository.
"""

from __future__ import annotations

import json
import sys
from typing import Any
from urllib.parse import urljoin

import requests
from openapi_core import Config, OpenAPI
from openapi_core.contrib.requests import RequestsOpenAPIRequest, RequestsOpenAPIResponse

LISTS = ("course-sessions", "offices")
QUERIES = (
    "course-sessions?kind=integration-general",
    "course-sessions?startFrom=2027-01-01&freePlaces=only",
    "course-sessions?limit=100",
    "offices?language=ar",
    "offices?barrierFree=exclude&limit=50",
    "offices?limit=0",
    "offices?plz=86150",
    "offices/no-such-office",
    "code-lists",
    "code-lists/course-kinds",
)


def main(description: str, base: str) -> int:
    # Without this every problem document counts as "not of type object".
    config = Config(extra_media_type_deserializers={"application/problem+json": json.loads})
    openapi = OpenAPI.from_dict(requests.get(description, timeout=20).json(), config=config)
    calls, findings = 0, 0
    for answer in answers(base):
        calls += 1
        for fault in faults(openapi, answer):
            findings += 1
            print(f"{answer.url}: {fault}")
    print(f"{calls} calls, {findings} findings")
    return int(findings > 0)


def answers(base: str) -> Any:
    for name in LISTS:
        first = requests.get(f"{base}/{name}", timeout=20)
        yield first
        yield requests.get(urljoin(first.url, first.json()["page"]["next"]), timeout=20)
        yield requests.get(f"{base}/{name}/{first.json()['items'][0]['id']}", timeout=20)
    for path in ["", *QUERIES]:
        yield requests.get(f"{base}/{path}", timeout=20)


def faults(openapi: OpenAPI, answer: requests.Response) -> list[str]:
    try:
        request, response = RequestsOpenAPIRequest(answer.request), RequestsOpenAPIResponse(answer)
        openapi.validate_response(request, response)
    except Exception as error:
        return [f"{type(error).__name__}: {error}"]
    return []


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
