"""The cells of a list: their parts, and what the columns of a table hold.

Parts mean something: links, badges, stretches of text. An item or a paragraph is one
cell. Columns are told by the words of their headers, else by their content.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from unisurvey.lists.awesome.blocks import flat
from unisurvey.lists.awesome.links import (
    arxiv_in_badge,
    is_badge,
    is_label,
    is_web,
    repository_of_badge,
)
from unisurvey.lists.awesome.model import RowPart
from unisurvey.lists.awesome.published import is_date
from unisurvey.lists.awesome.titles import begins_quoted, is_people
from unisurvey.text.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from unisurvey.lists.awesome.blocks import ListBlock, ListTable, Piece
    from unisurvey.lists.awesome.model import Style
    from unisurvey.lists.awesome.published import VenueWords

Column = Literal[
    "title", "name", "paper", "venue", "date", "code", "project", "demo", "weights",
    "dataset", "links", "authors", "other",
]  # fmt: skip

_COLUMN_WORDS: dict[Column, tuple[str, ...]] = {
    "title": (
        "title", "paper title", "papers", "titles", "publication", "article", "paper name",
        "work", "works", "title links", "title link", "paper links", "title paper",
        "paper title link", "survey", "title url",
    ),
    "name": (
        "name", "model", "models", "method", "methods", "dataset", "datasets", "benchmark",
        "benchmarks", "abbreviation", "abbr", "acronym", "short name", "system", "approach",
        "model name", "method name", "dataset name", "benchmark name", "framework", "names",
        "data", "tokenizer", "nickname", "alias", "project name",
    ),
    "paper": (
        "paper", "pdf", "arxiv", "paper link", "arxiv link", "arxiv id", "arxiv url",
        "paper url", "preprint", "arxiv pdf", "pdf link", "paper pdf", "doi", "report",
    ),
    "venue": (
        "venue", "conference", "journal", "published", "published in", "pub", "publisher",
        "proceedings", "venues", "conference journal", "publication venue", "source", "where",
        "conf", "journal conference", "conf journal", "publish",
    ),
    "date": (
        "date", "year", "time", "release date", "published date", "publication date", "month",
        "arxiv date", "submission date", "released", "release", "release time", "publish date",
        "publish time", "years", "dates", "first release", "pub date", "published on", "day",
    ),
    "code": (
        "code", "github", "repo", "repository", "code link", "github link", "codes",
        "implementation", "open source", "official code", "github repo", "code repo",
        "code url", "github url", "source code", "code github",
    ),
    "project": (
        "project", "project page", "homepage", "website", "page", "web", "home", "project link",
        "webpage", "home page", "site", "project website", "blog",
    ),
    "demo": ("demo", "demos", "space", "online demo", "hf demo", "try it"),
    "weights": (
        "weights", "weight", "checkpoint", "checkpoints", "ckpt", "huggingface", "hugging face",
        "hf", "model weights", "model link", "pretrained", "pretrained model", "hf model",
        "model zoo",
    ),
    "dataset": (
        "dataset link", "data link", "dataset url", "hf dataset", "download", "dataset page",
    ),
    "links": (
        "link", "links", "resource", "resources", "url", "material", "materials", "supplement",
        "paper code", "paper code link", "paper and code", "more", "external links",
    ),
    "authors": ("author", "authors", "first author"),
}  # fmt: skip
_WORDS = {word: column for column, words in _COLUMN_WORDS.items() for word in words}

_SAMPLE = 40
_EMPTY = re.compile(
    r"[\s\-–—_/.?*✗✘❌×x]*|n/?a\.?|none|null|tba|tbd|coming soon", re.IGNORECASE
)

_MOST_WORDS = 6
"""Of a link in brackets that says where a work was published."""


@dataclass(frozen=True)
class Cell:
    """One cell of a table, or a whole item."""

    column: Column | None
    """`None` outside tables."""

    parts: list[RowPart]
    text: str


def parts_of(pieces: Iterable[Piece], venues: VenueWords) -> list[RowPart]:
    """Return the parts of a block in order; what is empty is left out."""
    groups: list[list[Piece]] = []
    for piece in pieces:
        if groups and _belongs(piece, groups[-1][0]):
            groups[-1].append(piece)
        else:
            groups.append([piece])
    parts = [part for group in groups for part in _parts(group, venues)]
    begun = False
    for n, part in enumerate(parts):
        if begun and part.style == "link" and _is_bracketed(parts, n):
            parts[n] = part._replace(style="label")  # `[[Sketch Workshop](…)]`
        begun = begun or bool(re.search(r"\w", part.text))
    return parts


def _is_bracketed(parts: list[RowPart], n: int) -> bool:
    """Return whether a few words stand as a link within square brackets."""
    behind = parts[n + 1].text if n + 1 < len(parts) else ""
    opens = parts[n - 1].text.endswith("[") and behind.startswith("]")
    return opens and len(parts[n].text.split()) <= _MOST_WORDS


def _belongs(piece: Piece, before: Piece) -> bool:
    """Return whether two pieces are of one link, or of one style."""
    if piece.link or before.link:
        return piece.link == before.link
    if piece.image or before.image or "\n" in {piece.text, before.text}:
        return False
    if not piece.text.strip():
        return True  # a space between emphasised texts, which keeps them apart
    return (piece.bold, piece.italic) == (before.bold, before.italic)


def _parts(group: list[Piece], venues: VenueWords) -> Iterator[RowPart]:
    first = group[0]
    text = flat(piece.text for piece in group if not piece.image)
    images = [piece for piece in group if piece.image]
    raw = "".join(piece.text for piece in group)
    if first.link and first.href is not None:
        yield _link(group, text, images, venues)
    elif images:
        for piece in images:
            part = RowPart("image", "", piece.line)
            yield _with_badges(part, [piece.image], piece.text)
    elif text:
        style: Style = "bold" if first.bold else "italic" if first.italic else "plain"
        before, after = (" " if end.isspace() else "" for end in (raw[:1], raw[-1:]))
        yield RowPart(style, before + text + after, first.line, bold=first.bold)
    elif "\n" in raw:
        yield RowPart("break", "", first.line)


def _link(
    group: list[Piece], text: str, images: list[Piece], venues: VenueWords
) -> RowPart:
    first = group[0]
    shown = text or flat(piece.text for piece in images)
    href = (first.href or "").strip()
    short = is_label(shown) or is_date(shown) or venues.is_venue(shown)
    bold = any(piece.bold for piece in group if not piece.image)
    style: Style = "label" if short or not text else "link"
    part = RowPart(style, shown, first.line, href, bold)
    sources = [piece.image for piece in images]
    badge = next(filter(is_badge, sources), "") if not text else ""
    words = badge.partition("?")[0].rpartition("/")[2]
    return _with_badges(part._replace(badge=words), sources, shown + href)


def _with_badges(part: RowPart, images: Sequence[str], text: str) -> RowPart:
    """Return a part with what the badges among its images show."""
    arxiv = (arxiv_in_badge(image, text) for image in images)
    return part._replace(
        badge_arxiv=next(filter(None, arxiv), None),
        badge_repository=next(filter(None, map(repository_of_badge, images)), None),
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
    columns = [[row[n] for row in rows[:_SAMPLE] if n < len(row)] for n in range(count)]
    said = [*map(_said, header), *[None] * (count - len(header))]
    roles = [
        _column(word, cells, venues) for word, cells in zip(said, columns, strict=True)
    ]
    if "title" not in roles and "paper" in roles:
        at = roles.index("paper")
        if not _is_link_column(columns[at]):
            roles[at] = "title"
    if "title" not in roles:
        _guess_title(roles, columns)
    if {"title", "name"}.isdisjoint(roles) and "project" in roles:
        at = roles.index("project")
        if not _is_link_column(columns[at]):
            roles[at] = "name"  # `Project`, as works of any kind are called too
    return [
        "other" if role in {"title", "name"} and role in roles[:n] else role
        for n, role in enumerate(roles)
    ]


def _said(header: ListBlock) -> Column | None:
    """Return a column's role by its header, or the one known word in that."""
    text = fold(header.text)
    found = {_WORDS[word] for word in text.split() if word in _WORDS}
    return _WORDS.get(text) or (found.pop() if len(found) == 1 else None)


