"""How many sessions each course has: one very many, some many, most a few."""

from __future__ import annotations

from .dice import Dice

# The offer with the most sessions that was ever counted in KURSNET.
MOST = 2594
MOST_OF_ALL = 0.08  # of all sessions, in a small set
STEEPNESS = 0.7
# So many times the share of the least goes to any other course, more where there are more courses.
WIDTH, WIDTH_A_COURSE, WIDTH_AT_MOST = 40.0, 0.02, 600.0


def sessions_per_course(courses: int, sessions: int, seed: int) -> list[int]:
    """Adds up to `sessions`; every course has at least one if there are enough."""
    if sessions <= courses:
        return [1] * sessions + [0] * (courses - sessions)
    left = sessions - courses
    giant = min(MOST - 1, int(sessions * MOST_OF_ALL), left) if courses > 1 else left
    tail = _spread(courses - 1, left - giant, Dice("shares", seed))
    return [1 + giant, *(1 + count for count in tail)]


def _spread(courses: int, sessions: int, dice: Dice) -> list[int]:
    """Shares out whole sessions by weight, so that the sum is exact."""
    width = min(WIDTH_AT_MOST, WIDTH + WIDTH_A_COURSE * courses)
    weights = [min(width, (1.0 - dice.roll()) ** -STEEPNESS) for _ in range(courses)]
    total = sum(weights)
    counts, running, given = [], 0.0, 0
    for weight in weights:
        running += weight
        until = min(sessions, round(sessions * running / total))
        counts.append(until - given)
        given = until
    return counts
