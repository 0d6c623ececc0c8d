"""Asking the outside world about the catalogue, and putting what is certain into it."""

from unisurvey.outside.refresh.changes import Change, Edit, Gap, Written, write
from unisurvey.outside.refresh.links import CheckedLink
from unisurvey.outside.refresh.questions import Asking, Journal
from unisurvey.outside.refresh.sweep import PARTS, Sweep, sweep

__all__ = [
    "PARTS",
    "Asking",
    "Change",
    "CheckedLink",
    "Edit",
    "Gap",
    "Journal",
    "Sweep",
    "Written",
    "sweep",
    "write",
]
