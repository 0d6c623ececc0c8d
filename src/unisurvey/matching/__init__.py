"""Whether two descriptions are of one work: identifiers, titles and people."""

from unisurvey.matching.description import (
    Description,
    WrittenName,
    address,
    bare,
    describe,
    has_title,
    squeeze,
    titles,
    written,
)
from unisurvey.matching.index import SHARED_AUTHORS, Index, Match

__all__ = [
    "SHARED_AUTHORS",
    "Description",
    "Index",
    "Match",
    "WrittenName",
    "address",
    "bare",
    "describe",
    "has_title",
    "squeeze",
    "titles",
    "written",
]
