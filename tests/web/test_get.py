"""Asking and being answered."""

import asyncio

from unisurvey.web import Limits, Web

QUICK = Limits(backoff=0, connect=2, read=2, total=5)


def fetch(url, **settings):
    keep = {
        name: settings.pop(name)
        for name in ("params", "accept", "headers", "largest")
        if name in settings
    }

    async def ask():
        given = {"agent": "test", "allow_private": True, "limits": QUICK, **settings}
        async with Web(**given) as web:
            return await web.get(url, **keep)

    return asyncio.run(ask())


def test_an_answer_is_whole(serve):
    server = serve({"/a": (200, {"X-One": "1"}, {"a": [1]})})

    answer = fetch(f"{server.url}/a")

    assert answer.json() == {"a": [1]}
