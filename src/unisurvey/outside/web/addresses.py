"""Which addresses may be asked: public ones, and those the user named; and how they are shown."""

from __future__ import annotations

import re
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import TYPE_CHECKING

from unisurvey.errors import ForbiddenAddressError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable

    import httpx

_USER = re.compile(r"(?<=//)[^/?#]*@")
_SECRET = re.compile(
    r"""([?&#;]
        (?:[\w.%-]*[_.-])? (?:key|token|secret|password|passwd|pwd|auth|signature|sig
        |apikey|accesstoken|credential)
        =) [^&#;]*""",
    re.IGNORECASE | re.VERBOSE,
)
_PORTS = {"http": 80, "https": 443}
_NAT64 = IPv6Network("64:ff9b::/96")
_COMPATIBLE = IPv6Network("::/96")
_HINT = "allow it with --allow-private"


def shown(url: str) -> str:
    """Return an address without user, password and the values of secret parameters."""
    return _SECRET.sub(r"\1…", _USER.sub("", url))


def is_secret(url: str) -> bool:
    """Whether an address holds something that `shown` leaves out."""
    return shown(url) != url


class RefusedError(Exception):
    """A host leads to an address that may not be asked; `str()` says which."""


@dataclass(frozen=True, slots=True)
class Guard:
    """Decides about addresses before the request, and again when connecting."""

    allow_private: bool = False
    named: frozenset[tuple[str, int]] = frozenset()
    """Host and port of the services that the user named."""

    def check_url(self, url: httpx.URL) -> None:
        """Refuse what no look-up is needed for.

        Raises:
            ForbiddenAddressError: another scheme than http(s), a user or password in
                the address, or a host that is private by its name.
        """
        text = shown(str(url))
        if url.scheme not in _PORTS or not url.host:
            raise ForbiddenAddressError(text, "only http and https addresses are asked")
        if url.userinfo:
            reason = "an address with a user or password in it is not asked"
            raise ForbiddenAddressError(text, reason)
        try:
            self.check_host(url.host, port_of(url))
        except RefusedError as error:
            raise ForbiddenAddressError(text, str(error)) from None

    def check_host(self, host: str, port: int) -> None:
        """Refuse a name or literal address that is private as it stands.

        Raises:
            RefusedError: says why.
        """
        if self._is_allowed(host, port):
            return
        bare = host.rstrip(".").lower()
        if bare == "localhost" or bare.endswith(".localhost"):
            raise RefusedError(f"{host} is this machine; {_HINT}")
        try:
            kind = private_kind(bare)
        except ValueError:
            return
        if kind:
            raise RefusedError(f"{host} is a {kind} address; {_HINT}")

    def check_resolved(self, host: str, port: int, found: Iterable[str]) -> None:
        """Refuse a host when any of the addresses that it leads to is private.

        Raises:
            RefusedError: says why.
        """
        if self._is_allowed(host, port):
            return
        for address in found:
            if kind := private_kind(address):
                reason = f"{host} leads to the {kind} address {address}; {_HINT}"
                raise RefusedError(reason)

    def _is_allowed(self, host: str, port: int) -> bool:
        return self.allow_private or (host.lower(), port) in self.named


def private_kind(address: str) -> str | None:
    """Say what keeps a literal IP address from being public; `None` for a public one.

    Raises:
        ValueError: it is not an IP address.
    """
    ip = ip_address(address)
    inner = _embedded(ip)
    return next((kind for part in inner if (kind := _kind(part))), _kind(ip))


def _kind(ip: IPv4Address | IPv6Address) -> str | None:
    match ip:
        case _ if ip.is_loopback:
            return "loopback"
        case _ if ip.is_unspecified:
            return "unspecified"
        case _ if ip.is_link_local:
            return "link-local"
        case _ if ip.is_multicast:
            return "multicast"
        case IPv6Address(ipv4_mapped=IPv4Address()):
            return None
        case _ if ip in _NAT64:
            return None
        case _ if not ip.is_global or getattr(ip, "is_site_local", False):
            return "private"
        case _ if ip.is_reserved:
            return "reserved"
        case _:
            return None


def _embedded(ip: IPv4Address | IPv6Address) -> tuple[IPv4Address, ...]:
    """Return the IPv4 addresses that a packet to an IPv6 address may end at."""
    if isinstance(ip, IPv4Address):
        return ()
    last = IPv4Address(int(ip) & 0xFFFFFFFF)
    wrapped = ip in _NAT64 or (ip in _COMPATIBLE and int(ip) > 1)
    found = (
        ip.ipv4_mapped,
        ip.sixtofour,
        *(ip.teredo or ()),
        last if wrapped else None,
    )
    return tuple(part for part in found if part is not None)


def port_of(url: httpx.URL) -> int:
    """Return the port of an http(s) address, the scheme's own if it names none."""
    return url.port or _PORTS[url.scheme]


def named_hosts(addresses: Iterable[str]) -> frozenset[tuple[str, int]]:
    """Return host and port of the addresses of services.

    Raises:
        UsageError: one is not an http(s) address.
    """
    import httpx

    named = set()
    for address in addresses:
        try:
            url = httpx.URL(address)
            host = url.host.lower()
        except (httpx.InvalidURL, UnicodeError):
            raise UsageError(f"{shown(address)!r} is not a valid address") from None
        if url.scheme not in _PORTS or not host:
            reason = f"{shown(address)!r} is not an http or https address"
            raise UsageError(reason)
        named.add((host, port_of(url)))
    return frozenset(named)
