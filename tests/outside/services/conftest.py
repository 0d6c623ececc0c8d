"""Answers of services, read from files and asked over real HTTP."""

import asyncio
from pathlib import Path

import pytest

from unisurvey.outside.web import Answer, HostLimits, Limits, Web

QUICK = Limits(retries=0, backoff=0, total=5, host=HostLimits(at_once=4, spacing=0))
ANSWERS = Path(__file__).parent / "answers"


@pytest.fixture(scope="session")
def answer():
    """Return an answer that a file, or a text or bytes in its place, gives."""

    def answer(name=None, body=b"", status=200):
        if name:
            body = (ANSWERS / name).read_bytes()
        body = body.encode() if isinstance(body, str) else body
        return Answer("https://service.example.org/asked", status, body)

    return answer


@pytest.fixture
def ask(standin):
    """Run a service's function against the stand-in; the `Web` is its first argument."""

    def ask(function, *args):
        async def run():
            async with Web(agent="test", endpoints=standin.urls, limits=QUICK) as web:
                return await function(web, *args)

        return asyncio.run(run())

    return ask
