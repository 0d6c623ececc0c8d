"""Links of all pages: each leads to a file that was made, or to an address of the web."""

import re
from posixpath import dirname, join, normpath
from urllib.parse import parse_qsl, unquote

import pytest
from lxml import html
from tests.site.conftest import data_of

from unisurvey.records import SELECTABLE
from unisurvey.site.addresses import of_kind

_TYPED = frozenset({"since", "until", "search", "sort", "select"})
"""What else a list is asked for, in any words."""

_NAMED = ("href", "src")
_PARTS = re.compile(
    r"(?:(?P<scheme>[A-Za-z][\w+.-]*):)?(?P<path>[^?#]*)(?:\?[^#]*)?(?:#(?P<id>.*))?"
)


@pytest.fixture(scope="module")
def documents(any_pages):
    return {
        address: html.document_fromstring(text)
        for address, text in any_pages.items()
        if address.endswith(".html")
    }


def links(document):
    for element in document.iter():
        for name in _NAMED:
            if isinstance(element.tag, str) and element.get(name) is not None:
                yield element.get(name)


def test_no_link_is_dead(any_pages, documents):
    names = {
        address: {*document.xpath("//@id")} for address, document in documents.items()
    }
    dead = set()
    for address, document in documents.items():
        for link in links(document):
            parts = _PARTS.fullmatch(link)
            if not parts or parts["scheme"]:
                continue
            below = normpath(join(dirname(address), unquote(parts["path"])))
            target = below if parts["path"] else address
            if target not in any_pages or (
                parts["id"] and parts["id"] not in names.get(target, ())
            ):
                dead.add((address, link))

    assert dead == set()


def test_links_to_lists_ask_for_what_these_offer(any_pages, documents):
    asked = {
        link
        for document in documents.values()
        for link in links(document)
        if "index.html?" in link and "compare/" not in link
    }
    offered = {
        kind: {
            offer["name"]: {word for word, *_ in offer["choices"]}
            for offer in data_of(any_pages, kind)["offers"]
        }
        for kind in SELECTABLE
        if of_kind(kind) in any_pages
    }
    unknown = []
    for link in asked:
        path, _, query = link.partition("?")
        at = path.lstrip("./")
        kind = next(kind for kind in offered if of_kind(kind) == at)
        for name, text in parse_qsl(query):
            words = offered[kind].get(name, set())
            if name not in _TYPED and not words.issuperset(text.split(",")):
                unknown.append(link)

    assert unknown == []


def test_links_lead_to_pages_or_the_web_alone(documents):
    schemes = {
        parts["scheme"] if (parts := _PARTS.fullmatch(link)) else link
        for document in documents.values()
        for link in links(document)
    }

    assert schemes <= {None, "http", "https"}


def test_every_page_has_one_heading_and_no_id_twice(documents):
    wrong = [
        address
        for address, document in documents.items()
        if len(document.xpath("//h1")) != 1
        or len(ids := document.xpath("//@id")) != len({*ids})
    ]

    assert wrong == []


def test_no_page_has_what_its_policy_forbids(documents):
    forbidden = "//@style | //style | //@onclick | //script[not(@src)][not(@type='application/ld+json')]"

    assert [at for at, doc in documents.items() if doc.xpath(forbidden)] == []
