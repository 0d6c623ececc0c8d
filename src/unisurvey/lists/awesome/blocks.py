"""Markdown with HTML in it → its blocks: table rows, list items, paragraphs, headings.

Both notations meet in HTML, as they do on the page that readers see: a table is a
table whichever way it was written, and Markdown inside an HTML cell is read too. The
elements of its tree know their line of the file.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from markdown_it.token import Token

_LINE = "data-line"
"""Attribute that holds the line, counted from 1."""

_LINE_END = re.compile(r"\r\n|\r|\n")
_FRONT = re.compile(r"---[ \t]*\n(?:(?!---).*\n){0,200}?---[ \t]*(?:\n|$)")
_TAG = re.compile(r"<([A-Za-z][A-Za-z0-9]*)(?=[\s/>])")
_RAW = re.compile(
    r"<(?=/?(?:title|textarea|style|xmp|iframe|noembed|noframes|script|plaintext"
    r"|template|noscript|frameset|svg|math|select|base)\b)",
    re.IGNORECASE,
)
"""Tags that GitHub shows as text, or that would hide what follows them."""

_ANY_TAG = re.compile(r"<(?P<end>/?)(?P<name>[A-Za-z][A-Za-z0-9]*)\b[^<>]*>")
_FOLD = "summary"
_LEVELS = {**{f"h{n}": n for n in range(1, 7)}, _FOLD: 7}
"""Headings by level: what can be folded is below all others, until its `</details>`."""

_VOID = frozenset({"br", "img", "hr", "input", "wbr", "source", "col", "area", "embed"})
_ENDS_LINKS = frozenset({"p", "li", "td", "th", *_LEVELS})
_ATTRIBUTES = re.compile(r"(?<=[)\]])\{:?[^{}\n]{0,200}\}")
"""Kramdown's `{:target="_blank"}` behind a link; GitHub's pages have it too."""

_CODE = frozenset({"fence", "code_block"})
_LONGEST_LINE = 20_000
"""Characters; what is longer was not written by a person and is left out."""

_BOLD = frozenset({"b", "strong"})
_ITALIC = frozenset({"i", "em", "cite"})
_FLOW = frozenset({
    "p", "div", "center", "ul", "ol", "dl", "dt", "dd", "details", "table", "hr",
    "blockquote", "section", "article", "pre", "figure", "summary",
})  # fmt: skip
"""Elements that begin on a line of their own."""

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

    def start(self, element: Any) -> Iterator[ListBlock | ListTable]:
        tag = element.tag
        self._line = int(element.get(_LINE) or self._line)
        if tag in _LEVELS or tag in _FLOW:
            yield from self._break()
        if tag == "table":
            self._tables.append((ListTable(self._sections()), len(self._open)))
        elif tag == "tr" and self._tables:
            self._tables[-1][0].rows.append([])
        elif tag in {"td", "th"} and self._tables and self._tables[-1][0].rows:
            self._push("cell", element)
        elif tag == "li" and not self._in_cell():
            yield from self._break()
            self._push("item", element)
        elif tag in _LEVELS and not (self._open if tag == _FOLD else self._in_cell()):
            self._push("heading", element)  # those in items tell sections too
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
            self._headings = [h for h in self._headings if h[0] < _LEVELS[_FOLD]]
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
        block = ListBlock(kind, self._line, sections=self._sections())
        if kind == "cell":
            block.header = element.tag == "th"
            block.across = _span(element.get("colspan"))
            block.down = _span(element.get("rowspan"))
            self._tables[-1][0].rows[-1].append(block)
        elif kind == "heading":
            block.level = _LEVELS[element.tag]
        else:
            items = (block for block in reversed(self._open) if block.kind == kind)
            block.parent = next(items, None)
        self._open.append(block)
        self._owners.append(element)

    def _sections(self) -> tuple[str, ...]:
        return tuple(name for _, name in self._headings if name)

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
            target.sections = self._sections()
        else:
            return
        href, number = self._links[-1] if self._links else (None, 0)
        bold, italic = self._bold > 0, self._italic > 0
        piece = Piece(text, self._line, href, number, image, bold, italic)
        target.pieces.append(piece)


def _span(value: str | None) -> int:
    # more digits than any real table needs, and int() would refuse thousands of them
    return int(value) if value and re.fullmatch(r"[0-9]{1,4}", value) else 1


def _squared(rows: list[list[ListBlock]]) -> list[list[ListBlock]]:
    """Return rows in which a cell stands in every column and row it covers."""
    found: list[list[ListBlock]] = []
    reaching: dict[int, list[ListBlock]] = {}
    for row in rows:
        cells: list[ListBlock] = []
        waiting = list(row)
        while len(cells) < _MOST_COLUMNS:
            if above := reaching.get(len(cells)):
                cells.append(above.pop())
            elif waiting:
                block = waiting.pop(0)
                for _ in range(min(max(block.across, 1), _MOST_COLUMNS)):
                    if block.down > 1:
                        below = min(block.down, _MOST_ROWS) - 1
                        reaching[len(cells)] = [block] * below
                    cells.append(block)
            else:
                break
        found.append(cells)
    return found


def lines_of(text: str) -> list[str]:
    """Return the lines of a text as Markdown counts them, without their ends."""
    return _LINE_END.split(text)


def to_tree(text: str) -> Any:
    """Return the root element of a text's HTML; comments and code are left out."""
    from lxml import etree

    html = _to_html(_readable(text))
    parser = etree.HTMLParser(
        huge_tree=True, remove_comments=True, remove_pis=True, encoding="utf-8"
    )
    page = f"<html><body>{_with_ends(html)}</body></html>"
    return etree.fromstring(page.encode(errors="replace"), parser)


