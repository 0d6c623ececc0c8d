"""Verdicts on links: dead only when it is certain."""

import socket  # noqa: TID251 - for the errors of name services
import time

import pytest

from unisurvey.outside.web import Probe


def late(_asked):
    time.sleep(0.3)
    return "late"


def test_a_page_that_is_there_is_alive(serve, probe):
    server = serve({"/a": "page"})
    url = f"{server.url}/a"

    assert probe(url) == Probe(url, "alive", 200, None, "HTTP status 200")
    assert [asked.method for asked in server.requests] == ["HEAD"]


@pytest.mark.parametrize("status", [404, 410])
def test_a_page_that_is_gone_is_dead(serve, probe, status):
    server = serve({"/a": (status, {}, "")})
    url = f"{server.url}/a"

    assert probe(url) == Probe(url, "dead", status, None, f"HTTP status {status}")
    assert [asked.method for asked in server.requests] == ["HEAD", "GET"]


@pytest.mark.parametrize(
    "status", [400, 401, 402, 403, 405, 406, 418, 429, 451, 500, 501, 502, 503, 520]
)
def test_a_refusal_is_undecidable(serve, probe, status):
    server = serve({"/a": (status, {}, "")})
    url = f"{server.url}/a"

    assert probe(url) == Probe(
        url, "undecidable", status, None, f"HTTP status {status}"
    )


@pytest.mark.parametrize("status", [400, 403, 404, 405, 500, 501])
def test_a_server_that_dislikes_head_is_asked_with_get(serve, probe, status):
    def reply(asked):
        return (status, {}, "") if asked.method == "HEAD" else (200, {}, "page")

    server = serve({"/a": reply})

    assert probe(f"{server.url}/a").verdict == "alive"


def test_a_server_that_breaks_at_head_is_asked_with_get(serve, probe):
    server = serve({"/a": lambda asked: iter(()) if asked.method == "HEAD" else "page"})

    assert probe(f"{server.url}/a").verdict == "alive"


def test_too_many_requests_are_not_answered_with_more(serve, probe):
    server = serve({"/a": (429, {"Retry-After": "3600"}, "")})

    found = probe(f"{server.url}/a")

    assert (found.verdict, found.status) == ("undecidable", 429)
    assert found.reason.startswith("HTTP status 429; try again after 20")
    assert len(server.requests) == 1


def test_the_body_is_not_fetched(serve, probe, clock):
    def endless(asked):
        if asked.method == "HEAD":
            yield b"HTTP/1.1 405 No\r\nContent-Length: 0\r\n\r\n"
            return
        yield b"HTTP/1.1 200 OK\r\nContent-Length: 1000000000\r\n\r\n"
        for _ in range(100):
            time.sleep(0.05)
            yield b"x"

    server = serve({"/a": endless})
    started = clock()

    assert probe(f"{server.url}/a").verdict == "alive"
    assert clock() - started < 2


@pytest.mark.parametrize("status", [301, 308])
def test_a_permanent_redirect_gives_the_new_address(serve, probe, status):
    server = serve(
        {
            "/a": (status, {"Location": "/b"}, ""),
            "/b": (status, {"Location": "/c#d"}, ""),
            "/c": "page",
        }
    )

    found = probe(f"{server.url}/a")

    assert found == Probe(
        f"{server.url}/a",
        "alive",
        200,
        f"{server.url}/c#d",
        f"moved for good to {server.url}/c#d",
    )


def test_a_temporary_redirect_does_not(serve, probe):
    server = serve(
        {
            "/a": (301, {"Location": "/b"}, ""),
            "/b": (302, {"Location": "/c"}, ""),
            "/c": "page",
        }
    )

    found = probe(f"{server.url}/a")

    assert (found.verdict, found.final_url) == ("alive", None)
    assert found.reason == f"redirects to {server.url}/c"


def test_a_redirect_to_a_page_that_is_gone_is_dead(serve, probe):
    server = serve({"/a": (301, {"Location": "/b"}, "")})

    assert probe(f"{server.url}/a").verdict == "dead"


@pytest.mark.parametrize(
    ("asked", "target", "reason"),
    [
        ("/paper/1", "/", "redirects to the front page of 127.0.0.1"),
        ("/paper/1", "/index.html", "redirects to the front page of 127.0.0.1"),
        ("/?paper=1", "/", "redirects to the front page of 127.0.0.1"),
        ("/paper/1", "/login?next=1", "redirects to a login page of 127.0.0.1"),
        ("/paper/1", "/users/sign_in", "redirects to a login page of 127.0.0.1"),
        ("/paper/1", "/signin.php", "redirects to a login page of 127.0.0.1"),
    ],
)
def test_a_redirect_to_something_else_is_undecidable(
    serve, probe, asked, target, reason
):
    def reply(request):
        if request.query == {"paper": "1"} or request.path == "/paper/1":
            return (301, {"Location": target}, "")
        return "page"

    paths = ("/", "/paper/1", "/index.html", "/login", "/users/sign_in", "/signin.php")
    server = serve(dict.fromkeys(paths, reply))

    found = probe(f"{server.url}{asked}")

    assert (found.verdict, found.final_url, found.reason) == (
        "undecidable",
        None,
        reason,
    )


