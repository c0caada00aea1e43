"""The tables of one load: the same set for each collection, and three that describe the whole."""

from __future__ import annotations

from wegweiser_server.store.schema import TABLES

FORMAT = "postgresql-2"  # another format is loaded anew, never migrated

CURRENT = """
CREATE SCHEMA IF NOT EXISTS wegweiser;
CREATE TABLE IF NOT EXISTS wegweiser.current (generation bigint NOT NULL, fingerprint text NOT NULL);
"""

DESCRIPTION = """
CREATE TABLE meta (name text PRIMARY KEY, value text NOT NULL);
CREATE TABLE kind (kind integer PRIMARY KEY, collection text, property text, match text);
CREATE TABLE gone (collection text, id text COLLATE "C", since integer, PRIMARY KEY (collection, id));
"""

# `turn` is where a record stands in the order by date; days are ordinals, instants microseconds.
# A term is `KIND:VALUE`. Bodies stand apart, so that what is filtered and sorted is small.
COLLECTION = """
CREATE TABLE {t} (n integer NOT NULL, id text COLLATE "C" NOT NULL,
                  turn bigint NOT NULL, until bigint NOT NULL,
                  start_day bigint, published_day bigint, updated bigint, course text COLLATE "C",
                  terms text[] COLLATE "C" NOT NULL, words tsvector NOT NULL);
CREATE TABLE {t}_body (n integer NOT NULL, body text NOT NULL);
CREATE TABLE {t}_spot (n integer NOT NULL, lat float8 NOT NULL, lon float8 NOT NULL,
                       x float8, y float8, z float8);
"""

# Made after loading: faster so.
INDEXES = """
CREATE UNIQUE INDEX {t}_id ON {t} (id);
CREATE UNIQUE INDEX {t}_n ON {t} (n);
CREATE INDEX {t}_turn ON {t} (turn, id);
CREATE INDEX {t}_until ON {t} (until);
CREATE INDEX {t}_updated ON {t} (updated);
CREATE INDEX {t}_terms ON {t} USING gin (terms);
CREATE INDEX {t}_words ON {t} USING gin (words);
CREATE UNIQUE INDEX {t}_body_n ON {t}_body (n);
CREATE INDEX {t}_spot_n ON {t}_spot (n);
CREATE INDEX {t}_spot_at ON {t}_spot (lat, lon) INCLUDE (n, x, y, z);
ANALYZE {t}; ANALYZE {t}_spot;
"""
FAMILY = "CREATE INDEX session_course ON session (course, until, start_day);"


def schema_name(generation: int) -> str:
    return f"wegweiser_{generation}"


def creation() -> str:
    return DESCRIPTION + "".join(COLLECTION.format(t=table) for table in TABLES.values())
