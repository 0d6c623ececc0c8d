"""Values of a record as pieces of text, each of which may lead somewhere.

What the text is was decided by the views; here is only where its parts lead.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from unisurvey.site.addresses import of_record, of_word
from unisurvey.text.addresses import arxiv_address, doi_address
from unisurvey.views.wording import plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from unisurvey.fields import RecordField
    from unisurvey.records import Catalog
    from unisurvey.schema import Record
    from unisurvey.views.flat import Flat
    from unisurvey.views.page import Fact

_URL = re.compile(r"https?://[^\s<>\"']*[^\s<>\"'.,;:!?)\]}]")
_ADDRESS = {"arxiv": arxiv_address, "doi": doi_address}
"""Identifier → where it leads."""

_FOLDERS = ("datasets", "benchmarks", "papers")


class TextPiece(NamedTuple):
    """A text that may lead to a page of the site, or to an address."""

    text: str
    page: str | None = None
    url: str | None = None


def of_text(text: str) -> list[TextPiece]:
    """Return a text whose addresses are links."""
    found, end = [], 0
    for match in _URL.finditer(text):
        found += [
            TextPiece(text[end : match.start()]),
            TextPiece(match[0], url=match[0]),
        ]
        end = match.end()
    return [piece for piece in (*found, TextPiece(text[end:])) if piece.text]


def of_fact(
    fact: Fact, flat: Flat, record: Record, catalog: Catalog
) -> list[TextPiece]:
    """Return what a field says, with links to what it names."""
    value = flat[fact.field.name]
    targets = list(_targets(fact, value, record, catalog))
    found: list[TextPiece] = []
    rest = fact.text
    for target in targets:  # in their order in the text, as the view joined them
        before, name, rest_of = rest.partition(target.text)
        if name:
            found += [TextPiece(before), target]
            rest = rest_of
    made = [*found, *(of_text(rest) if not found else [TextPiece(rest)])]
    return [piece for piece in made if piece.text]


def _targets(
    fact: Fact, value: Any, record: Record, catalog: Catalog
) -> Iterator[TextPiece]:
    """Yield the parts of a value that lead somewhere, in their order."""
    field = fact.field
    several = value if isinstance(value, list) else [value]
    form = field.value_form
    if form in {"component", "organization"}:
        for one in several:
            yield TextPiece(plain(field.name, [one], catalog), of_word(form, one))
    elif form == "section":
        whole = not isinstance(value, list)
        for one in filter(None, several):
            yield TextPiece(fact.text if whole else one, of_word("section", one))
    elif form == "venue":
        paper = catalog.paper_of(record)
        if paper and paper.venue:
            yield TextPiece(fact.text, of_word("venue", paper.venue))
    elif field.name in _ADDRESS and value:
        yield TextPiece(value, url=_ADDRESS[field.name](value))
    elif field.name == "paper" and value:
        yield TextPiece(value, of_record(catalog[f"papers/{value}"]))
    elif _holds_records(field):
        for one in filter(None, several):
            if named := _named(one, catalog):
                yield TextPiece(plain(field.name, [one], catalog), of_record(named))


def _holds_records(field: RecordField) -> bool:
    if field.added:
        return field.added.type == "record"
    return field.name == "training_data"


def _named(word: str, catalog: Catalog) -> Record | None:
    found = (catalog.index.get(f"{folder}/{word}") for folder in _FOLDERS)
    return next(filter(None, found), None)
