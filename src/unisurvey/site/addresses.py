"""Where each page stands, below the top of the site.

Links name `index.html`: from a file no browser looks for it in a folder.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from unisurvey.views.flat import kind_of

if TYPE_CHECKING:
    from unisurvey.schema import Record

INDEX = "index.html"
MANIFEST = "site.json"
"""Names every file that was built, so that only these are ever removed."""


def of_kind(kind: str) -> str:
    """Return where the records of a kind are explored; models are where one begins."""
    return INDEX if kind == "models" else f"{kind}/{INDEX}"


def of_record(record: Record, kind: str | None = None) -> str:
    """Return the page of a record; a paper that introduces a model is that model's."""
    return f"{kind or kind_of(record)}/{record.id}/{INDEX}"


def of_word(what: str, word: str) -> str:
    """Return the page of a section, component, organization, venue, guide or board."""
    return f"{what}/{word}/{INDEX}"


def of_page(name: str) -> str:
    """Return the page of which there is only one, such as `timeline`."""
    return f"{name}/{INDEX}"


def public(address: str) -> str:
    """Return how a page is called on a host, which looks for `index.html` by itself."""
    return address.removesuffix(INDEX)


def above(address: str) -> str:
    """Return what leads from a page to the top of the site: `../../`."""
    return "../" * address.count("/")
