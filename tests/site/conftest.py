"""Sites built of small catalogues, shared by the tests of this room."""

import json
from pathlib import Path

import pytest

from unisurvey.records import load
from unisurvey.scores.comparing import comparing
from unisurvey.site.building import build
from unisurvey.site.pages import pages

ROOTS = ("toy", "some_real", "another_field")


@pytest.fixture(scope="session")
def another_field():
    return Path(__file__).parents[2] / "examples" / "text-embeddings"


@pytest.fixture(scope="session")
def another_catalog(another_field):
    return comparing(load(another_field, cached=True).catalog)


@pytest.fixture(scope="session", params=ROOTS)
def any_catalog(request):
    """Three catalogues: made up, real, and of another field with fields of its own."""
    loaded = load(request.getfixturevalue(request.param), cached=True)
    return comparing(loaded.catalog)


@pytest.fixture(scope="session")
def any_pages(any_catalog):
    """Address → content of every file of such a catalogue's site."""
    return dict(pages(any_catalog))


@pytest.fixture(scope="session")
def toy_pages(toy_catalog):
    """Address → content of every file of the small catalogue's site."""
    return dict(pages(toy_catalog))


@pytest.fixture
def toy_site(toy_pages, tmp_path):
    """The small catalogue's site in a folder, to be damaged."""
    folder = tmp_path / "site"
    build(toy_pages.items(), folder)
    return folder


def data_of(files, kind):
    """Return what the script of a page of exploring reads."""
    (text,) = (t for at, t in files.items() if at.startswith(f"assets/{kind}."))
    return json.loads(text.removeprefix("UNISURVEY="))
