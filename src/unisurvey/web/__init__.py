"""The only room that opens network connections."""

from unisurvey.web.answer import Answer
from unisurvey.web.client import Web
from unisurvey.web.limits import DEFAULT, HostLimits, Limits
from unisurvey.web.probing import Probe, Verdict
from unisurvey.web.showing import shown

__all__ = [
    "DEFAULT",
    "Answer",
    "HostLimits",
    "Limits",
    "Probe",
    "Verdict",
    "Web",
    "shown",
]
