"""Web addresses, taken apart in one place.

Foreign text is full of addresses that `urlsplit` raises for, some only when the port
or the host is asked for; here such an address is `None`, which leads nowhere.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

FORM = r"https?://[^\s<>\"{}|\\^`/]+\.[^\s<>\"{}|\\^`]+"
"""Of an address that a record may hold, as far as a pattern can say."""


_PLAIN = re.compile(
    r"(?P<scheme>https?)://(?P<host>(?:[a-z0-9-]+\.)+[a-z0-9-]+)"
    r"(?P<path>(?:/[A-Za-z0-9._~%/@:+,=&()-]*)?)"
)
"""Nearly all addresses: `urlsplit` says the same of them and takes four times as long."""


class Address(NamedTuple):
    """The parts of a web address."""

    scheme: str
    host: str
    """In lower case, without user and port."""

    port: int | None
    path: str
    query: str

    @property
    def site(self) -> str:
        """The host without `www.`."""
        return self.host.removeprefix("www.")

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """Names and values of the query, in their order."""
        return parse_qsl(self.query, keep_blank_values=True)

    @property
    def steps(self) -> list[str]:
        """What stands between the slashes of the path, still percent-encoded."""
        return [step for step in self.path.split("/") if step]


@lru_cache(maxsize=1 << 10)  # several look at an address one after the other
def take_apart(url: str) -> Address | None:
    """Return the parts of an address; `None` when it cannot lead anywhere.

    That is one without a host or with half a bracket, with a port that is no number
    from 1 to 65535, with an empty part of the host, or with characters in it that only
    look like others.
    """
    if plain := _PLAIN.fullmatch(url):
        return Address(plain["scheme"], plain["host"], None, plain["path"], "")
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        return None
    if not host or port == 0 or not unicodedata.is_normalized("NFKC", host):
        return None
    if host.startswith(".") or ".." in host:
        return None
    return Address(parts.scheme, host, port, parts.path, parts.query)


def with_pairs(url: str, pairs: list[tuple[str, str]]) -> str:
    """Return an address, which has to be one, with another query."""
    return urlunsplit(urlsplit(url)._replace(query=urlencode(pairs)))
