"""What the contract, the suite and the server say of themselves, as pages and parts of pages."""
