"""`unisurvey bib`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from unisurvey.bib.bibtex import FIELDS, StyleName
from unisurvey.cli.completion import complete_words, in_list
from unisurvey.cli.destination import write
from unisurvey.cli.options import (
    Force,
    Limit,
    OptionalIds,
    OptionalKind,
    Output,
    with_filters,
)
from unisurvey.cli.settings import settings_of
from unisurvey.cli.source import (
    chosen_records,
    finish,
    print_problems,
    tell_unverified,
    usable,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from unisurvey.errors import Problem
    from unisurvey.schema import Record


@with_filters
def bib(
    context: typer.Context,
    ids: OptionalIds = None,
    *,
    kind: OptionalKind = None,
    limit: Annotated[int | None, Limit] = None,
    document: Annotated[
        Path | None,
        typer.Option(
            "--from",
            metavar="FILE",
            help="Document whose citations to write: .tex, .aux, .bcf, .md, .qmd, .typ.",
        ),
    ] = None,
    style: Annotated[
        StyleName,
        typer.Option(
            help="bibtex is ASCII and fits every style; biblatex is Unicode for biber; "
            'arxiv makes preprints articles of the journal "arXiv preprint arXiv:ID".'
        ),
    ] = "bibtex",
    omit: Annotated[
        list[str] | None,
        typer.Option(
            metavar="FIELD",
            help="Fields to leave out: url,month. Comma-separated or repeated.",
            autocompletion=in_list(complete_words(lambda: FIELDS)),
        ),
    ] = None,
    keys: Annotated[
        Literal["key", "id"],
        typer.Option(help="Cite works by their keys or by their ids."),
    ] = "key",
    output: Output = None,
    force: Force = False,
    filters: dict[str, Any],
) -> None:
    """Write BibTeX entries with complete author lists.

    Examples:
    unisurvey bib show-o janus

    unisurvey bib --paradigm diffusion -o diffusion.bib

    unisurvey bib --kind benchmarks --section benchmarks-editing

    unisurvey bib --from paper.tex -o refs.bib

    unisurvey bib --style biblatex --omit url,month --keys id
    """
    from unisurvey.bib.bibtex import to_bibtex
    from unisurvey.errors import UsageError
    from unisurvey.views.flat import works

    settings = settings_of(context)
    if sum(map(bool, (ids, filters or kind, document))) > 1:
        raise UsageError("give either ids, filters or --from, not several")
    catalog, incomplete = usable(context)
    records: Sequence[Record]
    problems: tuple[Problem, ...] = ()
    files = 0
    if document:
        from unisurvey.cited.documents import cited_keys, resolve

        citations = cited_keys(document)
        files = citations.files
        records, problems = resolve(citations, catalog, keys=keys)
    else:
        records, _ = chosen_records(context, catalog, ids, kind, filters)
    papers = works(records[:limit], catalog)
    tell_unverified(papers, settings)
    text = to_bibtex(
        papers,
        catalog.vocabularies,
        style=style,
        omit=[name for names in omit or () for name in names.split(",")],
        keys=keys,
    )
    write(text, output, settings, force=force)
    if problems:
        print_problems(problems, files, settings)
    incomplete |= any(problem.severity == "error" for problem in problems)
    finish(incomplete=incomplete)
