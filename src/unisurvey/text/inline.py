"""Text → inline Markdown of GitHub that shows exactly that text, and links."""

from __future__ import annotations

import re

from unisurvey.text.addresses import link_target

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~$&!])")
_AUTOLINK = re.compile(r"(?i)(https?|ftp)(://)|(www)(\.)|(@)")
_ENTITY = re.compile(r"&(?=#?\w+;)")


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
