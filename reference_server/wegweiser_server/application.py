"""The whole server as one ASGI application."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wegweiser_contract import check_claim, load_contract

from .access.gate import Gate
from .data import generate
from .finishing import Finish
from .fitting import fitting
from .front import Front
from .problems.documents import Problems
from .problems.refusals import Malformed
from .representation.languages import DEFAULT
from .service import Service
from .settings import Settings, SettingsError
from .store import load

if TYPE_CHECKING:
    from .answers import Answer
    from .store import Store


def create_app(settings: Settings | None = None, store: Store | None = None) -> Any:
    """Serves the records of the store, the invented ones if none is given."""
    chosen = settings or Settings()
    if chosen.variants or chosen.scenarios:
        from .altering import altered

        return altered(chosen, store, _plain_app, sample_store)
    return _plain_app(chosen, store)


def _plain_app(chosen: Settings, store: Store | None) -> Any:
    faults = check_claim(chosen.classes)
    if faults:
        raise SettingsError(f"--classes: {'; '.join(faults)}")
    if "static" in chosen.classes:
        raise SettingsError("--classes: this server answers queries; static publishing is a folder of files")
    contract = load_contract().project(chosen.classes)
    service = Service(chosen, contract, store or sample_store(chosen))
    front = Front(service)
    return defective(front, chosen.defect, chosen.base_path) if chosen.defect else front


def refusals(settings: Settings) -> dict[int, Answer]:
    """The answers to what is no HTTP, by status; nobody knows in which language it was meant."""
    problems = Problems(load_contract().code_lists["problem-codes"])
    finish = Finish(settings, Gate(settings).headers)
    found = {status: problems.answer(Malformed(status), DEFAULT) for status in (400, 408, 414, 431)}
    language = {"Content-Language": DEFAULT}
    return {status: finish.headers(answer.adding(language)) for status, answer in found.items()}


def defective(front: Any, name: str, base_path: str) -> Any:
    from .defects import DEFECTS
    from .defects.middleware import Defective

    if name not in DEFECTS:
        raise SettingsError(f"--defect: there is no defect {name!r}; --list-defects lists them")
    return Defective(front, DEFECTS[name], base_path)


def sample_store(settings: Settings, path: str = ":memory:") -> Store:
    return load(fitting(generate(today=settings.today()), settings.classes), path)
