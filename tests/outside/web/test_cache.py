"""Answers on disk: found again, renewed, and never in the way."""

import asyncio
import os
import sqlite3
import time
from datetime import timedelta

import pytest

from unisurvey.outside.web.cache import FILE

AGE = timedelta(days=1)


@pytest.fixture
def counted(serve):
    """A server whose answers count up."""
    numbers = iter(range(100))
    return serve(
        {
            "/a": lambda _: (200, {"Cache-Control": "no-store"}, str(next(numbers))),
            "/moved": (302, {"Location": "/a"}, ""),
        }
    )


def test_an_answer_is_found_by_the_next_run(counted, get, tmp_path):
    first = get(f"{counted.url}/a", {"cache": tmp_path})
    again = get(f"{counted.url}/a", {"cache": tmp_path})

    assert again == first
    assert len(counted.requests) == 1


def test_a_large_binary_answer_comes_back_whole(serve, get, tmp_path):
    body = os.urandom(2_000_000)
    server = serve({"/a": (200, {"X-Two": "ä".encode().decode("latin-1")}, body)})

    first = get(f"{server.url}/a", {"cache": tmp_path})
    again = get(f"{server.url}/a", {"cache": tmp_path})

    assert again == first
    assert again.body == body
    assert len(server.requests) == 1


def test_an_empty_answer_is_kept(serve, get, tmp_path):
    server = serve({"/a": ""})

    assert get(f"{server.url}/a", {"cache": tmp_path}).body == b""
    assert get(f"{server.url}/a", {"cache": tmp_path}).body == b""
    assert len(server.requests) == 1


def test_what_a_redirect_leads_to_is_kept(counted, get, tmp_path):
    get(f"{counted.url}/moved", {"cache": tmp_path})
    again = get(f"{counted.url}/moved", {"cache": tmp_path})

    assert (again.url, again.body) == (f"{counted.url}/a", b"0")
    assert counted.paths() == ["/moved", "/a"]


def test_another_question_is_another_answer(counted, get, tmp_path):
    settings = {"cache": tmp_path}
    bodies = [
        get(f"{counted.url}/a", settings).body,
        get(f"{counted.url}/a", settings, params={"q": "1"}).body,
        get(f"{counted.url}/a", settings, accept="text/x").body,
    ]

    assert bodies == [b"0", b"1", b"2"]


def test_an_old_answer_is_renewed(counted, get, tmp_path):
    brief = {"cache": tmp_path, "max_age": timedelta(seconds=0.05)}
    get(f"{counted.url}/a", brief)
    time.sleep(0.06)

    assert get(f"{counted.url}/a", brief).body == b"1"


def test_a_reader_may_want_younger_answers_than_the_writer(counted, get, tmp_path):
    get(f"{counted.url}/a", {"cache": tmp_path})

    fresh = get(f"{counted.url}/a", {"cache": tmp_path, "max_age": timedelta(0)})

    assert fresh.body == b"1"


def test_no_cache_keeps_nothing(counted, get):
    assert get(f"{counted.url}/a").body == b"0"
    assert get(f"{counted.url}/a").body == b"1"


@pytest.mark.parametrize("status", [404, 500])
def test_errors_are_not_kept(serve, get, refusal, tmp_path, status):
    server = serve({"/a": [(status, {}, "no"), "yes"]})

    refusal(f"{server.url}/a", {"cache": tmp_path})

    assert get(f"{server.url}/a", {"cache": tmp_path}).body == b"yes"


@pytest.mark.parametrize(
    ("query", "headers"),
    [
        ("", {"Authorization": "Bearer hush"}),
        ("", {"X-Api-Key": "hush"}),
        ("?api_key=hush", None),
        ("?access_token=hush", None),
    ],
)
def test_what_needs_a_secret_is_not_kept(counted, get, tmp_path, query, headers):
    url = f"{counted.url}/a{query}"

    assert get(url, {"cache": tmp_path}, headers=headers).body == b"0"
    assert get(url, {"cache": tmp_path}, headers=headers).body == b"1"
    stored = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert b"hush" not in stored


def test_an_answer_from_a_secret_address_is_not_kept(serve, get, tmp_path):
    signed = (302, {"Location": "/b?X-Amz-Signature=hush"}, "")
    server = serve({"/a": signed, "/b": "file"})

    get(f"{server.url}/a", {"cache": tmp_path})

    assert b"hush" not in b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert get(f"{server.url}/a", {"cache": tmp_path}).url == (
        f"{server.url}/b?X-Amz-Signature=…"
    )
    assert len(server.requests) == 4


