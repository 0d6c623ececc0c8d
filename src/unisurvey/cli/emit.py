"""What a command found → one of the formats that it offers, on stdout or in a file."""

from __future__ import annotations

import sys
from functools import partial
from typing import TYPE_CHECKING, Any

from unisurvey.cli.destination import write
from unisurvey.cli.settings import Settings, is_terminal, terminal_width
from unisurvey.cli.terminal import Styled, styled

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from unisurvey.fields import Column
    from unisurvey.records import Catalog
    from unisurvey.schema import Record
    from unisurvey.views.flat import Flat

    Ways = Mapping[str, Callable[[], Any]]
    """Format → what makes its text, or what rich prints on a terminal."""


def emit(
    form: str | None,
    ways: Ways,
    settings: Settings,
    output: str | None = None,
    *,
    force: bool = False,
) -> None:
    """Write what a command found.

    Args:
        form: As it was asked for; `None` is a table on a terminal, else plain rows.
        ways: The formats that are offered.
        settings: Of the run.
        output: A file; `None` and `-` are stdout.
        force: Whether protected files may be replaced.
    """
    made = ways[chosen(form, output)]()
    if isinstance(made, Styled):
        styled(sys.stdout).write(made)
    elif isinstance(made, str):
        write(made, output, settings, force=force)
    else:
        console = settings.console()
        for part in made:
            # a bare text, such as BibTeX, is to be copied: its lines stay whole
            console.print(part, soft_wrap=isinstance(part, str))


def chosen(form: str | None, output: str | None = None) -> str:
    """Return the format, where none was asked for the one that fits the place."""
    return form or ("table" if output is None and is_terminal() else "plain")


def row_ways(
    rows: Sequence[Mapping[str, Any]], keys: Sequence[str], plain: Sequence[str] = ()
) -> dict[str, Callable[[], Any]]:
    """Return the formats of flat objects.

    Args:
        rows: The objects.
        keys: Those that are written.
        plain: Those that are written in plain rows; none means all.
    """
    from unisurvey.text.tabular import TABULAR, to_plain

    ways = {name: partial(write, rows, keys) for name, write in TABULAR.items()}
    return {**ways, "plain": partial(to_plain, rows, plain or keys)}


def record_ways(
    pairs: Sequence[tuple[Record, Flat]],
    kind: str,
    catalog: Catalog,
    columns: tuple[Column, ...] | None = None,
) -> dict[str, Callable[[], Any]]:
    """Return the formats of records of one kind, each with its flat object.

    YAML has a line `# id` before each record, since its file's name says it elsewhere.
    """
    from unisurvey.views.columns import COLUMNS, PLAIN
    from unisurvey.views.flat import flat_keys

    records = [record for record, _ in pairs]
    flats = [flat for _, flat in pairs]
    names = tuple(column.name for column in columns or ())

    def bibtex() -> str:
        from unisurvey.bib.bibtex import to_bibtex
        from unisurvey.views.flat import works

        return to_bibtex(works(records, catalog), catalog.vocabularies)

    def documents() -> str:
        from unisurvey.records.canonical import canonical

        return "---\n".join(f"# {r.id}\n{canonical(r)}" for r in records)

    def markdown() -> str:
        from unisurvey.render.markdown import rows_table

        return rows_table(flats, columns or COLUMNS[kind], catalog)

    def table() -> Any:
        from unisurvey.cli.tables import record_table

        shown = columns or fitting_columns(kind)
        return [record_table(flats, shown, catalog)] if pairs else []

    return {
        **row_ways(flats, names or flat_keys(kind, catalog), names or PLAIN[kind]),
        "ids": lambda: "".join(f"{record.id}\n" for record in records),
        "bibtex": bibtex,
        "yaml": documents,
        "md": markdown,
        "table": table,
    }


def fitting_columns(kind: str) -> tuple[Column, ...]:
    """Return the columns that the terminal has room for."""
    from unisurvey.views.columns import COLUMNS

    width = terminal_width()
    return tuple(column for column in COLUMNS[kind] if column.from_width <= width)
