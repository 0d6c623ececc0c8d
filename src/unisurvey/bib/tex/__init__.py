"""Plain Unicode ↔ TeX source, by one table in both directions."""
