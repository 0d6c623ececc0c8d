"""`unisurvey diff`."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from unisurvey import report
from unisurvey.cli import network
from unisurvey.cli.emit import emit
from unisurvey.cli.options import OF_KIND, Force, Kind, with_filters
from unisurvey.cli.progress import working
from unisurvey.cli.settings import Exit, Settings, settings_of
from unisurvey.cli.source import finish, usable, working_root
from unisurvey.cli.terminal import Styled
from unisurvey.text.addresses import arxiv_address
from unisurvey.text.heads import as_head
from unisurvey.text.inline import escape, link
from unisurvey.text.jsontext import json_document

if TYPE_CHECKING:
    from collections.abc import Iterable

    from unisurvey.lists.awesome.model import ListRow
    from unisurvey.lists.diff.alignment import Alignment
    from unisurvey.lists.diff.comparison import ListDiff
    from unisurvey.lists.diff.facts import Difference, Group
    from unisurvey.records import Catalog
    from unisurvey.schema import Record

_GROUPS: tuple[tuple[Group, str], ...] = (
    ("missing", "missing in the catalogue"),
    ("left out", "left out of the catalogue"),
    ("unsure", "not sure which work is meant"),
    ("disagrees", "facts that disagree"),
    ("fault", "faults of the list itself"),
)

_FACTS = ("Line", "Record", "Field", "The list says", "The catalogue", "Why")
_FAULTS = ("Line", "Code", "What is wrong", "What to do")


@with_filters
def diff(
    context: typer.Context,
    source: Annotated[
        str,
        typer.Argument(
            metavar="FILE.md|URL",
            help="An Awesome list; of a GitHub repository its README.",
        ),
    ],
    *,
    kind: Annotated[
        list[Kind] | None,
        typer.Option(
            help="What to look for in the list. Repeatable. Default: models, and "
            "datasets or benchmarks when at least three rows are about them.",
            **OF_KIND,
        ),
    ] = None,
    form: Annotated[
        Literal["text", "md", "json", "github"],
        typer.Option("--format", "-f", help="md is ready for a pull request."),
    ] = "text",
    draft: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR", help="Write draft records of works that the catalogue lacks."
        ),
    ] = None,
    force: Force = False,
    allow_private: network.AllowPrivate = False,
    retries: network.Retries = 3,
    filters: dict[str, Any],
) -> None:
    """Compare an Awesome list with the catalogue, row by row.

    Reports what the catalogue lacks, what the list lacks, facts that disagree and the
    list's own faults, such as paper links of other works. Rows of which title and
    identifiers do not fit together are never guessed. The filters say which records
    the list should have. Exits 1 on differences; hints alone do not count.

    Examples:
    unisurvey diff README.md

    unisurvey diff https://github.com/showlab/Awesome-Unified-Multimodal-Models -f md

    unisurvey diff README.md --draft drafts
    """
    from unisurvey.lists.awesome.reader import read_list
    from unisurvey.lists.diff.comparison import compare_list

    settings = settings_of(context)
    if draft is not None:
        working_root(settings, written=False)
    with working(settings, f"reading {source}"):
        text, url = _read(source, allow_private=allow_private, retries=retries)
    catalog, incomplete = usable(context)
    with working(settings, f"comparing {source}"):
        listed = read_list(text, source, catalog.vocabularies.venues)
        found = compare_list(listed, catalog, kind or (), **filters)
    ways = {
        "text": lambda: _text(found, catalog, settings),
        "md": lambda: to_markdown(found, catalog),
        "json": lambda: to_json(found, catalog),
        "github": lambda: _annotations(found),
    }
    emit(form, ways, settings)
    if draft is not None:
        _draft(found, catalog, draft, (url, source), settings, force=force)
    settings.note(_summary(found))
    if found.differs:
        raise typer.Exit(Exit.PROBLEMS)
    finish(incomplete=incomplete)


def _read(source: str, *, allow_private: bool, retries: int) -> tuple[str, str]:
    """Return the list's text and, when it is public, its address."""
    from unisurvey.lists.diff.source import is_address, read_address, read_file

    if not is_address(source):
        return read_file(Path(source)), ""
    web = network.web_of(None, allow_private=allow_private, retries=retries)

    async def answer() -> str:
        async with web:
            return await read_address(source, web)

    return network.run(answer()), source


