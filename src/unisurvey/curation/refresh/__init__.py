"""Asking the outside world about the catalogue, and putting what is certain into it."""

from unisurvey.curation.refresh.asking import Asking
from unisurvey.curation.refresh.changes import Change, Edit, Gap
from unisurvey.curation.refresh.journal import Journal
from unisurvey.curation.refresh.links import Link
from unisurvey.curation.refresh.sweep import PARTS, Found, sweep
from unisurvey.curation.refresh.writing import Written, write

__all__ = [
    "PARTS",
    "Asking",
    "Change",
    "Edit",
    "Found",
    "Gap",
    "Journal",
    "Link",
    "Written",
    "sweep",
    "write",
]
