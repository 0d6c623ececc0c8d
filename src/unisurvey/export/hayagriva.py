"""Papers → Hayagriva YAML, the bibliography format of Typst.

Format: https://github.com/typst/hayagriva/blob/main/docs/file-format.md
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from unisurvey.bib.keys import with_keys
from unisurvey.bib.tex.writer import protect_case
from unisurvey.export.csl import arxiv_of, csl_item, date_parts
from unisurvey.export.document import yaml_document

if TYPE_CHECKING:
    from collections.abc import Iterable

    from unisurvey.schema import Paper, Vocabularies

_PARENTS = {
    "paper-conference": "proceedings",
    "article-journal": "periodical",
    "article": "repository",
}
_PARTS = {
    "family": "name",
    "given": "given-name",
    "non-dropping-particle": "prefix",
    "suffix": "suffix",
    "literal": "name",
}
_CONTROL = re.compile(r"[\\{}$]")
"""What marks verbatim text and mathematics in a formattable string."""


def to_hayagriva(papers: Iterable[Paper], vocabularies: Vocabularies) -> str:
    """Return one entry per paper under its key, in the order given.

    Raises:
        RepeatedKeyError: two papers have the same key.
    """
    return "".join(
        yaml_document({paper.key: _entry(paper, vocabularies)})
        for paper in with_keys(papers)
    )


def _entry(paper: Paper, vocabularies: Vocabularies) -> dict[str, Any]:
    item = csl_item(paper, vocabularies)
    parent = _PARENTS.get(item["type"])
    container = item.get("container-title") or item.get("publisher")
    numbers = {"doi": item.get("DOI"), "arxiv": arxiv_of(item)}
    fields = {
        "type": "article" if parent else "misc",
        "title": _title(paper),
        "author": [_person(name) for name in item.get("author", ())],
        "date": "-".join(f"{part:02}" for part in date_parts(item)),
        "page-range": item.get("page"),
        "serial-number": {name: value for name, value in numbers.items() if value},
        "url": item.get("URL"),
        "note": _verbatim(item["note"]) if "note" in item else None,
        "parent": {"type": parent, "title": _verbatim(container)}
        if container
        else None,
    }
    return {name: value for name, value in fields.items() if value}


def _title(paper: Paper) -> str:
    """Return the title with braces around what a style must not lower."""
    return "".join(
        f"{{{_plain(text)}}}" if protected else _plain(text)
        for text, protected in protect_case(paper.title, paper.capitals)
    )


def _verbatim(text: str) -> str:
    return f"{{{_plain(text)}}}"


def _plain(text: str) -> str:
    return _CONTROL.sub(r"\\\g<0>", text)


def _person(name: dict[str, str]) -> dict[str, str]:
    """Return a mapping: a string would be cut at commas and lower-case words."""
    return {_PARTS[part]: text for part, text in name.items()}
