"""What each problem code of a YAML file means: documentation, kept as data."""

from __future__ import annotations

from typing import NamedTuple


class Code(NamedTuple):
    """One kind of problem, explained to the person who has to mend it."""

    title: str
    explanation: str
    example: str
    """A small file that has the problem."""

    mendable: bool = False
    """The formatter can mend it without a person's decision."""

    readable: bool = True
    """The rest of the file still has one clear meaning."""


CODES: dict[str, Code] = {
    "Y001": Code(
        "not UTF-8",
        "Files are UTF-8. Text saved in another encoding would show wrong letters; "
        "save the file again as UTF-8.",
        "title: caf\\xe9",
        readable=False,
    ),
    "Y002": Code(
        "byte order mark",
        "Some editors put an invisible mark in front of the text. UTF-8 needs none.",
        "\ufefftitle: Show-o",
        mendable=True,
    ),
    "Y003": Code(
        "control, bidirectional or invisible character",
        "A character that cannot be seen makes two texts look alike that are not, or "
        "shows text in another order than it is stored. This holds for unusual spaces "
        "(such as the no-break space) and for characters written as escapes, too.",
        "title: Show\u200b-o",
        readable=False,
    ),
    "Y004": Code(
        "text not in Unicode normal form",
        "The same letter can be stored as one character or as a letter and an accent. "
        "Records use the composed form (NFC), so that search and comparison work.",
        "author: Andre\u0301",
        mendable=True,
    ),
    "Y005": Code(
        "tab",
        "YAML is indented with spaces, and a tab inside text cannot be told from "
        "spaces. Write spaces.",
        "model:\n\tname: Show-o",
    ),
    "Y006": Code(
        "file too large",
        "A record is a page of text; a file of more than 1 MiB is not a record.",
        "(a file of 2 MiB)",
        readable=False,
    ),
    "Y007": Code(
        "nested too deep",
        "Lists and mappings are nested at most 20 levels deep.",
        "[" * 21 + "]" * 21,
        readable=False,
    ),
    "Y008": Code(
        "syntax error",
        "The text is not YAML, or not a list or mapping. Whatever comes after the "
        "place is not read, so more problems may show up once this one is mended.",
        "title: Show-o: One Transformer",
        readable=False,
    ),
    "Y009": Code(
        "repeated key",
        "A mapping has each key once. Most readers silently keep the last value.",
        "title: Show-o\ntitle: Show-o2",
    ),
    "Y010": Code(
        "anchor, alias or merge key",
        "`&name`, `*name` and `<<` make a value depend on another place of the file. "
        "Write the value out; quote text that starts with `&` or `*`.",
        "a: &x Show-o\nb: *x",
        readable=False,
    ),
    "Y011": Code(
        "explicit tag",
        "`!!str` or `!name` asks the reader to build a special type; records are plain "
        "data. Quote text that starts with `!`.",
        "title: !!str Show-o",
    ),
    "Y012": Code(
        "value whose type is guessed",
        "YAML readers turn some unquoted text into numbers, dates or truth values: an "
        "arXiv id loses its last zero, `no` becomes false. Plain decimal numbers, "
        "`true` and `false` need no quotes; everything of this kind does.",
        "arxiv: 2410.13840",
        mendable=True,
    ),
    "Y013": Code(
        "empty value",
        "A field that is not known is left out; an empty value, `null` or `~` says "
        "nothing more, and every reader would have to test for it.",
        "venue:",
    ),
    "Y014": Code(
        "more than one document",
        "A file holds one record; `---` starts a second one, which belongs in its own "
        "file.",
        "title: Show-o\n---\ntitle: Janus",
        readable=False,
    ),
    "Y015": Code(
        "empty file",
        "The file says nothing. Write the record or delete the file.",
        "",
        readable=False,
    ),
    "Y016": Code(
        "key that is not text",
        "Keys are names. A number, a date, a truth value (`yes`, `on`, `y`), a list or "
        "nothing at all is not a name; quote the key if it is meant to be text.",
        "2024: Show-o",
    ),
    "Y017": Code(
        "line ends other than LF",
        "Lines end with LF alone, so that files are equal on every system.",
        "title: Show-o\r\n",
        mendable=True,
    ),
    "Y018": Code(
        "comment",
        "A comment is lost when the file is rewritten in canonical form. Write what "
        "it says into the field `notes`, which is kept.",
        "title: Show-o  # first version",
    ),
}
