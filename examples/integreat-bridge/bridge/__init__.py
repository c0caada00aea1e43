"""A small proxy between an app and a publisher: it holds the key, adds CORS, and keeps nothing for long."""
