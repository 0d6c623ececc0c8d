"""Short names, and the ids that are made of them."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from unisurvey.text.folding import fold

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from unisurvey.outside.services.work import Work

_MOST_WORDS = 3
_LONGEST = 80
_REPORT = re.compile(r"\s+(?:Technical Report|System Card|Model Card)$", re.IGNORECASE)
_COINED = re.compile(r"[a-z][A-Z]|[A-Z]{2}|\d|\+")
_PHRASE = re.compile(
    r"(?:an?|are|beyond|can|do|from|how|in|is|on|the|towards?|what|when|why|\w+ing)\b",
    re.IGNORECASE,
)
_APART = re.compile(r"[^a-z0-9.+]+")


def short_name(title: str) -> str | None:
    """Return what a title calls its work before a colon, or `None`.

    A name is one word, or at most three of which one is no plain word of English:
    "Show-o: One Single …" and "Skywork UniPic 2.0: …" have one, "From Pixels to
    Prose: …" has not. "Emu9 Technical Report" is named Emu9.
    """
    name, colon, _ = title.partition(": ")
    if not colon:
        name, reports = _REPORT.subn("", title)
        if not reports:
            return None
    words = name.split()
    if not 1 <= len(words) <= _MOST_WORDS:
        return None
    if len(words) > 1 and (not _COINED.search(name) or _PHRASE.match(name)):
        return None
    return name if slug(name) else None


def slug(name: str) -> str:
    """Return a name as an id: `Qwen2.5-VL` → `qwen2.5-vl`, `ILLUME+` → `illume+`.

    Empty when the name has no Latin letter or digit; at most 80 characters.
    """
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(
        char if char in ".+" or not char.isalnum() else fold(char)
        for char in decomposed
        if not unicodedata.combining(char)
    )
    parts = (part.strip(".") for part in _APART.split(plain))
    joined = "-".join(part for part in parts if part.strip("+"))
    return re.sub(r"\.{2,}", ".", joined)[:_LONGEST].rstrip(".-").lstrip("+")


def make_id(name: str | None, key: str, taken: Container[str]) -> str:
    """Return the id of a new record.

    The slug of its short name; where it has none, or another record is called so, its
    BibTeX key, which names nothing else.
    """
    wanted = slug(name or "")
    return wanted if wanted and wanted not in taken else key


def page_name(works: Sequence[Work]) -> str | None:
    """Return what a repository, model or data set page calls its work."""
    names = (work.name for work in works if work.kind != "paper" and work.name)
    found = next(names, None)
    return found.rpartition("/")[2] if found else None
