"""Asking other machines: the one door to the network."""

from __future__ import annotations

from contextlib import AsyncExitStack
from datetime import timedelta
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Self

from unisurvey.errors import BadAnswerError, StatusError, UnreachableError, UsageError
from unisurvey.outside.web.addresses import Guard, is_secret, named_hosts, shown
from unisurvey.outside.web.answer import Answer
from unisurvey.outside.web.limits import DEFAULT, Limits

if TYPE_CHECKING:
    import ssl
    from collections.abc import Mapping
    from pathlib import Path

    import httpx

    from unisurvey.outside.web.cache import AnswerCache
    from unisurvey.outside.web.probing import Probe
    from unisurvey.outside.web.transport import Resolver

WEEK = timedelta(days=7)
_HARMLESS = ("accept", "accept-language")


class Web:
    """Asks politely, within limits, and only public addresses.

    An async context manager; many tasks may use one at the same time. Proxies and other
    settings of the environment are not used.
    """

    def __init__(
        self,
        *,
        agent: str,
        cache: Path | None = None,
        max_age: timedelta | None = None,
        endpoints: Mapping[str, str] | None = None,
        allow_private: bool = False,
        limits: Limits = DEFAULT,
        resolver: Resolver | None = None,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        """Describe how to ask; nothing is opened before `async with`.

        Args:
            agent: Who asks, with an address where one learns more.
            cache: Directory for answers; `None` keeps none.
            max_age: Older answers are asked for anew; `None` means seven days.
            endpoints: Name of a service → base address; these may be private.
            allow_private: Whether private addresses may be asked.
            limits: How fast, how long, how much.
            resolver: Looks names up; `None` as the machine does.
            tls: Which certificates to trust; `None` those that browsers trust.
        """
        self.endpoints: Mapping[str, str] = MappingProxyType(dict(endpoints or {}))
        """Name of a service → base address."""

        self._agent = agent
        self._cache_directory = cache
        self._max_age = WEEK if max_age is None else max_age
        self._guard = Guard(allow_private, named_hosts(self.endpoints.values()))
        self._limits = limits
        self._resolver = resolver
        self._tls = tls
        self._stack = AsyncExitStack()
        self._client: httpx.AsyncClient | None = None
        self._cache: AnswerCache | None = None

    async def __aenter__(self) -> Self:
        import httpx
        from httpx_retries import RetryTransport

        from unisurvey.outside.web.answer import ACCEPTED
        from unisurvey.outside.web.cache import AnswerCache
        from unisurvey.outside.web.failures import retrying
        from unisurvey.outside.web.transport import CarefulTransport

        limits = self._limits
        transport = CarefulTransport(
            limits, self._guard, resolver=self._resolver, tls=self._tls
        )
        client = httpx.AsyncClient(
            transport=RetryTransport(
                transport=transport, retry=retrying(limits, limits.retries)
            ),
            headers={"user-agent": self._agent, "accept-encoding": ACCEPTED},
            timeout=httpx.Timeout(limits.read, connect=limits.connect, pool=None),
            trust_env=False,
        )
        self._client = await self._stack.enter_async_context(client)
        if self._cache_directory is not None:
            self._cache = AnswerCache(self._cache_directory, self._max_age)
            self._stack.callback(self._cache.close)
            self._cache.open()
        return self

    async def __aexit__(self, *_: object) -> None:
        self._client = self._cache = None
        await self._stack.aclose()

    async def get(
        self,
        url: str,
        *,
        params: Mapping[str, str] | None = None,
        accept: str | None = None,
        headers: Mapping[str, str] | None = None,
        largest: int | None = None,
    ) -> Answer:
        """Return a whole answer, from the cache if it holds a young one.

        Args:
            url: An http(s) address.
            params: Added to the query of `url`.
            accept: Media types wanted.
            headers: Sent to this host only; such an answer is not cached.
            largest: Most bytes of the body; `None` leaves it to the limits.

        Raises:
            UnreachableError: no connection, or it broke or took too long.
            ForbiddenAddressError: the address, or one that it leads to, is private.
            StatusError: status 400 or above.
            BadAnswerError: cut short, too large, or redirected without end.
        """
        wanted = {"accept": accept} if accept else {}
        request = self._request("GET", url, params, {**(headers or {}), **wanted})
        if largest is not None:
            request.extensions["largest"] = largest
        asked = str(request.url)
        cache = None if headers or is_secret(asked) else self._cache
        if cache and (kept := cache.load(asked, accept or "")):
            return kept
        response = await self._follow(request, [])
        answer = _answer(response)
        if cache and not is_secret(str(response.url)):
            cache.keep(asked, accept or "", answer)
        return answer

    async def post_json(
        self, url: str, payload: Any, *, headers: Mapping[str, str] | None = None
    ) -> Answer:
        """Send a question as JSON, such as a GraphQL query, and return the answer.

        It may be sent more than once, so it must not change anything there. Never cached;
        never redirected.

        Raises:
            NetworkError: as for `get`.
        """
        request = self._request("POST", url, None, headers or {}, payload)
        return _answer(await self._send(request))

    async def probe(self, url: str) -> Probe:
        """Find out whether a link still leads somewhere; never cached.

        Whatever the other side does, the answer is a verdict, never an exception.
        """
        from unisurvey.outside.web.failures import retrying
        from unisurvey.outside.web.probing import probe

        again = retrying(self._limits, self._limits.probe_retries)

        async def ask(method: str, hops: list[httpx.Response]) -> None:
            request = self._request(method, url, None, {})
            request.extensions.update(largest=0, retry=again)
            await self._follow(request, hops)

        return await probe(url, ask)

    def _request(
        self,
        method: str,
        url: str,
        params: Mapping[str, str] | None,
        headers: Mapping[str, str],
        payload: Any = None,
    ) -> httpx.Request:
        import httpx

        try:
            parsed = httpx.URL(url)
            self._guard.check_url(parsed)
        except (httpx.InvalidURL, UnicodeError):
            raise UnreachableError(shown(url), "not a valid address") from None
        if params:
            parsed = parsed.copy_merge_params(dict(params))
        for name, value in headers.items():
            if not (value.isascii() and value.isprintable()):
                reason = f"the header {name} has characters that cannot be sent"
                raise UsageError(reason)
        return self._open().build_request(
            method, parsed, headers=dict(headers), json=payload
        )

    async def _follow(
        self, request: httpx.Request, hops: list[httpx.Response]
    ) -> httpx.Response:
        """Send a request and what it is redirected to; return the last answer.

        Every answer is added to `hops`, so that those before an error are known too.
        """
        first = request
        for _ in range(self._limits.redirects + 1):
            response = await self._send(request)
            hops.append(response)
            if response.next_request is None:
                return response
            request = response.next_request
            if _origin(request.url) != _origin(first.url):
                for name in set(first.headers) - set(self._open().headers):
                    if name not in (*_HARMLESS, "host"):
                        request.headers.pop(name, None)
        reason = f"more than {self._limits.redirects} redirects"
        raise BadAnswerError(shown(str(first.url)), reason)

    async def _send(self, request: httpx.Request) -> httpx.Response:
        import httpx

        self._guard.check_url(request.url)
        try:
            return await self._open().send(request)
        except (httpx.InvalidURL, httpx.RemoteProtocolError, UnicodeError):
            reason = "redirects to something that is not an address"
            raise BadAnswerError(shown(str(request.url)), reason) from None

    def _open(self) -> httpx.AsyncClient:
        if self._client is None:
            raise RuntimeError("a Web is used inside its `async with`")
        return self._client


def _origin(url: httpx.URL) -> tuple[str, str, int | None]:
    return (url.scheme, url.host, url.port)


def _answer(response: httpx.Response) -> Answer:
    """Return a good answer as plain data; raise for any other."""
    url = shown(str(response.url))
    if response.status_code >= 400:
        raise StatusError(url, response.status_code)
    if response.status_code >= 300:
        reason = f"HTTP status {response.status_code} without a usable address"
        raise BadAnswerError(url, reason)
    return Answer(
        url=url,
        status=response.status_code,
        body=response.content,
        headers=dict(response.headers),
    )
