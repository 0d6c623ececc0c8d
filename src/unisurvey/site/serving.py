"""The site on this machine: read-only, for its own browser alone."""

from __future__ import annotations

from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

LOOPBACK = "127.0.0.1"
_NAMES = frozenset({LOOPBACK, "localhost"})


class _Handler(SimpleHTTPRequestHandler):
    """Gives out the files of one folder.

    A foreign name is refused: a page elsewhere could have it lead here, and read along.
    """

    def __init__(self, *args: Any, log: Callable[[str], None], **given: Any) -> None:
        self._log = log
        super().__init__(*args, **given)

    def send_head(self) -> Any:
        """Refuse foreign names, and folders that would be listed."""
        host = self.headers.get("Host", "").rpartition(":")[0] or self.headers.get(
            "Host"
        )
        if host not in _NAMES:
            self.send_error(HTTPStatus.MISDIRECTED_REQUEST, "only for this machine")
            return None
        return super().send_head()

    def list_directory(self, _path: object) -> None:
        """List nothing."""
        self.send_error(HTTPStatus.NOT_FOUND, "no such page")

    def end_headers(self) -> None:
        """Say what no page itself can say."""
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Content-Security-Policy", "frame-ancestors 'none'")
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()

    def log_request(self, code: object = "-", _size: object = "-") -> None:
        """Tell of a request."""
        self._log(f"{self.requestline!r}: {code}")

    def log_error(self, *_said: object) -> None:
        """Say nothing more: the code was told."""


def server(folder: Path, port: int, log: Callable[[str], None]) -> ThreadingHTTPServer:
    """Return a server of a folder on this machine; the caller runs and closes it.

    Args:
        folder: What it gives out.
        port: `0` takes any that is free.
        log: Told of each request.

    Raises:
        OSError: the port is taken.
    """
    handler = partial(_Handler, directory=str(folder), log=log)
    return ThreadingHTTPServer((LOOPBACK, port), handler)
