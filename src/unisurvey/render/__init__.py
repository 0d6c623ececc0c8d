"""Catalogue → generated files: templates, Markdown and atomic writing."""
