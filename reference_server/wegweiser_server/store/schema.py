"""The tables: the same set for each collection, and two that describe the whole."""

from __future__ import annotations

FORMAT = "1"  # another format is loaded anew, never migrated

# Stems of table names, by collection.
TABLES = {"jobs": "job", "course-sessions": "session", "courses": "course", "offices": "office"}

DESCRIPTION = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE kind (kind INTEGER PRIMARY KEY, collection TEXT, property TEXT, match TEXT);
CREATE TABLE frequent (collection TEXT, kind INTEGER, value TEXT);
CREATE TABLE gone (collection TEXT, id TEXT, since INTEGER, PRIMARY KEY (collection, id)) WITHOUT ROWID;
"""

# `turn` is where a record stands in the order by date; days are ordinals, instants microseconds.
# Bodies stand apart, so that what is filtered and sorted is small and read in one go.
COLLECTION = """
CREATE TABLE {t} (n INTEGER PRIMARY KEY, id TEXT NOT NULL, turn INTEGER NOT NULL, until INTEGER NOT NULL,
                  start_day INTEGER, published_day INTEGER, updated INTEGER, course TEXT, parent INTEGER);
CREATE UNIQUE INDEX {t}_id ON {t} (id);
CREATE TABLE {t}_body (n INTEGER PRIMARY KEY, body TEXT NOT NULL);
CREATE TABLE {t}_term (kind INTEGER, value TEXT, n INTEGER, PRIMARY KEY (kind, value, n)) WITHOUT ROWID;
CREATE TABLE {t}_spot (spot INTEGER PRIMARY KEY, n INTEGER NOT NULL, x REAL, y REAL, z REAL);
CREATE VIRTUAL TABLE {t}_box USING rtree (spot, south, north, west, east);
CREATE VIRTUAL TABLE {t}_text USING fts5 (title, other, stems, content='', tokenize='ascii');
"""

# Made after loading: faster so.
INDEXES = """
CREATE INDEX {t}_turn ON {t} (turn, id, until);
CREATE INDEX {t}_until ON {t} (until);
CREATE INDEX {t}_updated ON {t} (updated);
CREATE INDEX {t}_start ON {t} (start_day);
CREATE INDEX {t}_spot_n ON {t}_spot (n);
"""

FAMILY = """
UPDATE session SET parent = (SELECT course.n FROM course WHERE course.id = session.course)
 WHERE course IS NOT NULL;
CREATE INDEX session_parent ON session (parent, until, start_day);
"""


def creation() -> str:
    return DESCRIPTION + "".join(COLLECTION.format(t=table) for table in TABLES.values())


def completion() -> str:
    return FAMILY + "".join(INDEXES.format(t=table) for table in TABLES.values())
