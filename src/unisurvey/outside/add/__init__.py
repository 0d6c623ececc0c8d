"""Drafting records from what services and people say of works."""
