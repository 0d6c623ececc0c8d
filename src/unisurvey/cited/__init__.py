"""Which works a document cites."""
