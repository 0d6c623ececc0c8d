"""What servers do wrong, by accident and on purpose."""

import asyncio
import gzip
import socket  # noqa: TID251 - its errors only
import time
import zlib

import pytest

from unisurvey.errors import BadAnswerError, UnreachableError

OK = b"HTTP/1.1 200 OK\r\n"


def raw(*pieces):
    """Send bytes as they are, then hang up."""
    return lambda _asked: iter(pieces)


def late(_asked):
    time.sleep(0.3)
    return "late"


def once(serve, reply):
    server = serve({"/a": reply})
    return server, f"{server.url}/a"


def test_html_instead_of_json(serve, get):
    _, url = once(serve, (200, {"Content-Type": "text/html"}, "<html>Log in</html>"))

    with pytest.raises(BadAnswerError) as caught:
        get(url).json()

    assert str(caught.value) == f"expected JSON, got '<html>Log in</html>': {url}"


def test_invalid_utf_8(serve, get):
    _, url = once(serve, b"ab\xff")

    with pytest.raises(BadAnswerError) as caught:
        get(url).text()

    assert str(caught.value) == f"the answer is not UTF-8 (byte 2): {url}"


@pytest.mark.parametrize(
    "pieces",
    [
        [OK, b"Content-Length: 100\r\n\r\nshort"],
        [OK, b"Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n"],
        [OK, b"Transfer-Encoding: chunked\r\n\r\nff\r\nhello"],
        [OK, b"Content-Encoding: gzip\r\n\r\n", gzip.compress(b"hello" * 99)[:-12]],
    ],
    ids=["length", "no last chunk", "half a chunk", "gzip"],
)
def test_a_body_that_stops_early_is_asked_for_again(serve, get, refusal, pieces):
    server, url = once(serve, [raw(*pieces), "whole"])
    assert get(url).body == b"whole"

    server.routes["/a"] = raw(*pieces)
    error = refusal(url, {"limits": {"retries": 1}})

    assert isinstance(error, BadAnswerError)
    assert str(error) == f"the answer was cut short: {url}"


@pytest.mark.parametrize(
    ("pieces", "reason"),
    [
        ([], "the server hung up without an answer"),
        ([OK], "the server hung up without an answer"),
        ([b"220 mail.test ESMTP\r\n\r\n"], "the answer is not HTTP"),
        ([b"\x00\xff" * 20, b"\r\n\r\n"], "the answer is not HTTP"),
        ([OK, b"Content-Length: many\r\n\r\n"], "the answer is not HTTP"),
        ([OK, b"X: y\r\n" * 100_000, b"\r\n"], "the answer is not HTTP"),
    ],
)
def test_an_answer_that_is_none(serve, refusal, pieces, reason):
    _, url = once(serve, raw(*pieces))

    assert str(refusal(url, {"limits": {"retries": 1}})) == f"{reason}: {url}"


def test_a_reset_connection(serve, refusal):
    def reset(_asked):
        raise ConnectionResetError

    _, url = once(serve, reset)

    error = refusal(url)

    assert isinstance(error, UnreachableError)
    assert error.reason == "the server hung up without an answer"


def test_a_refused_connection(serve, refusal):
    server = serve({})
    host = server.url.rpartition(":")[0]

    error = refusal(f"{host}:1/a", {"limits": {"retries": 0}})

    assert str(error) == f"the connection was refused: {host}:1/a"


@pytest.mark.parametrize(
    ("found", "reason"),
    [
        ([], "the name survey.test cannot be looked up now"),
        (OSError(5, "broken"), "the name survey.test cannot be looked up now"),
        (UnicodeError("broken"), "the name survey.test cannot be looked up now"),
        (None, "no connection within 0.05 s"),
    ],
    ids=["nothing", "broken", "unspeakable", "slow"],
)
def test_a_name_service_that_fails(refusal, found, reason):
    async def resolver(_host, _port):
        if isinstance(found, Exception):
            raise found
        if found is None:
            await asyncio.sleep(9)
        return found

    settings = {"resolver": resolver, "limits": {"retries": 1, "connect": 0.05}}

    assert str(refusal("http://survey.test/a", settings)) == (
        f"{reason}: http://survey.test/a"
    )


def test_a_silent_server(serve, refusal):
    server, url = once(serve, late)

    error = refusal(url, {"limits": {"read": 0.05, "retries": 1}})

    assert str(error) == f"silent for 0.05 s: {url}"
    assert len(server.requests) == 2


def test_a_slow_drip_ends(serve, refusal, clock):
    def drip(_asked):
        yield OK + b"Content-Length: 100000\r\n\r\n"
        for _ in range(40):
            time.sleep(0.02)
            yield b"x"

    server, url = once(serve, drip)

    error = refusal(url, {"limits": {"read": 5, "total": 0.2}})

    assert str(error) == f"no whole answer within 0.2 s: {url}"
    assert len(server.requests) == 1
    assert clock() < 2


