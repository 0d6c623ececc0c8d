"""Addresses as they may be shown: without what is secret in them."""

from __future__ import annotations

import re

_USER = re.compile(r"(?<=//)[^/?#]*@")
_SECRET = re.compile(
    r"""([?&#;]
        (?:[\w.%-]*[_.-])? (?:key|token|secret|password|passwd|pwd|auth|signature|sig
        |apikey|accesstoken|credential)
        =) [^&#;]*""",
    re.IGNORECASE | re.VERBOSE,
)


def shown(url: str) -> str:
    """Return an address without user, password and the values of secret parameters."""
    return _SECRET.sub(r"\1…", _USER.sub("", url))


def is_secret(url: str) -> bool:
    """Whether an address holds something that `shown` leaves out."""
    return shown(url) != url
