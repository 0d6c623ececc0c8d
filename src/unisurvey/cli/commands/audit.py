"""`unisurvey audit`."""

from __future__ import annotations

import sys
from collections import Counter
from contextlib import nullcontext, redirect_stdout
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from unisurvey.cli.emit import emit
from unisurvey.cli.options import REPORT, Force, OptionalKind, with_filters
from unisurvey.cli.progress import working
from unisurvey.cli.settings import Exit, Settings, settings_of
from unisurvey.cli.source import finish, fitting_kind, selected, usable
from unisurvey.cli.terminal import Styled

if TYPE_CHECKING:
    from unisurvey.audit import Audit, Judgement
    from unisurvey.errors import Problem

_ORDER = ("agrees", "not in the catalogue", "disagrees")


@with_filters
def audit(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE.bib", help="Any .bib file.")],
    *,
    mend: Annotated[
        bool, typer.Option("--fix", help="Write a mended copy; needs --output.")
    ] = False,
    published: Annotated[
        bool,
        typer.Option(
            "--published",
            help="With --fix, cite preprints as what they were published as.",
        ),
    ] = False,
    output: Annotated[
        str | None,
        typer.Option(
            "--output", "-o", metavar="FIXED", help="Where --fix writes; - is stdout."
        ),
    ] = None,
    force: Force = False,
    kind: OptionalKind = None,
    form: Annotated[Literal["text", "json", "github"], REPORT] = "text",
    filters: dict[str, Any],
) -> None:
    """Compare your own .bib with the catalogue, entry by entry.

    An entry agrees, disagrees or is not in the catalogue. Errors are wrong or missing
    authors, years, titles and identifiers; a preprint cited though published and a
    work that is there twice are warnings. Exits 1 when an entry disagrees or a part of
    the file cannot be read. --fix replaces only values that are wrong; keys, order,
    comments and all other entries stay byte for byte. With --published, entries of
    preprints that were published get type, venue, year, pages and DOI of that. With
    filters, only entries of the works that fit are looked at.

    Examples:
    unisurvey audit refs.bib

    unisurvey audit refs.bib --fix -o fixed.bib

    unisurvey audit refs.bib --fix --published -o fixed.bib

    unisurvey audit refs.bib --format github

    unisurvey audit refs.bib --venue cvpr-2025
    """
    from unisurvey import report
    from unisurvey.audit import audit as judge
    from unisurvey.audit import fix
    from unisurvey.bib.reader import read_bib
    from unisurvey.cli.destination import write
    from unisurvey.errors import UsageError
    from unisurvey.views.flat import works

    settings = settings_of(context)
    if mend != (output is not None):
        raise UsageError("--fix and --output FILE belong together")
    if published and not mend:
        raise UsageError("--published mends a file, give --fix and --output FILE too")
    bib = read_bib(file)
    catalog, incomplete = usable(context)
    with working(settings, f"comparing {len(bib.entries)} entries"):
        found = judge(bib, catalog)
    if filters or kind:
        of = kind or fitting_kind(filters, ("papers", "models"), catalog)
        records, _ = selected(catalog, of, filters, settings)
        fitting = {paper.id for paper in works(records, catalog)}
        judged = (j for j in found.judgements if j.paper and j.paper.id in fitting)
        found = replace(found, judgements=tuple(judged))
    ways = {
        "text": lambda: _text(found, settings),
        "json": lambda: _json(found),
        "github": lambda: report.to_github(found.all_problems),
    }
    with redirect_stdout(sys.stderr) if output == "-" else nullcontext():
        emit(form, ways, settings)
    if form == "text":
        settings.note(_summary(found))
    unread = any(problem.severity == "error" for problem in found.bib.problems)
    disagrees = found.disagrees
    if output is not None:
        own = output != "-" and Path(output).exists() and file.samefile(output)
        with working(settings, f"mending {len(bib.entries)} entries"):
            fixed = fix(found, catalog, published=published)
        write(fixed.data, output, settings, force=force or own)
        upgraded = f", {fixed.upgraded} upgraded" if published else ""
        settings.note(f"{fixed.mended} mended{upgraded}, {len(fixed.left)} left")
        disagrees = any(problem.severity == "error" for problem in fixed.left)
    if disagrees or unread:
        raise typer.Exit(Exit.PROBLEMS)
    finish(incomplete=incomplete)


def _text(found: Audit, settings: Settings) -> Styled:
    """Return what could not be read, a line per entry, and findings; worst last."""
    from unisurvey import report

    color = settings.colored(sys.stdout)
    parts = []
    if found.bib.problems:
        parts.append(report.to_text(found.bib.problems, color=color) + "\n")
    for verdict in _ORDER:
        for judgement in found.judgements:
            if judgement.verdict == verdict:
                parts.append(_line(found, judgement))
                text = report.to_text(found.problems(judgement), color=color)
                parts += (f"  {line}\n" for line in text.splitlines())
    return Styled("".join(parts))


def _line(found: Audit, judgement: Judgement) -> str:
    from unisurvey.report import visible

    entry = judgement.entry
    place = f"{found.bib.path}:{found.bib.line(entry.start)}"
    key = entry.key or "(no key)"
    record = f" ({judgement.paper.id})" if judgement.paper else ""
    return f"{visible(place)}: {judgement.verdict}: {visible(key)}{record}\n"


def _summary(found: Audit) -> str:
    counts = Counter[str](judgement.verdict for judgement in found.judgements)
    total = len(found.judgements)
    agree, missing, disagree = (counts[verdict] for verdict in _ORDER)
    return (
        f"{total} {'entry' if total == 1 else 'entries'}: {agree} "
        f"{'agrees' if agree == 1 else 'agree'}, {disagree} "
        f"{'disagrees' if disagree == 1 else 'disagree'}, "
        f"{missing} not in the catalogue"
    )


def _json(found: Audit) -> str:
    """Return one object per entry; unreadable parts outside entries have no key."""
    from unisurvey.text.jsontext import json_document

    rows: list[dict[str, Any]] = []
    inside: dict[int, list[Problem]] = {}
    entries = found.bib.entries
    for trouble in found.bib.troubles:
        holder = next(
            (n for n, e in enumerate(entries) if e.start <= trouble.start < e.end), -1
        )
        inside.setdefault(holder, []).append(found.bib.problem(trouble))
    if found.bib.encoding.note:
        inside.setdefault(-1, []).insert(0, found.bib.problems[0])
    path = found.bib.path
    if -1 in inside:
        rows.append(
            {
                **dict.fromkeys(("key", "type", "line", "paper")),
                "path": path,
                "verdict": "not an entry",
                "matched_by": [],
                "findings": [_finding(problem) for problem in inside[-1]],
            }
        )
    for n, judgement in enumerate(found.judgements):
        entry, paper = judgement.entry, judgement.paper
        problems = [*inside.get(n, ()), *found.problems(judgement)]
        rows.append(
            {
                "key": entry.key,
                "type": entry.type,
                "line": found.bib.line(entry.start),
                "paper": paper.id if paper else None,
                "path": path,
                "verdict": judgement.verdict,
                "matched_by": list(judgement.matched_by),
                "findings": [_finding(problem) for problem in problems],
            }
        )
    return json_document(rows)


def _finding(problem: Problem) -> dict[str, Any]:
    """Return a finding as `validate` does, without what its entry says."""
    from unisurvey.report import as_row

    row = as_row(problem)
    return {name: row[name] for name in row if name not in {"path", "end_column"}}
