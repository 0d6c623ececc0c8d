"""Answers kept on disk: whole ones after all redirects, nothing cut short or refused.

A cache that cannot be used is left alone; the run goes on without one.
"""

from __future__ import annotations

import json
import sqlite3
import time
from contextlib import suppress
from typing import TYPE_CHECKING

from unisurvey.outside.web.answer import Answer

if TYPE_CHECKING:
    from datetime import timedelta
    from pathlib import Path

FILE = "answers-2.sqlite"
"""In the directory of the cache; a new layout gets a new name."""

_LAYOUT = (
    "CREATE TABLE answers (asked TEXT, accept TEXT, at REAL, url TEXT, status INTEGER, "
    "headers TEXT, body BLOB, PRIMARY KEY (asked, accept))"
)
_LARGEST = 256 * 1024**2
_PATIENCE = 0.5
_DEFECTS = (sqlite3.Error, OSError, ValueError, TypeError)


class AnswerCache:
    """Answers by what was asked; every method does nothing when the file is unusable."""

    def __init__(self, directory: Path, max_age: timedelta) -> None:
        self._path = directory / FILE
        self._max_age = max_age.total_seconds()
        self._database: sqlite3.Connection | None = None

    def open(self) -> None:
        """Open the file, a fresh one in place of one that is damaged."""
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._open()
        except (sqlite3.OperationalError, OSError):
            self.close()
        except sqlite3.DatabaseError:
            self.close()
            with suppress(sqlite3.Error, OSError):
                self._path.unlink()
                self._open()

    def _open(self) -> None:
        """Open the file, prove that it can be written, and drop what is too old.

        Raises:
            sqlite3.OperationalError: another program holds it, or it is of another's.
            sqlite3.DatabaseError: it is damaged.
        """
        self._database = database = sqlite3.connect(
            self._path, timeout=_PATIENCE, isolation_level=None
        )
        database.execute("BEGIN IMMEDIATE")  # fails where another one is writing
        laid_out = database.execute("SELECT sql FROM sqlite_master WHERE sql NOT NULL")
        match laid_out.fetchall():
            case []:
                database.execute(_LAYOUT)
            case [(layout,)] if layout == _LAYOUT:
                oldest = time.time() - self._max_age
                database.execute("DELETE FROM answers WHERE at < ?", (oldest,))
            case _:
                raise sqlite3.OperationalError("this database is not ours")
        database.execute("COMMIT")
        # a file that is full takes no more answers until the old ones are dropped
        (page,) = database.execute("PRAGMA page_size").fetchone()
        database.execute(f"PRAGMA max_page_count={_LARGEST // page}")

    def load(self, asked: str, accept: str) -> Answer | None:
        """Return what was kept for an address, if it is not too old."""
        if self._database is None:
            return None
        try:
            row = self._database.execute(
                "SELECT url, status, body, headers FROM answers "
                "WHERE asked = ? AND accept = ? AND at > ?",
                (asked, accept, time.time() - self._max_age),
            ).fetchone()
            if row is None:
                return None
            url, status, body, headers = row
            return Answer(str(url), int(status), bytes(body), dict(json.loads(headers)))
        except _DEFECTS:
            self.close()
            return None

    def keep(self, asked: str, accept: str, answer: Answer) -> None:
        """Keep an answer in place of an older one."""
        if self._database is None:
            return
        headers = json.dumps(dict(answer.headers))
        row = (asked, accept, time.time(), answer.url, answer.status, headers)
        try:
            self._database.execute(
                "INSERT OR REPLACE INTO answers VALUES (?, ?, ?, ?, ?, ?, ?)",
                (*row, answer.body),
            )
        except _DEFECTS:
            self.close()

    def close(self) -> None:
        """Close the file; nothing is found or kept any more."""
        database, self._database = self._database, None
        if database is not None:
            database.close()
