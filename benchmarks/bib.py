"""Time writing and reading BibTeX against other libraries, in one run.

    python benchmarks/bib.py [ENTRIES]

Needs bibtexparser and pybtex (both in the dev dependencies); papis joins in when it is
installed. Prints the median of five interleaved runs and the ratio to ours.
"""

from __future__ import annotations

import io
import sys
import time
from itertools import cycle, islice
from statistics import median
from typing import TYPE_CHECKING, Any

import bibtexparser
from pybtex.database import BibliographyData, Entry, Person
from pybtex.database.output.bibtex import Writer

from unisurvey import load_catalog, to_bibtex
from unisurvey.bib.bibtex import entry_fields
from unisurvey.bib.reader import parse_bib

if TYPE_CHECKING:
    from collections.abc import Callable

ROUNDS = 5


def main(count: int) -> None:
    """Run everything and print a table."""
    catalog = load_catalog()
    papers = [
        paper.model_copy(update={"key": f"{paper.key}x{n}"})
        for n, paper in enumerate(islice(cycle(catalog.papers), count))
    ]
    fields = [entry_fields(paper, catalog.vocabularies) for paper in papers]
    text = to_bibtex(papers, catalog.vocabularies)
    writers: dict[str, Callable[[], Any]] = {
        "unisurvey writes": lambda: to_bibtex(papers, catalog.vocabularies),
        "pybtex writes": lambda: _pybtex(papers, fields),
    }
    try:
        from papis.document import from_data
        from papis.exporters.bibtex import to_bibtex as papis_writes
    except ImportError:
        print("papis is not installed")
    else:
        documents = [
            from_data({**values, "type": kind, "ref": paper.key})
            for paper, (kind, values) in zip(papers, fields, strict=True)
        ]
        writers["papis writes"] = lambda: [papis_writes(d) for d in documents]
    _compare(writers)
    _compare(
        {
            "bibtexparser reads": lambda: bibtexparser.parse_string(text),
            "unisurvey reads": lambda: parse_bib(text.encode()),
        }
    )


def _pybtex(papers: list[Any], fields: list[tuple[str, dict[str, str]]]) -> str:
    data = BibliographyData()
    for paper, (kind, values) in zip(papers, fields, strict=True):
        plain = {name: text for name, text in values.items() if name != "author"}
        people = [Person(str(author)) for author in paper.authors or ()]
        data.add_entry(paper.key, Entry(kind, plain, {"author": people}))
    stream = io.StringIO()
    Writer().write_stream(data, stream)
    return stream.getvalue()


def _compare(tasks: dict[str, Callable[[], Any]]) -> None:
    seconds: dict[str, list[float]] = {name: [] for name in tasks}
    for _ in range(ROUNDS):
        for name, task in tasks.items():
            start = time.perf_counter()
            task()
            seconds[name].append(time.perf_counter() - start)
    first = median(next(iter(seconds.values())))
    for name, runs in seconds.items():
        print(f"{name:20} {median(runs):8.2f} s   {median(runs) / first:5.2f} ×")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
