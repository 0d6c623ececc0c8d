"""The only room that opens network connections."""

from unisurvey.outside.web.addresses import shown
from unisurvey.outside.web.answer import Answer
from unisurvey.outside.web.client import Web
from unisurvey.outside.web.limits import DEFAULT, HostLimits, Limits
from unisurvey.outside.web.probing import Probe, Verdict

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
