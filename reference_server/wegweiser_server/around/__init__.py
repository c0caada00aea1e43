"""A layer around the honest server, for what makes it differ: defects, variants, scenarios."""