def test_a_front_page_may_redirect_to_a_front_page(serve, probe):
    other = serve({"/": "page"})
    server = serve({"/": (301, {"Location": f"{other.url}/"}, "")})

    assert probe(server.url).verdict == "alive"


def test_a_name_that_does_not_exist_is_dead(probe, names):
    resolver = names({"example.com": ["192.0.2.1"]})

    found = probe("http://gone.test/a", {"resolver": resolver})

    assert found == Probe(
        "http://gone.test/a", "dead", None, None, "the name gone.test does not exist"
    )


def test_without_any_name_service_nothing_is_dead(probe, names):
    found = probe("http://gone.test/a", {"resolver": names({})})

    assert (found.verdict, found.reason) == (
        "undecidable",
        "the name gone.test cannot be looked up; you seem to be offline",
    )


def test_a_name_service_that_is_busy_decides_nothing(probe, names):
    table = {"gone.test": socket.EAI_AGAIN, "example.com": ["192.0.2.1"]}

    found = probe("http://gone.test/a", {"resolver": names(table)})

    assert found.verdict == "undecidable"


def test_a_redirect_to_a_name_that_does_not_exist_decides_nothing(serve, probe, names):
    server = serve({"/a": (301, {"Location": "http://gone.test/b"}, "")})
    resolver = names({"example.com": ["192.0.2.1"]})

    found = probe(f"{server.url}/a", {"resolver": resolver})

    assert (found.verdict, found.reason) == (
        "undecidable",
        "the name gone.test does not exist (redirected to http://gone.test/b)",
    )


@pytest.mark.parametrize(
    ("reply", "reason"),
    [
        ((302, {"Location": "/a"}, ""), "more than 10 redirects"),
        ((302, {}, ""), "HTTP status 302"),
        (lambda _: iter([b"nonsense\r\n\r\n"]), "the answer is not HTTP"),
        (lambda _: iter(()), "the server hung up without an answer"),
        (late, "silent for 0.1 s"),
        (
            (302, {"Location": "file:///etc/passwd"}, ""),
            (
                "only http and https addresses are asked "
                "(redirected to file://127.0.0.1/etc/passwd)"
            ),
        ),
    ],
)
def test_hostile_answers_are_undecidable(serve, probe, reply, reason):
    server = serve({"/a": reply})

    found = probe(f"{server.url}/a", {"limits": {"read": 0.1}})

    assert (found.verdict, found.reason) == ("undecidable", reason)


def test_a_refused_connection_is_undecidable(probe):
    found = probe("http://127.0.0.1:1/a")

    assert (found.verdict, found.reason) == (
        "undecidable",
        "the connection was refused",
    )


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        (
            "http://localhost:1/a",
            "localhost is this machine; allow it with --allow-private",
        ),
        ("mailto:a@example.org", "only http and https addresses are asked"),
        ("http://[::1", "not a valid address"),
        ("", "only http and https addresses are asked"),
    ],
)
def test_what_may_not_be_asked_is_undecidable(probe, url, reason):
    found = probe(url, {"allow_private": False})

    assert (found.verdict, found.status, found.reason) == ("undecidable", None, reason)


def test_secrets_do_not_reach_the_report(serve, probe):
    server = serve({"/a": (301, {"Location": "/b?token=hush"}, ""), "/b": "page"})

    assert "hush" not in str(probe(f"{server.url}/a?key=hush"))


@pytest.mark.parametrize(
    ("asked", "target"),
    [
        ("/paper/1", "/?paper=1"),
        ("/paper/1", "/index.php?paper=1"),
        ("/", "/index.html"),
        ("/login", "/users/sign_in"),
        ("/paper/1", "/author/1"),
    ],
)
def test_a_page_by_another_address_is_alive(serve, probe, asked, target):
    def reply(request):
        first = request.path == asked and not request.query
        return (302, {"Location": target}, "") if first else "page"

    server = serve(dict.fromkeys((asked, target.partition("?")[0]), reply))

    assert probe(f"{server.url}{asked}").verdict == "alive"


@pytest.mark.parametrize("status", [200, 204, 206, 299])
def test_every_status_of_success_is_one(serve, probe, status):
    server = serve({"/a": (status, {}, "")})

    assert probe(f"{server.url}/a").verdict == "alive"


def test_a_host_that_asks_for_a_pause_gets_no_other_question(serve, probe):
    server = serve({"/a": (429, {}, "")})

    found = probe(f"{server.url}/a", {"limits": {"probe_retries": 0}})

    assert (found.verdict, found.reason) == ("undecidable", "HTTP status 429")
    assert [asked.method for asked in server.requests] == ["HEAD"]
