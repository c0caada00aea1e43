"""The tables: the same set for each collection, and those that describe the whole."""

from __future__ import annotations

FORMAT = "4"  # another format is loaded anew, never migrated

# Stems of table names, by collection.
TABLES = {"jobs": "job", "course-sessions": "session", "courses": "course", "offices": "office"}

DESCRIPTION = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE kind (kind INTEGER, collection TEXT, property TEXT, match TEXT);
CREATE TABLE numbers (collection TEXT, name TEXT, held BLOB, PRIMARY KEY (collection, name));
CREATE TABLE gone (collection TEXT, id TEXT, since INTEGER, PRIMARY KEY (collection, id)) WITHOUT ROWID;
"""

# `n` counts as records come. `turn` is where a record stands in the order by date; days are ordinals.
# A list holds the positions of the records that bear a term: as numbers, or as bits if they are many.
# A cell of the map holds the coordinates that lie in it.
COLLECTION = """
CREATE TABLE {t} (n INTEGER PRIMARY KEY, id TEXT NOT NULL, turn INTEGER NOT NULL, until INTEGER NOT NULL,
                  start_day INTEGER, course TEXT, parent INTEGER, spots BLOB);
CREATE UNIQUE INDEX {t}_id ON {t} (id);
CREATE TABLE {t}_body (n INTEGER PRIMARY KEY, body BLOB NOT NULL);
CREATE TABLE {t}_list (kind INTEGER, value TEXT, dense INTEGER, held BLOB);
CREATE TABLE {t}_cell (cell INTEGER PRIMARY KEY, held BLOB);
"""

# Made after loading: faster so.
FAMILY = """
UPDATE session SET parent = (SELECT course.n FROM course WHERE course.id = session.course)
 WHERE course IS NOT NULL;
CREATE INDEX session_parent ON session (parent, until, start_day);
"""
LOOKUP = "CREATE UNIQUE INDEX {t}_term ON {t}_list (kind, value);"


def creation() -> str:
    return DESCRIPTION + "".join(COLLECTION.format(t=table) for table in TABLES.values())


def lookups() -> str:
    return "".join(LOOKUP.format(t=table) for table in TABLES.values())
