"""What a publisher chooses: limits, totals, languages, classes, access, size."""

# mypy: disable-error-code="method-assign,assignment"

from __future__ import annotations

from tests.fresh.innocent import PLAIN, WITHOUT_LIVE, but, each, usual

each({
    "usual": ("as it is", usual),
    "limits/20-20": ("default and maximum are 20", lambda: usual(default_limit=20, max_limit=20)),
    "limits/1-20": ("one record a page by default", lambda: usual(default_limit=1, max_limit=20)),
    "limits/100-100": ("100 a page by default", lambda: usual(default_limit=100, max_limit=100)),
    "limits/7-33": ("odd numbers", lambda: usual(default_limit=7, max_limit=33)),
    "totals/at-least": ("totals from 1,000 on are at-least", lambda: usual({"sessions": 1600}, at_least=True)),
    "totals/most-1000": ("lists end after 1,000 records", lambda: usual({"sessions": 2600}, most=1000)),
    "totals/most-and-at-least": ("both", lambda: usual({"sessions": 2600}, most=1000, at_least=True)),
    "etag/none": ("no ETag, class live not claimed", lambda: usual(classes=WITHOUT_LIVE, etag="none")),
    "etag/strong": ("strong ETags", lambda: usual(etag="strong")),
    "version/none": ("no dataVersion", lambda: usual(data_version=False)),
    "languages/one": ("the class languages with one language", lambda: usual(languages=("de",))),
    "languages/none": ("German, without the class languages", lambda: usual(classes=but("languages"), languages=("de",))),
    "languages/english-only": ("English alone", lambda: usual(classes=but("languages"), languages=("en",))),
    "languages/own": ("languages that the contract has no labels for", lambda: usual(languages=("fr", "de", "tr"))),
    "languages/subtags": ("tags with subtags", lambda: usual(languages=("de", "de-simple", "zh-Hant", "sr-Latn", "pt-BR"))),
    "languages/regional": ("de-DE and en-GB alone", lambda: usual(languages=("de-DE", "en-GB"))),
    "classes/offices": ("offices alone", lambda: usual(classes=(*PLAIN, "offices"))),
    "classes/sessions": ("sessions alone", lambda: usual(classes=(*PLAIN, "course-sessions"))),
    "classes/jobs-live": ("jobs, live", lambda: usual(classes=(*PLAIN, "jobs", "live"))),
    "classes/offices-place": ("offices by place", lambda: usual(classes=(*PLAIN, "offices", "place-search"))),
    "classes/courses-words": ("courses by words", lambda: usual(
        classes=(*PLAIN, "course-sessions", "courses", "text-search"), languages=("de",))),
    "classes/no-live": ("all but live", lambda: usual(classes=but("live"))),
    "classes/no-place": ("all but place-search", lambda: usual(classes=but("place-search"))),
    "classes/no-changes": ("all but changes", lambda: usual(classes=but("changes"))),
    "access/key": ("with a key", lambda: usual(access="api-key")),
    "access/basic": ("with a password", lambda: usual(access="basic")),
    "access/key-no-live": ("with a key, without live", lambda: usual(access="api-key", classes=but("live", "changes"))),
    "size/one": ("one record of each", lambda: usual({"jobs": 1, "courses": 1, "sessions": 1, "offices": 1})),
    "size/two": ("two records of each", lambda: usual({"jobs": 2, "courses": 2, "sessions": 2, "offices": 2})),
    "size/village": ("a dozen records", lambda: usual({"jobs": 12, "courses": 3, "sessions": 12, "offices": 4})),
    "size/many": ("5,000 sessions", lambda: usual({"sessions": 5000, "jobs": 1200}, max_limit=100)),
    "seed/1": ("other data", lambda: usual({"seed": 1})),
    "seed/2": ("other data", lambda: usual({"seed": 2, "jobs": 60, "sessions": 90, "offices": 25, "courses": 12})),
    "seed/3": ("other data", lambda: usual({"seed": 3, "jobs": 260, "sessions": 190, "offices": 125, "courses": 70})),
    "seed/4": ("other data, small pages", lambda: usual({"seed": 4, "jobs": 33}, default_limit=3, max_limit=20)),
})  # fmt: skip
