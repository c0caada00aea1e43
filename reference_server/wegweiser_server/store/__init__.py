"""Where the records are: one interface, one engine behind it so far (SQLite)."""
