"""The cells of a list: their parts, and what the columns of a table hold.

Parts mean something: links, badges, stretches of text. An item or a paragraph is one
cell. Columns are told by the words of their headers, else by their content.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

from unisurvey.lists.awesome.blocks import flat
from unisurvey.lists.awesome.links import (
    arxiv_in_badge,
    is_badge,
    is_label,
    is_web,
    repository_of_badge,
)
from unisurvey.lists.awesome.published import is_date
from unisurvey.text.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from unisurvey.lists.awesome.blocks import ListBlock, ListTable, Piece
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

Style = Literal["link", "label", "bold", "italic", "plain", "break", "image"]


class RowPart(NamedTuple):
    """One stretch of a block."""

    style: Style
    """`label` is a link that only says what it leads to; badges are labels too."""

    text: str
    line: int
    href: str | None = None
    bold: bool = False
    badge: str = ""
    """Words in the address of the badge that stands for the link."""

    badge_arxiv: str | None = None
    """arXiv id that a badge shows."""

    badge_repository: str | None = None
    """Repository whose stars a badge counts."""


@dataclass(frozen=True)
class Cell:
    """One cell of a table, or a whole item."""

    column: Column | None
    """`None` outside tables."""

    parts: list[RowPart]
    text: str


def parts_of(pieces: Iterable[Piece], venues: VenueWords) -> list[RowPart]:
    """Return the parts of a block in order; what is empty is left out."""
    parts = [part for group in _groups(pieces) for part in _parts(group, venues)]
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


def _groups(pieces: Iterable[Piece]) -> Iterator[list[Piece]]:
    """Yield pieces of one link, or of one style, together."""
    group: list[Piece] = []
    for piece in pieces:
        if group and not _belongs(piece, group[0]):
            yield group
            group = []
        group.append(piece)
    if group:
        yield group


def _belongs(piece: Piece, before: Piece) -> bool:
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
    if first.link and first.href is not None:
        yield _link(group, text, images, venues)
    elif images:
        yield from (_image(piece) for piece in images)
    elif not text and "\n" in "".join(piece.text for piece in group):
        yield RowPart("break", "", first.line)
    elif text:
        style: Style = "bold" if first.bold else "italic" if first.italic else "plain"
        raw = "".join(piece.text for piece in group)
        yield RowPart(style, _spaced(raw, text), first.line, bold=first.bold)


def _spaced(raw: str, text: str) -> str:
    """Return the text with one space at an end that had any."""
    lead = " " if raw[:1].isspace() else ""
    return f"{lead}{text}{' ' if raw[-1:].isspace() else ''}"


def _link(
    group: list[Piece], text: str, images: list[Piece], venues: VenueWords
) -> RowPart:
    first = group[0]
    shown = text or flat(piece.text for piece in images)
    badge = next((piece for piece in images if is_badge(piece.image)), None)
    href = (first.href or "").strip()
    short = is_label(shown) or is_date(shown) or venues.is_venue(shown)
    bold = any(piece.bold for piece in group if not piece.image)
    return RowPart(
        "label" if short or not text else "link",
        shown,
        first.line,
        href,
        bold=bold,
        badge=_shown_by(badge.image) if badge and not text else "",
        badge_arxiv=_first(arxiv_in_badge(p.image, shown + href) for p in images),
        badge_repository=_first(repository_of_badge(p.image) for p in images),
    )


def _shown_by(badge: str) -> str:
    """Return the words in a badge's address."""
    return badge.partition("?")[0].rpartition("/")[2]


def _image(piece: Piece) -> RowPart:
    return RowPart(
        "image",
        "",
        piece.line,
        badge_arxiv=arxiv_in_badge(piece.image, piece.text),
        badge_repository=repository_of_badge(piece.image),
    )


def _first(values: Iterable[str | None]) -> str | None:
    return next((value for value in values if value), None)


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
