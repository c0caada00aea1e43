"""Course sessions near a postcode, in the language of whoever asks."""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterator
from functools import partial
from itertools import chain, islice

import httpx
from patience import Patient
from wegweiser_api_client import Client
from wegweiser_api_client.api.course_sessions import list_course_sessions
from wegweiser_api_client.models import CourseSession, CourseSessionList, Problem, ProblemError, Text
from wegweiser_api_client.types import UNSET


def pages(ask: Callable[..., object]) -> Iterator[CourseSessionList]:
    """Page after page, as long as somebody takes them; `ask` repeats its filters with every cursor."""
    cursor: object = UNSET
    while isinstance(answer := ask(cursor=cursor), CourseSessionList):
        yield answer
        if not (cursor := answer.page.next_cursor):
            return
    sys.exit(refusal(answer))


def refusal(answer: object) -> str:
    """Every fault at once, each with its parameter and what would be right."""
    if not isinstance(answer, Problem):
        return "refused, without a reason"
    later = [f"try again in {answer.retry_after_seconds} s"] if answer.retry_after_seconds else []
    faults = [sentence(fault) for fault in answer.errors or []] or [answer.detail or answer.title]
    return "\n  ".join([*faults, *later])


def sentence(fault: ProblemError) -> str:
    said = fault.detail if fault.parameter in fault.detail else f"{fault.parameter}: {fault.detail}"
    return f"{said} Possible: {', '.join(fault.allowed)}" if fault.allowed else said


def marked(text: Text, asked: str) -> str:
    """A text that fell back to another language says so, and so does one that a machine translated."""
    marks = [text.lang] * (text.lang.lower() != asked.lower()) + ["machine"] * (text.origin == "machine")
    return f"{text.value} [{', '.join(marks)}]" if marks else text.value


def entry(session: CourseSession, asked: str) -> str:
    start = f"from {session.start_date}" if session.start_date else "start open"
    where = session.location.town if session.location else "online"
    free = session.availability
    free_places = free.label if free and free.code != "unknown" else ""  # unknown is not "full"
    facts = " · ".join(str(fact) for fact in (session.kind.label, start, where, free_places) if fact)
    return f"{marked(session.title, asked)}\n  {facts}\n  {session.detail_url}\n"


def main(asked: Namespace) -> None:
    patient = {"transport": Patient()}
    with Client(base_url=asked.base, timeout=httpx.Timeout(10), httpx_args=patient) as client:
        # A server of one language refuses the parameter `lang`; the header is never wrong.
        question = {"postcode": asked.postcode, "kind": asked.kind or UNSET, "accept_language": asked.lang}
        listing = pages(partial(list_course_sessions.sync, client=client, **question))
        first = next(listing)
        around = first.place.label if first.place else asked.postcode
        print(f"{first.page.total} course sessions around {around}\n")
        found = chain(first.items, (session for page in listing for session in page.items))
        for session in {one.id: one for one in islice(found, asked.at_most)}.values():
            print(entry(session, asked.lang))


if __name__ == "__main__":
    options = ArgumentParser(description=__doc__)
    options.add_argument("postcode")
    options.add_argument("--kind", action="append", help="a code of the list course-kinds; may be repeated")
    options.add_argument("--lang", default="en", help="language tag, such as uk or de-simple")
    options.add_argument("--at-most", type=int, default=10)
    options.add_argument("--base", default="http://127.0.0.1:8080/v1", help="what precedes /course-sessions")
    try:
        main(options.parse_args())
    except KeyboardInterrupt:
        sys.exit(130)
    except httpx.TransportError as fault:
        sys.exit(f"no answer: {fault or type(fault).__name__}")
    except (ValueError, KeyError) as fault:
        sys.exit(f"not what the contract says: {fault!r}")
