"""Keeping the catalogue: drafting records, comparing lists, asking what has changed."""
