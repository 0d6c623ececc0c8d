"""Scores of models on benchmarks: read from tables, placed, compared."""
