"""Connections to checked addresses only.

The name is looked up here, all its addresses are checked, and the connection goes to one of
those very addresses; so a name that changes its address in between gains nothing. The
pool above still knows the connection by its name, and TLS checks that name.
"""

from __future__ import annotations

import asyncio
import socket
from ipaddress import ip_address
from typing import TYPE_CHECKING

import httpcore

from unisurvey.outside.web.failures import LookupFailedError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable

    from unisurvey.outside.web.addresses import Guard

    Resolver = Callable[[str, int], Awaitable[list[str]]]
    """Host and port → IP addresses; raises `socket.gaierror`."""

_ALWAYS_THERE = "example.com"
"""Found by every working name service: reserved by RFC 2606 and kept up by IANA."""

_MISSING = (socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME))


async def system_resolver(host: str, port: int) -> list[str]:
    """Look a name up as the machine does."""
    loop = asyncio.get_running_loop()
    found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


class GuardedBackend(httpcore.AsyncNetworkBackend):
    """Opens connections to addresses that the guard lets pass."""

    def __init__(self, guard: Guard, resolver: Resolver | None = None) -> None:
        self._guard = guard
        self._resolve = resolver or system_resolver
        self._plain = httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 - the library's signature
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Connect to the first address of a host that takes the connection.

        Raises:
            RefusedError: one of its addresses may not be asked.
            LookupFailedError: it has no address.
            httpcore.ConnectError: none of its addresses takes the connection.
            httpcore.ConnectTimeout: looking up or the last address took too long.
        """
        try:
            async with asyncio.timeout(timeout):
                found = await self._addresses(host, port)
        except TimeoutError:
            raise httpcore.ConnectTimeout from None
        self._guard.check_resolved(host, port, found)
        *others, last = found
        for address in others:
            try:
                return await self._plain.connect_tcp(
                    address, port, timeout, local_address, socket_options
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                continue
        return await self._plain.connect_tcp(
            last, port, timeout, local_address, socket_options
        )

    async def sleep(self, seconds: float) -> None:
        """Wait."""
        await asyncio.sleep(seconds)

    async def _addresses(self, host: str, port: int) -> list[str]:
        try:
            return [str(ip_address(host))]
        except ValueError:
            pass
        try:
            found = await self._resolve(host, port)
        except socket.gaierror as error:
            missing = error.errno in _MISSING and await self._names_work()
            raise LookupFailedError(host, missing=missing) from None
        except (OSError, UnicodeError):
            raise LookupFailedError(host, missing=False) from None
        if not found:
            raise LookupFailedError(host, missing=False)
        return found

    async def _names_work(self) -> bool:
        """Whether names are found at all: some systems deny every name when offline."""
        try:
            return bool(await self._resolve(_ALWAYS_THERE, 80))
        except OSError:
            return False
