"""Who may ask: credentials, and the gate that looks at them."""
