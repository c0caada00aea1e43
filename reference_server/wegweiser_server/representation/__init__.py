"""From stored records to the contract's JSON, in a language."""
