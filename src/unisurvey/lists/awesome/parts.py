"""The pieces of a block → parts that mean something: links, badges, stretches of text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple

from unisurvey.lists.awesome.blocks import flat
from unisurvey.lists.awesome.dates import is_date
from unisurvey.lists.awesome.links import (
    arxiv_in_badge,
    is_badge,
    is_label,
    repository_of_badge,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from unisurvey.lists.awesome.blocks import Piece
    from unisurvey.lists.awesome.venues import VenueWords

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
