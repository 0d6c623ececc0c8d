"""What is asked again, and how long a server may keep us waiting."""

import asyncio
import string
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unisurvey.errors import StatusError
from unisurvey.outside.web.failures import seconds_to_wait


def header(asked):
    """Return a text as it is, and a number as the date that is so many seconds off."""
    if isinstance(asked, str):
        return asked
    return format_datetime(datetime.now(UTC) + timedelta(seconds=asked), usegmt=True)


@pytest.mark.parametrize("status", [429, 502, 503, 504])
def test_a_passing_failure_is_asked_again(serve, get, status):
    server = serve({"/a": [(status, {}, "no"), (status, {}, "no"), "yes"]})

    assert get(f"{server.url}/a").body == b"yes"
    assert len(server.requests) == 3


def test_patience_ends(serve, refusal):
    server = serve({"/a": (503, {}, "no")})

    error = refusal(f"{server.url}/a", {"limits": {"retries": 2}})

    assert str(error) == f"HTTP status 503: {server.url}/a"
    assert len(server.requests) == 3


def test_a_hang_up_is_asked_again(serve, get):
    server = serve({"/a": [lambda _: iter(()), "yes"]})

    assert get(f"{server.url}/a").body == b"yes"


def test_a_posted_question_is_asked_again(serve, web):
    server = serve({"/a": [(502, {}, ""), lambda asked: asked.json()]})

    async def ask():
        async with web() as asking:
            return await asking.post_json(f"{server.url}/a", {"q": 1})

    assert asyncio.run(ask()).json() == {"q": 1}


def test_pauses_grow_and_differ(serve, get, clock):
    server = serve({"/a": [(503, {}, ""), (503, {}, ""), "yes"]})
    started = clock()

    get(f"{server.url}/a", {"limits": {"backoff": 0.05}})

    assert 0.15 <= clock() - started < 2


@pytest.mark.parametrize("asked", ["1", 2])
def test_retry_after_is_heeded(serve, get, clock, asked):
    server = serve({"/a": [(429, {"Retry-After": header(asked)}, ""), "yes"]})
    started = clock()

    assert get(f"{server.url}/a").body == b"yes"
    assert clock() - started >= 0.3


def test_the_whole_host_gets_its_pause(serve, web, clock):
    server = serve({"/a": (429, {"Retry-After": "1"}, ""), "/b": "b"})

    async def ask():
        async with web(limits={"retries": 0}) as asking:
            with pytest.raises(StatusError):
                await asking.get(f"{server.url}/a")
            await asking.get(f"{server.url}/b")

    started = clock()
    asyncio.run(ask())

    assert clock() - started >= 1


@pytest.mark.parametrize(
    "asked",
    ["31", "99999999", "9" * 400, 3600, 10**9],
    ids=["longer", "years", "endless", "date", "far date"],
)
def test_a_long_pause_is_not_waited_for(serve, refusal, clock, asked):
    server = serve({"/a": (429, {"Retry-After": header(asked)}, "")})
    started = clock()

    error = refusal(f"{server.url}/a")

    assert isinstance(error, StatusError)
    assert error.status == 429
    assert error.reason.startswith("HTTP status 429; try again after 20")
    assert error.reason.endswith(" UTC")
    assert len(server.requests) == 1
    assert clock() - started < 20


@pytest.mark.parametrize("asked", ["soon", "-5", "0", "", "1e9", -60])
def test_a_useless_retry_after_is_ignored(serve, get, clock, caplog, asked):
    server = serve({"/a": [(503, {"Retry-After": header(asked)}, ""), "yes"]})
    started = clock()

    assert get(f"{server.url}/a").body == b"yes"
    assert clock() - started < 0.9
    assert [one for one in caplog.records if one.levelname == "WARNING"] == []


def test_dates_without_a_zone_are_utc():
    then = datetime.now(UTC) + timedelta(seconds=100)

    seconds = seconds_to_wait(f"{then:%a, %d %b %Y %H:%M:%S}")

    assert seconds is not None
    assert 95 < seconds <= 100


@given(st.text(string.printable))
def test_any_text_is_seconds_or_nothing(text):
    seconds = seconds_to_wait(text)

    assert seconds is None or seconds >= 0


def test_by_default_a_question_is_asked_four_times_and_a_link_twice(
    serve, refusal, probe
):
    asked = serve({"/a": (503, {}, "no")})
    swept = serve({"/a": (503, {}, "no")})

    refusal(f"{asked.url}/a")
    probe(f"{swept.url}/a")

    assert [one.method for one in asked.requests] == ["GET"] * 4
    assert [one.method for one in swept.requests] == ["HEAD"] * 2 + ["GET"] * 2
