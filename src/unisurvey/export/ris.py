"""Papers → RIS, for EndNote, Zotero, Mendeley and their like.

Tags as in the Research Information Systems format specification of 2011: each line
is a tag of two characters, two spaces, a hyphen, a space and the value, and ends
with CR LF.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from unisurvey.export.csl import (
    OTHERS,
    arxiv_of,
    csl_items,
    date_parts,
    page_span,
)
from unisurvey.views.wording import ET_AL

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from unisurvey.export.csl import Item
    from unisurvey.schema import Paper, Vocabularies

_TYPES = {"paper-conference": "CONF", "article-journal": "JOUR"}


def to_ris(papers: Iterable[Paper], vocabularies: Vocabularies) -> str:
    """Return one reference per paper, in the order given, with CR LF line ends."""
    items = csl_items(papers, vocabularies)
    return "\r\n".join(map(_reference, items))


def _reference(item: Item) -> str:
    lines = [f"{tag}  - {value}\r\n" for tag, value in _tags(item) if value]
    return "".join([*lines, "ER  - \r\n"])


def _tags(item: Item) -> Iterator[tuple[str, str | None]]:
    year, month, day = [*(f"{part:02}" for part in date_parts(item)), "", "", ""][:3]
    first, last = page_span(item)
    arxiv = arxiv_of(item)
    yield "TY", _TYPES.get(item["type"], "GEN")
    yield "ID", item["id"]
    yield "TI", item["title"]
    for name in item.get("author", ()):
        yield "AU", _author(name)
    yield "PY", year
    yield "DA", f"{year}/{month}/{day}/" if month else None
    yield "T2", item.get("container-title")
    yield "SP", first
    yield "EP", last
    yield "PB", item.get("publisher")
    yield "DO", item.get("DOI")
    yield "UR", item.get("URL")
    yield "N1", item.get("note")
    yield "AN", f"arXiv:{arxiv}" if arxiv else None


def _author(name: dict[str, str]) -> str:
    """Return `van der Maaten, Laurens, Jr.`; an organization stays as it is."""
    if name is OTHERS:
        return ET_AL
    if "literal" in name:
        return name["literal"]
    particle = name.get("non-dropping-particle", "")
    family = f"{particle} {name['family']}".strip()
    return ", ".join(filter(None, (family, name["given"], name.get("suffix"))))
