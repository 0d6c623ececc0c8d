"""Markdown of a catalogue's guides → HTML that a page may hold.

No HTML of the source gets through but places to link to and images. Headings have the ids
that GitHub gives them; links are what a function of the caller's makes of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property
from html import escape
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from markdown_it import MarkdownIt

from unisurvey.site.raw_html import pieces
from unisurvey.text.inline import anchors

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from markdown_it.token import Token

    Resolve = Callable[[str], str | None]
    """Returns where a link leads on the page, `None` where to nothing."""

_HTML = {"html_block", "html_inline"}


class GuideHeading(NamedTuple):
    """A heading of a guide."""

    level: int
    text: str
    id: str


@dataclass(frozen=True)
class Guide:
    """A text that was read, before it is known what its links lead to."""

    tokens: Sequence[Token]
    headings: Sequence[GuideHeading]

    @property
    def title(self) -> str | None:
        """The first heading, if the text begins a page with it."""
        first = next(iter(self.headings), None)
        return first.text if first and first.level == 1 else None

    @cached_property
    def places(self) -> frozenset[str]:
        """The fragments that a link can name."""
        found = {heading.id for heading in self.headings}
        for token in _every(self.tokens):
            if token.type in _HTML:
                parts = pieces(token.content)
                found |= {part.value for part in parts if part.kind == "anchor"}
        return frozenset(found)

    @property
    def images(self) -> Iterator[str]:
        """The addresses of images."""
        for token in _every(self.tokens):
            if token.type == "image":
                yield str(token.attrs["src"])
            elif token.type in _HTML:
                parts = pieces(token.content)
                yield from (part.value for part in parts if part.kind == "image")

    def html(self, link: Resolve, image: Resolve) -> str:
        """Return the text below its title as HTML.

        Args:
            link: Makes a page's link of one of the source.
            image: Likewise; what it makes nothing of is told in words.
        """
        tokens = [*_without_title(self.tokens)] if self.title else [*self.tokens]
        ids = iter([each.id for each in self.headings][bool(self.title) :])
        for n, token in enumerate(tokens):
            if token.type == "heading_open":
                tokens[n] = token.copy(tag=_lower(token.tag), attrs={"id": next(ids)})
            elif token.type == "heading_close":
                tokens[n] = token.copy(tag=_lower(token.tag))
            elif token.type == "inline":
                children = [*_linked(token.children or (), link)]
                tokens[n] = token.copy(children=children)
        reader = _reader()
        return str(reader.renderer.render(tokens, reader.options, {"image": image}))


def read_guide(text: str) -> Guide:
    """Return a Markdown text as it was read."""
    tokens = _reader().parse(text)
    found = [
        (int(opening.tag[1:]), _words(inline.children or ()))
        for opening, inline in pairwise(tokens)
        if opening.type == "heading_open"
    ]
    ids = anchors(words for _, words in found)
    headings = [
        GuideHeading(level, words, id_)
        for (level, words), id_ in zip(found, ids, strict=True)
    ]
    return Guide(tokens, headings)


def _every(tokens: Iterable[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from token.children or ()


def _words(tokens: Iterable[Token]) -> str:
    return "".join(t.content for t in tokens if t.type in {"text", "code_inline"})


def _without_title(tokens: Sequence[Token]) -> Iterator[Token]:
    """Yield what is not the first heading; a page has that above all."""
    first = next(n for n, token in enumerate(tokens) if token.type == "heading_open")
    yield from tokens[:first]
    yield from tokens[first + 3 :]


def _lower(tag: str) -> str:
    """Return the tag of a heading; there is one of the first level, the page's."""
    return "h2" if tag == "h1" else tag


def _linked(tokens: Sequence[Token], link: Resolve) -> Iterator[Token]:
    """Yield tokens with links as a page has them; those to nothing are only text."""
    dropped: list[bool] = []
    for token in tokens:
        if token.type == "link_open":
            address = link(str(token.attrs["href"]))
            dropped.append(address is None)
            if address is not None:
                yield token.copy(attrs={"href": address})
        elif token.type == "link_close":
            if not dropped.pop():
                yield token
        else:
            yield token


@cache
def _reader() -> MarkdownIt:
    reader = MarkdownIt("commonmark").enable("table")
    for name, rule in _RULES.items():
        reader.add_render_rule(name, rule)
    return reader


def _html(_self: Any, tokens: Sequence[Token], n: int, _options: Any, env: Any) -> str:
    shown = ""
    for part in pieces(tokens[n].content):
        if part.kind == "anchor":
            shown += f'<span id="{escape(part.value)}"></span>'
        elif part.kind == "image":
            shown += _shown(part.value, part.alt, env["image"])
        else:
            shown += escape(part.value)
    block = tokens[n].type == "html_block" and shown.strip()
    return f"<p>{shown.strip()}</p>\n" if block else shown


def _image(self: Any, tokens: Sequence[Token], n: int, options: Any, env: Any) -> str:
    alt = self.renderInlineAsText(tokens[n].children or [], options, env)
    return _shown(str(tokens[n].attrs["src"]), alt, env["image"])


def _shown(source: str, alt: str, image: Resolve) -> str:
    address = image(source)
    if address is None:
        return escape(alt)
    return f'<img src="{escape(address)}" alt="{escape(alt)}" loading="lazy">'


def _cell(_self: Any, tokens: Sequence[Token], n: int, _options: Any, _env: Any) -> str:
    """Return the beginning of a cell; what is right-aligned is told by a class."""
    token = tokens[n]
    scope = ' scope="col"' if token.tag == "th" else ""
    is_right = "right" in str(token.attrs.get("style", ""))
    side = ' class="right"' if is_right else ""
    return f"<{token.tag}{scope}{side}>"


def _table(_self: Any, _tokens: Any, _n: int, _options: Any, env: Any) -> str:
    """Return the beginning of a table, with a name that no other of the page has."""
    env["tables"] = number = env.get("tables", 0) + 1
    name = f"Table {number}"
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="{name}"><table>\n'
    )


def _table_end(*_given: Any) -> str:
    return "</table></div>\n"


def _fence(self: Any, tokens: Sequence[Token], n: int, options: Any, env: Any) -> str:
    """Return a block of code, which keys reach: it may be wider than the page."""
    block: str = type(self).fence(self, tokens, n, options, env)
    return block.replace("<pre>", '<pre tabindex="0">', 1)


_RULES: dict[str, Callable[..., str]] = {
    "fence": _fence,
    "html_block": _html,
    "html_inline": _html,
    "image": _image,
    "th_open": _cell,
    "td_open": _cell,
    "table_open": _table,
    "table_close": _table_end,
}
