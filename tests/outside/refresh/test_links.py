"""Links of records, and what becomes of them."""

import asyncio
from datetime import timedelta

import pytest
from tests.outside.refresh.conftest import NOW, QUICK
from tests.sampling import some_of

from unisurvey.outside.refresh import Asking, Journal, sweep
from unisurvey.outside.refresh.links import links_of
from unisurvey.outside.web import Web


@pytest.fixture
def linked(owl, world):
    """Give the record links to pages of the world, by the names of their fields."""

    def linked(**pages):
        lines = "".join(f"  {k}: {world.page(v)}\n" for k, v in pages.items())
        owl(f"links:\n{lines}", "links")

    return linked


@pytest.mark.parametrize(
    ("reply", "verdict"),
    [
        ("fine", "alive"),
        ((404, {}, "no"), "dead"),
        ((410, {}, "no"), "dead"),
        ((401, {}, "no"), "undecidable"),
        ((403, {}, "no"), "undecidable"),
        ((429, {"retry-after": "0"}, "no"), "undecidable"),
        ((500, {}, "no"), "undecidable"),
        ((503, {}, "no"), "undecidable"),
    ],
)
def test_only_what_is_surely_gone_is_dead(reply, verdict, world, ask, linked):
    world.pages = {"demo": reply, "home": "fine"}
    linked(demo="demo", project="home")

    demo, project = ask("links").links

    assert (demo.verdict, project.verdict) == (verdict, "alive")
    assert [use.field for use in demo.uses] == ["links.demo"]


def test_a_page_that_moved_for_good_says_where(world, ask, linked):
    world.pages = {
        "old": (301, {"location": world.page("new")}, ""),
        "today": (302, {"location": world.page("new")}, ""),
        "new": "fine",
    }
    linked(demo="old", project="today")

    found = ask("links").found

    (moved,) = found.moved
    assert moved.moved_to == world.page("new")
    assert (moved.url, len(found.links)) == (world.page("old"), 2)


def test_a_page_that_is_only_written_otherwise_has_not_moved(world, ask, linked):
    world.pages = {"old": (301, {"location": world.page("old/")}, ""), "old/": "fine"}
    linked(demo="old")

    assert ask("links").found.moved == ()


def test_a_link_of_several_records_is_asked_once(toy_catalog):
    found = links_of(toy_catalog)

    assert [use.field for use in found["https://github.com/toy/show"]] == ["links.code"]
    assert len(set(found)) == len(found)


def test_sources_and_corrections_are_asked_only_when_wanted(toy_catalog):
    plain, whole = links_of(toy_catalog), links_of(toy_catalog, sources=True)

    fields = [use.field for use in whole["https://github.com/toy/show"]]
    assert fields == [
        *("links.code", "status.source", "corrections.0.source"),
        *("corrections.1.source", "sources.1.url"),
    ]
    assert "https://arxiv.org/abs/2503.10001v2" not in plain


def test_a_private_address_is_refused_unless_allowed(world, ask, linked, serve):
    other = serve({"/x": "fine"})
    linked(demo="x")
    world.pages = {"x": (302, {"location": f"{other.url}/x"}, "")}

    (refused,) = ask("links", allow_private=False).links
    assert (refused.verdict, other.requests) == ("undecidable", [])

    (allowed,) = ask("links").links
    assert (allowed.verdict, len(other.requests)) == ("alive", 1)


def test_when_no_server_answers_the_links_are_not_to_blame(ask, owl):
    hosts = "".join(
        f"  {name}: https://{name}.example.org/\n"
        for name in ("code", "demo", "project", "weights")
    )
    owl(f"links:\n{hosts}", "links")

    async def nobody(_host, _port):
        raise OSError("no network")

    asked = ask("links", web={"resolver": nobody})

    (gap,) = asked.gaps
    assert (asked.links, gap.service, gap.missed) == ((), "links", 4)
    assert asked.found.is_deaf


def test_a_host_that_never_answers_is_spared(world, ask, owl, root):
    asked = []

    async def names(host, _port):
        if host == "127.0.0.1":
            return [host]
        asked.append(host)
        raise OSError("no such luck")

    owl(f"links:\n  demo: {world.page('demo')}\n", "links")
    world.pages["demo"] = "fine"
    text = (root / "data/papers/owl.yaml").read_text()
    for n in range(12):
        other = text.replace(world.page("demo"), f"https://mute.example.org/{n}")
        (root / f"data/papers/owl{n}.yaml").write_text(other)

    found = ask("links", web={"resolver": names}).found

    reasons = [link.reason for link in found.undecidable]
    assert len(reasons) == 12
    spared = "not asked, because mute.example.org did not answer before"
    assert reasons.count(spared) >= 12 - 3 - 4
    assert len(asked) < 2 * 12


def test_every_link_of_real_records_is_asked_and_judged(real, serve):
    records = tuple(some_of([*real]))

    class Everywhere:
        def get(self, path, _default):
            return (404, {}, "") if "a" in path[-2:] else "fine"

    server = serve({})
    server.routes = Everywhere()
    uses = links_of(records)

    async def here(_host, _port):
        return ["127.0.0.1"]

    class Rewriting(Web):
        async def probe(self, url):
            path = url.split("//", 1)[1].replace("%", "")
            found = await super().probe(f"{server.url}/{path}")
            return type(found)(url, *(getattr(found, n) for n in found.__slots__[1:]))

    async def asked():
        async with Rewriting(agent="t", allow_private=True, limits=QUICK) as web:
            asking = Asking(Journal(None, NOW, timedelta(1)), {})
            return await sweep(
                records, real.vocabularies, web, asking, parts=("links",)
            )

    found = asyncio.run(asked())

    assert len(found.links) == len(uses) > 50
    assert {link.verdict for link in found.links} == {"alive", "dead"}
