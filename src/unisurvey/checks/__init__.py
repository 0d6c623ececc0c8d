"""Whole-catalogue rules, one small function each, found through a registry."""

from unisurvey.checks import (
    amounts,
    architecture,
    completeness,
    identity,
    links,
    names,
    own_words,
    provenance,
    publication,
    quotations,
    references,
    score_sums,
    scores,
    sources,
    titles,
)
from unisurvey.checks.registry import CHECKS, Check, Finding
from unisurvey.checks.running import Choice, codes_like, mended, run_checks

RULES = (
    *(amounts, architecture, completeness, identity, links, names, own_words),
    *(provenance, publication, quotations, references, score_sums, scores, sources),
    titles,
)
"""The modules whose checks are registered by importing them."""

__all__ = [
    "CHECKS",
    "RULES",
    "Check",
    "Choice",
    "Finding",
    "codes_like",
    "mended",
    "run_checks",
]
