"""What the columns of a table hold: by the words of their headers, else by content."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from unisurvey.lists.awesome.dates import is_date
from unisurvey.lists.awesome.links import is_label, is_web
from unisurvey.lists.awesome.titles import begins_quoted, is_people
from unisurvey.text.folding import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from unisurvey.lists.awesome.blocks import ListBlock, ListTable
    from unisurvey.lists.awesome.venues import VenueWords

Column = Literal[
    "title",
    "name",
    "paper",
    "venue",
    "date",
    "code",
    "project",
    "demo",
    "weights",
    "dataset",
    "links",
    "authors",
    "other",
]

_WORDS: dict[str, Column] = {
    **dict.fromkeys(
        ("title", "paper title", "papers", "titles", "publication", "article", "paper name",
         "work", "works", "title links", "title link", "paper links", "title paper",
         "paper title link", "survey", "title url"),
        "title",
    ),
    **dict.fromkeys(
        ("name", "model", "models", "method", "methods", "dataset", "datasets", "benchmark",
         "benchmarks", "abbreviation", "abbr", "acronym", "short name", "system", "approach",
         "model name", "method name", "dataset name", "benchmark name", "framework", "names",
         "data", "tokenizer", "nickname", "alias", "project name"),
        "name",
    ),
    **dict.fromkeys(
        ("paper", "pdf", "arxiv", "paper link", "arxiv link", "arxiv id", "arxiv url",
         "paper url", "preprint", "arxiv pdf", "pdf link", "paper pdf", "doi", "report"),
        "paper",
    ),
    **dict.fromkeys(
        ("venue", "conference", "journal", "published", "published in", "pub", "publisher",
         "proceedings", "venues", "conference journal", "publication venue", "source", "where",
         "conf", "journal conference", "conf journal", "publish"),
        "venue",
    ),
    **dict.fromkeys(
        ("date", "year", "time", "release date", "published date", "publication date", "month",
         "arxiv date", "submission date", "released", "release", "release time", "publish date",
         "publish time", "years", "dates", "first release", "pub date", "published on", "day"),
        "date",
    ),
    **dict.fromkeys(
        ("code", "github", "repo", "repository", "code link", "github link", "codes",
         "implementation", "open source", "official code", "github repo", "code repo",
         "code url", "github url", "source code", "code github"),
        "code",
    ),
    **dict.fromkeys(
        ("project", "project page", "homepage", "website", "page", "web", "home", "project link",
         "webpage", "home page", "site", "project website", "blog"),
        "project",
    ),
    **dict.fromkeys(("demo", "demos", "space", "online demo", "hf demo", "try it"), "demo"),
    **dict.fromkeys(
        ("weights", "weight", "checkpoint", "checkpoints", "ckpt", "huggingface", "hugging face",
         "hf", "model weights", "model link", "pretrained", "pretrained model", "hf model",
         "model zoo"),
        "weights",
    ),
    **dict.fromkeys(
        ("dataset link", "data link", "dataset url", "hf dataset", "download", "dataset page"),
        "dataset",
    ),
    **dict.fromkeys(
        ("link", "links", "resource", "resources", "url", "material", "materials", "supplement",
         "paper code", "paper code link", "paper and code", "more", "external links"),
        "links",
    ),
    **dict.fromkeys(("author", "authors", "first author"), "authors"),
}  # fmt: skip

_SAMPLE = 40
_EMPTY = re.compile(
    r"[\s\-–—_/.?*✗✘❌×x]*|n/?a\.?|none|null|tba|tbd|coming soon", re.IGNORECASE
)


def is_empty(text: str) -> bool:
    """Return whether a cell's text stands for nothing."""
    return bool(_EMPTY.fullmatch(text.strip()))


def header_of(table: ListTable) -> tuple[list[ListBlock], list[list[ListBlock]]]:
    """Return the header cells of a table, empty when it has none, and its other rows."""
    rows = [row for row in table.rows if row]
    if not rows:
        return [], []
    first = rows[0]
    if all(cell.header for cell in first):
        body = [row for row in rows[1:] if not all(cell.header for cell in row)]
        return first, body
    known = sum(fold(cell.text) in _WORDS for cell in first)
    linked = any(piece.href for cell in first for piece in cell.pieces)
    if known * 2 > len(first) and not linked:
        return first, rows[1:]
    return [], rows


