"""Feeds, downloads, and what a host is told once it is known where the site is."""

import csv
import io
import json
import re
import sqlite3
from dataclasses import replace
from hashlib import sha256

import pytest
from lxml import etree, html
from tests.conftest import make_toy

from unisurvey.export.feed import ATOM
from unisurvey.records import load
from unisurvey.scores.comparing import comparing
from unisurvey.site.marks import favicon
from unisurvey.site.pages import pages
from unisurvey.views.news import additions

BASE = "https://example.org/site/"


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    root = make_toy(tmp_path_factory.mktemp("published"))
    about = root / "data" / "catalogue.yaml"
    about.write_text(about.read_text() + f"site: {BASE}\n")
    return dict(pages(comparing(load(root).catalog)))


def parsed(text):
    return etree.fromstring(text.encode())


def test_feeds_tell_what_is_new(toy_catalog, toy_pages):
    for kind in (None, "models", "papers", "datasets", "benchmarks"):
        feed = parsed(toy_pages[f"feed-{kind}.xml" if kind else "feed.xml"])
        entries = feed.findall(f"{{{ATOM}}}entry")
        assert len(entries) == len(additions(toy_catalog, kind)) > 0
    links = html.fromstring(toy_pages["scores/toy-bench/index.html"]).xpath(
        "//link[@type='application/atom+xml']/@href"
    )
    assert links[0] == "../../feed.xml"
    assert {link.removeprefix("../../") for link in links} <= toy_pages.keys()


def test_entries_lead_to_pages_once_it_is_known_where_these_are(published, toy_pages):
    def links(files, rel):
        path = f"{{{ATOM}}}entry/{{{ATOM}}}link[@rel='{rel}']"
        return [link.get("href") for link in parsed(files["feed.xml"]).iterfind(path)]

    led = links(published, "alternate")
    assert led
    assert {f"{at.removeprefix(BASE)}index.html" for at in led} <= published.keys()
    assert links(published, "related") == links(toy_pages, "alternate")
    assert not links(toy_pages, "related")


def test_what_is_new_links_every_record(toy_catalog, toy_pages):
    page = html.fromstring(toy_pages["new/index.html"])

    told = page.xpath("//ul[@class='told']/li")
    assert len(told) == len(additions(toy_catalog))


def test_files_have_the_sizes_and_digests_that_are_told(toy_pages):
    page = html.fromstring(toy_pages["data/index.html"])
    told = dict(
        zip(
            page.xpath("//tbody//a/@href"),
            page.xpath("//tbody//code/text()"),
            strict=True,
        )
    )

    files = {
        at for at in toy_pages if at.startswith("data/") and not at.endswith(".html")
    }
    assert {at.removeprefix("../") for at in told} == files
    for address, digest in told.items():
        content = toy_pages[address.removeprefix("../")]
        assert sha256(content).hexdigest() == digest


def test_downloads_are_what_the_command_exports(toy, toy_catalog, toy_pages, run):
    for kind in ("models", "papers", "datasets", "benchmarks"):
        told = run("export", "csv", "--kind", kind, root=toy).stdout
        assert toy_pages[f"data/{kind}.csv"].decode() == told
        told = run("export", "json", "--kind", kind, root=toy).stdout
        assert toy_pages[f"data/{kind}.json"].decode() == told
    rows = csv.DictReader(io.StringIO(toy_pages["data/scores.csv"].decode()))
    assert len(list(rows)) == len(json.loads(toy_pages["data/scores.json"]))
    database = sqlite3.connect(":memory:")
    database.deserialize(toy_pages["data/unisurvey.sqlite"])
    (count,) = database.execute("SELECT count(*) FROM papers").fetchone()
    assert count == len(toy_catalog.papers)


def test_the_data_are_described_for_machines(published):
    (text,) = html.fromstring(published["data/index.html"]).xpath(
        "//script[@type='application/ld+json']/text()"
    )

    told = json.loads(text)
    assert (told["@type"], told["url"]) == ("sc:Dataset", f"{BASE}data/")
    assert not re.search("[<>&]", text)
    whole = json.loads(published["data/croissant.json"])
    assert {each["@id"] for each in told["distribution"]} == {
        each["@id"] for each in whole["distribution"]
    }


def test_a_map_names_every_page(published):
    found = parsed(published["sitemap.xml"]).xpath("//*[local-name()='loc']/text()")

    made = {at for at in published if at.endswith("index.html")}
    assert {f"{BASE}{at.removesuffix('index.html')}" for at in made} == set(found)
    assert f"Sitemap: {BASE}sitemap.xml" in published["robots.txt"]


def test_searching_from_a_browser_leads_to_the_first_page(published):
    (address,) = parsed(published["opensearch.xml"]).xpath("//@template")

    assert address == f"{BASE}index.html?q={{searchTerms}}"
    assert 'href="opensearch.xml"' in published["index.html"]


def test_a_page_that_is_not_there_works_at_any_depth(published):
    page = html.fromstring(published["404.html"])

    links = page.xpath("//header//a/@href | //link[@rel='stylesheet']/@href")
    assert links
    assert all(link.startswith(BASE) for link in links)
    assert "noindex" in published["404.html"]


def test_where_the_site_is_not_known_nothing_is_told_to_hosts(toy_pages):
    known = {"404.html", "robots.txt", "sitemap.xml", "opensearch.xml"}

    assert known.isdisjoint(toy_pages)
    assert "opensearch" not in toy_pages["index.html"]


def test_every_icon_is_a_picture(any_catalog):
    icon = parsed(favicon(any_catalog.vocabularies))
    number = min(len(any_catalog.vocabularies.paradigms.entries), 4)
    assert len(icon.findall("{*}path")) == max(number, 1)


@pytest.mark.parametrize("kind", ["papers", "datasets", "benchmarks"])
def test_there_is_only_what_the_catalogue_has(toy_catalog, kind):
    """Without models, or of one kind alone: no page of other things, and no way to one."""
    nothing = dict.fromkeys(("papers", "datasets", "benchmarks"), ())
    some = tuple(r for r in getattr(toy_catalog, kind) if not getattr(r, "model", None))
    alone = [r for r in some if not getattr(r, "paper", None)][:1]
    made = dict(pages(replace(toy_catalog, **{**nothing, kind: tuple(alone)})))

    for page in ("scores", "timeline", "architecture", "feed-models.xml"):
        assert not any(at.startswith(page) for at in made)
    doors = html.fromstring(made["index.html"]).xpath("//nav//a/@href")
    assert set(doors) <= made.keys()
    assert ("new/index.html" in doors) == bool(alone)
