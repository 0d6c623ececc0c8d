"""Libraries and programs that read and write `.bib` files: they take ours."""

from __future__ import annotations

from peers import FOREIGN, HELP, PAPERS, READ, VERSION, WRITE, Peer, Task, script

PYBTEX_READS = f"""
from pybtex.database import parse_file
print(len(parse_file("{FOREIGN}", "bibtex").entries))
"""
BIBTEXPARSER_READS = f"""
import bibtexparser
print(len(bibtexparser.parse_file("{FOREIGN}").entries))
"""
BIBTEXPARSER_WRITES = f"""
import bibtexparser
bibtexparser.write_file("out.bib", bibtexparser.parse_file("{PAPERS}"))
"""
PYBTEX = Peer(
    "pybtex",
    (
        Task(HELP, "pybtex --help", ("pybtex", "--help"), "less: optparse, plain text"),
        Task(VERSION, "pybtex --version", ("pybtex", "--version"), "less: optparse"),
        Task(
            WRITE,
            "pybtex-convert",
            ("pybtex-convert", PAPERS, "out.bib"),
            "less: gets BibTeX, which it reads first; no records, no spelling for TeX",
            output="out.bib",
        ),
        Task(
            READ,
            "pybtex",
            script(PYBTEX_READS),
            "more: takes names apart; less: no places, stops at the first fault",
        ),
    ),
    ("pip", "pybtex"),
)
BIBTEXPARSER = Peer(
    "bibtexparser",
    (
        Task(
            WRITE,
            "bibtexparser",
            script(BIBTEXPARSER_WRITES),
            "less: gets BibTeX, which it reads first; no records, no spelling for TeX",
            output="out.bib",
        ),
        Task(READ, "bibtexparser", script(BIBTEXPARSER_READS), "less: no columns"),
    ),
    ("pip", "bibtexparser>=2"),
)
BIBTEX_TIDY = Peer(
    "bibtex-tidy",
    (
        Task(
            VERSION, "bibtex-tidy --version", ("bibtex-tidy", "--version"), "less: Node"
        ),
        Task(
            READ,
            "bibtex-tidy",
            ("bibtex-tidy", FOREIGN, "--v2", "-o", "out.bib"),
            "more: writes the file again, in order",
            output="out.bib",
        ),
    ),
    ("npm", "bibtex-tidy"),
)
