"""Whole-catalogue rules, one small function each, found through a registry."""

from unisurvey.checks import dates, identity, provenance, references
from unisurvey.checks.registry import CHECKS, Check, Finding, run_checks

__all__ = [
    "CHECKS",
    "Check",
    "Finding",
    "dates",
    "identity",
    "provenance",
    "references",
    "run_checks",
]
