"""What the problem codes of the schema mean; user documentation."""

from __future__ import annotations

from typing import NamedTuple


class Code(NamedTuple):
    """One kind of problem."""

    title: str
    explanation: str


CODES: dict[str, Code] = {
    "S101": Code(
        "unknown field",
        "The schema has no such field here, or it is misspelt; `unisurvey schema` "
        "lists the fields. The id is the file's name and stands in no field.",
    ),
    "S102": Code(
        "missing field",
        "A field that every record of the kind must have is not there.",
    ),
    "S103": Code(
        "wrong type",
        "A number stands where text is expected, a single value where a list is, or "
        "the like.",
    ),
    "S104": Code(
        "malformed value",
        "The value has the right type but not the right form: an id, a date, a web "
        "address, a key, a name or a number out of range.",
    ),
    "S105": Code(
        "unknown vocabulary value",
        "The value is not in its closed vocabulary, under any of its spellings. A new "
        "section, venue, component or licence is added in `data/`.",
    ),
    "S106": Code(
        "placeholder",
        "`unknown`, `N/A`, `-` and the like stand for a value that is not known. Leave "
        "the field out; it is then counted as a gap.",
    ),
    "S107": Code("empty list", "A list without elements. Leave the field out."),
    "S108": Code(
        "truncated authors",
        "`et al.` or `and others` in a list of authors. The list is complete or absent.",
    ),
    "S109": Code(
        "not a record",
        "Something in a folder of records that is not a file named `<id>.yaml`.",
    ),
    "S110": Code("unreadable file", "The file cannot be opened."),
}
"""Code → what it means, in order."""
