"""What a command found → one of the formats that it offers, on stdout or in a file."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from unisurvey.cli.destination import write
from unisurvey.cli.settings import Settings, is_terminal
from unisurvey.cli.terminal import Styled
from unisurvey.text.tabular import Lines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

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
    header: bool = False,
) -> None:
    """Write what a command found.

    Args:
        form: As it was asked for; `None` is a table on a terminal, else plain rows.
        ways: The formats that are offered.
        settings: Of the run.
        output: A file; `None` and `-` are stdout.
        force: Whether protected files may be replaced.
        header: Whether plain rows begin with the names of their columns.
    """
    made = ways[chosen(form, output)]()
    if isinstance(made, Lines):
        made = made.text(header=header or form == "tsv")
    if isinstance(made, Styled):
        write(made, None, settings)
    elif isinstance(made, str):
        write(made, output, settings, force=force)
    else:
        _print(made, settings)


def _print(parts: Iterable[Any], settings: Settings) -> None:
    """Print what rich draws, and say which columns there was no room for."""
    console = settings.console()
    remarks: dict[str, None] = {}
    with console.capture() as captured:
        for part in parts:
            # a bare text, such as BibTeX, is to be copied: its lines stay whole
            console.print(part, soft_wrap=isinstance(part, str))
            remarks.update(dict.fromkeys(getattr(part, "remarks", ())))
    write(Styled(captured.get()), None, settings)
    if is_terminal():
        for remark in remarks:
            settings.note(remark)


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
    usual: tuple[Column, ...] | None = None,
) -> dict[str, Callable[[], Any]]:
    """Return the formats of records of one kind, each with its flat object.

    YAML has a line `# id` before each record, since its file's name says it elsewhere.

    Args:
        pairs: The records.
        kind: That of all of them.
        catalog: Where they are from.
        columns: Those that were named, if any were.
        usual: Those of a terminal, where they are not the kind's.
    """
    from unisurvey.views.columns import PLAIN, columns_of
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

        return rows_table(flats, columns or columns_of(kind, catalog), catalog)

    def latex() -> str:
        from unisurvey.render.selection import selection_tex

        return selection_tex(pairs, kind, catalog, columns)

    def table() -> Any:
        from unisurvey.cli.tables import record_table

        shown = columns or usual or columns_of(kind, catalog)
        made = record_table(flats, shown, catalog, whole=columns is not None)
        return [made] if pairs else []

    return {
        **row_ways(flats, names or flat_keys(kind, catalog), names or PLAIN[kind]),
        "ids": lambda: "".join(f"{record.id}\n" for record in records),
        "bibtex": bibtex,
        "latex": latex,
        "yaml": documents,
        "md": markdown,
        "table": table,
    }
