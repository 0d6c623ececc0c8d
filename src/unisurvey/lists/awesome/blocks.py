"""The tree of a list → its blocks: table rows, list items, paragraphs, headings."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from unisurvey.lists.awesome.tree import LINE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_HEADING = re.compile(r"h[1-6]")
_BOLD = frozenset({"b", "strong"})
_ITALIC = frozenset({"i", "em", "cite"})
_FLOW = frozenset(
    {
        *("p", "div", "center", "ul", "ol", "dl", "dt", "dd", "details", "table", "hr"),
        *("blockquote", "section", "article", "pre", "figure", "summary"),
    }
)
"""Elements that begin on a line of their own."""

_FOLD = 7
"""Level of a `<summary>` as a heading: below all others, until its `</details>`."""

_MOST_COLUMNS, _MOST_ROWS = 60, 2000


class Piece(NamedTuple):
    """A stretch of text, or an image with its description as text."""

    text: str
    line: int
    href: str | None = None
    """Target of the link it stands in; `None` outside links."""

    link: int = 0
    """Number of that link, so that its pieces can be put together again."""

    image: str = ""
    bold: bool = False
    italic: bool = False


@dataclass
class ListBlock:
    """What stands together: a cell, an item without the items below it, a paragraph."""

    kind: Literal["cell", "item", "heading", "paragraph"]
    line: int
    pieces: list[Piece] = field(default_factory=list)
    sections: tuple[str, ...] = ()
    """Headings above, outermost first."""

    parent: ListBlock | None = None
    """Item in whose list an item stands."""

    level: int = 0
    header: bool = False
    across: int = 1
    down: int = 1
    """Columns and rows that a cell covers."""

    @property
    def text(self) -> str:
        """Text without images, on one line."""
        return flat(piece.text for piece in self.pieces if not piece.image)


@dataclass
class ListTable:
    """Rows of cells; spanned cells stand in every place that they cover."""

    sections: tuple[str, ...]
    rows: list[list[ListBlock]] = field(default_factory=list)


def flat(texts: Iterable[str]) -> str:
    """Return texts as one line with single spaces."""
    return " ".join("".join(texts).split())


def blocks(root: Any) -> Iterator[ListBlock | ListTable]:
    """Yield what a list consists of, in the order in which it ends."""
    from lxml import etree

    reader = _Reader()
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if event == "start":
            yield from reader.start(element)
        else:
            yield from reader.end(element)
    yield from reader.flush()


class _Reader:
    """Walks the tree and remembers what is open."""

    def __init__(self) -> None:
        self._open: list[ListBlock] = []
        self._owners: list[Any] = []
        self._tables: list[tuple[ListTable, int]] = []
        self._loose: ListBlock | None = None
        self._headings: list[tuple[int, str]] = []
        self._links: list[tuple[str, int]] = []
        self._count = 0
        self._bold = self._italic = 0
        self._line = 1

    @property
    def _sections(self) -> tuple[str, ...]:
        return tuple(name for _, name in self._headings if name)

    def start(self, element: Any) -> Iterator[ListBlock | ListTable]:
        tag = element.tag
        self._line = int(element.get(LINE) or self._line)
        if _HEADING.fullmatch(tag) or tag in _FLOW:
            yield from self._break()
        if tag == "table":
            self._tables.append((ListTable(self._sections), len(self._open)))
        elif tag == "tr" and self._tables:
            self._tables[-1][0].rows.append([])
        elif tag in {"td", "th"} and self._tables and self._tables[-1][0].rows:
            self._push("cell", element)
        elif tag == "li" and not self._in_cell():
            yield from self._break()
            self._push("item", element)
        elif _HEADING.fullmatch(tag) and not self._in_cell():
            self._push("heading", element)  # those in items tell sections too
        elif tag == "summary" and not self._open:
            self._push("heading", element)
        elif tag == "a":
            self._count += 1
            self._links.append((element.get("href") or "", self._count))
        elif tag == "img":
            self._add(element.get("alt") or "", image=element.get("src") or "-")
        elif tag == "br":
            self._add("\n")
        self._bold += tag in _BOLD
        self._italic += tag in _ITALIC
        self._add(element.text or "")

    def end(self, element: Any) -> Iterator[ListBlock | ListTable]:
        tag = element.tag
        self._bold -= tag in _BOLD
        self._italic -= tag in _ITALIC
        if tag == "a" and self._links:
            self._links.pop()
        elif tag == "table" and self._tables:
            table, depth = self._tables.pop()
            del self._open[depth:], self._owners[depth:]
            yield from self._break()
            yield ListTable(table.sections, _squared(table.rows))
        elif self._owners and self._owners[-1] is element:
            yield from self._close()
        elif tag == "details" and not self._open:
            yield from self.flush()
            self._headings = [h for h in self._headings if h[0] < _FOLD]
        if tag in _FLOW:
            yield from self._break()
        self._add(element.tail or "")

    def flush(self) -> Iterator[ListBlock]:
        if self._loose and self._loose.pieces:
            yield self._loose
        self._loose = None

    def _close(self) -> Iterator[ListBlock]:
        self._owners.pop()
        block = self._open.pop()
        if block.kind == "heading":
            self._headings = [h for h in self._headings if h[0] < block.level]
            self._headings.append((block.level, block.text))
        if block.kind != "cell":
            yield block

    def _push(self, kind: Literal["cell", "item", "heading"], element: Any) -> None:
        items = [block for block in self._open if block.kind == "item"]
        block = ListBlock(kind, self._line, sections=self._sections)
        block.parent = items[-1] if items and kind == "item" else None
        if kind == "cell":
            block.header = element.tag == "th"
            block.across = _span(element.get("colspan"))
            block.down = _span(element.get("rowspan"))
            self._tables[-1][0].rows[-1].append(block)
        elif kind == "heading":
            tag = element.tag
            block.level = _FOLD if tag == "summary" else int(tag[1])
        self._open.append(block)
        self._owners.append(element)

    def _in_cell(self) -> bool:
        return any(block.kind == "cell" for block in self._open)

    def _break(self) -> Iterator[ListBlock]:
        """End the line: of the open block, or the loose paragraph with it."""
        if self._open:
            self._add("\n")
        else:
            yield from self.flush()

    def _add(self, text: str, image: str = "") -> None:
        if not text and not image:
            return
        if self._open:
            target = self._open[-1]
        elif self._loose:
            target = self._loose
        elif text.strip() or image:
            self._loose = target = ListBlock("paragraph", self._line)
            target.sections = self._sections
        else:
            return
        href, number = self._links[-1] if self._links else (None, 0)
        target.pieces.append(
            Piece(
                text,
                self._line,
                href,
                number,
                image,
                bold=self._bold > 0,
                italic=self._italic > 0,
            )
        )


def _span(value: str | None) -> int:
    # more digits than any real table needs, and int() would refuse thousands of them
    return int(value) if value and re.fullmatch(r"[0-9]{1,4}", value) else 1


def _squared(rows: list[list[ListBlock]]) -> list[list[ListBlock]]:
    """Return rows in which a cell stands in every column and row it covers."""
    found: list[list[ListBlock]] = []
    pending: dict[int, tuple[ListBlock, int]] = {}
    for row in rows:
        cells: list[ListBlock] = []
        waiting = list(row)
        while (waiting or len(cells) in pending) and len(cells) < _MOST_COLUMNS:
            column = len(cells)
            if column in pending:
                block, left = pending.pop(column)
                if left > 1:
                    pending[column] = (block, left - 1)
                cells.append(block)
                continue
            block = waiting.pop(0)
            for n in range(min(max(block.across, 1), _MOST_COLUMNS)):
                if block.down > 1:
                    pending[column + n] = (block, min(block.down, _MOST_ROWS) - 1)
                cells.append(block)
        found.append(cells)
    return found
