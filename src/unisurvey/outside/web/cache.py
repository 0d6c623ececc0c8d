"""Answers kept on disk.

hishel's storage keeps them, not its HTTP transport: what is kept are whole answers after
all redirects, so that nothing cut short or refused gets in. A cache that cannot be used is
left alone; the run goes on without one.
"""

from __future__ import annotations

import asyncio
import hashlib
import logging
import sqlite3
import time
from typing import TYPE_CHECKING

from unisurvey.outside.web.answer import Answer

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from datetime import timedelta
    from pathlib import Path

    from hishel import AsyncSqliteStorage, Entry

FILE = "answers-1.sqlite"
"""In the directory of the cache; a new layout gets a new name."""

_URL = "unisurvey-url"
_TIME = "unisurvey-time"
_OURS = (_URL, _TIME)
_LARGEST = 256 * 1024**2
_PATIENCE = 0.5
_DEFECTS = (sqlite3.Error, OSError, RuntimeError, ValueError, KeyError, TypeError)


class AnswerCache:
    """Answers by what was asked; every method does nothing when the file is unusable."""

    def __init__(self, directory: Path, max_age: timedelta) -> None:
        self._path = directory / FILE
        self._max_age = max_age.total_seconds()
        self._storage: AsyncSqliteStorage | None = None

    async def open(self) -> None:
        """Open the file, a fresh one in place of one that is damaged."""
        logging.getLogger("hishel").addHandler(logging.NullHandler())
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            await self._open()
        except (sqlite3.OperationalError, OSError, RuntimeError):
            await self.close()
        except sqlite3.DatabaseError:
            await self._open_afresh()

    async def _open(self) -> None:
        """Open the file and prove that it can be read and written."""
        import anysqlite
        from hishel import AsyncSqliteStorage

        connection = await anysqlite.connect(
            str(self._path), isolation_level=None, timeout=_PATIENCE
        )
        try:
            await connection.execute("BEGIN IMMEDIATE")
            await connection.execute("ROLLBACK")
        except sqlite3.Error:
            await connection.close()
            raise
        self._storage = AsyncSqliteStorage(
            connection=connection, default_ttl=self._max_age, max_size=_LARGEST
        )
        await self._storage.get_entries("")
        await connection.execute(f"PRAGMA busy_timeout={int(_PATIENCE * 1000)}")

    async def _open_afresh(self) -> None:
        try:
            self._path.unlink()
            await self._open()
        except (sqlite3.Error, OSError, RuntimeError):
            await self.close()

    async def load(self, url: str, accept: str) -> Answer | None:
        """Return what was kept for an address, if it is not too old."""
        if self._storage is None:
            return None
        try:
            for entry in await self._storage.get_entries(_key(url, accept)):
                headers = entry.response.headers
                if time.time() - float(headers[_TIME]) < self._max_age:
                    return await _answer(entry)
        except _DEFECTS:
            await self.close()
        return None

    async def keep(self, url: str, accept: str, answer: Answer) -> None:
        """Keep an answer in place of an older one."""
        if self._storage is None:
            return
        from hishel import Headers, Request, Response

        async def body() -> AsyncIterator[bytes]:
            yield answer.body

        key = _key(url, accept)
        own = {_URL: answer.url, _TIME: str(time.time())}
        response = Response(
            status_code=answer.status,
            headers=Headers({**answer.headers, **own}),
            stream=body(),
        )
        try:
            for old in await self._storage.get_entries(key):
                await self._storage.remove_entry(old.id)
            entry = await self._storage.create_entry(Request("GET", url), response, key)
            await _read(entry)
        except _DEFECTS:
            await self.close()

    async def close(self) -> None:
        """Close the file; nothing is found or kept any more."""
        storage, self._storage = self._storage, None
        if storage is not None:
            await asyncio.shield(storage.close())


def _key(url: str, accept: str) -> str:
    return hashlib.sha256(f"{accept}\n{url}".encode()).hexdigest()


async def _answer(entry: Entry) -> Answer:
    stored = dict(entry.response.headers.items())
    return Answer(
        url=stored[_URL],
        status=entry.response.status_code,
        body=await _read(entry),
        headers={name: text for name, text in stored.items() if name not in _OURS},
    )


async def _read(entry: Entry) -> bytes:
    from collections.abc import AsyncIterable

    assert isinstance(entry.response.stream, AsyncIterable)
    return b"".join([piece async for piece in entry.response.stream])
