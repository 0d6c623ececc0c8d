"""Measure what one record more changes in the generated files, as `git diff` shows it.

    python benchmarks/additions.py [KIND/ID ...]

Each record is taken out of the catalogue of this repository, which is rendered with and
without it. None named means the newest model, dataset and benchmark that the survey does not
have.
"""

from __future__ import annotations

import argparse
import re
import subprocess
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from unisurvey import load_catalog
from unisurvey.cli.examples import Examples
from unisurvey.fields.attributes import is_beyond
from unisurvey.render.targets import outputs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from unisurvey.records import Catalog
    from unisurvey.schema import Record

KINDS = ("models", "datasets", "benchmarks")
_FILE = re.compile(r"^diff --git a/\S+ b/after/(.+)$", re.MULTILINE)


def newest(catalog: Catalog, kind: str) -> Record:
    """Return the newest record of a kind that the survey does not have."""

    def date(record: Record) -> tuple[str, str]:
        paper = catalog.paper_of(record)
        return (paper and paper.date) or "", record.id

    known = catalog.vocabularies
    return max((r for r in catalog.records(kind) if is_beyond(r, known)), key=date)


def without(catalog: Catalog, record: Record) -> Catalog:
    """Return the catalogue without a record."""
    return replace(
        catalog,
        papers=tuple(paper for paper in catalog.papers if paper is not record),
        datasets=tuple(each for each in catalog.datasets if each is not record),
        benchmarks=tuple(each for each in catalog.benchmarks if each is not record),
    )


def write(catalog: Catalog, folder: Path) -> None:
    """Write all generated files of a catalogue below a folder."""
    with closing(Examples(catalog)) as examples:
        for path, text in outputs(catalog, (), examples.run):
            place = folder / path.relative_to(catalog.root)
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(text, encoding="utf-8", newline="")


def sizes(before: Path, after: Path) -> dict[str, int]:
    """Return the bytes of the diff of each file that differs in two sister folders."""
    command = ["git", "diff", "--no-index", "--no-ext-diff", before.name, after.name]
    found = subprocess.run(
        command,
        cwd=after.parent,
        check=False,  # it exits with 1 where something differs
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    _, *parts = re.split(r"^(?=diff --git )", f"\n{found.stdout}", flags=re.MULTILINE)
    names = (_FILE.search(part) for part in parts)
    return {
        name[1] if name else "": len(part.encode())
        for name, part in zip(names, parts, strict=True)
    }


def measured(catalog: Catalog, records: list[Record]) -> Iterator[dict[str, int]]:
    """Yield what each record changes: path and bytes of diff."""
    with TemporaryDirectory() as folder:
        after = Path(folder, "after")
        write(catalog, after)
        for n, record in enumerate(records):
            before = Path(folder, f"before-{n}")
            write(without(catalog, record), before)
            yield sizes(before, after)


def main() -> None:
    """Print a table for each record."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("records", nargs="*", metavar="KIND/ID")
    named = parser.parse_args().records
    catalog = load_catalog(Path(__file__).resolve().parents[1])
    records = [
        next(r for r in catalog.records(kind) if r.id == name)
        for kind, _, name in (each.partition("/") for each in named)
    ] or [newest(catalog, kind) for kind in KINDS]
    for record, found in zip(records, measured(catalog, records), strict=True):
        print(f"{record.id}: {sum(found.values())} bytes")
        for path, size in found.items():
            print(f"{size:10} {path}")


if __name__ == "__main__":
    main()
