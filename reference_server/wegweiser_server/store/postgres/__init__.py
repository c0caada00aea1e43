"""The second engine: PostgreSQL, for several servers on one set of records. Needs `psycopg`.

Every load makes a schema of its own (`wegweiser_7`) in one transaction, whose last act is to say in
`wegweiser.current` which is served now. The one before stays until the next load, for whoever still reads it.
"""

from __future__ import annotations

from .engine import PostgresStore, open_postgres
from .loading import load_postgres

__all__ = ["PostgresStore", "load_postgres", "open_postgres"]
