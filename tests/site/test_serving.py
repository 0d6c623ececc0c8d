"""The site on this machine: its own browser is answered, nobody else."""

import http.client
import socket
import threading
from contextlib import closing

import pytest

from unisurvey.site.serving import LOOPBACK, server

OWN = f"{LOOPBACK}:{{}}"


@pytest.fixture
def served(toy_site):
    """A server of the small site, and what it told of requests."""
    (toy_site.parent / "secret.txt").write_text("secret")
    said: list[str] = []
    with server(toy_site, 0, said.append) as serving:
        thread = threading.Thread(target=serving.serve_forever, args=(0.01,))
        thread.start()
        yield serving.server_port, said
        serving.shutdown()
        thread.join()


@pytest.fixture
def ask(served):
    port, _ = served

    def request(path, host=OWN, method="GET"):
        with closing(http.client.HTTPConnection(LOOPBACK, port, timeout=5)) as to:
            to.putrequest(method, path, skip_host=True)
            if host is not None:
                to.putheader("Host", host.format(port))
            to.endheaders()
            answer = to.getresponse()
            return answer.status, answer.headers, answer.read()

    return request


def test_files_are_given_out_with_what_no_page_can_say(ask, toy_pages):
    for address, kind in (("index.html", "text/html"), (style(toy_pages), "text/css")):
        status, heads, data = ask(f"/{address}")

        assert (status, data.decode()) == (200, toy_pages[address])
        assert heads["Content-Type"].partition(";")[0] == kind
        assert heads["X-Content-Type-Options"] == "nosniff"
        assert heads["Content-Security-Policy"] == "frame-ancestors 'none'"
        assert heads["Cache-Control"] == "no-cache"


def style(pages):
    return next(at for at in pages if at.endswith(".css"))


def test_it_listens_on_this_machine_alone(toy_site):
    with server(toy_site, 0, lambda _: None) as serving:
        assert serving.socket.getsockname()[0] == LOOPBACK


@pytest.mark.parametrize("host", ["localhost", "localhost:{}", "127.0.0.1", OWN])
def test_its_own_names_are_answered(ask, host):
    assert ask("/index.html", host)[0] == 200


@pytest.mark.parametrize(
    "host",
    [
        *("evil.example", "evil.example:{}", "127.0.0.1.evil.example:{}", "", None),
        *("localhost.evil.example", "127.0.0.2:{}", "[::1]:{}", "localhost:{}:80"),
    ],
)
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_a_foreign_name_is_refused(ask, host, method):
    status, _, data = ask("/index.html", host, method)

    assert status == 421
    assert b"<main" not in data


@pytest.mark.parametrize(
    "path",
    [
        *(
            "/../secret.txt",
            "/%2e%2e/secret.txt",
            "/..%2fsecret.txt",
            "//../secret.txt",
        ),
        *("/assets/../../secret.txt", "/..%5csecret.txt", "/./../secret.txt"),
        "//secret.txt",
    ],
)
def test_no_path_leads_out_of_the_folder(ask, path):
    status, _, data = ask(path)

    assert status == 404
    assert b"secret" not in data.replace(path.encode(), b"")


def test_no_folder_is_listed(ask):
    assert ask("/assets/")[0] == 404
    assert ask("/papers/")[0] == 200


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS"])
def test_nothing_can_be_sent(ask, method):
    assert ask("/index.html", method=method)[0] == 501


def test_requests_are_told_without_what_steers_a_terminal(ask, served):
    port, said = served

    ask("/index.html?a=b")
    with socket.create_connection((LOOPBACK, port), timeout=5) as to:
        to.sendall(b"GET /\x1b[2J HTTP/1.1\r\nHost: localhost\r\n\r\n")
        to.recv(100)

    assert said == [
        "'GET /index.html?a=b HTTP/1.1': 200",
        r"'GET /\x1b[2J HTTP/1.1': 404",
    ]
