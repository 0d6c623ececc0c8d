"""Sites built of small catalogues, shared by the tests of this room."""

import json
from pathlib import Path

import pytest

from unisurvey.records import load
from unisurvey.scores.comparing import comparing
from unisurvey.site.building import build
from unisurvey.site.pages import pages

ROOTS = ("toy", "some_real", "another")


@pytest.fixture(scope="session")
def another_field():
    return Path(__file__).parents[2] / "examples" / "text-embeddings"


@pytest.fixture(scope="session")
def another_catalog(another_field):
    return comparing(load(another_field, cached=True).catalog)


@pytest.fixture(scope="session")
def another_pages(another_catalog):
    return dict(pages(another_catalog))


@pytest.fixture(scope="session")
def some_real_catalog(some_real):
    return comparing(load(some_real, cached=True).catalog)


@pytest.fixture(scope="session")
def some_real_pages(some_real_catalog):
    return dict(pages(some_real_catalog))


@pytest.fixture(scope="session", params=ROOTS)
def any_root(request):
    """Three catalogues: made up, real, and of another field with fields of its own."""
    return request.param


@pytest.fixture(scope="session")
def any_catalog(any_root, request):
    return request.getfixturevalue(f"{any_root}_catalog")


@pytest.fixture(scope="session")
def any_pages(any_root, request):
    """Address → content of every file of such a catalogue's site."""
    return request.getfixturevalue(f"{any_root}_pages")


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
