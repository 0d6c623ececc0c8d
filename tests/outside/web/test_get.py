"""Asking and being answered."""

import asyncio
import gzip
import zlib

import pytest

from unisurvey.errors import BadAnswerError, StatusError, UnreachableError, UsageError


def test_an_answer_is_whole(serve, get):
    server = serve({"/a": (203, {"X-One": "1"}, {"a": [1]})})

    answer = get(f"{server.url}/a")

    assert answer.status == 203
    assert answer.url == f"{server.url}/a"
    assert answer.headers["x-one"] == "1"
    assert answer.json() == {"a": [1]}


def test_a_request_says_who_asks_and_what_for(serve, get):
    server = serve({"/a": "yes"})

    get(
        f"{server.url}/a?q=1",
        {"agent": "unisurvey/1 (+https://example.org)"},
        params={"p": "ä b"},
        accept="application/json",
        headers={"X-Key": "k"},
    )

    (asked,) = server.requests
    assert asked.query == {"q": "1", "p": "ä b"}
    assert asked.headers["user-agent"] == "unisurvey/1 (+https://example.org)"
    assert asked.headers["accept"] == "application/json"
    assert asked.headers["x-key"] == "k"


def test_a_question_is_posted_as_json(serve, web):
    server = serve({"/graphql": lambda asked: {"echo": asked.json()}})

    async def ask():
        async with web() as asking:
            url = f"{server.url}/graphql"
            return await asking.post_json(url, {"query": "é"}, headers={"X-Key": "k"})

    assert asyncio.run(ask()).json() == {"echo": {"query": "é"}}
    assert server.requests[0].headers["content-type"] == "application/json"


def test_a_post_is_not_redirected(serve, web):
    server = serve({"/a": (307, {"Location": "/b"}, ""), "/b": "b"})

    async def ask():
        async with web() as asking:
            await asking.post_json(f"{server.url}/a", {})

    with pytest.raises(BadAnswerError) as caught:
        asyncio.run(ask())
    assert str(caught.value) == (
        f"HTTP status 307 without a usable address: {server.url}/a"
    )
    assert server.paths() == ["/a"]


@pytest.mark.parametrize(
    ("encoding", "packed"),
    [
        ("gzip", gzip.compress(b"hello")),
        ("x-gzip", gzip.compress(b"hel") + gzip.compress(b"lo")),
        ("deflate", zlib.compress(b"hello")),
        ("deflate", zlib.compress(b"hello")[2:-4]),
        ("identity", b"hello"),
        ("GZIP", gzip.compress(b"hello")),
    ],
    ids=["gzip", "two members", "deflate", "bare deflate", "identity", "capitals"],
)
def test_a_compressed_body_is_unpacked(serve, get, encoding, packed):
    server = serve({"/a": (200, {"Content-Encoding": encoding}, packed)})

    answer = get(f"{server.url}/a")

    assert answer.body == b"hello"
    assert "content-encoding" not in answer.headers


def test_redirects_are_followed(serve, get):
    server = serve(
        {
            "/a": (301, {"Location": "b"}, "moved"),
            "/b": (302, {"Location": "/c?x=1"}, "moved"),
            "/c": "here",
        }
    )

    answer = get(f"{server.url}/a", accept="text/plain")

    assert (answer.url, answer.body) == (f"{server.url}/c?x=1", b"here")
    assert {asked.headers["accept"] for asked in server.requests} == {"text/plain"}


def test_secret_headers_stay_with_their_host(serve, get):
    other = serve({"/b": "here"})
    server = serve({"/a": (302, {"Location": f"{other.url}/b"}, "")})
    headers = {"X-Api-Key": "hush", "Authorization": "Bearer hush"}

    get(f"{server.url}/a", accept="text/plain", headers=headers)

    assert server.requests[0].headers["x-api-key"] == "hush"
    assert "hush" not in str(other.requests[0].headers)
    assert other.requests[0].headers["accept"] == "text/plain"


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 418, 500, 501])
def test_a_status_that_means_no_is_an_error(serve, refusal, status):
    server = serve({"/a": (status, {}, "no")})

    error = refusal(f"{server.url}/a")

    assert isinstance(error, StatusError)
    assert (error.status, str(error)) == (
        status,
        f"HTTP status {status}: {server.url}/a",
    )
    assert len(server.requests) == 1


def test_many_tasks_share_one_web(serve, web):
    server = serve({f"/{number}": str(number) for number in range(40)})

    async def ask():
        async with web() as asking:
            tasks = (asking.get(f"{server.url}/{number}") for number in range(40))
            return await asyncio.gather(*tasks)

    answers = asyncio.run(ask())

    assert [answer.body for answer in answers] == [b"%d" % n for n in range(40)]


def test_cookies_are_not_kept(serve, web):
    server = serve({"/a": (200, {"Set-Cookie": "id=1; Path=/"}, "yes")})

    async def ask():
        async with web() as asking:
            await asking.get(f"{server.url}/a")
            return await asking.get(f"{server.url}/a")

    assert "set-cookie" not in asyncio.run(ask()).headers
    assert "cookie" not in server.requests[1].headers


def test_ipv6_is_spoken(serve, get):
    server = serve({"/a": "six"}, host="::1")

    assert get(f"{server.url}/a").body == b"six"


def test_a_name_is_asked_for_by_its_name(serve, get, names):
    server = serve({"/a": "named"})
    resolver = names({"survey.test": ["127.0.0.1"]})

    answer = get(f"http://survey.test:{server.port}/a", {"resolver": resolver})

    assert answer.body == b"named"
    assert server.requests[0].headers["host"] == f"survey.test:{server.port}"


def test_another_address_of_the_host_is_tried(serve, get, names):
    server = serve({"/a": "found"})
    resolver = names({"survey.test": ["::1", "127.0.0.1"]})

    answer = get(f"http://survey.test:{server.port}/a", {"resolver": resolver})

    assert answer.body == b"found"


@pytest.mark.parametrize(
    "url", ["http://[::1", "http://a:x/", "http://\x00/", "http://xn--a.test/"]
)
def test_what_is_not_an_address_is_said_so(refusal, url):
    error = refusal(url)

    assert isinstance(error, UnreachableError)
    assert error.reason == "not a valid address"


def test_a_header_that_cannot_be_sent_is_named_but_not_shown(get):
    with pytest.raises(UsageError) as caught:
        get("http://127.0.0.1:1/", headers={"Authorization": "Bearer hush\n"})

    assert str(caught.value) == (
        "the header Authorization has characters that cannot be sent"
    )


def test_a_web_is_used_inside_its_block(web):
    with pytest.raises(RuntimeError):
        asyncio.run(web().get("http://127.0.0.1:1/"))


@pytest.mark.parametrize("status", [300, 304, 399])
def test_a_status_that_is_neither_yes_nor_no_is_no_answer(serve, refusal, status):
    server = serve({"/a": (status, {}, "choose")})

    error = refusal(f"{server.url}/a")

    assert isinstance(error, BadAnswerError)
    assert error.reason == f"HTTP status {status} without a usable address"