def _draft(
    found: ListDiff,
    catalog: Catalog,
    directory: Path,
    place: tuple[str, str],
    settings: Settings,
    *,
    force: bool,
) -> None:
    """Write drafts of what is missing; `place` is the list's address and file."""
    from unisurvey.cli import drafts as drafting
    from unisurvey.errors import UsageError
    from unisurvey.lists.diff.drafts import draft_rows
    from unisurvey.outside.add.details import Details

    making = drafting.making(catalog, Details(), ())
    drafts, refused = draft_rows(found.missing, making, *place)
    for told in refused:
        settings.note(f"not drafted: {told}")
    if directory.exists() and not directory.is_dir():
        raise UsageError(f"{directory} is a file, expected a directory")
    if drafts:
        directory.mkdir(parents=True, exist_ok=True)
        drafting.show(catalog, drafts, str(directory), settings, force=force)


def _summary(found: ListDiff) -> str:
    """Return one line of counts."""
    verdicts = Counter(alignment.verdict for alignment in found.alignments)
    rows = len(found.alignments)
    kinds = ", ".join(found.kinds)
    return (
        f"{rows} {'row' if rows == 1 else 'rows'}: {verdicts['aligned']} aligned, "
        f"{len(found.missing)} missing in the catalogue, {verdicts['unsure']} unsure; "
        f"{len(found.absent)} missing in the list ({kinds}); "
        f"{len(found.of('disagrees'))} facts disagree, {len(found.of('fault'))} faults"
    )


def _text(found: ListDiff, catalog: Catalog, settings: Settings) -> Styled:
    """Return the groups, each difference with its source line and a caret."""
    parts = []
    color = settings.colored(sys.stdout)
    for group, title in _GROUPS:
        differences = found.of(group)
        if differences:
            problems = (each.problem(found.found.path) for each in differences)
            shown = report.to_text(problems, color=color)
            parts.append(f"{title}: {len(differences)}\n\n{shown}")
        if group == "missing" and found.absent:
            lines = "".join(f"  {_line(record, catalog)}\n" for record in found.absent)
            parts.append(f"missing in the list: {len(found.absent)}\n\n{lines}")
    return Styled("\n".join(parts))


def _annotations(found: ListDiff) -> str:
    """Return annotations; what the list lacks has no place in it and is left out."""
    path = found.found.path
    return report.to_github(each.problem(path) for each in found.differences)


def to_markdown(found: ListDiff, catalog: Catalog) -> str:
    """Return tables that say what to change where, for a pull request's comment."""
    parts = [f"### `{found.found.path}` against the catalogue\n", _summary(found) + "."]
    titles = dict(_GROUPS)
    missing = [_missing_cells(row) for row in found.missing]
    parts += _section(
        titles["missing"], ("Line", "Work", "arXiv", "Date", "Section"), missing
    )
    absent = [_absent_cells(record, catalog) for record in found.absent]
    parts += _section("missing in the list", ("Name", "Title", "Date"), absent)
    facts = [_fact_cells(difference) for difference in found.of("disagrees")]
    parts += _section(titles["disagrees"], _FACTS, facts)
    groups: tuple[Group, ...] = ("left out", "fault", "unsure")
    for group in groups:
        rows = [_fault_cells(difference) for difference in found.of(group)]
        parts += _section(titles[group], _FAULTS, rows)
    return "\n".join(parts) + "\n"