def test_a_dripping_head_ends(serve, refusal):
    def drip(_asked):
        yield OK
        for _ in range(40):
            time.sleep(0.02)
            yield b"X: y\r\n"

    _, url = once(serve, drip)

    error = refusal(url, {"limits": {"read": 5, "total": 0.2}})

    assert error.reason == "no whole answer within 0.2 s"


def bomb(encoding, pack):
    """Answer with zeros that were packed a thousand to one."""

    def reply(_asked):
        return (200, {"Content-Encoding": encoding}, pack(bytes(100_000_000), 1))

    return reply


def gigabyte(_asked):
    yield OK + b"Transfer-Encoding: chunked\r\n\r\n"
    piece = b"%x\r\n%b\r\n" % (65536, bytes(65536))
    for _ in range(2**30 // 65536):
        yield piece


@pytest.mark.parametrize(
    "reply",
    [
        gigabyte,
        raw(OK, b"Content-Length: 1000000000\r\n\r\n", bytes(5_000_000)),
        raw(OK, b"Content-Length: 1000000000\r\n\r\n", b"x"),
        bomb("gzip", gzip.compress),
        bomb("deflate", zlib.compress),
    ],
    ids=["endless", "announced", "only announced", "gzip bomb", "deflate bomb"],
)
def test_a_huge_body_is_not_read_to_its_end(serve, refusal, clock, reply):
    server, url = once(serve, reply)
    started = clock()

    error = refusal(url, {"limits": {"largest": 2_000_000}})

    assert str(error) == f"the answer is larger than 2 MB: {url}"
    assert len(server.requests) == 1
    assert clock() - started < 3


def test_a_caller_may_set_the_largest_body(serve, get, refusal):
    _, url = once(serve, bytes(1000))

    assert len(get(url, largest=1000).body) == 1000
    assert refusal(url, largest=999).reason == "the answer is larger than 0.000999 MB"


@pytest.mark.parametrize(
    ("encoding", "reason"),
    [
        ("gzip", "the answer is not gzip, although it says so"),
        ("deflate", "the answer is not deflate, although it says so"),
        ("br", "the answer has an unknown content-encoding 'br'"),
        ("gzip, gzip", "the answer has an unknown content-encoding 'gzip, gzip'"),
    ],
)
def test_a_wrong_content_encoding(serve, refusal, encoding, reason):
    server, url = once(serve, (200, {"Content-Encoding": encoding}, "plain text"))

    assert str(refusal(url)) == f"{reason}: {url}"
    assert len(server.requests) == 1


def test_a_redirect_loop_ends(serve, refusal):
    server = serve(
        {"/a": (302, {"Location": "/b"}, ""), "/b": (302, {"Location": "/a"}, "")}
    )

    error = refusal(f"{server.url}/a", {"limits": {"redirects": 5}})

    assert isinstance(error, BadAnswerError)
    assert str(error) == f"more than 5 redirects: {server.url}/a"
    assert len(server.requests) == 6


@pytest.mark.parametrize(
    "target",
    ["http://[::1", "http://a:b/", "http://xn--a.test/", "javascript:alert(1)"],
)
def test_a_redirect_to_nonsense(serve, refusal, target):
    _, url = once(serve, (302, {"Location": target}, ""))

    error = refusal(url)

    assert isinstance(error, BadAnswerError)
    assert str(error) == f"redirects to something that is not an address: {url}"


def test_a_redirect_without_address(serve, refusal):
    _, url = once(serve, (302, {}, ""))

    assert str(refusal(url)) == f"HTTP status 302 without a usable address: {url}"


def test_the_body_of_an_error_is_not_read(serve, refusal):
    _, url = once(serve, raw(b"HTTP/1.1 404 No\r\n", b"Content-Length: 9999\r\n\r\n"))

    assert refusal(url).reason == "HTTP status 404"


def test_secrets_are_not_shown(serve, refusal):
    server = serve({"/a": (302, {"Location": "/b?token=hush2&c=3"}, "")})

    error = refusal(
        f"{server.url}/a?key=hush1&page=2", headers={"Authorization": "Bearer hush0"}
    )

    assert "hush" not in f"{error} {error.url} {error.reason} {error.args}"
    assert str(error) == f"HTTP status 404: {server.url}/b?token=…&c=3"


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        ("x" * 100, "x" * 60),
        ("no\n\n  JSON", "no JSON"),
        ("", "nothing"),
        (" \n", "nothing"),
    ],
)
def test_what_is_no_json_is_shown_by_its_beginning(serve, get, body, shown):
    _, url = once(serve, body)

    with pytest.raises(BadAnswerError) as caught:
        get(url).json()

    assert caught.value.reason == f"expected JSON, got {shown!r}"


def test_without_a_connection_nothing_is_tried_again(refusal, clock):
    asked = []

    async def resolver(host, _port):
        asked.append(host)
        raise socket.gaierror(socket.EAI_NONAME, "no")

    settings = {"resolver": resolver, "limits": {"retries": 3, "backoff": 5}}
    error = refusal("http://survey.test/a", settings)

    assert error.reason.endswith("cannot be looked up; you seem to be offline")
    assert len(asked) == 2  # that name, and one that is always there
    assert clock() < 2
