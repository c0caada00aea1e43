"""`--record FILE` and `--replay FILE`: all traffic of a run, and the same verdict from it without a network.

One JSON object a line: first the circumstances, then every exchange in its order. Credentials are never in
it, found personal data only by length and hash; what was judged of those is kept beside.
"""

from __future__ import annotations

import base64
import json
from collections import deque
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from wegweiser_conformance import known as known_records
from wegweiser_conformance.client import Client
from wegweiser_conformance.credentials import Credential
from wegweiser_conformance.exchange import Headers
from wegweiser_conformance.model import NotTested, Status
from wegweiser_conformance.pace import MOST_REQUESTS
from wegweiser_conformance.version import SUITE_VERSION

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from wegweiser_conformance.exchange import Exchange
    from wegweiser_conformance.known import KnownRecord
    from wegweiser_conformance.masking import Mask
    from wegweiser_conformance.model import Result

    type_of_answer = tuple[int, Headers, bytes, str]
    type_of_question = tuple[str, str, tuple[tuple[str, str], ...], str]

FORMAT = 1
PRIVATE = "personal-data"
_CREDENTIALS = frozenset({"x-api-key", "authorization"})


class RecordingError(Exception):
    """A recording cannot be written or read; the message says why."""


@dataclass(frozen=True, slots=True)
class Recording:
    """A run as it was: `private` are the statuses and reasons of what rests on personal data."""

    target: str
    seed: int
    classes: tuple[str, ...] | None
    deep: bool
    budget: int
    known: tuple[KnownRecord, ...]
    scheme: str
    time: str
    private: Mapping[str, tuple[str, str]]
    answers: Mapping[type_of_question, deque[type_of_answer]]


def write(
    name: str,
    client: Client,
    results: Iterable[Result],
    *,
    seed: int,
    time: str,
    classes: Sequence[str] | None = None,
    deep: bool = False,
    known: tuple[KnownRecord, ...] = (),
) -> None:
    """All that the client asked and got, cleaned of secrets and personal data."""
    private = {
        one.requirement.id: [one.status.value, client.mask.clean(one.reason)]
        for one in results
        if one.requirement.group == PRIVATE
    }
    head = {
        "recording": FORMAT,
        "suiteVersion": SUITE_VERSION,
        "target": client.base,
        "time": time,
        "seed": seed,
        "classes": list(classes) if classes is not None else None,
        "deep": deep,
        "budget": client.pace.most,
        "known": known_records.document(known),
        "scheme": client.credential.scheme,
        "private": private,
    }
    lines = [head, *(_line(answer, client.mask) for answer in client.traffic)]
    text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
    try:
        Path(name).write_text(text, "utf-8")
    except OSError as error:
        raise RecordingError(f"the recording {name} cannot be written: {error.strerror}") from None


def _line(answer: Exchange, mask: Mask) -> dict[str, Any]:
    return {
        "method": answer.method,
        "url": mask.clean(answer.url),
        "sent": [[name, mask.clean(value)] for name, value in _nameless(answer.sent)],
        "credential": answer.credential,
        "status": answer.status,
        "headers": [[name, mask.hide(value)] for name, value in answer.headers.lines],
        **_body(answer.body, mask),
        "fault": answer.fault,
        "seconds": round(answer.seconds, 4),
    }


def _body(body: bytes, mask: Mask) -> dict[str, str]:
    """As text; what is no UTF-8 is kept byte by byte, its secrets hidden as well as can be."""
    try:
        return {"body": mask.hide(body.decode("utf-8"))}
    except UnicodeDecodeError:
        hidden = mask.hide(body.decode("latin-1")).encode("latin-1", "replace")
        return {"bytes": base64.b64encode(hidden).decode("ascii")}


def _nameless(sent: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Credentials that a check made up are told by their name alone."""
    return [(name, "•" if name.lower() in _CREDENTIALS and value else value) for name, value in sent]


def read(name: str) -> Recording:
    try:
        text = Path(name).read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise RecordingError(f"the recording {name} cannot be read: {error}") from None
    try:
        head, *lines = [json.loads(line) for line in text.splitlines() if line]
        return _recording(head, lines)
    except (AttributeError, KeyError, TypeError, ValueError) as fault:
        raise RecordingError(f"{name} is no recording of `wegweiser check --record` ({fault!r})") from None


def _recording(head: Mapping[str, Any], lines: list[Mapping[str, Any]]) -> Recording:
    if head["recording"] != FORMAT:
        raise ValueError(f"format {head['recording']}, this suite reads {FORMAT}")
    answers: dict[type_of_question, deque[type_of_answer]] = {}
    for line in lines:
        sent = tuple((str(name), str(value)) for name, value in line["sent"])
        question = _question(line["method"], line["url"], sent, line["credential"])
        answers.setdefault(question, deque()).append(_answer(line))
    classes = head["classes"]
    return Recording(
        target=head["target"],
        seed=head["seed"],
        classes=None if classes is None else tuple(classes),
        deep=bool(head["deep"]),
        budget=int(head.get("budget", MOST_REQUESTS)),
        known=known_records.recorded(head.get("known", [])),
        scheme=head["scheme"],
        time=head["time"],
        private={name: (status, reason) for name, (status, reason) in head["private"].items()},
        answers=answers,
    )


def _question(method: str, url: str, sent: Iterable[tuple[str, str]], credential: str) -> type_of_question:
    return method, url, tuple(sorted((name.lower(), value) for name, value in _nameless(sent))), credential


def _answer(line: Mapping[str, Any]) -> type_of_answer:
    body = line["body"].encode() if "body" in line else base64.b64decode(line["bytes"])
    headers = Headers(tuple((str(name), str(value)) for name, value in line["headers"]))
    return line["status"], headers, body, line["fault"]


@dataclass
class Replaying(Client):
    """Answers from a recording; what was not asked then is not tested now."""

    recording: Recording | None = None
    _left: dict[type_of_question, deque[type_of_answer]] = field(default_factory=dict)

    def _exchange(
        self, method: str, url: str, fields: tuple[tuple[str, str], ...], scheme: str
    ) -> type_of_answer:
        assert self.recording is not None
        question = _question(method, self.mask.clean(url), fields, scheme)
        if question not in self._left:
            self._left[question] = deque(self.recording.answers.get(question, ()))
        held = self._left[question]
        if not held:
            raise NotTested(f"{method} {url} was not asked in the recorded run")
        # The last answer stays: who asks once more than then gets what was said last.
        return held.popleft() if len(held) > 1 else held[0]


def replaying(recording: Recording, **options: Any) -> Replaying:
    """A client without a network, and without a key: it knows only which kind of key there was."""
    credential = Credential(recording.scheme)
    return Replaying(recording.target, credential=credential, recording=recording, **options)


def as_judged(results: Iterable[Result], recording: Recording) -> list[Result]:
    """What rests on data that the recording does not repeat is told as it was judged then."""
    return [_then(one, recording) if one.requirement.id in recording.private else one for one in results]


def _then(result: Result, recording: Recording) -> Result:
    status, reason = recording.private[result.requirement.id]
    return replace(result, status=Status(status), reason=reason)
