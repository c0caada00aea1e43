"""The reference server: it obeys the Wegweiser contract."""
