"""Markdown with HTML in it → one tree whose elements know their line of the file.

Both notations meet in HTML, as they do on the page that readers see: a table is a
table whichever way it was written, and Markdown inside an HTML cell is read too.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.token import Token

LINE = "data-line"
"""Attribute that holds the line, counted from 1."""

_BREAK = re.compile(r"\r\n|\r|\n")
_FRONT = re.compile(r"---[ \t]*\n(?:(?!---).*\n){0,200}?---[ \t]*(?:\n|$)")
_TAG = re.compile(r"<([A-Za-z][A-Za-z0-9]*)(?=[\s/>])")
_RAW = re.compile(
    r"<(?=/?(?:title|textarea|style|xmp|iframe|noembed|noframes|script|plaintext"
    r"|template|noscript|frameset|svg|math|select|base)\b)",
    re.IGNORECASE,
)
"""Tags that GitHub shows as text, or that would hide what follows them."""

_ANY_TAG = re.compile(r"<(?P<end>/?)(?P<name>[A-Za-z][A-Za-z0-9]*)\b[^<>]*>")
_VOID = frozenset({"br", "img", "hr", "input", "wbr", "source", "col", "area", "embed"})
_ENDS_LINKS = frozenset(
    {"p", "li", "td", "th", "summary", *(f"h{n}" for n in range(1, 7))}
)
_ATTRIBUTES = re.compile(r"(?<=[)\]])\{:?[^{}\n]{0,200}\}")
"""Kramdown's `{:target="_blank"}` behind a link; GitHub's pages have it too."""

_CODE = frozenset({"fence", "code_block"})
_LONGEST_LINE = 20_000
"""Characters; what is longer was not written by a person and is left out."""


def lines_of(text: str) -> list[str]:
    """Return the lines of a text as Markdown counts them, without their ends."""
    return _BREAK.split(text)


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
    reader.normalizeLink = _as_written  # type: ignore[method-assign]  # its hook
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
            token.attrSet(LINE, str(line))
    html: str = reader.renderer.render(tokens, reader.options, environment)
    return html


def _as_written(url: str) -> str:
    """Return an address unchanged, so that it is found again in the file."""
    return url


def _mark_inline(children: Sequence[Token], line: int) -> None:
    for child in children:
        if child.type in {"softbreak", "hardbreak"}:
            line += 1
        elif child.type == "html_inline":
            breaks = child.content.count("\n")
            child.content = _marked(child.content, line)
            line += breaks
        elif child.type in {"link_open", "image"}:
            child.attrSet(LINE, str(line))


def _marked(html: str, line: int) -> str:
    """Return HTML whose opening tags say on which line they stand."""
    html = _RAW.sub("&lt;", html)
    parts: list[str] = []
    done = 0
    for tag in _TAG.finditer(html):
        line += html.count("\n", done, tag.start())
        parts += (html[done : tag.end()], f' {LINE}="{line}"')
        line += html.count("\n", tag.start(), tag.end())
        done = tag.end()
    return "".join((*parts, html[done:]))
