"""The shapes of the files beside the OpenAPI document, as JSON Schemas."""

from __future__ import annotations

from typing import Any

_TEXT = {"type": "string", "minLength": 1}
_BOTH = {
    "type": "object",
    "required": ["en", "de"],
    "additionalProperties": False,
    "properties": {"en": _TEXT, "de": _TEXT},
}
_LABEL = {
    "type": "object",
    "required": ["value", "lang", "origin"],
    "additionalProperties": False,
    "properties": {
        "value": {"type": "string", "minLength": 1, "maxLength": 300},
        "lang": {"type": "string", "pattern": "^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$"},
        "origin": {"enum": ["source", "human", "machine"]},
    },
}
_LABELS = {"type": "array", "minItems": 1, "items": _LABEL}
_DAY = {"type": "string", "format": "date"}

DEMAND = "^(L([1-9]|1[0-3])|R[1-3])$"
LEVELS = ("MUST", "SHOULD", "MAY")
WAYS_OF_JUDGING = ("passive", "asked", "conditional", "compared", "declared")

REQUIREMENT: dict[str, Any] = {
    "type": "object",
    "required": ["id", "class", "level", "judged", "sentence", "demands", "place", "mend"],
    "additionalProperties": False,
    "properties": {
        "id": {"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*/[a-z0-9]+(-[a-z0-9]+)*$"},
        "class": _TEXT,
        "level": {"enum": list(LEVELS)},
        "judged": {"enum": list(WAYS_OF_JUDGING)},
        "sentence": _BOTH,
        "demands": {
            "type": "array",
            "minItems": 1,
            "uniqueItems": True,
            "items": {"type": "string", "pattern": DEMAND},
        },
        "place": _TEXT,
        "mend": _BOTH,
        "notTested": _BOTH,
        "needs": {"type": "array", "minItems": 1, "items": _TEXT},
        "sandbox": {"const": True},
    },
}

REQUIREMENT_FILE: dict[str, Any] = {
    "type": "object",
    "required": ["group", "title", "requirements"],
    "additionalProperties": False,
    "properties": {
        "group": _TEXT,
        "title": _BOTH,
        "requirements": {"type": "array", "minItems": 1, "items": REQUIREMENT},
    },
}

CODE: dict[str, Any] = {
    "type": "object",
    "required": ["code", "labels"],
    "additionalProperties": False,
    "properties": {
        "code": _TEXT,
        "labels": _LABELS,
        "officialTerm": _TEXT,
        "description": _LABELS,
        "legacy": {"const": True},
        "validFrom": _DAY,
        "validThrough": _DAY,
        "broader": _TEXT,
        "legalBasis": _TEXT,
        "mappings": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "required": ["scheme", "code"],
                "additionalProperties": False,
                "properties": {"scheme": _TEXT, "code": _TEXT},
            },
        },
    },
}

CODE_LIST_FILE: dict[str, Any] = {
    "type": "object",
    "required": ["id", "title", "version", "source", "scheme", "codes"],
    "additionalProperties": False,
    "properties": {
        "id": {"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"},
        "title": _LABELS,
        "officialTitle": _TEXT,
        "version": _DAY,
        "source": {
            "type": "object",
            "required": ["name"],
            "additionalProperties": False,
            "properties": {"name": _TEXT, "url": {"type": "string", "format": "uri"}},
        },
        "scheme": {"enum": ["own", "external"]},
        "pattern": {"type": "string", "format": "regex"},
        "broaderList": _TEXT,
        "codes": {"type": "array", "minItems": 1, "items": CODE},
    },
    "if": {"properties": {"scheme": {"const": "external"}}},
    "then": {"required": ["pattern"]},
}
