"""Few requests at once, and pauses between those to one host."""

import asyncio
import threading
import time
from dataclasses import dataclass, field

import pytest

from unisurvey.outside.web import DEFAULT, HostLimits, Limits


@dataclass
class Seen:
    now: int = 0
    most: int = 0
    starts: list[float] = field(default_factory=list)


@pytest.fixture
def crowd(serve):
    """A server that notes how many requests it had at once and when they came."""
    lock = threading.Lock()
    seen = Seen()

    def reply(_asked):
        with lock:
            seen.now += 1
            seen.most = max(seen.most, seen.now)
            seen.starts.append(time.monotonic())
        time.sleep(0.02)
        with lock:
            seen.now -= 1
        return "done"

    return serve({"/a": reply}), seen


def late(_asked):
    time.sleep(0.5)
    return "late"


def ask(web, server, times, **limits):
    async def asking():
        async with web(limits=limits) as client:
            await asyncio.gather(
                *(client.get(f"{server.url}/a?{n}") for n in range(times))
            )

    asyncio.run(asking())


def test_one_host_is_asked_by_few_at_once(web, crowd):
    server, seen = crowd

    ask(web, server, 8, host=HostLimits(at_once=2, spacing=0))

    assert seen.most <= 2


def test_few_requests_are_under_way_in_all(web, crowd):
    server, seen = crowd

    ask(web, server, 8, at_once=3)

    assert seen.most <= 3


def test_one_host_is_asked_with_pauses(web, crowd):
    server, seen = crowd
    hosts = {"127.0.0.1": HostLimits(at_once=4, spacing=0.1)}

    ask(web, server, 4, hosts=hosts)

    starts = sorted(seen.starts)
    assert starts[-1] - starts[0] >= 0.25


def test_redirects_wait_for_their_turn_too(web, serve, clock):
    server = serve({"/a": (302, {"Location": "/b"}, ""), "/b": "here"})
    hosts = {"127.0.0.1": HostLimits(at_once=1, spacing=0.2)}
    started = clock()

    ask(web, server, 1, hosts=hosts)

    assert clock() - started >= 0.2


def test_a_busy_host_does_not_hold_up_the_others(web, serve):
    slow, quick = serve({"/a": "slow"}), serve({"/a": "quick"})
    base = slow.url.replace("127.0.0.1", "localhost")
    hosts = {"localhost": HostLimits(at_once=1, spacing=60)}

    async def asking():
        async with web(limits={"hosts": hosts, "at_once": 2}) as client:
            waiting = [
                asyncio.create_task(client.get(f"{base}/a?{n}")) for n in range(4)
            ]
            await asyncio.sleep(0)
            async with asyncio.timeout(30):
                await asyncio.gather(
                    *(client.get(f"{quick.url}/a?{n}") for n in range(9))
                )
            done = sum(task.done() for task in waiting)
            for task in waiting:
                task.cancel()
            await asyncio.gather(*waiting, return_exceptions=True)
            return done

    assert asyncio.run(asking()) <= 1


def test_a_cancelled_request_gives_its_turn_back(web, serve):
    server = serve({"/slow": late, "/a": "quick"})

    async def asking():
        async with web(limits={"at_once": 1, "host": HostLimits(1, 0)}) as client:
            with pytest.raises(TimeoutError):
                async with asyncio.timeout(0.05):
                    await client.get(f"{server.url}/slow")
            return await client.get(f"{server.url}/a")

    assert asyncio.run(asking()).body == b"quick"


def test_arxiv_is_asked_once_in_three_seconds():
    for host in ("arxiv.org", "export.arxiv.org"):
        assert DEFAULT.of(host) == HostLimits(at_once=1, spacing=3.0)


def test_services_that_ask_for_it_are_asked_slowly_by_default():
    """Their terms of use, where they state a number."""
    seconds = {"export.arxiv.org": 3, "arxiv.org": 3, "dblp.org": 1,
               "api.semanticscholar.org": 1}  # fmt: skip

    for host, least in seconds.items():
        assert Limits().of(host).at_once == 1, host
        assert Limits().of(host).spacing >= least, host
    assert Limits().of("a.example") == Limits().host
    assert Limits(host=HostLimits(7, 7.0)).of("a.example").at_once == 7
