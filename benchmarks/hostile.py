"""Time reading files that are made to be slow, at one length and at twice that.

    python benchmarks/hostile.py [LENGTH]

Prints seconds of processor time and the ratio, which is about 2 where the cost grows as
the length does.
"""

from __future__ import annotations

import contextlib
import sys
import time
from typing import TYPE_CHECKING

from unisurvey.bib.reader import parse_bib
from unisurvey.bib.tex.reader import read
from unisurvey.errors import UsageError
from unisurvey.outside.add.sources import read_issue
from unisurvey.records.yamltext import parse

if TYPE_CHECKING:
    from collections.abc import Callable

YAML = {
    "flow list": ("[", "yes,", "]"),
    "tabs": ("", "\t\n", ""),
    "tabs after text": ("", "a\t\n", ""),
    "marks": ("a: e", "\u0301\u0316", ""),
    "escaped marks": ('a: "e', "\\u0301\\u0316", '"'),
    "invisible": ("", "\u200b", ""),
    "comments": ("a: b\n", "# x\n", ""),
    "anchors": ("", "&a ", ""),
    "quotes": ("", "'", ""),
    "mappings on a line": ("", "a: b: ", ""),
}
BIBTEX = {
    "unclosed entries": ("", "@misc{k, a={\n", ""),
    "unclosed values": ("@misc{k,", "a={\n", ""),
    "quotes": ("@misc{k,", 'a="x\\" y ', ""),
    "at signs": ("", "@", ""),
    "comments": ("", "@comment{", ""),
    "blanks": ("", " \t", "@misc{"),
}
TEX = {"formulas never closed": ("", "\\(x", "")}


def main(length: int) -> None:
    """Read everything and print a table."""
    readers: list[tuple[str, Callable[[str], object], dict[str, tuple[str, str, str]]]]
    readers = [
        ("YAML", lambda text: parse(text.encode(), "x"), YAML),
        ("BibTeX", lambda text: parse_bib(text.encode()), BIBTEX),
        ("TeX", read, TEX),
        ("issue", _issue, {"blanks in a heading": ("### a", " ", "b\n")}),
    ]
    for kind, reader, texts in readers:
        for name, (head, part, tail) in texts.items():
            once, twice = (
                _seconds(reader, head + part * count + tail)
                for count in (length, 2 * length)
            )
            print(f"{kind:8}{name:24}{once:8.3f}{twice:8.3f}{twice / once:7.1f}")


def _issue(text: str) -> None:
    with contextlib.suppress(UsageError):
        read_issue(text)


def _seconds(reader: Callable[[str], object], text: str) -> float:
    start = time.process_time()
    reader(text)
    return time.process_time() - start


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 30_000)
