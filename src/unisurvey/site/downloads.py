"""The whole catalogue as files, with their sizes and digests."""

from __future__ import annotations

from hashlib import sha256
from importlib.util import find_spec
from typing import TYPE_CHECKING, NamedTuple

from unisurvey.bib.bibtex import to_bibtex
from unisurvey.export.croissant import croissant
from unisurvey.export.tabular import parquet_fields, parquet_rows, to_parquet
from unisurvey.records import SELECTABLE
from unisurvey.site.addresses import of_page, public
from unisurvey.site.frame import Door
from unisurvey.site.head import data_block
from unisurvey.sql.sqlite import to_sqlite
from unisurvey.sql.tables import database
from unisurvey.text.jsontext import json_document
from unisurvey.text.tabular import to_csv, to_json
from unisurvey.views.flat import flat_keys
from unisurvey.views.score_flats import SCORE_KEYS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from unisurvey.records import Catalog
    from unisurvey.site.frame import Frame
    from unisurvey.views.flat import Flat

_ADDRESS = of_page("data")


class Download(NamedTuple):
    """A file."""

    name: str
    what: str
    content: bytes

    @property
    def size(self) -> str:
        """How large it is, as people read it."""
        number, unit = len(self.content) / 1000, "kB"
        if number >= 1000:
            number, unit = number / 1000, "MB"
        return f"{number:,.1f} {unit}"

    @property
    def digest(self) -> str:
        """SHA-256 of its content."""
        return sha256(self.content).hexdigest()


def downloads_door(catalog: Catalog) -> Door | None:
    """Return the way to the page, if there are records."""
    return Door("Data", _ADDRESS) if any(catalog) else None


def downloads_page(frame: Frame) -> Iterator[tuple[str, str | bytes]]:
    """Yield the files and their page."""
    catalog = frame.catalog
    if downloads_door(catalog) is None:
        return
    records = {kind: catalog.records(kind) for kind in SELECTABLE}
    rows = parquet_rows(catalog, records, scores=True)
    tables = _parquet(rows, catalog)
    described = croissant(catalog, tables)
    files = [*_texts(rows, catalog), *_binaries(tables, catalog)]
    if tables:
        about = "What the Parquet files hold, as Croissant"
        text = json_document(described).encode()
        files.append(Download("croissant.json", about, text))
    for file in files:
        yield f"data/{file.name}", file.content
    here = f"{frame.base or ''}{public(_ADDRESS)}"
    facts = {key: value for key, value in described.items() if key != "recordSet"}
    yield frame.fill(
        "data.html.j2",
        _ADDRESS,
        "Data",
        files=[(file.name, file.what, file.size, file.digest) for file in files],
        described=data_block({**facts, "url": here} if frame.base else facts),
    )


def _texts(rows: Mapping[str, Sequence[Flat]], catalog: Catalog) -> Iterator[Download]:
    known = catalog.vocabularies
    papers = sorted(catalog.papers, key=lambda paper: paper.key)
    if papers:
        text = to_bibtex(papers, known)
        yield Download(f"{known.about.stem}.bib", "All papers as BibTeX", text.encode())
    for kind, found in rows.items():
        if kind == "scores":
            what = "Scores, a row for each cell of a table"
            keys = tuple(key.name for key in SCORE_KEYS)
        else:
            what, keys = kind.capitalize(), flat_keys(kind, catalog)
        if found:
            yield Download(f"{kind}.json", what, to_json(found, keys).encode())
            yield Download(f"{kind}.csv", what, to_csv(found, keys).encode())


def _binaries(tables: Mapping[str, bytes], catalog: Catalog) -> Iterator[Download]:
    for kind, content in tables.items():
        what = f"{kind.capitalize()} for DuckDB, Spark and pandas"
        yield Download(f"{kind}.parquet", what, content)
    what = "The whole catalogue as a database"
    stem = catalog.vocabularies.about.stem
    yield Download(f"{stem}.sqlite", what, to_sqlite(database(catalog)))


def _parquet(
    rows: Mapping[str, Sequence[Flat]], catalog: Catalog
) -> Mapping[str, bytes]:
    """Return the Parquet file of each kind; none where nothing is installed for it."""
    if find_spec("pyarrow") is None:
        return {}
    return {
        kind: to_parquet(found, parquet_fields(kind, catalog))
        for kind, found in rows.items()
        if found
    }
