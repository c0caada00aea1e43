"""The app's language codes and what they are called in BCP 47, the language tags of the contract.

Only where the two differ; every other code of the app is the tag itself.
"""

from __future__ import annotations

TAGS = {
    "de-si": "de-simple",  # as BCP 47 it would be German as spoken in Slovenia
    "fa": "fa",
    "fa_pr": "fa",
    "pes": "fa",  # Iranian Persian; texts are marked as Persian
    "fa-af": "prs",
    "ku": "kmr",
    "ua": "uk",  # seen for Ukrainian; as a region it would be right, as a language it is nothing
    "sr": "sr-Cyrl",
    "sr-cyrl": "sr-Cyrl",
    "sr-latn": "sr-Latn",
    "pt-br": "pt-BR",
    "zh": "zh-Hans",
    "zh-cn": "zh-Hans",
    "zh-hans": "zh-Hans",
}


def tag(code: str) -> str:
    """In BCP 47; an unknown language is no error, the publisher falls back."""
    return TAGS.get(code.lower(), code)
