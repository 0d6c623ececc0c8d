"""How fast, how long and how much, as data; and whose turn it is to ask."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping


@dataclass(frozen=True, slots=True)
class HostLimits:
    """What one host is asked to bear."""

    at_once: int = 4
    """Requests under way at the same time."""

    spacing: float = 0.1
    """Seconds between the starts of two requests."""


ARXIV = HostLimits(at_once=1, spacing=3.0)
"""One connection, one request in three seconds: https://info.arxiv.org/help/api/tou.html"""

HOSTS: Mapping[str, HostLimits] = {
    "export.arxiv.org": ARXIV,
    "arxiv.org": ARXIV,
    "dblp.org": HostLimits(at_once=1, spacing=1.0),
    "api.semanticscholar.org": HostLimits(at_once=1, spacing=1.0),
}


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits of one `Web`; times in seconds, sizes in bytes."""

    connect: float = 10.0
    """To look the name up, connect and agree on encryption, for each address."""

    read: float = 20.0
    """Longest silence while an answer is awaited or read."""

    total: float = 60.0
    """For one try from connecting to the last byte; waiting for a turn not counted."""

    largest: int = 10_000_000
    """Of a body, after decompression."""

    redirects: int = 10
    at_once: int = 16
    """Requests under way at the same time, all hosts together."""

    retries: int = 3
    """Tries after the first."""

    probe_retries: int = 1
    backoff: float = 0.5
    """The nth retry waits about `backoff * 2**n`; 0 does not wait."""

    longest_wait: float = 30.0
    """Longest pause that a server may ask for with `Retry-After`; else it is given up."""

    host: HostLimits = HostLimits()
    """For hosts that `hosts` does not name."""

    hosts: Mapping[str, HostLimits] = field(default_factory=lambda: HOSTS)

    def of(self, host: str) -> HostLimits:
        """Return what holds for a host."""
        return self.hosts.get(host, self.host)


DEFAULT = Limits()


class Turns:
    """Keeps the limits of one `Web`."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._all = asyncio.Semaphore(limits.at_once)
        self._lanes: dict[tuple[str, int], _Lane] = {}

    @asynccontextmanager
    async def turn(self, host: str, port: int) -> AsyncIterator[None]:
        """Wait until a request to a host may start; it ends with the block."""
        lane = self._lane(host, port)
        async with lane.slots:
            async with lane.door:
                await lane.wait()
                await self._all.acquire()
                lane.hold(lane.spacing)
            try:
                yield
            finally:
                self._all.release()

    def pause(self, host: str, port: int, seconds: float) -> None:
        """Start nothing more to a host for some seconds, because it asked for that."""
        self._lane(host, port).hold(seconds)

    def _lane(self, host: str, port: int) -> _Lane:
        key = (host, port)
        if key not in self._lanes:
            self._lanes[key] = _Lane(self._limits.of(host))
        return self._lanes[key]


class _Lane:
    """The requests to one host and port."""

    def __init__(self, limits: HostLimits) -> None:
        self.slots = asyncio.Semaphore(limits.at_once)
        self.door = asyncio.Lock()
        self.spacing = limits.spacing
        self._free_at = 0.0

    async def wait(self) -> None:
        left = self._left()
        while left > 0:
            await asyncio.sleep(left)
            left = self._left()

    def hold(self, seconds: float) -> None:
        self._free_at = max(self._free_at, _now() + seconds)

    def _left(self) -> float:
        return self._free_at - _now()


def _now() -> float:
    return asyncio.get_running_loop().time()
