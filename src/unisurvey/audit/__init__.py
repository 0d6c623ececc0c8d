"""Somebody's own .bib file against the catalogue."""

from unisurvey.audit.entries import audit
from unisurvey.audit.findings import Audit, EntryFinding, Judgement, Verdict
from unisurvey.audit.fixing import fix

__all__ = ["Audit", "EntryFinding", "Judgement", "Verdict", "audit", "fix"]
