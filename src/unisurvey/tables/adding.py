"""Tables that somebody pasted → the file of their source, or one table more in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from unisurvey.errors import UnknownRecordError, UsageError
from unisurvey.records.explain import first_of
from unisurvey.schema import Paper, ScoreSource
from unisurvey.schema.hosted import hosted
from unisurvey.schema.urls import take_apart
from unisurvey.tables.matching import matched, table_of
from unisurvey.tables.names import Names
from unisurvey.text.addresses import address

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from unisurvey.records import Catalog
    from unisurvey.schema.conditions import Setting
    from unisurvey.schema.scores import ReadFrom
    from unisurvey.tables.grid import Grid
    from unisurvey.tables.matching import Left

_WORDS: Mapping[ReadFrom, str] = {
    "repository": "readme", "leaderboard": "board", "issue": "issue", "pdf": "paper",
    "html": "paper", "transcription": "paper",
}  # fmt: skip
"""What was opened → the end of the file's name."""


@dataclass(frozen=True)
class Pasted:
    """What is known of a table beside its text."""

    url: str
    at: str
    """Place in the source."""

    paper: str | None = None
    """Id of the work whose authors print it."""

    reporter: str | None = None
    date: str | None = None
    read_from: ReadFrom | None = None
    checked: str | None = None
    conditions: Mapping[str, Setting] | None = None
    """Settings of the whole table."""

    id: str | None = None
    """Of the file, where it is new."""

    number: int | None = None
    """Which table of the file, from 1."""


@dataclass(frozen=True)
class Added:
    """A file of scores with one table more."""

    before: ScoreSource | None
    """As it was; `None` is a new one."""

    made: ScoreSource
    left: tuple[Left, ...]
    """What was not understood, and is left out."""

    rows: int
    numbers: int


def added(grids: Sequence[Grid], pasted: Pasted, catalog: Catalog) -> Added:
    """Return the file of a source with a table that was read.

    Args:
        grids: The tables of one file.
        pasted: Where it is from.
        catalog: What is known; nothing is written.

    Raises:
        UsageError: nothing of it is understood, or it is not said what is needed.
    """
    before = _source_at(pasted.url, catalog)
    paper = before.source.paper if before else _paper(pasted, catalog)
    found = matched(_grid(grids, pasted.number), Names(catalog))
    data, _ = table_of(found, pasted.at, paper)
    if not data["rows"]:
        told = "; ".join(
            f"line {x.cell.span.line}: {x.message}" for x in found.left[:4]
        )
        raise UsageError(f"nothing of the table is understood{told and f': {told}'}")
    if pasted.conditions:
        data["conditions"] = dict(pasted.conditions)
    if before and pasted.at in {table.at for table in before.tables}:
        raise UsageError(f"data/scores/{before.id}.yaml has {pasted.at!r} already")
    whole = _with(before, data) if before else _new(pasted, paper, data, catalog)
    try:
        made = ScoreSource.model_validate(whole, context=catalog.vocabularies)
    except ValidationError as error:
        place, wrong = first_of(error, ScoreSource)
        raise UsageError(f"{place}: {wrong}") from None
    return Added(before, made, tuple(found.left), len(data["rows"]), found.weight)


def _grid(grids: Sequence[Grid], number: int | None) -> Grid:
    if number is None and len(grids) == 1:
        return grids[0]
    if number is not None and 1 <= number <= len(grids):
        return grids[number - 1]
    lines = ", ".join(str(grid.span.line) for grid in grids)
    raise UsageError(
        f"the file holds {len(grids)} tables, in lines {lines}; "
        f"expected --table 1 to {len(grids)}"
    )


def _source_at(url: str, catalog: Catalog) -> ScoreSource | None:
    wanted = address(url)
    sources = catalog.scored.sources
    return next((s for s in sources if address(s.source.url) == wanted), None)


def _paper(pasted: Pasted, catalog: Catalog) -> str | None:
    """Return the work whose authors report, by name or by the address of the source."""
    if pasted.reporter:
        return None
    try:
        record = catalog[pasted.paper or pasted.url]
    except UnknownRecordError:
        if pasted.paper:
            raise
        record = None
    if isinstance(record, Paper):
        return record.id
    raise UsageError(
        f"{pasted.url} is of no paper here, expected --paper ID or --reporter NAME"
    )


def _new(
    pasted: Pasted, paper: str | None, table: Mapping[str, Any], catalog: Catalog
) -> dict[str, Any]:
    read_from = pasted.read_from or _read_from(pasted.url)
    id_ = pasted.id or (f"{paper}-{_WORDS[read_from]}" if paper else None)
    if id_ is None:
        raise UsageError("a source without a paper here needs a name, expected --id")
    if id_ in {source.id for source in catalog.scored.sources}:
        raise UsageError(
            f"data/scores/{id_}.yaml is of another address, expected --id or its --source"
        )
    origin = {
        "url": pasted.url,
        "paper": paper,
        "reporter": pasted.reporter,
        "date": pasted.date,
    }
    return {
        "id": id_,
        "source": {name: value for name, value in origin.items() if value},
        "read_from": read_from,
        **({"checked": pasted.checked} if pasted.checked else {}),
        "tables": [table],
    }


def _with(before: ScoreSource, table: Mapping[str, Any]) -> dict[str, Any]:
    data = before.model_dump(mode="json", exclude_none=True)
    # nobody looked the new numbers up, as the day says of all
    data.pop("checked", None)
    return {**data, "id": before.id, "tables": [*data["tables"], table]}


def _read_from(url: str) -> ReadFrom:
    """Return what must have been opened at an address.

    Raises:
        UsageError: the address does not tell.
    """
    found = hosted(url)
    parts = take_apart(url)
    path = parts.path.lower() if parts else ""
    if found and found.verb in {"issues", "pull", "discussions"}:
        return "issue"
    if path.endswith(".pdf"):
        return "pdf"
    if found:
        return "repository"
    if path.startswith("/html/"):
        return "html"
    raise UsageError(
        "the address does not tell what was opened, expected --read-from pdf, html, "
        "leaderboard or transcription"
    )