def _with_ends(html: str) -> str:
    """Return HTML in which a link ends where its author, or its line, ended it.

    The parser ends it at `</a>` only when nothing inside is left open, and otherwise
    with the page.
    """
    parts: list[str] = []
    opened: list[str] = []
    count: Counter[str] = Counter()
    done = 0
    for tag in _ANY_TAG.finditer(html):
        name = tag["name"].lower()
        if not tag["end"]:
            if name not in _VOID and not tag[0].endswith("/>"):
                opened.append(name)
                count[name] += 1
            continue
        if not count[name]:
            continue
        inside = []
        while (last := opened.pop()) != name:
            inside.append(last)
        count.subtract((name, *inside))
        if inside and (name == "a" or (name in _ENDS_LINKS and "a" in inside)):
            ends = "".join(f"</{each}>" for each in inside)
            parts += (html[done : tag.start()], ends)
            done = tag.start()
    return "".join((*parts, html[done:]))


def _readable(text: str) -> str:
    """Return the text with metadata and absurdly long lines emptied, not removed."""
    text = "\n".join(
        _ATTRIBUTES.sub("", line) if len(line) <= _LONGEST_LINE else ""
        for line in lines_of(text)
    )
    front = _FRONT.match(text)
    return "\n" * front[0].count("\n") + text[front.end() :] if front else text


def _to_html(text: str) -> str:
    from markdown_it import MarkdownIt

    reader = MarkdownIt("commonmark", {"html": True, "maxNesting": 60})
    reader.enable("table")
    # addresses unchanged, so that they are found again in the file
    reader.normalizeLink = lambda url: url  # type: ignore[method-assign]  # its hook
    environment: dict[str, Any] = {}
    tokens = [t for t in reader.parse(text, environment) if t.type not in _CODE]
    for token in tokens:
        if token.map is None:
            continue
        line = token.map[0] + 1
        if token.type == "inline":
            _mark_inline(token.children or [], line)
        elif token.type == "html_block":
            token.content = _marked(token.content, line)
        elif token.nesting == 1:
            token.attrSet(_LINE, str(line))
    html: str = reader.renderer.render(tokens, reader.options, environment)
    return html


def _mark_inline(children: Sequence[Token], line: int) -> None:
    for child in children:
        if child.type in {"softbreak", "hardbreak"}:
            line += 1
        elif child.type == "html_inline":
            breaks = child.content.count("\n")
            child.content = _marked(child.content, line)
            line += breaks
        elif child.type in {"link_open", "image"}:
            child.attrSet(_LINE, str(line))


def _marked(html: str, line: int) -> str:
    """Return HTML whose opening tags say on which line they stand."""
    html = _RAW.sub("&lt;", html)
    parts: list[str] = []
    done = 0
    for tag in _TAG.finditer(html):
        line += html.count("\n", done, tag.start())
        parts += (html[done : tag.end()], f' {_LINE}="{line}"')
        line += html.count("\n", tag.start(), tag.end())
        done = tag.end()
    return "".join((*parts, html[done:]))
