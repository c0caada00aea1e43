"""Pages: cursors, and the envelope around the records."""
