"""How lessons are held: form, times of the week, and how many lessons that makes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .dice import Weighted

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .course_templates import Template
    from .dice import Dice

FORMS: Mapping[str, Weighted[str]] = {
    "integration": Weighted([("in-person", 88.0), ("online-live", 6.0), ("blended", 6.0)]),
    "vocational-language": Weighted([("in-person", 70.0), ("online-live", 20.0), ("blended", 10.0)]),
    "migration": Weighted([("in-person", 85.0), ("online-live", 10.0), ("blended", 5.0)]),
    "recognition": Weighted([("in-person", 60.0), ("online-live", 25.0), ("blended", 15.0)]),
    "further-training": Weighted(
        [
            ("in-person", 55.0),
            ("online-live", 20.0),
            ("blended", 10.0),
            ("self-paced", 8.0),
            ("on-request", 7.0),
        ]
    ),
}
# What hands learn is not learned at a screen.
HANDS_ON = ("technical", "health")
HANDS_ON_FORMS = Weighted([("in-person", 85.0), ("blended", 8.0), ("on-request", 7.0)])
ONLINE = ("online-live", "self-paced", "distance-learning")


@dataclass(frozen=True, slots=True)
class Rhythm:
    """A week of lessons."""

    times: tuple[str, ...]
    weekdays: tuple[int, ...]
    start: str
    end: str
    lessons: int


WEEK = (1, 2, 3, 4, 5)
RHYTHMS = Weighted(
    [
        (Rhythm(("full-time",), WEEK, "08:30", "12:35", 25), 30.0),
        (Rhythm(("full-time",), WEEK, "13:15", "17:20", 25), 12.0),
        (Rhythm(("full-time",), WEEK, "08:00", "15:00", 40), 12.0),
        (Rhythm(("part-time",), (1, 2, 3, 4), "09:00", "12:15", 16), 16.0),
        (Rhythm(("part-time",), (1, 3, 5), "08:45", "12:00", 12), 10.0),
        (Rhythm(("part-time", "evening"), (2, 4), "18:00", "21:15", 8), 12.0),
        (Rhythm(("part-time", "weekend"), (6,), "09:00", "15:30", 8), 5.0),
        (Rhythm(("full-time", "block"), WEEK, "08:00", "15:00", 40), 3.0),
    ]
)
# Long courses are held in the daytime, trainings all day.
ALL_DAY = Weighted([(it, 1.0) for it in RHYTHMS.values if it.lessons >= 25])
DAYTIME = Weighted([(it, 1.0) for it in RHYTHMS.values if it.start <= "09:00" and it.lessons in (12, 16, 25)])
LONG = 900
SLOW = Rhythm(("part-time", "evening"), (2, 4), "18:00", "21:15", 8)

TITLES: Mapping[str, Mapping[str, str]] = {
    "online-live": {"de": "{} – online", "en": "{}, online", "uk": "{}, онлайн", "ar": "{} عبر الإنترنت"},
    "self-paced": {
        "de": "{} – Fernkurs",
        "en": "{}, distance course",
        "uk": "{}, дистанційно",
        "ar": "{} عن بعد",
    },
    "evening": {"de": "{} am Abend", "en": "{} in the evening", "uk": "{} ввечері", "ar": "{} مساءً"},
    "weekend": {
        "de": "{} am Wochenende",
        "en": "{} at the weekend",
        "uk": "{} у вихідні",
        "ar": "{} في عطلة نهاية الأسبوع",
    },
    "plain": {"de": "{}", "en": "{}", "uk": "{}", "ar": "{}"},
}
BY_ARRANGEMENT: Mapping[str, str] = {
    "de": "Unterrichtszeiten nach Absprache",
    "en": "Lessons by arrangement",
    "uk": "Час занять за домовленістю",
    "ar": "أوقات الدروس حسب الاتفاق",
    "de-simple": "Die Zeiten machen wir zusammen aus.",
}


@dataclass(frozen=True, slots=True)
class Teaching:
    """Mode of a course; without rhythm where everyone learns at their own pace."""

    mode: tuple[str, ...]
    rhythm: Rhythm | None

    @property
    def purely_online(self) -> bool:
        return any(code in ONLINE for code in self.mode)

    @property
    def online(self) -> bool:
        return self.purely_online or "blended" in self.mode


def teaching(dice: Dice, template: Template, *, always_in_person: bool) -> Teaching:
    if template.legacy:
        return Teaching(("in-person", *SLOW.times), SLOW)
    form = "in-person" if always_in_person else dice.weighted(_forms(template))
    if form == "self-paced":
        return Teaching(("self-paced", "distance-learning"), None)
    if form == "on-request":
        return Teaching(("in-person", "on-request"), None)
    rhythm = dice.weighted(_rhythms(template))
    return Teaching((form, *rhythm.times), rhythm)


def _forms(template: Template) -> Weighted[str]:
    hands_on = template.programme == "further-training" and template.branch in HANDS_ON
    return HANDS_ON_FORMS if hands_on else FORMS[template.programme]


def _rhythms(template: Template) -> Weighted[Rhythm]:
    if template.lessons < LONG:
        return RHYTHMS
    return DAYTIME if template.branch == "language" else ALL_DAY


def title(template: Template, how: Teaching) -> dict[str, str]:
    """The title says what one would miss otherwise: online, in the evening, at the weekend."""
    told = next(
        (code for code in ("online-live", "self-paced", "evening", "weekend") if code in how.mode), "plain"
    )
    return {lang: TITLES[told][lang].format(words) for lang, words in template.titles.items()}


def hours(dice: Dice, template: Template, how: Teaching) -> dict[str, Any]:
    size: dict[str, Any] = {}
    if template.lessons:
        size["lessons"] = template.lessons
    if template.orientation:
        size["orientationLessons"] = template.orientation
    if how.rhythm and dice.chance(0.4):
        size["lessonsPerWeek"] = how.rhythm.lessons
    return size | ({"lessonMinutes": 45} if dice.chance(0.15) else {})


def weeks(template: Template, how: Teaching) -> int:
    a_week = how.rhythm.lessons if how.rhythm else 20
    return max(1, -(-(template.lessons + template.orientation) // a_week))
