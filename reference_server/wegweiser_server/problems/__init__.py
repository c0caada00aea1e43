"""The only maker of errors: refusals are raised anywhere, and become problem documents here."""