def columns_of(
    header: Sequence[ListBlock], rows: Sequence[Sequence[ListBlock]], venues: VenueWords
) -> list[Column]:
    """Return what each column holds; at most one is the title."""
    count = max([len(header), *(len(row) for row in rows)], default=0)
    roles: list[Column] = []
    for n in range(count):
        cells = _cells(rows, n)
        said = _WORDS.get(fold(header[n].text)) if n < len(header) else None
        roles.append(_column(said or _partly(header, n), cells, venues))
    if "title" not in roles and "paper" in roles:
        at = roles.index("paper")
        if not _is_link_column(_cells(rows, at)):
            roles[at] = "title"
    if "title" not in roles:
        _guess_title(roles, rows)
    if {"title", "name"}.isdisjoint(roles) and "project" in roles:
        at = roles.index("project")
        if not _is_link_column(_cells(rows, at)):
            roles[at] = "name"  # `Project`, as works of any kind are called too
    return _once(roles, "title", "name")


def _cells(rows: Sequence[Sequence[ListBlock]], column: int) -> list[ListBlock]:
    return [row[column] for row in rows[:_SAMPLE] if column < len(row)]


def _partly(header: Sequence[ListBlock], n: int) -> Column | None:
    """Return a column's role by the one known word in its header."""
    if n >= len(header):
        return None
    found = {_WORDS[word] for word in fold(header[n].text).split() if word in _WORDS}
    return found.pop() if len(found) == 1 else None


def _column(
    said: Column | None, cells: Sequence[ListBlock], venues: VenueWords
) -> Column:
    filled = [cell for cell in cells if not is_empty(cell.text) or _linked(cell)]
    if said in {"name", "title"} and filled and _is_link_column(filled):
        return "paper" if said == "title" else "links"
    half = len(filled) / 2
    if said == "title" and sum(venues.is_venue(cell.text) for cell in filled) > half:
        return "venue"  # `Publication`
    if said == "title" and sum(is_people(cell.text) for cell in filled) > half:
        return "authors"  # headers in the wrong order
    if said == "venue" and sum(map(_is_quoted, filled)) > half:
        return "title"  # `Source`
    if said:
        return said
    if not filled:
        return "other"
    if sum(is_date(cell.text) for cell in filled) > half:
        return "date"
    if sum(venues.is_venue(cell.text) for cell in filled) > half:
        return "venue"
    return "links" if _is_link_column(filled) else "other"


def _is_link_column(cells: Sequence[ListBlock]) -> bool:
    """Return whether cells hold links called `Paper`, `Code` and so on, and no more."""
    filled = [cell for cell in cells if not is_empty(cell.text) or _linked(cell)]
    plain = [
        cell
        for cell in filled
        if _linked(cell) and is_label(cell.text.partition("(")[0])
    ]
    return bool(filled) and len(plain) * 2 > len(filled)


def _is_quoted(cell: ListBlock) -> bool:
    return begins_quoted(cell.text) is not None


def _linked(cell: ListBlock) -> bool:
    return any(is_web(piece.href or "") for piece in cell.pieces)


def _guess_title(roles: list[Column], rows: Sequence[Sequence[ListBlock]]) -> None:
    """Make the column of unknown use with the longest texts the title."""
    lengths: dict[int, float] = {}
    for n, role in enumerate(roles):
        cells = _cells(rows, n)
        linked = sum(_linked(cell) for cell in cells) * 2 >= len(cells)
        words = [len(cell.text.split()) for cell in cells]
        if words and linked and role in {"other", "links"}:
            lengths[n] = sum(words) / len(words)
    if lengths:
        best = max(lengths, key=lambda n: lengths[n])
        if lengths[best] >= 3:
            roles[best] = "title"


def _once(roles: list[Column], *single: Column) -> list[Column]:
    seen: set[Column] = set()
    found: list[Column] = []
    for role in roles:
        found.append("other" if role in single and role in seen else role)
        seen.add(role)
    return found
