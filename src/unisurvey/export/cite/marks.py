"""Marks inside a text → HTML, Markdown or nothing.

What is marked stands between two characters that no record can hold, so that the text
can be cut and mended before anything is escaped, and says the same in every form.
"""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, NamedTuple

from unisurvey.text.addresses import link_target
from unisurvey.text.inline import spell_out, url

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_KINDS = ("italic", "bold", "underline", "small-caps", "sup", "sub", "DOI", "URL")
_PAIRS = {
    kind: (chr(0xFDD0 + 2 * n), chr(0xFDD1 + 2 * n)) for n, kind in enumerate(_KINDS)
}
"""What is marked → the noncharacters before and behind it."""

MARK = "[\ufdd0-\ufddf]"
"""Pattern of any of them."""

_SPLIT = re.compile(f"({MARK})")
_LINK = re.compile(
    r"(?:https?://(?:dx\.)?doi\.org/)?{}(?P<DOI>.*?){}|{}(?P<URL>.*?){}".format(
        *_PAIRS["DOI"], *_PAIRS["URL"]
    )
)
"""An identifier, with the address that a style puts before a DOI, or an address."""

_LIST = re.compile(r"^(\d*)([-+.)])(?=\s)")
"""What begins a list in Markdown."""


class _Form(NamedTuple):
    escape: Callable[[str], str]
    link: Callable[[str, str], str]
    """Takes the text and where it leads."""

    tags: Mapping[str, tuple[str, str]]


def marked(kind: str, text: object) -> str:
    """Return a text between the marks of a kind: italic, bold, DOI and so on."""
    before, behind = _PAIRS[kind]
    return f"{before}{text}{behind}"


def spelled(text: str, form: str, addresses: Mapping[str, str]) -> str:
    """Return a marked text in a form: `text`, `html` or `md`.

    Args:
        text: With marks that are closed in the order in which they were opened.
        form: The form.
        addresses: Where what is marked as `DOI` and `URL` leads, http or https.
    """
    escape, link, tags = FORMS[form]
    spelling = {
        mark: tag
        for kind, pair in _PAIRS.items()
        for mark, tag in zip(pair, tags.get(kind, ("", "")), strict=True)
    }

    def plain(part: str) -> str:
        return "".join(
            spelling[piece] if piece in spelling else escape(piece)
            for piece in _SPLIT.split(part)
        )

    pieces, end = [], 0
    for found in _LINK.finditer(text):
        address = addresses.get(found.lastgroup or "")
        shown = _SPLIT.sub("", found[0])
        pieces.append(plain(text[end : found.start()]))
        pieces.append(link(shown, address) if address else escape(shown))
        end = found.end()
    whole = "".join((*pieces, plain(text[end:])))
    return _LIST.sub(r"\1\\\2", whole) if form == "md" else whole


def _html_link(text: str, address: str) -> str:
    return f'<a href="{html.escape(link_target(address))}">{html.escape(text)}</a>'


def _markdown_link(text: str, address: str) -> str:
    if text == link_target(address) and "&" not in text:
        return f"<{text}>"
    return f"[{spell_out(text)}]({url(address)})"


FORMS = {
    "text": _Form(str, lambda text, _: text, {}),
    "html": _Form(
        html.escape,
        _html_link,
        {
            "italic": ("<i>", "</i>"),
            "bold": ("<b>", "</b>"),
            "underline": ("<u>", "</u>"),
            "small-caps": ('<span style="font-variant:small-caps;">', "</span>"),
            "sup": ("<sup>", "</sup>"),
            "sub": ("<sub>", "</sub>"),
        },
    ),
    "md": _Form(
        spell_out, _markdown_link, {"italic": ("*", "*"), "bold": ("**", "**")}
    ),
}
"""How text is escaped, linked and marked up."""
