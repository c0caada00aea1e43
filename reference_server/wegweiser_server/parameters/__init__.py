"""Query parameters: read strictly, judged by the contract, all faults at once."""
