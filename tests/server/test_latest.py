"""What was asked for last is kept, within its room, whoever asks at once."""

from __future__ import annotations

from threading import Thread

from wegweiser_server.latest import Latest


def test_what_was_asked_for_last_stays() -> None:
    """The room is never exceeded; asking counts as use."""
    kept = Latest[str](80, len)
    for name in "abcdefgh":
        kept.keep(name, name * 10)
    kept.get("a")
    kept.keep("i", "i" * 10)
    assert [kept.get(name) is not None for name in "abchi"] == [True, False, True, True, True]


def test_nothing_pushes_everything_out() -> None:
    """What takes more than an eighth of the room is not kept, and without room nothing is."""
    kept, none = Latest[str](80, len), Latest[str](0, len)
    for cache in (kept, none):
        cache.keep("large", "x" * 11)
        assert cache.get("large") is None
    none.keep("small", "x")
    assert none.get("small") is None


def test_threads_lose_no_count() -> None:
    """Many that keep the same at once count it once: afterwards there is as much room as before."""
    kept = Latest[str](800, len)

    def work() -> None:
        for turn in range(2000):
            name = str(turn % 13)
            kept.get(name)
            kept.keep(name, name.rjust(10))

    threads = [Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for number in range(80):
        kept.keep(number, " " * 10)
    assert sum(kept.get(number) is not None for number in range(80)) == 80
