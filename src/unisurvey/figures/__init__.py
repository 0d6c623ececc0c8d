"""Catalogue → pictures: what a figure shows, its alt text, and drawing it."""
