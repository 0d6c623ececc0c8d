"""What the problem codes of the schema mean; user documentation."""

from __future__ import annotations

from typing import NamedTuple


class SchemaCode(NamedTuple):
    """One kind of problem."""

    title: str
    explanation: str


CODES: dict[str, SchemaCode] = {
    "S101": SchemaCode(
        "unknown field",
        "The schema has no such field here, or it is misspelt; `unisurvey schema` "
        "lists the fields. The id is the file's name and stands in no field.",
    ),
    "S102": SchemaCode(
        "missing field",
        "A field that every record of the kind must have is not there.",
    ),
    "S103": SchemaCode(
        "wrong type",
        "A number stands where text is expected, a single value where a list is, or "
        "the like.",
    ),
    "S104": SchemaCode(
        "malformed value",
        "The value has the right type but not the right form: an id, a date, a web "
        "address, a key, a name or a number out of range.",
    ),
    "S105": SchemaCode(
        "unknown vocabulary value",
        "The value is not in its closed vocabulary, under any of its spellings. A new "
        "section, venue, component or licence is added in `data/`.",
    ),
    "S106": SchemaCode(
        "placeholder",
        "`unknown`, `N/A`, `-` and the like stand for a value that is not known. Leave "
        "the field out; it is then counted as a gap. A value in angle brackets is what "
        "`unisurvey new` wrote for somebody to replace.",
    ),
    "S107": SchemaCode("empty list", "A list without elements. Leave the field out."),
    "S108": SchemaCode(
        "truncated authors",
        "`et al.` or `and others` in a list of authors. The list is complete or absent.",
    ),
    "S109": SchemaCode(
        "not a record",
        "Something in a folder of records that is not a file named `<id>.yaml`: another "
        "name, a directory, a pipe, a device, or a link that leads out of `data/`. It is "
        "not read.",
    ),
    "S110": SchemaCode("unreadable file", "The file cannot be opened."),
}
"""Code → what it means, in order."""

BIBLIOGRAPHY_CODES: dict[str, SchemaCode] = {
    "B101": SchemaCode(
        "block not closed", "An entry has no brace, or ends inside a value."
    ),
    "B102": SchemaCode("missing comma", "Fields of an entry are separated by commas."),
    "B103": SchemaCode("not a field", "Something in an entry is not `name = value`."),
    "B104": SchemaCode(
        "malformed value", "A field has no value, or one that cannot be read."
    ),
    "B105": SchemaCode(
        "unknown @string", "A value names a string that is not defined above."
    ),
    "B106": SchemaCode("no key", "An entry without a citation key cannot be cited."),
    "B107": SchemaCode(
        "repeated key", "BibTeX keeps the first entry and drops the others."
    ),
    "B108": SchemaCode("repeated field", "BibTeX keeps the first value of a field."),
    "B109": SchemaCode(
        "field outside an entry", "Text between entries that looks like a field."
    ),
    "B110": SchemaCode(
        "encoding", "The file is not UTF-8; the report names what it seems to be."
    ),
    "B111": SchemaCode(
        "entry in a comment",
        "BibTeX only skips the word `@comment` and reads entries after it; biber and "
        "most programs pass over the whole block.",
    ),
    "B112": SchemaCode(
        "parent missing",
        "The entry that `crossref` or `xdata` names is not in the file, or inherits "
        "from this one.",
    ),
    "B201": SchemaCode(
        "wrong authors", "An author is missing, added, misspelt or out of order."
    ),
    "B202": SchemaCode(
        "list of authors cut short", "`and others` instead of every author."
    ),
    "B203": SchemaCode(
        "wrong year", "Neither the year of the preprint nor of the publication."
    ),
    "B204": SchemaCode("wrong title", "The title is that of no version of the work."),
    "B205": SchemaCode(
        "wrong arXiv id", "The id is of no version, or of another work."
    ),
    "B206": SchemaCode("wrong DOI", "The DOI is not the work's, or is another work's."),
    "B207": SchemaCode(
        "published since", "Cited as a preprint although published. A hint only."
    ),
    "B208": SchemaCode(
        "same work twice", "Two entries of the file are one work. A hint only."
    ),
    "B209": SchemaCode(
        "short form of a name", "Initials, or a name without a part. A hint only."
    ),
    "B210": SchemaCode(
        "wrong venue",
        "A conference that did not print the work. A hint only where a work may have "
        "appeared in both places, such as a conference and a journal.",
    ),
    "B211": SchemaCode(
        "year and date disagree",
        "BibTeX prints the one, biblatex the other. A hint only.",
    ),
    "B301": SchemaCode(
        "unknown citation", "A document cites what is no key, id or alias here."
    ),
    "B302": SchemaCode(
        "file not found",
        "An included file is missing, includes itself or cannot be read.",
    ),
    "B303": SchemaCode(
        "unreadable document", "Another encoding, a binary file or broken XML."
    ),
    "B304": SchemaCode("nothing to cite", "The cited record has no paper."),
    "B305": SchemaCode(
        "another name", "Cited by an alias or id, so that TeX would not find the entry."
    ),
}
"""Problems of .bib files and documents, from `audit` and `bib --from`."""

