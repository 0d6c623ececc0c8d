"""Asking local servers without waiting."""

import asyncio
import dataclasses
import socket  # noqa: TID251 - for the errors of name services
import time

import pytest

from unisurvey.errors import NetworkError
from unisurvey.outside.web import HostLimits, Limits, Web

QUICK = Limits(
    connect=2, read=2, total=5, backoff=0, host=HostLimits(at_once=8, spacing=0)
)


@pytest.fixture(scope="session")
def web():
    """Make a `Web` that may ask this machine and never waits."""

    def web(limits=None, **settings):
        given = {"agent": "tests", "allow_private": True, **settings}
        changed = dataclasses.replace(QUICK, **(limits or {}))
        return Web(limits=changed, **given)

    return web


@pytest.fixture(scope="session")
def get(web):
    """Get one address from a fresh `Web`; settings go to it as `web={…}`."""

    def get(url, settings=None, **options):
        async def ask():
            async with web(**(settings or {})) as asking:
                return await asking.get(url, **options)

        return asyncio.run(ask())

    return get


@pytest.fixture(scope="session")
def refusal(get):
    """Get one address that gives no answer, and return the error."""

    def refusal(url, settings=None, **options):
        with pytest.raises(NetworkError) as caught:
            get(url, settings, **options)
        return caught.value

    return refusal


@pytest.fixture(scope="session")
def probe(web):
    """Probe one address with a fresh `Web`."""

    def probe(url, settings=None):
        async def ask():
            async with web(**(settings or {})) as asking:
                return await asking.probe(url)

        return asyncio.run(ask())

    return probe


@pytest.fixture(scope="session")
def names():
    """Make a resolver of a table of names; a list of lists is given one by one."""

    def names(table):
        async def resolve(host, _port):
            found = table.get(host, socket.EAI_NONAME)
            if isinstance(found, int):
                raise socket.gaierror(found, "told to fail")
            if found and isinstance(found[0], list):
                found = found.pop(0) if len(found) > 1 else found[0]
            return list(found)

        return resolve

    return names


@pytest.fixture
def clock():
    """Measure how long a test has taken so far, in seconds."""
    start = time.monotonic()
    return lambda: time.monotonic() - start
