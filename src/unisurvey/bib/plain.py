"""TeX source of a field → plain Unicode."""

from __future__ import annotations

from unisurvey.bib.encoding import readable
from unisurvey.bib.tex.reader import read


def plain(source: str) -> str:
    """Return what a field prints, with any TeX that could not be read as it stands."""
    return read(readable(source)).text
