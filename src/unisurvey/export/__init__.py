"""Records → files in other formats."""
