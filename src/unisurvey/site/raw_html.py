"""HTML within Markdown: what of it a page may hold, and what becomes plain text."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import NamedTuple


class HtmlPiece(NamedTuple):
    """A part of some HTML."""

    kind: str
    """`anchor`, `image` or `text`."""

    value: str
    """Id, address or text."""

    alt: str = ""


def pieces(html: str) -> list[HtmlPiece]:
    """Return places to link to, images, and as text all else; comments are left out."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.found


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.found: list[HtmlPiece] = []
        self._anchors = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "img":
            self.found.append(
                HtmlPiece("image", given.get("src") or "", given.get("alt") or "")
            )
        elif tag == "a" and given.keys() == {"id"}:
            self.found.append(HtmlPiece("anchor", given["id"] or ""))
            self._anchors += 1
        else:
            self._text(self.get_starttag_text() or "")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self._anchors:
            self._anchors -= 1
        else:
            self._text(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        self._text(data)

    def handle_entityref(self, name: str) -> None:
        self._text(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self._text(f"&#{name};")

    def handle_decl(self, decl: str) -> None:
        self._text(f"<!{decl}>")

    def handle_pi(self, data: str) -> None:
        self._text(f"<?{data}>")

    def unknown_decl(self, data: str) -> None:
        self._text(f"<![{data}]>")

    def _text(self, text: str) -> None:
        self.found.append(HtmlPiece("text", text))
