"""Whose turn it is: few requests at once, and pauses between those to one host."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from unisurvey.outside.web.limits import HostLimits, Limits


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
                lane.start()
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
        self._spacing = limits.spacing
        self._free_at = 0.0

    async def wait(self) -> None:
        left = self._left()
        while left > 0:
            await asyncio.sleep(left)
            left = self._left()

    def start(self) -> None:
        self.hold(self._spacing)

    def hold(self, seconds: float) -> None:
        self._free_at = max(self._free_at, _now() + seconds)

    def _left(self) -> float:
        return self._free_at - _now()


def _now() -> float:
    return asyncio.get_running_loop().time()
