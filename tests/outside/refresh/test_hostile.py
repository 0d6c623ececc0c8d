"""Whatever one service answers, the run goes on and nothing false follows."""

import time
from dataclasses import replace

import pytest
from tests.outside.refresh.conftest import OWL, QUICK, starred

SERVICES = ("dblp", "openreview", "crossref", "semanticscholar", "arxiv", "github")


def drip(sent):
    """Send a byte at a time, and put it into the list."""
    yield b"HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\n"
    for _ in range(100):
        time.sleep(0.1)
        sent.append(b"{")
        yield b"{"


def cut(_asked):
    return iter([b'HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\n{"notes": ['])


HOSTILE = {
    "html": (200, {"content-type": "text/html"}, "<!DOCTYPE html><p>Sign in"),
    "garbage": b"\xff\xfe\x00{{{",
    "empty": "",
    "null": "null",
    "list": [[1, 2, 3]],
    "wrong-types": {
        "result": {"hits": {"hit": [{"info": {"title": 5, "authors": "x"}}]}},
        "notes": [{"content": {"title": {"value": ["x"]}, "venue": 3}}],
        "message": {"items": [{"title": "x", "author": {}, "DOI": []}]},
        "paperId": 3,
        "title": {"a": 1},
        "data": {"r0": {"stargazerCount": "many", "nameWithOwner": []}},
    },
    "truncated": cut,
    "loop": (302, {"location": "?"}, ""),
    "teapot": (418, {}, "no"),
    "limited": (429, {"retry-after": "100000"}, "later"),
}


@pytest.fixture
def known(world, owl):
    owl(
        f"links:\n  code: https://github.com/quill/owl\n  demo: {world.page('demo')}\n",
        "links",
    )
    world.pages["demo"] = "fine"
    world.versions = {"2501.10001": OWL}
    world.repositories["quill/owl"] = starred(license_id=None)
    for service, venue in (("dblp", "ICLR"), ("openreview", "ICLR 2025 Poster")):
        world.publish(service, venue, 2025)
    world.publish("crossref", "ICLR", 2025)
    return world


@pytest.mark.parametrize("name", HOSTILE)
def test_services_that_answer_nonsense_change_nothing(name, known, ask):
    known.broken = dict.fromkeys(SERVICES, HOSTILE[name])

    asked = ask("venues", "versions", "stars")

    assert asked.changes == ()
    assert asked.gaps


@pytest.mark.parametrize("service", SERVICES)
@pytest.mark.parametrize("name", ["html", "wrong-types", "loop"])
def test_one_bad_service_does_not_stop_the_others(service, name, known, ask):
    known.broken = {service: HOSTILE[name]}

    asked = ask()

    kinds = {change.kind: change.decided for change in asked.changes}
    wanted = {"published": True, "repository": True}
    if service == "github":
        del wanted["repository"]
    assert kinds == wanted
    assert [link.verdict for link in asked.links if "pages" in link.url] == ["alive"]


def test_a_slow_drip_ends_in_time(known, ask):
    sent: list[bytes] = []
    known.broken = {"dblp": lambda _: drip(sent)}

    asked = ask("venues", limits=replace(QUICK, total=0.7))

    assert [gap.service for gap in asked.gaps] == ["dblp"]
    assert asked.changes[0].decided
    assert 0 < len(sent) < 20


def test_errors_beside_data_do_not_spoil_the_data(known, ask):
    known.broken["github"] = {
        "data": {
            "r0": {
                "nameWithOwner": "quill/owl",
                "stargazerCount": 3,
                "pushedAt": "2026-02-03T00:00:00Z",
                "isArchived": False,
                "licenseInfo": None,
            }
        },
        "errors": [{"type": "RATE_LIMITED", "message": "slow down"}],
    }

    assert ask("stars").edits["repository"]["stars"] == 3
