"""Somebody's own .bib file against the catalogue."""

from unisurvey.audit.auditing import audit
from unisurvey.audit.findings import Audit, Finding, Judgement, Verdict
from unisurvey.audit.fixing import fix

__all__ = ["Audit", "Finding", "Judgement", "Verdict", "audit", "fix"]
