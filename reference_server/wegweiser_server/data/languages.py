"""Names of the languages that records mention, in the languages of the answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

NAMES: Mapping[str, Mapping[str, str]] = {
    "am": {"de": "Amharisch", "en": "Amharic", "uk": "амхарська", "ar": "الأمهرية"},
    "ar": {"de": "Arabisch", "en": "Arabic", "uk": "арабська", "ar": "العربية"},
    "bg": {"de": "Bulgarisch", "en": "Bulgarian", "uk": "болгарська", "ar": "البلغارية"},
    "de": {"de": "Deutsch", "en": "German", "uk": "німецька", "ar": "الألمانية"},
    "en": {"de": "Englisch", "en": "English", "uk": "англійська", "ar": "الإنجليزية"},
    "es": {"de": "Spanisch", "en": "Spanish", "uk": "іспанська", "ar": "الإسبانية"},
    "fa": {"de": "Persisch", "en": "Persian", "uk": "перська", "ar": "الفارسية"},
    "fr": {"de": "Französisch", "en": "French", "uk": "французька", "ar": "الفرنسية"},
    "it": {"de": "Italienisch", "en": "Italian", "uk": "італійська", "ar": "الإيطالية"},
    "kmr": {"de": "Kurmandschi", "en": "Kurmanji", "uk": "курманджі", "ar": "الكرمانجية"},
    "pl": {"de": "Polnisch", "en": "Polish", "uk": "польська", "ar": "البولندية"},
    "prs": {"de": "Dari", "en": "Dari", "uk": "дарі", "ar": "الدرية"},
    "ps": {"de": "Paschtu", "en": "Pashto", "uk": "пушту", "ar": "البشتو"},
    "ro": {"de": "Rumänisch", "en": "Romanian", "uk": "румунська", "ar": "الرومانية"},
    "ru": {"de": "Russisch", "en": "Russian", "uk": "російська", "ar": "الروسية"},
    "so": {"de": "Somali", "en": "Somali", "uk": "сомалійська", "ar": "الصومالية"},
    "sq": {"de": "Albanisch", "en": "Albanian", "uk": "албанська", "ar": "الألبانية"},
    "ti": {"de": "Tigrinisch", "en": "Tigrinya", "uk": "тигринья", "ar": "التغرينية"},
    "tr": {"de": "Türkisch", "en": "Turkish", "uk": "турецька", "ar": "التركية"},
    "uk": {"de": "Ukrainisch", "en": "Ukrainian", "uk": "українська", "ar": "الأوكرانية"},
    "vi": {"de": "Vietnamesisch", "en": "Vietnamese", "uk": "в’єтнамська", "ar": "الفيتنامية"},
    "zh": {"de": "Chinesisch", "en": "Chinese", "uk": "китайська", "ar": "الصينية"},
}


def language_name(lang: str, into: str) -> str:
    """The name of `lang` in the language `into`, German where it has none, the tag itself if unknown."""
    names = NAMES.get(lang, {})
    return names.get(into) or names.get(into.partition("-")[0]) or names.get("de", lang)
