"""`unisurvey scores add`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from unisurvey.cli.completion import complete_id
from unisurvey.cli.settings import settings_of
from unisurvey.cli.source import load_root, problem_text, working_root


def scores_add(
    context: typer.Context,
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE",
            help="LaTeX, Markdown, HTML, CSV or TSV with the table; a pipe is one too.",
        ),
    ],
    *,
    source: Annotated[
        str, typer.Option(metavar="URL", help="Where it stands, which you opened.")
    ],
    at: Annotated[
        str, typer.Option(metavar="PLACE", help="Place in the source: Table 4.")
    ],
    paper: Annotated[
        str | None,
        typer.Option(
            metavar="ID",
            help="Work whose authors print it. Default: the one at the address.",
            autocompletion=complete_id,
        ),
    ] = None,
    reporter: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Who prints it, where there is no record."),
    ] = None,
    date: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="Of the version that you opened."),
    ] = None,
    read_from: Annotated[
        Literal["pdf", "html", "repository", "leaderboard", "issue", "transcription"]
        | None,
        typer.Option(help="What you opened, where the address does not tell."),
    ] = None,
    checked: Annotated[
        str | None,
        typer.Option(
            metavar="DATE", help="Day on which you found every number in the source."
        ),
    ] = None,
    under: Annotated[
        list[str] | None,
        typer.Option(
            metavar="SETTING=VALUE", help="Setting of the whole table. Repeatable."
        ),
    ] = None,
    table: Annotated[
        int | None,
        typer.Option(metavar="N", help="Which one, where the file holds several."),
    ] = None,
    id_: Annotated[
        str | None,
        typer.Option("--id", metavar="ID", help="Of a new file in data/scores."),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show the difference; write nothing.")
    ] = False,
) -> None:
    """Add a table of scores to the catalogue, as a source prints it.

    Columns and rows are matched to benchmarks, metrics, models and variants; what is not
    understood is told and left out. Rows of the source's own model count as its own runs,
    of all others it is not known. A source that has a file gets one table more, another
    a new file, which is written only if every check passes it.

    Examples:
    unisurvey scores add table.md --source https://github.com/deepseek-ai/Janus/blob/1daa72f/README.md --at "Table 4" --dry-run

    unisurvey scores add table.tex --source https://arxiv.org/pdf/2501.17811v1.pdf --at "Table 3" --under prompts=original
    """
    from unisurvey.cli.amending import write_amended
    from unisurvey.errors import InvalidCatalogError, Problem
    from unisurvey.scores.asking import read_setting
    from unisurvey.tables.adding import Pasted, added
    from unisurvey.tables.reading import read_tables

    settings = settings_of(context)
    grids = read_tables(file)
    root = working_root(settings, written=not dry_run)
    loaded = load_root(settings).with_scores()
    if loaded.problems:
        raise InvalidCatalogError(loaded.problems)
    catalog = loaded.catalog
    conditions = dict(read_setting(each, catalog) for each in under or ())
    said = Pasted(
        *(source, at, paper, reporter, date, read_from, checked, conditions, id_, table)
    )
    found = added(grids, said, catalog)
    left = (
        Problem(str(file), x.code, x.message, x.cell.span, severity="note")
        for x in found.left
    )
    text = problem_text(left).rstrip("\n")
    settings.note(text or "everything is understood", whole=True)
    write_amended(
        found.before, found.made, catalog, root, settings, written=not dry_run
    )
    settings.note(
        f"{found.numbers} numbers in {found.rows} rows; look what they contradict: "
        f"unisurvey validate --select C30 data/scores/{found.made.id}.yaml"
    )
