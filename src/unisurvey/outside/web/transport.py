"""One try of one request: its turn, its deadline, its size, and its failure in words.

Connections lead to checked addresses only: the name is looked up here, all its addresses are
checked, and the connection goes to one of those very addresses; so a name that changes its
address in between gains nothing. The pool above still knows the connection by its name, and
TLS checks that name.
"""

from __future__ import annotations

import asyncio
import socket
from datetime import UTC, datetime, timedelta
from functools import cache
from ipaddress import ip_address
from math import ceil
from typing import TYPE_CHECKING

import httpcore
import httpx

from unisurvey.errors import (
    BadAnswerError,
    ForbiddenAddressError,
    StatusError,
    UnreachableError,
)
from unisurvey.outside.web.addresses import RefusedError, port_of, shown
from unisurvey.outside.web.answer import Body, CutError, EncodingError, TooLargeError
from unisurvey.outside.web.failures import (
    STATUSES,
    CutShortError,
    LookupFailedError,
    failure,
    seconds_to_wait,
)
from unisurvey.outside.web.limits import Turns

if TYPE_CHECKING:
    import ssl
    from collections.abc import Awaitable, Callable, Iterable

    from unisurvey.outside.web.addresses import Guard
    from unisurvey.outside.web.limits import Limits

    Resolver = Callable[[str, int], Awaitable[list[str]]]
    """Host and port → IP addresses; raises `socket.gaierror`."""

_ALWAYS_THERE = "example.com"
"""Found by every working name service: reserved by RFC 2606 and kept up by IANA."""

_MISSING = (socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME))
_DROPPED = ("content-encoding", "content-length", "transfer-encoding", "set-cookie")
"""Of no use after reading; and no server gets to know us again by a cookie."""

_CONNECTION_ERRORS = (
    httpcore.NetworkError,
    httpcore.TimeoutException,
    httpcore.ProtocolError,
    httpcore.UnsupportedProtocol,
    OSError,
)


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
            works = await self._names_work()
            missing = error.errno in _MISSING and works
            raise LookupFailedError(host, missing=missing, offline=not works) from None
        except (OSError, UnicodeError):
            raise LookupFailedError(host) from None
        if not found:
            raise LookupFailedError(host)
        return found

    async def _names_work(self) -> bool:
        """Whether names are found at all: some systems deny every name when offline."""
        try:
            return bool(await self._resolve(_ALWAYS_THERE, 80))
        except OSError:
            return False


class CarefulTransport(httpx.AsyncBaseTransport):
    """Sends a request once and reads the whole answer, within the limits.

    The body of a redirect or an error is not read. The extension `largest` of a request
    sets its largest body; 0 reads none.
    """

    def __init__(
        self,
        limits: Limits,
        guard: Guard,
        *,
        resolver: Resolver | None = None,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self._limits = limits
        self._turns = Turns(limits)
        self._pool = httpcore.AsyncConnectionPool(
            ssl_context=tls or _trusting_all_authorities(),
            max_connections=limits.at_once,
            max_keepalive_connections=limits.at_once,
            keepalive_expiry=5.0,
            network_backend=GuardedBackend(guard, resolver),
        )

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Return the answer with its whole body, decompressed.

        Raises:
            NetworkError: there is none, or it is not usable.
        """
        url = request.url
        async with self._turns.turn(url.host, port_of(url)):
            try:
                async with asyncio.timeout(self._limits.total):
                    response = await self._exchange(request)
            except TimeoutError:
                reason = f"no whole answer within {self._limits.total:g} s"
                raise UnreachableError(shown(str(url)), reason) from None
        if response.status_code in STATUSES:
            self._heed_pause(response, url)
        return response

    async def aclose(self) -> None:
        """Close all connections."""
        await self._pool.aclose()

    async def _exchange(self, request: httpx.Request) -> httpx.Response:
        url = shown(str(request.url))
        answer = None
        try:
            answer = await self._pool.handle_async_request(_lower(request))
            headers = httpx.Headers(answer.headers)
            body = await self._read(request, answer, headers)
        except RefusedError as error:
            raise ForbiddenAddressError(url, str(error)) from None
        except (EncodingError, TooLargeError) as error:
            raise BadAnswerError(url, str(error)) from None
        except CutError:
            raise CutShortError(url, "the answer was cut short") from None
        except (LookupFailedError, *_CONNECTION_ERRORS) as error:
            answering = answer is not None
            raise failure(error, url, self._limits, answering=answering) from None
        finally:
            if answer is not None:
                await answer.aclose()
        for name in _DROPPED:
            headers.pop(name, None)
        return httpx.Response(answer.status, headers=headers, content=body)

    async def _read(
        self, request: httpx.Request, answer: httpcore.Response, headers: httpx.Headers
    ) -> bytes:
        largest = request.extensions.get("largest", self._limits.largest)
        if request.method != "HEAD" and (not largest or answer.status >= 300):
            return b""
        announced = headers.get("content-length", "")
        has_body = request.method != "HEAD"
        if has_body and announced.isdecimal() and int(announced[:18]) > largest:
            raise TooLargeError(largest)
        body = Body(headers.get("content-encoding", "") if has_body else "", largest)
        async for piece in answer.aiter_stream():
            body.add(piece)
        return body.whole()

    def _heed_pause(self, response: httpx.Response, url: httpx.URL) -> None:
        """Give up, or let nobody ask the host again, when it asks for a pause."""
        seconds = seconds_to_wait(response.headers.pop("retry-after", ""))
        if seconds is None:
            return
        if seconds > self._limits.longest_wait:
            then = datetime.now(UTC) + timedelta(seconds=seconds)
            status = response.status_code
            reason = f"HTTP status {status}; try again after {then:%Y-%m-%d %H:%M} UTC"
            raise StatusError(shown(str(url)), status, reason)
        self._turns.pause(url.host, port_of(url), seconds)
        response.headers["retry-after"] = str(ceil(seconds))


@cache
def _trusting_all_authorities() -> ssl.SSLContext:
    """Read the many certificates once."""
    return httpx.create_ssl_context(trust_env=False)


def _lower(request: httpx.Request) -> httpcore.Request:
    assert isinstance(request.stream, httpx.AsyncByteStream)
    return httpcore.Request(
        method=request.method,
        url=httpcore.URL(
            scheme=request.url.raw_scheme,
            host=request.url.raw_host,
            port=request.url.port,
            target=request.url.raw_path,
        ),
        headers=request.headers.raw,
        content=request.stream,
        extensions=request.extensions,
    )
