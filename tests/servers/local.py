"""A real HTTP server on this machine that answers what a test tells it to.

It speaks through sockets, so that a test can also make it lie, stall and hang up.
"""

import json
import socket
import ssl
import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest

_used: set[int] = set()


@dataclass(frozen=True)
class Asked:
    """A request as it came in."""

    method: str
    path: str
    """Without the query."""

    query: dict[str, str]
    headers: dict[str, str]
    """Names in lower case."""

    body: bytes

    def json(self):
        return json.loads(self.body)


@dataclass
class Server:
    """A running server."""

    url: str
    """Such as `http://127.0.0.1:40123`, without a slash at the end."""

    port: int
    routes: dict[str, Any]
    requests: list[Asked] = field(default_factory=list)
    """Every request so far, oldest first."""

    def paths(self, method=None):
        """Return the paths asked for, in order, of one method if given."""
        return [one.path for one in self.requests if method in {None, one.method}]


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = 5
    server: "_Listener"

    def _answer(self):
        parts = urlsplit(self.path)
        length = int(self.headers.get("content-length") or 0)
        asked = Asked(
            method=self.command,
            path=parts.path,
            query=dict(parse_qsl(parts.query)),
            headers={name.lower(): text for name, text in self.headers.items()},
            body=self.rfile.read(length),
        )
        known = self.server.known
        with self.server.lock:
            known.requests.append(asked)
            reply = known.routes.get(asked.path, (404, {}, "not here"))
            if isinstance(reply, list):
                reply = reply.pop(0) if len(reply) > 1 else reply[0]
        if callable(reply):
            reply = reply(asked)
        if not isinstance(reply, (tuple, str, bytes, dict, list)):
            self._raw(reply)
            return
        status, headers, body = reply if isinstance(reply, tuple) else (200, {}, reply)
        if isinstance(body, (dict, list)):
            body = json.dumps(body)
            headers = {"content-type": "application/json", **headers}
        data = body.encode() if isinstance(body, str) else body
        names = {name.lower() for name in headers}
        self.send_response(status)
        for name, text in headers.items():
            self.send_header(name, text)
        if "content-length" not in names:
            self.send_header("content-length", str(len(data)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)

    do_GET = do_HEAD = do_POST = do_PUT = do_DELETE = _answer  # noqa: N815

    def _raw(self, pieces):
        self.close_connection = True
        for piece in pieces:
            self.wfile.write(piece)
            self.wfile.flush()

    def log_message(self, *_):
        pass


class _Listener(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 64
    known: Server

    def __init__(self, host, tls):
        self.tls = tls
        self.lock = threading.Lock()
        if ":" in host:
            self.address_family = socket.AF_INET6
        super().__init__((host, 0), _Handler)

    def get_request(self):
        connection, address = super().get_request()
        if self.tls:
            connection = self.tls.wrap_socket(
                connection, server_side=True, do_handshake_on_connect=False
            )
        return connection, address

    def handle_error(self, request, client_address):
        """Say nothing: clients that hang up are what is tested."""


def _listen(host, tls):
    """Listen at a port that no server of this run had, whatever caches may hold."""
    while True:
        listener = _Listener(host, tls)
        if listener.server_port not in _used:
            _used.add(listener.server_port)
            return listener
        listener.server_close()


@pytest.fixture
def serve():
    """Start local HTTP servers: `server = serve({"/path": reply})`.

    A reply is one of

    - text, bytes, or a dict, sent with status 200 (a dict as JSON);
    - `(status, headers, body)`, where the body may be any of those;
    - a list of replies, given one after the other; the last one stays;
    - a function of the request (`Asked`) that returns any of these, or an iterable of
      bytes: those go to the socket as they are, head and all, and then it hangs up.

    Any other path is answered with 404. `server.url` is where it listens,
    `server.requests` what it was asked; `server.routes` may be changed at any time.
    `host="::1"` listens on IPv6; `tls=` takes an `ssl.SSLContext` and makes it https.
    """
    running = []

    def start(routes, *, host="127.0.0.1", tls: ssl.SSLContext | None = None):
        listener = _listen(host, tls)
        name = f"[{host}]" if ":" in host else host
        scheme = "https" if tls else "http"
        server = Server(
            url=f"{scheme}://{name}:{listener.server_port}",
            port=listener.server_port,
            routes=dict(routes),
        )
        listener.known = server
        thread = threading.Thread(
            target=listener.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True
        )
        thread.start()
        running.append((listener, thread))
        return server

    yield start
    for listener, thread in running:
        listener.shutdown()
        listener.server_close()
        thread.join()
