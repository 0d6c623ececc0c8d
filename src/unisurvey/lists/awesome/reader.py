"""Read any Awesome list: Markdown or HTML tables, bullet lists, paragraphs, badges."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from unisurvey.lists.awesome.blocks import (
    ListBlock,
    ListTable,
    Piece,
    blocks,
    flat,
    lines_of,
    to_tree,
)
from unisurvey.lists.awesome.links import impossible_arxiv, is_web, role_of
from unisurvey.lists.awesome.model import AwesomeList, ListLink, ListRow
from unisurvey.lists.awesome.published import VenueWords, is_date
from unisurvey.lists.awesome.rows import (
    CellSource,
    is_about_links,
    row_of_block,
    rows_of_table,
)
from unisurvey.lists.awesome.titles import is_people, split_name
from unisurvey.text.folding import fold
from unisurvey.text.inline import anchor, anchors

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any

    from unisurvey.errors import Span
    from unisurvey.schema import Venue

__all__ = ["AwesomeList", "ListLink", "ListRow", "read_list"]

_TAGS = re.compile(r"\[[^\[\]]{1,60}\]|[(（【][^()（）【】]{1,60}[)）】]|^\s*\d+[.)]\s")
_LONGEST_TITLE = 40
"""Words of a paragraph that may still be a title above its links."""

_FIELD = re.compile(
    r"\W*(?:dates?|years?|authors?|affiliations?|institut(?:es?|ions?)|venues?|keywords?"
    r"|tags?|abstract|overview|summary|details|bibtex|citation)\W*(?::|$)",
    re.IGNORECASE,
)
"""What is told of a work below its title, under a heading or a fold of its own."""

_MOST_WORDS = 25
"""Of a title; what is longer is prose."""

_NAME_WORDS = 4
"""Words of the longest name before a colon."""

_NEWS = frozenset({"news", "update", "updates", "changelog", "announcements"})
_NEWS_BESIDE = frozenset({"latest", "recent", "new", "and", "our", "log"})
"""Words of a heading above news."""

_ALWAYS = frozenset({"top", "readme", ""})
"""Anchors that every page on GitHub has."""


def read_list(text: str, path: str, venues: Iterable[Venue] = ()) -> AwesomeList:
    """Return the rows of a list; no text is refused.

    Args:
        text: Markdown, with any HTML in it.
        path: What to call the file in messages.
        venues: Are recognised by their names; any other venue needs a year beside it.
    """
    root = to_tree(text)
    source = CellSource(lines_of(text), VenueWords(venues))
    found = list(blocks(root))
    read = (row for row in _rows(found, source) if not _is_news(row))
    rows = sorted(read, key=lambda row: (row.span.line, row.span.column))
    headings = tuple(b.text for b in _all(found) if b.kind == "heading")
    beside = (f"{anchor(heading)}-" for heading in headings)
    known = frozenset({*anchors(headings), *beside, *_named(root), *_ALWAYS})
    inner: list[ListLink] = []
    misnamed: list[ListLink] = []
    linked: dict[int, Span] = {}
    for href, piece in _first_pieces(found):
        link = ListLink("paper", href, piece.text, source.find(href, piece.line))
        if href.startswith("#") and len(href) > 1:
            inner.append(link._replace(role="other", url=href[1:]))
        if is_web(href):
            linked.setdefault(link.span.line, link.span)
        if impossible_arxiv(href) is not None:
            misnamed.append(link)
    first_links = tuple(linked[line] for line in sorted(linked))
    return AwesomeList(
        *(path, tuple(rows), headings, known, tuple(inner), first_links),
        tuple(misnamed),
    )


def _is_news(row: ListRow) -> bool:
    """Return whether a row tells what happened to the list or its keepers' works."""
    heading = "".join(row.sections[-1:]).casefold()
    words = set(re.findall(r"[^\W\d_]+", heading))
    return not _NEWS.isdisjoint(words) and words <= _NEWS | _NEWS_BESIDE


def _rows(
    found: Iterable[ListBlock | ListTable], source: CellSource
) -> Iterator[ListRow]:
    before: ListBlock | None = None
    for block in found:
        if isinstance(block, ListTable):
            yield from rows_of_table(block, source)
            before = None
        elif block.kind == "item":
            if block.parent and is_about_links(block, source):
                block.parent.pieces += [Piece("\n", block.line), *block.pieces]
            else:
                yield from _item(block, source)
            before = None
        elif is_about_links(block, source):
            if before is not None and before.level != 1:  # not the page's own links
                joined = [*before.pieces, Piece("\n", block.line), *block.pieces]
                whole = ListBlock(before.kind, before.line, joined, block.sections)
                row = row_of_block(whole, source)
                named = row and (row.title or row.name)
                if row and named and (row.arxiv or row.link("paper")):
                    yield row
            before = None
        else:
            done = list(_paragraph(block, source))
            yield from done
            if done:
                before = None
            elif _bears_title(block, before):
                before = block


