"""A transport that knows the world: a few attempts, and the pauses that the server asks for."""

from __future__ import annotations

import sys
import time

import httpx

ATTEMPTS = 4
LONGEST_PAUSE = 15.0  # seconds; who asks for more is not waited for: people look at a screen
WORTH_ANOTHER_ATTEMPT = {429, 500, 502, 503, 504}


class Patient(httpx.HTTPTransport):
    """Reads every body to its end, so that one that breaks off is asked for again, too."""

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        for attempt in range(ATTEMPTS):
            pause = 2.0**attempt
            last = attempt == ATTEMPTS - 1
            try:
                answer = super().handle_request(request)
                answer.read()
            except httpx.TransportError as fault:
                if last:
                    raise
                said = str(fault) or type(fault).__name__
            else:
                pause = asked_pause(answer, pause)
                if answer.status_code not in WORTH_ANOTHER_ATTEMPT or last or pause > LONGEST_PAUSE:
                    return answer
                said = f"status {answer.status_code}"
            print(f"… {said}; again in {pause:.0f} s", file=sys.stderr)
            time.sleep(pause)
        raise AssertionError("the last attempt returns or raises")


def asked_pause(answer: httpx.Response, otherwise: float) -> float:
    """`Retry-After` in seconds, where it is given so."""
    asked = answer.headers.get("Retry-After", "")
    return float(asked) if asked.isdecimal() else otherwise
