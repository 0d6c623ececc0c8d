"""What all tests of a process share: what was read, parsed or compiled before."""

from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jinja2 import Environment

from unisurvey.records import load
from unisurvey.records.cache import RecordCache

REPOSITORY = Path(__file__).parents[1]
UNCHANGED = {REPOSITORY, REPOSITORY / "examples" / "text-embeddings"}
"""Roots in which no test changes anything; those that fixtures make are added."""


@pytest.fixture(scope="session")
def unchanged():
    """Say that no test changes a root; return it."""

    def unchanged(root):
        UNCHANGED.add(root)
        return root

    return unchanged


@cache
def read(root):
    return load(root)


@pytest.fixture(scope="session")
def real_loaded():
    """What reading every real file says."""
    return read(REPOSITORY)


@pytest.fixture(scope="session")
def real(real_loaded):
    """The real catalogue."""
    return real_loaded.catalog


@pytest.fixture(scope="session", autouse=True)
def _read_once():
    """Let all that runs in this process share what nobody changes."""

    def once(root, *, cached=False):
        if cached and Path(root) in UNCHANGED:
            return read(Path(root))
        return load(root, cached=cached)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("unisurvey.records.load", once)
        patch.setattr("unisurvey.records.loading.load", once)
        yield


@pytest.fixture(scope="session", autouse=True)
def _parsed_once():
    """Read no file again that was valid, in whichever root the same one stands.

    A key has all that a record depends on. Rooms whose tests are about what is parsed
    and what is kept use `parse_again`.
    """
    made: dict[str, Any] = {}
    get, put = RecordCache.get, RecordCache.put

    def got(_cache, key):
        return made.get(key)

    def kept(_cache, key, value):
        return made.setdefault(key, value)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(RecordCache, "get", got)
        patch.setattr(RecordCache, "put", kept)
        yield {"get": get, "put": put}


@pytest.fixture
def parse_again(monkeypatch, _parsed_once):
    """Parse every file in a test, whatever others have read."""
    for name, method in _parsed_once.items():
        monkeypatch.setattr(RecordCache, name, method)


@pytest.fixture(scope="session", autouse=True)
def _compiled_once():
    """Compile no template again, whichever environment reads it in the same way."""
    made: dict[Any, Any] = {}
    real = Environment.compile

    def compiled(self, source, name=None, filename=None, raw=False, defer_init=False):
        if not isinstance(source, str) or raw or defer_init:
            return real(self, source, name, filename, raw, defer_init)
        reading = type(self), self.lexer, self.autoescape, tuple(self.filters)
        key = reading, source, name, filename
        if key not in made:
            made[key] = real(self, source, name, filename)
        return made[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Environment, "compile", compiled)
        yield