def _item(block: ListBlock, source: CellSource) -> Iterator[ListRow]:
    """Yield the row of an item, or those of the works whose titles are its lines."""
    lines = _lines(block)
    several = sum(_is_linked_title(line, source) for line in lines) > 1
    for each in _works(block, lines, source) if several else [block]:
        if row := row_of_block(each, source):
            yield row


def _works(
    block: ListBlock, lines: Iterable[ListBlock], source: CellSource
) -> list[ListBlock]:
    """Return the works of an item; what stands before the first is their section."""
    caption = ""
    works: list[ListBlock] = []
    for line in lines:
        first = _lead(line, source)
        if first and first.href is not None and not is_about_links(line, source):
            works.append(line)
        elif works:
            works[-1].pieces += [Piece("\n", line.line), *line.pieces]
        else:
            caption = caption or line.text
    for work in works:
        work.sections = (*block.sections, *filter(None, [caption]))
    return works


def _is_linked_title(line: ListBlock, source: CellSource) -> bool:
    """Return whether a line begins with a title that leads to a paper."""
    first = _lead(line, source)
    if first is None or first.href is None:
        return False
    text = flat(p.text for p in line.pieces if p.link == first.link and not p.image)
    return len(text.split()) > _NAME_WORDS and role_of(first.href, "") == "paper"


def _bears_title(block: ListBlock, before: ListBlock | None) -> bool:
    """Return whether links below a block are those of the work that it names.

    Prose about the work of a heading leaves the heading its title.
    """
    if block.kind == "heading":
        return not _FIELD.fullmatch(block.text)
    if _FIELD.match(block.text) or len(block.text.split()) > _LONGEST_TITLE:
        return False
    if any(piece.href for piece in block.pieces) or is_people(block.text):
        return False
    if before is None:
        return True
    words = fold(split_name(before.text)[0] or before.text)
    sentence = len(block.text.split()) > _MOST_WORDS or block.text.endswith(".")
    return not (before.kind == "heading" and sentence and words in fold(block.text))


def _paragraph(block: ListBlock, source: CellSource) -> Iterator[ListRow]:
    """Yield rows of a paragraph or heading that begins with a work it links to."""
    rows = [row for line in _lines(block) if (row := _own_row(line, source))]
    whole = [_own_row(block, source)] if len(rows) < 2 else rows
    yield from filter(None, whole)


def _own_row(block: ListBlock, source: CellSource) -> ListRow | None:
    if _lead(block, source) is None:
        return None
    row = row_of_block(block, source)
    if row is None or not (row.title or row.perhaps):
        return None
    papers = (link.url for link in row.links if link.role == "paper")
    linked = any(role_of(url, "") == "paper" for url in papers)
    return row if row.arxiv or row.dois or linked else None


def _lead(block: ListBlock, source: CellSource) -> Piece | None:
    """Return the link, image or bold text that a block begins with."""
    for n, piece in enumerate(block.pieces):
        if piece.image or ((piece.bold or piece.href) and piece.text.strip()):
            return piece if _is_lead(block.pieces[:n], source) else None
    return None


def _is_lead(pieces: Iterable[Piece], source: CellSource) -> bool:
    """Return whether a text only gives date, venue or name of the work behind it."""
    text = _TAGS.sub("", flat(piece.text for piece in pieces)).strip()
    bare = text.strip(" -–—:|.,•·")
    named = text.endswith(":") and len(text.split()) <= _NAME_WORDS
    return not bare or named or is_date(bare) or source.venues.is_venue(bare)


def _lines(block: ListBlock) -> list[ListBlock]:
    """Return the lines of a paragraph as blocks of their own."""
    found = [ListBlock(block.kind, block.line, [], block.sections)]
    for piece in block.pieces:
        first, *others = piece.text.split("\n") if not piece.link else [piece.text]
        found[-1].pieces.append(piece._replace(text=first))
        for text in others:
            line = [piece._replace(text=text)]
            found.append(ListBlock(block.kind, piece.line, line, block.sections))
    return found


def _all(found: Iterable[ListBlock | ListTable]) -> Iterator[ListBlock]:
    for block in found:
        if isinstance(block, ListTable):
            for row in block.rows:
                yield from row
        else:
            yield block


def _first_pieces(
    found: Iterable[ListBlock | ListTable],
) -> Iterator[tuple[str, Piece]]:
    """Yield the address and the first piece of every link that leads anywhere."""
    seen: set[int] = set()
    for block in _all(found):
        for piece in block.pieces:
            if piece.href and piece.link not in seen:
                seen.add(piece.link)
                yield piece.href, piece


def _named(root: Any) -> Iterator[str]:
    for element in root.iter():
        for name in filter(None, (element.get("id"), element.get("name"))):
            yield name.casefold().removeprefix("user-content-")