def to_json(found: ListDiff, catalog: Catalog) -> str:
    """Return one object with a list per group; keys are only ever added."""
    groups = {
        "missing_in_catalogue": [_row(row) for row in found.missing],
        "missing_in_list": [_record(record, catalog) for record in found.absent],
        "disagreements": [_difference(d) for d in found.of("disagrees")],
        "faults": [_difference(d) for d in found.of("fault")],
        "unsure": [_difference(d) for d in found.of("unsure")],
        "left_out": [_difference(d) for d in found.of("left out")],
        "aligned": [_aligned(a) for a in found.alignments if a.verdict == "aligned"],
    }
    whole = {
        "path": found.found.path,
        "rows": len(found.alignments),
        "kinds": list(found.kinds),
        "counts": {name: len(rows) for name, rows in groups.items()},
        **groups,
    }
    return json_document(whole)


def _section(
    title: str, headers: tuple[str, ...], rows: list[tuple[str, ...]]
) -> Iterable[str]:
    from unisurvey.render.markdown import table

    if not rows:
        return ()
    heading = f"\n#### {as_head(title)} ({len(rows)})\n"
    return (heading, table(headers, rows).rstrip("\n"))


def _line(record: Record, catalog: Catalog) -> str:
    from unisurvey.lists.diff.comparison import described

    name, title, date, url = described(record, catalog)
    dated = f" ({date})" if date else ""
    return report.visible(
        ": ".join(x for x in (f"{name}{dated}", title) if x) + f" {url}"
    )


def _missing_cells(row: ListRow) -> tuple[str, ...]:
    paper = row.link("paper")
    arxiv = row.arxiv[0] if row.arxiv else ""
    url = arxiv_address(arxiv) if arxiv else paper.url if paper else None
    return (
        str(row.span.line),
        link(row.label, url),
        arxiv,
        row.date or "",
        escape(row.sections[-1] if row.sections else ""),
    )


def _absent_cells(record: Record, catalog: Catalog) -> tuple[str, ...]:
    from unisurvey.lists.diff.comparison import described

    name, title, date, url = described(record, catalog)
    return (escape(name), link(title, url or None), date)


def _fact_cells(found: Difference) -> tuple[str, ...]:
    from unisurvey.records import name_of

    return (
        str(found.span.line),
        escape(name_of(found.record) if found.record else ""),
        escape(found.field),
        escape(found.said) or "–",
        escape(found.known) or "–",
        _advice(found),
    )


def _fault_cells(found: Difference) -> tuple[str, ...]:
    line = str(found.span.line)
    return (line, found.code, escape(found.message), _advice(found))


def _advice(found: Difference) -> str:
    source = link("source", found.source) if found.source else ""
    return f"{escape(found.hint)} {source}".strip()


def _row(row: ListRow) -> dict[str, Any]:
    return {
        "line": row.span.line,
        "column": row.span.column,
        "title": row.title or None,
        "name": row.name or None,
        "arxiv": list(row.arxiv),
        "dois": list(row.dois),
        "venue": row.venue or None,
        "date": row.date,
        "sections": list(row.sections),
        "links": [{"role": x.role, "url": x.url} for x in row.links if x.url],
    }


def _record(record: Record, catalog: Catalog) -> dict[str, Any]:
    from unisurvey.lists.diff.comparison import described
    from unisurvey.records import folder_of

    name, title, date, url = described(record, catalog)
    return {
        "kind": folder_of(record),
        "id": record.id,
        "name": name,
        "title": title or None,
        "date": date or None,
        "url": url or None,
    }


def _address(record: Record | None) -> str | None:
    from unisurvey.records import folder_of

    return f"{folder_of(record)}/{record.id}" if record else None


def _aligned(alignment: Alignment) -> dict[str, Any]:
    record = alignment.record
    return {
        "line": alignment.row.span.line,
        "record": _address(record),
        "paper": alignment.paper.id if alignment.paper else None,
        "by": list(alignment.by),
    }


def _difference(found: Difference) -> dict[str, Any]:
    record = found.record
    return {
        "line": found.span.line,
        "column": found.span.column,
        "code": found.code,
        "severity": found.severity,
        "message": found.message,
        "record": _address(record),
        "field": found.field or None,
        "list": found.said or None,
        "catalogue": found.known or None,
        "source": found.source or None,
        "hint": found.hint or None,
    }
