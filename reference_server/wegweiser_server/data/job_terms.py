"""What a job offers and asks for: titles, working times, pay, languages, suitability."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .dice import Weighted

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .dice import Dice
    from .occupations import Occupation

TITLES: Mapping[str, Mapping[str, str]] = {
    "job": {"de": "{} (m/w/d)", "en": "{}", "uk": "{}", "ar": "{}"},
    "part-time": {
        "de": "{} in Teilzeit (m/w/d)",
        "en": "{}, part-time",
        "uk": "{}, неповний робочий день",
        "ar": "{} بدوام جزئي",
    },
    "mini-job": {
        "de": "{} als Minijob (m/w/d)",
        "en": "{}, mini-job",
        "uk": "{}, мініджоб",
        "ar": "{} كوظيفة مصغرة",
    },
    "shift": {
        "de": "{} im Schichtdienst (m/w/d)",
        "en": "{}, shift work",
        "uk": "{}, позмінна робота",
        "ar": "{} بنظام الورديات",
    },
    "career-changers": {
        "de": "{} – Quereinstieg möglich (m/w/d)",
        "en": "{}, career changers welcome",
        "uk": "{}, можна без досвіду",
        "ar": "{}، مرحب بمغيري المهنة",
    },
    "apprenticeship": {
        "de": "Ausbildung: {} (m/w/d)",
        "en": "Apprenticeship: {}",
        "uk": "Професійне навчання: {}",
        "ar": "تدريب مهني: {}",
    },
    "dual-study": {"de": "Duales Studium: {} (m/w/d)", "en": "Dual study: {}"},
    "internship": {
        "de": "Praktikum: {} (m/w/d)",
        "en": "Internship: {}",
        "uk": "Практика: {}",
        "ar": "تدريب عملي: {}",
    },
    "trainee": {"de": "Trainee-Programm: {} (m/w/d)", "en": "Trainee programme: {}"},
    "self-employment": {"de": "{} auf selbstständiger Basis (m/w/d)", "en": "{}, self-employed"},
}

SHIFTS = {
    "care",
    "security",
    "logistics",
    "transport",
    "metal",
    "machinery",
    "chemistry",
    "hotel",
    "kitchen",
    "food",
}
MINI_JOBS = {"cleaning", "retail", "hotel", "kitchen", "household", "logistics", "farming", "gardening"}
PART_TIMES = ("part-time-morning", "part-time-afternoon", "part-time-evening", "part-time-flexible")

CONTRACTS = Weighted([("permanent", 62.0), ("fixed-term", 20.0), ("", 18.0)])
FOREIGN_LANGUAGES = Weighted(
    [("en", 60.0), ("tr", 8.0), ("ar", 8.0), ("uk", 8.0), ("ru", 6.0), ("pl", 5.0), ("fr", 5.0)]
)
GERMAN_BY_LEVEL = {
    "1": Weighted([("A1", 25.0), ("A2", 50.0), ("B1", 25.0)]),
    "2": Weighted([("A2", 15.0), ("B1", 50.0), ("B2", 35.0)]),
    "3": Weighted([("B1", 20.0), ("B2", 60.0), ("C1", 20.0)]),
    "4": Weighted([("B2", 30.0), ("C1", 60.0), ("C2", 10.0)]),
}
MINIMUM_WAGE = 14.6  # euros an hour, rounded up; no offer pays less
HOURS_A_MONTH = 152


def employment(dice: Dice, offer: str, occupation: Occupation) -> tuple[list[str], str]:
    """Working times and contract; an empty contract is unknown."""
    if offer in ("apprenticeship", "dual-study", "trainee"):
        return ["full-time"], "fixed-term"
    if offer == "internship":
        return [dice.pick(("full-time", "part-time"))], "fixed-term"
    if offer == "self-employment":
        return ["part-time-flexible"] if dice.chance(0.5) else [], ""
    return _working_times(dice, occupation), dice.weighted(CONTRACTS)


def _working_times(dice: Dice, occupation: Occupation) -> list[str]:
    if occupation.branch in MINI_JOBS and dice.chance(0.2):
        return ["mini-job"]
    share = dice.roll()
    times = ["full-time"] if share < 0.78 else []
    if share >= 0.5:
        times.append(dice.pick(PART_TIMES) if dice.chance(0.4) else "part-time")
    if occupation.branch in SHIFTS and dice.chance(0.5):
        times.append("shift-night-weekend")
    return times if share < 0.97 else []


def pay(dice: Dice, offer: str, occupation: Occupation, working: list[str]) -> dict[str, Any]:
    if not dice.chance(0.5):
        return {}
    if offer == "apprenticeship":
        low, high, unit = 1050 + 10 * dice.between(0, 20), 1300 + 10 * dice.between(0, 15), "month"
        return {"salary": {"min": low, "max": high, "unit": unit, "currency": "EUR"}}
    month = occupation.pay * (0.92 + dice.roll() * 0.25)
    unit = _unit(dice, offer, occupation, working)
    span = 1.05 + dice.roll() * 0.2 if dice.chance(0.7) else 1.0  # a fixed sum stands on both sides
    salary = {"min": _sum(month, unit), "max": _sum(month * span, unit), "unit": unit, "currency": "EUR"}
    return {"salary": salary}


def _unit(dice: Dice, offer: str, occupation: Occupation, working: list[str]) -> str:
    """Sums a month or a year are those of full-time work."""
    if offer == "self-employment":
        return dice.pick(("hour", "day", "week"))
    if "full-time" not in working:
        return "hour"
    if occupation.level == "1":
        return "hour" if dice.chance(0.7) else "month"
    return "year" if dice.chance(0.25) else "month"


def _sum(month: float, unit: str) -> float | int:
    hour = max(MINIMUM_WAGE, month / HOURS_A_MONTH)
    if unit == "hour":
        return round(hour, 1)
    hours = {"day": 8, "week": 38, "month": HOURS_A_MONTH, "year": HOURS_A_MONTH * 12}[unit]
    step = {"day": 5, "week": 10, "month": 50, "year": 500}[unit]
    return round(hour * hours / step) * step


def languages_required(dice: Dice, occupation: Occupation) -> list[dict[str, str]]:
    """Languages with CEFR level; the level is left out where the source names the language alone."""
    demanded = []
    if dice.chance(0.4):
        german = {"lang": "de"}
        demanded.append(
            german | ({"level": dice.weighted(GERMAN_BY_LEVEL[occupation.level])} if dice.chance(0.9) else {})
        )
    if dice.chance(0.06 if occupation.level in "12" else 0.25):
        other = {"lang": dice.weighted(FOREIGN_LANGUAGES)}
        demanded.append(other | ({"level": dice.pick(("A2", "B1", "B2", "C1"))} if dice.chance(0.7) else {}))
    return demanded


def suitability(dice: Dice, occupation: Occupation) -> list[str]:
    likely = 0.3 if occupation.level == "1" else 0.1
    shares = (
        ("career-changers", likely),
        ("refugees", likely * 0.6),
        ("severely-disabled", 0.06),
        ("severely-disabled-only", 0.008),
        ("returners", 0.04),
    )
    return [code for code, share in shares if dice.chance(share)]
