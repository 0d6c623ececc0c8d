"""`unisurvey scores audit`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from unisurvey.cli.emit import emit
from unisurvey.cli.options import REPORT
from unisurvey.cli.progress import working
from unisurvey.cli.settings import Exit, settings_of
from unisurvey.cli.source import finish, usable
from unisurvey.cli.terminal import Styled

if TYPE_CHECKING:
    from unisurvey.tables.auditing import TableAudit


def scores_audit(
    context: typer.Context,
    file: Annotated[
        Path,
        typer.Argument(
            metavar="TABLE", help="LaTeX, Markdown, HTML, CSV or TSV with your tables."
        ),
    ],
    *,
    form: Annotated[Literal["text", "json", "github", "sarif"], REPORT] = "text",
) -> None:
    """Compare the numbers that your own table of results quotes with their sources.

    Told are numbers that no source has, that contradict what the authors state, that
    were reached with rewritten prompts, thinking or the best of several answers but do not
    say so, that are those of another variant or stand in another model's row, and totals
    that are not what their parts give. Exits 1 when one is wrong. Columns and rows that
    are not understood are named and left out; none is guessed.

    Examples:
    unisurvey scores audit table.tex

    unisurvey scores audit README.md --format json
    """
    from unisurvey import report
    from unisurvey.tables.auditing import audit_tables
    from unisurvey.tables.reading import read_tables

    settings = settings_of(context)
    grids = read_tables(file)
    catalog, incomplete = usable(context)
    with working(settings, f"comparing {len(grids)} tables"):
        found = audit_tables(grids, str(file), catalog)

    def sarif() -> str:
        from unisurvey.cli.version import VERSION
        from unisurvey.codes import problem_codes

        rules = {code: each.title for code, each in problem_codes().items()}
        return report.to_sarif(found.problems, rules, VERSION)

    ways = {
        "text": lambda: Styled(
            report.to_text(found.problems, color=settings.colored(sys.stdout))
        ),
        "json": lambda: _json(found),
        "github": lambda: report.to_github(found.problems),
        "sarif": sarif,
    }
    emit(form, ways, settings)
    if form == "text":
        settings.note(_summary(found))
    if found.disagrees:
        raise typer.Exit(Exit.PROBLEMS)
    finish(incomplete=incomplete or bool(catalog.scored.problems))


def _summary(found: TableAudit) -> str:
    wrong = sum(each.severity == "error" for each in found.judged)
    doubtful = sum(each.severity == "warning" for each in found.judged)
    unread = sum(each.code in {"Q201", "Q202", "Q203"} for each in found.judged)
    return (
        f"{found.numbers} quoted {'number' if found.numbers == 1 else 'numbers'}: "
        f"{found.confirmed} as in a source, {wrong} wrong, {doubtful} doubtful; "
        f"{unread} columns, rows or cells not understood"
    )


def _json(found: TableAudit) -> str:
    from unisurvey.report import as_row
    from unisurvey.text.jsontext import json_document
    from unisurvey.views.score_flats import score_flat

    return json_document(
        [
            {
                **as_row(problem),
                "score": score_flat(each.score) if each.score else None,
                "against": score_flat(each.against) if each.against else None,
            }
            for each, problem in zip(found.judged, found.problems, strict=True)
        ]
    )
