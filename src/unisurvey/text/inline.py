"""Text → inline Markdown of GitHub that shows exactly that text, and links.

Also what GitHub calls the headings of a page in links: `#text-and-image-models`.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from unisurvey.text.addresses import link_target

if TYPE_CHECKING:
    from collections.abc import Iterable

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~$&!])")
_AUTOLINK = re.compile(r"(?i)(https?|ftp)(://)|(www)(\.)|(@)")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_KEPT = frozenset({"Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Me", "Nd", "Nl", "Pc"})
_LETTERS_AMONG_SYMBOLS = ((0x24B6, 0x24E9), (0x1F130, 0x1F149), (0x1F150, 0x1F169),
                          (0x1F170, 0x1F189))  # fmt: skip
"""Letters in circles and squares: symbols to Unicode, but with property Alphabetic."""


def escape(text: str) -> str:
    """Return inline Markdown, for a table cell or a heading, that renders as `text`.

    A line break becomes a space.
    """
    return spell_out(" ".join(text.split()))


def spell_out(text: str) -> str:
    """Return a part of a line, with its spaces, as Markdown that renders as it.

    Every character that CommonMark, GitHub's tables, math and autolinks interpret is
    spelled out.
    """
    return _AUTOLINK.sub(_break_autolink, _SPECIAL.sub(r"\\\1", text))


def _break_autolink(match: re.Match[str]) -> str:
    scheme, colon, www, dot, at = match.groups()
    if scheme:
        return f"{scheme}&#58;{colon[1:]}"
    return f"{www}&#46;" if dot else "&#64;" if at else match[0]


def url(address: str) -> str:
    """Return a link target in which no character ends the link early."""
    target = link_target(address).replace("(", "%28").replace(")", "%29")
    return _ENTITY.sub("&amp;", target)


def link(text: str, address: str | None) -> str:
    """Return a link, or only the text when there is no address."""
    return f"[{escape(text)}]({url(address)})" if address else escape(text)


def anchor(heading: str) -> str:
    """Return the fragment of a heading.

    Convention: lower case; of the rest only alphabetic characters, marks, decimal
    digits, connecting punctuation and hyphens, and spaces as hyphens, each one
    (https://github.com/Flet/github-slugger, made to match GitHub).
    """
    kept = (char for char in heading.strip().lower() if char in "- " or _is_word(char))
    return "".join(kept).replace(" ", "-")


def anchors(headings: Iterable[str]) -> list[str]:
    """Return the fragments of a page's headings, in order; a repeated one is numbered."""
    seen: dict[str, int] = {}
    for heading in headings:
        first = fragment = anchor(heading)
        while fragment in seen:
            seen[first] += 1
            fragment = f"{first}-{seen[first]}"
        seen[fragment] = 0
    return list(seen)


def _is_word(char: str) -> bool:
    return unicodedata.category(char) in _KEPT or any(
        first <= ord(char) <= last for first, last in _LETTERS_AMONG_SYMBOLS
    )
