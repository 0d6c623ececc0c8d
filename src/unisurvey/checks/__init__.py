"""Whole-catalogue rules, one small function each, found through a registry."""

from unisurvey.checks import (
    addresses,
    amounts,
    architecture,
    dates,
    graph,
    identity,
    links,
    names,
    provenance,
    publication,
    references,
    sources,
    titles,
    unverified,
    works,
)
from unisurvey.checks.fixing import mended
from unisurvey.checks.registry import CHECKS, Check, Finding
from unisurvey.checks.running import Choice, codes_like, run_checks

__all__ = [
    "CHECKS",
    "Check",
    "Choice",
    "Finding",
    "addresses",
    "amounts",
    "architecture",
    "codes_like",
    "dates",
    "graph",
    "identity",
    "links",
    "mended",
    "names",
    "provenance",
    "publication",
    "references",
    "run_checks",
    "sources",
    "titles",
    "unverified",
    "works",
]
