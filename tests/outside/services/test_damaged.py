"""Whatever an answer holds, the outcome is works or a network error."""

import copy
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from unisurvey.errors import NetworkError
from unisurvey.outside.services import (
    acl,
    crossref,
    datacite,
    dblp,
    github,
    huggingface,
    openreview,
    semanticscholar,
)
from unisurvey.outside.services.github import parse_repositories
from unisurvey.outside.web import Answer
from unisurvey.schema.dates import date_span

ANSWERS = Path(__file__).parent / "answers"
HASH = "0123456789abcdef0123456789abcdef01234567"
GRAPHQL = {
    "data": {"r0": {"nameWithOwner": "a/b", "stargazerCount": 1, "pushedAt": "2025-04-30T08:00:00Z", "isArchived": False, "licenseInfo": {"spdxId": "MIT"}}, "r1": None},
    "errors": [{"type": "NOT_FOUND", "path": ["r1"], "message": "no"}],
}  # fmt: skip
READERS = {
    "crossref/works/10.5555/heron.2024.17.json": crossref.parse,
    "crossref/works/10.5555/sedge.1.json": crossref.parse,
    "crossref/search.json": crossref.parse_search,
    "datacite/dois/10.5281/zenodo.1.json": datacite.parse,
    "openreview/notes/hErOn2025x.json": lambda a: openreview.parse(a, "hErOn2025x"),
    "openreview/notes/eGrEt2025y.json": lambda a: openreview.parse(a, "eGrEt2025y"),
    "openreview/search.json": openreview.parse_search,
    "dblp/search.json": dblp.parse_search,
    f"semanticscholar/paper/{HASH}.json": semanticscholar.parse,
    "semanticscholar/search.json": semanticscholar.parse_search,
    "huggingface/api/papers/2401.01001.json": huggingface.parse_paper,
    "huggingface/api/datasets/marsh/reeds.json": lambda a: huggingface.parse_repository(a, "datasets"),
    "github/repos/heron-lab/heron.json": github.parse,
}  # fmt: skip
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text()
    | st.sampled_from(["\ud800", "et al.", "N/A", "10.48550/x", "2024-13-40", "9" * 5000])
    | st.sampled_from([-1, 10**30, 10**15, 99999, 2024]),
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(st.text(), inside, max_size=3),
    max_leaves=5,
)  # fmt: skip


def places(value, path=()):
    """Return the path of every value inside a value, and of itself."""
    inside = enumerate(value) if isinstance(value, list) else []
    inside = value.items() if isinstance(value, dict) else inside
    return [
        path,
        *(place for name, one in inside for place in places(one, (*path, name))),
    ]


def damaged(whole, draw):
    """Return a copy in which a few values are others, or are gone."""
    found = copy.deepcopy(whole)
    for _ in range(draw(st.integers(1, 3))):
        path = draw(st.sampled_from(places(found)))
        value = draw(values)
        if not path:
            return value
        holder = found
        for name in path[:-1]:
            holder = holder[name]
        if draw(st.booleans()):
            holder[path[-1]] = value
        else:
            del holder[path[-1]]
    return found


def check(work):
    texts = [work.title, work.name, work.venue, work.comment, *map(str, work.authors)]
    for text in filter(None, texts):
        assert text == " ".join(text.split())
        text.encode()
    assert work.date is None or date_span(work.date)
    assert work.year is None or 1950 <= work.year < 2100
    assert all(url.startswith(("http://", "https://")) for url in work.links.values())


@pytest.mark.parametrize("name", READERS)
@settings(max_examples=settings().max_examples // 4)
@given(data=st.data())
def test_any_damage_to_json_is_a_network_error_or_nothing(name, data):
    whole = json.loads((ANSWERS / name).read_bytes())
    body = json.dumps(damaged(whole, data.draw)).encode()
    try:
        found = READERS[name](Answer("https://service.example.org/", 200, body))
    except NetworkError:
        return
    for work in found if isinstance(found, tuple) else (found,):
        check(work)


@given(data=st.data())
def test_any_damage_to_repositories_is_a_network_error_or_nothing(data):
    body = json.dumps(damaged(GRAPHQL, data.draw)).encode()
    answer = Answer("https://service.example.org/", 200, body)
    try:
        found = parse_repositories(answer, ["a/b", "c/d"])
    except NetworkError:
        return
    assert set(found) <= {"a/b", "c/d"}


@pytest.mark.parametrize(
    ("name", "read"),
    [
        ("dblp/rec/conf/iclr/QuillfeatherRX25.xml", dblp.parse),
        ("acl/2024.marsh-long.17.bib", lambda a: acl.parse(a, "2024.marsh-long.17")),
    ],
)
@given(data=st.data())
def test_any_damage_to_text_is_a_network_error_or_nothing(name, read, data):
    body = (ANSWERS / name).read_bytes()
    start = data.draw(st.integers(0, len(body)))
    end = data.draw(st.integers(start, min(len(body), start + 200)))
    body = body[:start] + data.draw(st.binary(max_size=10)) + body[end:]
    try:
        work = read(Answer("https://service.example.org/", 200, body))
    except NetworkError:
        return
    check(work)
