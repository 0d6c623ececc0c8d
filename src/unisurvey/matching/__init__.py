"""Whether two descriptions are of one work: identifiers, titles and people."""

from unisurvey.matching.excluded import left_out
from unisurvey.matching.index import (
    SHARED_AUTHORS,
    Description,
    Index,
    Match,
    alike_in_title,
    bare,
    describe,
    has_title,
    titles,
)
from unisurvey.matching.people import WrittenName, written
from unisurvey.text.addresses import address
from unisurvey.text.folding import squeeze

__all__ = [
    "SHARED_AUTHORS",
    "Description",
    "Index",
    "Match",
    "WrittenName",
    "address",
    "alike_in_title",
    "bare",
    "describe",
    "has_title",
    "left_out",
    "squeeze",
    "titles",
    "written",
]