@pytest.mark.parametrize("content", [b"not a database" * 99, b"\xff" * 5000])
def test_a_corrupt_file_is_replaced(counted, get, tmp_path, capfd, content):
    (tmp_path / FILE).write_bytes(content)

    assert get(f"{counted.url}/a", {"cache": tmp_path}).body == b"0"
    assert get(f"{counted.url}/a", {"cache": tmp_path}).body == b"0"
    assert capfd.readouterr() == ("", "")


def test_damage_within_the_file_does_no_harm(counted, get, tmp_path, capfd):
    get(f"{counted.url}/a", {"cache": tmp_path})
    path = tmp_path / FILE
    whole = path.read_bytes()
    path.write_bytes(whole[:4096] + b"\xff" * (len(whole) - 4096))

    assert get(f"{counted.url}/a", {"cache": tmp_path}).body == b"1"
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("damage", ["body = NULL", "headers = 'no JSON'"])
def test_a_damaged_answer_does_no_harm(counted, get, tmp_path, damage):
    get(f"{counted.url}/a", {"cache": tmp_path})
    database = sqlite3.connect(tmp_path / FILE)
    database.execute(f"UPDATE answers SET {damage}")
    database.commit()
    database.close()

    assert get(f"{counted.url}/a", {"cache": tmp_path}).body == b"1"


@pytest.mark.parametrize("table", ["entries", "answers"])
def test_a_foreign_database_is_left_alone(counted, get, tmp_path, table):
    database = sqlite3.connect(tmp_path / FILE)
    database.execute(f"CREATE TABLE {table} (mine TEXT)")
    database.commit()
    database.close()
    before = (tmp_path / FILE).read_bytes()

    assert get(f"{counted.url}/a", {"cache": tmp_path}).body == b"0"
    assert get(f"{counted.url}/a", {"cache": tmp_path}).body == b"1"
    assert (tmp_path / FILE).read_bytes() == before


def test_a_locked_file_is_not_waited_for(counted, get, tmp_path, clock, capfd):
    get(f"{counted.url}/a", {"cache": tmp_path})
    holder = sqlite3.connect(tmp_path / FILE, isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    started = clock()

    try:
        assert get(f"{counted.url}/a", {"cache": tmp_path}).body == b"1"
    finally:
        holder.close()
    assert clock() - started < 3
    assert capfd.readouterr() == ("", "")
    assert get(f"{counted.url}/a", {"cache": tmp_path}).body == b"0"  # it is kept


def test_a_directory_that_cannot_be_made_does_no_harm(counted, get, tmp_path, capfd):
    (tmp_path / "file").write_text("in the way")

    assert get(f"{counted.url}/a", {"cache": tmp_path / "file" / "web"}).body == b"0"
    assert capfd.readouterr() == ("", "")


def test_a_directory_in_place_of_the_file_does_no_harm(counted, get, tmp_path):
    (tmp_path / FILE).mkdir()

    assert get(f"{counted.url}/a", {"cache": tmp_path}).body == b"0"


def test_a_cache_can_break_while_it_is_used(counted, web, tmp_path, capfd):
    async def ask():
        async with web(cache=tmp_path) as asking:
            await asking.get(f"{counted.url}/a")
            (tmp_path / FILE).write_bytes(b"\xff" * 9000)
            for name in tmp_path.glob(f"{FILE}-*"):
                name.unlink()
            return [(await asking.get(f"{counted.url}/a?{n}")).body for n in range(3)]

    assert asyncio.run(ask()) == [b"1", b"2", b"3"]
    assert capfd.readouterr() == ("", "")


def test_two_runs_share_a_cache(counted, web, tmp_path):
    async def ask():
        async with web(cache=tmp_path) as one, web(cache=tmp_path) as two:
            first = await one.get(f"{counted.url}/a")
            return first, await two.get(f"{counted.url}/a")

    first, again = asyncio.run(ask())
    assert first == again


def test_an_old_answer_is_removed_from_the_file(counted, get, tmp_path):
    brief = {"cache": tmp_path, "max_age": timedelta(seconds=0.05)}
    get(f"{counted.url}/a?old", brief)
    time.sleep(0.06)

    get(f"{counted.url}/a?new", brief)

    database = sqlite3.connect(tmp_path / FILE)
    asked = database.execute("SELECT asked FROM answers").fetchall()
    database.close()
    assert asked == [(f"{counted.url}/a?new",)]