def _column(
    said: Column | None, cells: Sequence[ListBlock], venues: VenueWords
) -> Column:
    filled = [cell for cell in cells if not is_empty(cell.text) or _linked(cell)]
    half = len(filled) / 2
    is_links = _is_link_column(filled)
    if said in {"name", "title"} and is_links:
        return "paper" if said == "title" else "links"
    if said == "venue" and sum(map(_is_quoted, filled)) > half:
        return "title"  # `Source`
    if said and said != "title":
        return said
    if not said and sum(is_date(cell.text) for cell in filled) > half:
        return "date"
    if sum(venues.is_venue(cell.text) for cell in filled) > half:
        return "venue"  # `Publication` too
    if said and sum(is_people(cell.text) for cell in filled) > half:
        return "authors"  # headers in the wrong order
    return said or ("links" if is_links else "other")


def _is_link_column(cells: Sequence[ListBlock]) -> bool:
    """Return whether cells hold links called `Paper`, `Code` and so on, and no more."""
    filled = [cell for cell in cells if not is_empty(cell.text) or _linked(cell)]
    linked = filter(_linked, filled)
    plain = sum(is_label(cell.text.partition("(")[0]) for cell in linked)
    return plain * 2 > len(filled)


def _is_quoted(cell: ListBlock) -> bool:
    return begins_quoted(cell.text) is not None


def _linked(cell: ListBlock) -> bool:
    return any(is_web(piece.href or "") for piece in cell.pieces)


def _guess_title(roles: list[Column], columns: Sequence[Sequence[ListBlock]]) -> None:
    """Make the column of unknown use with the longest texts the title."""
    lengths = {
        n: sum(len(cell.text.split()) for cell in cells) / len(cells)
        for n, (role, cells) in enumerate(zip(roles, columns, strict=True))
        if role in {"other", "links"}
        and cells
        and sum(map(_linked, cells)) * 2 >= len(cells)
    }
    best = max(lengths, key=lambda n: lengths[n], default=None)
    if best is not None and lengths[best] >= 3:
        roles[best] = "title"