TEMPLATE_CODES: dict[str, SchemaCode] = {
    "T101": SchemaCode(
        "unreadable template",
        "A template, or a guide with examples in it, is missing, not UTF-8, too large, "
        "no file, or a link out of the catalogue.",
    ),
    "T102": SchemaCode(
        "template syntax", "Jinja cannot read the template from this line on."
    ),
    "T103": SchemaCode(
        "template fails",
        "Filling it in fails at this line: a name that is not defined, a value of "
        "another type, something that the sandbox of templates does not allow, or no "
        "end.",
    ),
}
"""What `render` reports of templates."""

LIST_CODES: dict[str, SchemaCode] = {
    "L101": SchemaCode(
        "not in the catalogue", "The list has a work that the catalogue lacks."
    ),
    "L103": SchemaCode(
        "not sure which work is meant",
        "Title or name and identifiers point to different works, or to none for sure. "
        "Nothing is compared until a person has decided.",
    ),
    "L104": SchemaCode(
        "list hardly read",
        "Most of its links stand in no row that was understood, so that what it lacks is "
        "not known and not reported.",
    ),
    "L111": SchemaCode(
        "another arXiv id", "The list gives another id than the catalogue for the work."
    ),
    "L112": SchemaCode(
        "another title",
        "The title is that of no version; a hint when it is that of another version, has "
        "only a name before it, or is a heading.",
    ),
    "L113": SchemaCode(
        "another date",
        "Not the first public day of the catalogue; a hint when the month is right.",
    ),
    "L114": SchemaCode(
        "another venue",
        "Among them works listed as preprints although published, and publications that "
        "the catalogue does not know of; a hint when it does not know the venue at all.",
    ),
    "L115": SchemaCode(
        "another link",
        "Code, demo, weights or page differ; a hint when both pages are of one owner.",
    ),
    "L116": SchemaCode(
        "link on one side only",
        "The list leaves a column empty that the catalogue can fill; or it has a link "
        "that the catalogue lacks, which is a hint.",
    ),
    "L121": SchemaCode(
        "paper link of another work",
        "The row's title is exactly that of one record, its identifier that of another.",
    ),
    "L122": SchemaCode(
        "one id under two titles", "One of the rows has a wrong paper link."
    ),
    "L123": SchemaCode(
        "one title under two ids", "One of the rows has a wrong paper link."
    ),
    "L124": SchemaCode("row repeated", "The same row stands twice in one section."),
    "L125": SchemaCode(
        "dead link within the page", "No heading or anchor of the page has that name."
    ),
    "L126": SchemaCode("impossible date", "There is no such month or day."),
    "L127": SchemaCode(
        "date outside the month of the arXiv id",
        "A date before that month cannot be true; a later one is a hint, since it may be "
        "that of a later version.",
    ),
    "L128": SchemaCode(
        "temporary link", "The address is signed and works only for a while."
    ),
    "L129": SchemaCode(
        "link without target",
        "Nothing happens when it is clicked; a hint when it says that it comes soon.",
    ),
    "L130": SchemaCode(
        "malformed address",
        "`https://` is misspelt or left out, host or port can be none, or it leads to a "
        "paper on arXiv by an id that none can have.",
    ),
    "L131": SchemaCode(
        "link to one version", "It hides what later versions correct. A hint only."
    ),
    "L132": SchemaCode(
        "two ids in one row", "A badge or a second link shows another arXiv id."
    ),
}
"""What `diff` reports of Awesome lists."""
