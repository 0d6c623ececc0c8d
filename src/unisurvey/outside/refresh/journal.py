"""Answers kept on disk the moment they come, so that a run can go on where it stopped.

One JSON object a line, appended. A line that cannot be read, or is too old, is as if it
were not there; a journal that cannot be written keeps nothing and stops nobody.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from unisurvey.atomic import write_if_changed
from unisurvey.errors import RefusedFileError
from unisurvey.files import read_regular

if TYPE_CHECKING:
    from pathlib import Path

FORM = 1
"""Number of the layout of a line's answers; others are ignored."""


class Kept(NamedTuple):
    """An answer and the day it was given."""

    answer: Any
    """Plain data; `None` means that there is no such thing."""

    day: str


class Journal:
    """Question → its answer, for as long as answers are young enough."""

    def __init__(
        self,
        path: Path | None,
        now: datetime,
        max_age: timedelta,
        *,
        fresh: bool = False,
    ) -> None:
        """Read what earlier runs left, and drop what is of no use any more.

        Args:
            path: File; `None` keeps nothing.
            now: When this run asks, with its time zone.
            max_age: Older answers count no more.
            fresh: Whether to forget everything.
        """
        self._path = path
        self._now = now.astimezone(UTC)
        self._kept: dict[str, Kept] = {}
        if path is None:
            return
        lines: list[str] = []
        if not fresh:
            with suppress(OSError, RefusedFileError):
                lines = read_regular(path).decode(errors="replace").splitlines()
        good = [line for line in lines if self._read(line, max_age)]
        with suppress(OSError):
            if good != lines or fresh:
                write_if_changed(path, "".join(f"{line}\n" for line in good))

    @property
    def today(self) -> str:
        """Day of this run (UTC), ISO."""
        return self._now.date().isoformat()

    def get(self, service: str, about: str) -> Kept | None:
        """Return what was answered to a question."""
        return self._kept.get(_key(service, about))

    def keep(self, service: str, about: str, answer: Any) -> Kept:
        """Keep an answer, which is plain data."""
        kept = Kept(answer, self.today)
        self._kept[_key(service, about)] = kept
        if self._path is not None:
            line = {
                "form": FORM,
                "at": self._now.isoformat(),
                "service": service,
                "about": about,
                "answer": answer,
            }
            with suppress(OSError):
                self._append(json.dumps(line))
        return kept

    def _append(self, line: str) -> None:
        assert self._path is not None
        self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT
        handle = os.open(self._path, flags, 0o600)
        with os.fdopen(handle, "ab", buffering=0) as file:
            file.write(f"{line}\n".encode())  # in one piece, so that runs do not mix

    def _read(self, line: str, max_age: timedelta) -> bool:
        try:
            row = json.loads(line)
            at = datetime.fromisoformat(row["at"])
            young = timedelta() <= self._now - at <= max_age
            if row["form"] != FORM or not young:
                return False
            kept = Kept(row["answer"], at.astimezone(UTC).date().isoformat())
            self._kept[_key(row["service"], row["about"])] = kept
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
            return False
        return True


def _key(service: str, about: str) -> str:
    return f"{service} {about}"
