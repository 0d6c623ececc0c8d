"""Read any Awesome list: Markdown or HTML tables, bullet lists, paragraphs, badges."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import replace
from itertools import takewhile
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
from unisurvey.lists.awesome.links import impossible_arxiv, is_label, is_web, role_of
from unisurvey.lists.awesome.model import AwesomeList, ListLink, ListRow
from unisurvey.lists.awesome.published import VenueWords, is_date
from unisurvey.lists.awesome.rows import (
    CellSource,
    is_about_links,
    row_of_block,
    rows_of_table,
)
from unisurvey.lists.awesome.titles import begins_quoted, is_people, split_name
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
    r"|tags?|tasks?|env(?:ironments?)?|abstract|overview|summary|details|bibtex|citation"
    r")\W*(?::|$)",
    re.IGNORECASE,
)
"""What is told of a work below its title, in a heading, fold or item of its own."""

_MOST_WORDS = 25
"""Of a title; what is longer is prose."""

_NAME_WORDS = 4
"""Words of the longest name before a colon."""

_NEWS = frozenset({"news", "update", "updates", "changelog", "announcements"})
_NEWS_BESIDE = frozenset({"latest", "recent", "new", "and", "our", "log"})
"""Words of a heading above news."""

_PAGES = frozenset(
    {"journals", "conferences", "blog", "blogs", "posts", "book", "books", "workshop", "workshops",
     "course", "courses", "talk", "talks", "video", "videos", "website", "websites", "tutorials"}
)  # fmt: skip
_PAGES_BESIDE = frozenset({"list", "of", "related", "other", "useful", "and"})
"""Words of a heading above what is no work unless it leads to a paper."""

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
    source.venues.learn(_placed(found, source.venues))
    read = (_as_page(row) for row in _rows(found, source) if not _is_news(row))
    rows = sorted(read, key=lambda row: (row.span.line, row.span.column))
    headings = [b.text for b in _all(found) if b.kind == "heading"]
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
        *(path, tuple(rows), known, tuple(inner), first_links, tuple(misnamed))
    )


def _placed(
    found: Iterable[ListBlock | ListTable], venues: VenueWords
) -> Iterator[str]:
    """Yield the words that stand for venues by their place: `[[ICRA](…)] Title`.

    Names of works stand there too, but not in a section with mostly venues there, that
    are known or come again.
    """
    places: set[tuple[str, str]] = set()
    sections: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for block in found:
        if isinstance(block, ListBlock) and (piece := _leading(block)):
            places.add((piece.text.strip(), piece.href or ""))
            sections[block.sections].append(piece.text.strip())
    often = Counter(word for word, _ in places)
    for words in sections.values():
        likely = sum(often[word] > 1 or venues.is_venue(word) for word in words)
        if likely * 2 > len(words):
            yield from words


def _leading(block: ListBlock) -> Piece | None:
    """Return the word in brackets before a text that links to the paper."""
    pieces = [piece for piece in block.pieces if piece.text.strip()][:3]
    if len(pieces) < 3 or len(block.text.split()) <= _NAME_WORDS:
        return None
    opens, word, closes = (piece.text.strip() for piece in pieces)
    linked = role_of(pieces[1].href or "", "") == "paper"
    bracketed = opens == "[" and closes.startswith("]")
    short = len(word.split()) <= 2 and not (is_label(word) or is_date(word))
    return pieces[1] if linked and bracketed and short else None


def _is_news(row: ListRow) -> bool:
    """Return whether a row tells what happened to the list or its keepers' works."""
    return _is_below(row, _NEWS, _NEWS_BESIDE)


def _as_page(row: ListRow) -> ListRow:
    """Return a row whose title leads to no paper where blogs or journals are listed."""
    if not _is_below(row, _PAGES, _PAGES_BESIDE):
        return row
    links = tuple(
        link._replace(role=role_of(link.url, link.text if is_label(link.text) else ""))
        if link.role == "paper"
        else link
        for link in row.links
    )
    return replace(row, links=links)


def _is_below(row: ListRow, telling: frozenset[str], beside: frozenset[str]) -> bool:
    """Return whether the heading above a row has a telling word, and no others."""
    heading = "".join(row.sections[-1:]).casefold()
    words = set(re.findall(r"[^\W\d_]{2,}", heading))
    return not telling.isdisjoint(words) and words <= telling | beside


def _rows(
    found: Iterable[ListBlock | ListTable], source: CellSource
) -> Iterator[ListRow]:
    before: ListBlock | None = None
    for block in found:
        if isinstance(block, ListTable):
            yield from rows_of_table(block, source)
            before = None
        elif block.kind == "item":
            if block.parent and (field := _field(block, source)):
                called = _called(block.pieces, field)
                block.parent.pieces += [Piece("\n", block.line), *called]
            elif block.parent and is_about_links(block, source):
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


def _field(block: ListBlock, source: CellSource) -> str:
    """Return what of the work above an item tells: `Datasets`; empty if nothing.

    The title of a paper is a work of its own, whatever stands before it.
    """
    if block.parent is None or _is_linked_title(block, source):
        return ""
    return _field_name(block.parent) or _field_name(block)


def _field_name(block: ListBlock) -> str:
    """Return what an item says before a colon, or above its list, of a linked work."""
    above = block.parent
    if above is None or not any(is_web(piece.href or "") for piece in above.pieces):
        return ""
    before = takewhile(lambda piece: piece.href is None, block.pieces)
    text = "".join(piece.text for piece in before)
    name, mark, _ = text.lstrip().replace("\n", ":").partition(":")
    if not mark and any(piece.href for piece in block.pieces):
        return ""
    told = _FIELD.match(f"{name}:") or (is_label(name) and role_of("", name) != "paper")
    return name.strip() if told else ""


def _called(pieces: Iterable[Piece], field: str) -> Iterator[Piece]:
    """Yield pieces whose links are called by the field that they stand in.

    By its own name `[WMT15](…)` would be a venue, and a repository the work's code.
    """
    last = 0
    for piece in pieces:
        if piece.href and is_label(field) and role_of(piece.href, "") != "paper":
            yield piece._replace(text=field if piece.link != last else "", image="")
            last = piece.link
        else:
            yield piece


def _item(block: ListBlock, source: CellSource) -> Iterator[ListRow]:
    """Yield the row of an item, or those of the works whose titles are its lines."""
    lines = _lines(block)
    several = sum(_is_linked_title(line, source) for line in lines) > 1
    for each in _works(block, lines, source) if several else [block]:
        for work in _quoted(each):
            if row := row_of_block(work, source):
                yield row


def _quoted(block: ListBlock) -> Iterator[ListBlock]:
    """Yield the works of an item: behind the links of one the next one's quoted title."""
    work = replace(block, pieces=[])
    linked = False
    for n, piece in enumerate(block.pieces):
        at = begins_quoted(piece.text) if linked and not piece.link else None
        titled = at is not None and len(work.text.split()) > _NAME_WORDS
        if titled and _leads_to_paper(block.pieces[n + 1 :]):
            work.pieces.append(piece._replace(text=piece.text[:at]))
            yield work
            work = replace(block, line=piece.line, pieces=[])
            work.pieces.append(piece._replace(text=piece.text[at:]))
            linked = False
        else:
            work.pieces.append(piece)
        linked = linked or _leads_to_paper([piece])
    yield work


def _leads_to_paper(pieces: Iterable[Piece]) -> bool:
    return any(role_of(piece.href or "", "") == "paper" for piece in pieces)


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
