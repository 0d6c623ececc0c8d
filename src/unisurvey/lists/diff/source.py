"""Reading a list from a file, or from the web page or repository it is kept in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from unisurvey.errors import BadAnswerError, StatusError, UsageError
from unisurvey.files import read_named
from unisurvey.schema.hosted import hosted
from unisurvey.schema.urls import take_apart

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from unisurvey.outside.web import Web

LARGEST = 16 * 1024 * 1024
"""Bytes of the longest list that is read."""

_RAW = "https://raw.githubusercontent.com"
_PAGE = re.compile(rb"\s*(?:<!doctype html|<html)", re.IGNORECASE)


def is_address(source: str) -> bool:
    """Return whether a source is a web address and not a file."""
    return source.lower().startswith(("https://", "http://"))


def read_file(path: Path) -> str:
    """Return a list's text; bytes that are not UTF-8 are replaced.

    Raises:
        UsageError: it is not a file that can be read, or too long for a list.
    """
    return read_named(path, LARGEST).decode("utf-8-sig", errors="replace")


async def read_address(source: str, web: Web) -> str:
    """Return the text of the list at an address.

    A repository on GitHub, or a folder or file in one, stands for its list.

    Raises:
        NetworkError: nothing usable was found there.
    """
    *likelier, last = raw_addresses(source)
    for address in likelier:
        try:
            return await _text(address, web)
        except StatusError as error:
            if error.status != 404:
                raise
    return await _text(last, web)


def raw_addresses(source: str) -> Iterator[str]:
    """Yield the addresses under which the Markdown of a source can be, likeliest first.

    Raises:
        UsageError: the source is no address that leads anywhere.
    """
    if take_apart(source) is None:
        raise UsageError(f"{source!r} is not a well-formed web address")
    found = hosted(source)
    if found is None or found.host != "github.com":
        yield source
        return
    ref, folder = (found.ref, found.path) if found.has_ref else ("HEAD", "")
    base = f"{_RAW}/{found.repository}/{ref}"
    if found.is_file:
        yield f"{base}/{folder}"
        return
    for file in ("README.md", "readme.md", "Readme.md"):
        yield "/".join(filter(None, (base, folder, file)))


async def _text(address: str, web: Web) -> str:
    answer = await web.get(address, accept="text/plain, */*;q=0.5", largest=LARGEST)
    if _PAGE.match(answer.body):
        reason = "expected Markdown, got a web page"
        raise BadAnswerError(answer.url, reason)
    return answer.body.decode("utf-8-sig", errors="replace")
