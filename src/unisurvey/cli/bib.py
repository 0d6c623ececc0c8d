"""`unisurvey bib`."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from unisurvey.cli.completion import complete_id
from unisurvey.cli.options import Kind, with_filters
from unisurvey.cli.output import write_text
from unisurvey.cli.settings import settings_of
from unisurvey.cli.source import find_all, finish, usable


@with_filters
def bib(
    context: typer.Context,
    ids: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="ID…",
            help="Ids, aliases, keys or names. Default: every paper that fits.",
            autocompletion=complete_id,
        ),
    ] = None,
    *,
    kind: Annotated[
        Kind | None,
        typer.Option(
            help="Whose papers to select. Default: models where only models have the "
            "filter, else papers."
        ),
    ] = None,
    output: Annotated[
        str | None, typer.Option("--output", "-o", metavar="FILE", help="- is stdout.")
    ] = None,
    filters: dict[str, Any],
) -> None:
    """Write BibTeX entries with complete author lists.

    Examples:
    unisurvey bib show-o janus

    unisurvey bib --paradigm diffusion -o diffusion.bib

    unisurvey bib --kind benchmarks --section benchmarks-editing
    """
    from unisurvey.errors import UsageError
    from unisurvey.export.bibtex import to_bibtex
    from unisurvey.query.facets import FACETS
    from unisurvey.views.works import works

    settings = settings_of(context)
    if ids and (filters or kind):
        raise UsageError("give either ids or filters, not both")
    catalog, incomplete = usable(context)
    if ids:
        records = find_all(catalog, ids)
    else:
        of_models = any("papers" not in FACETS[n].kinds for n in filters if n in FACETS)
        chosen = kind.value if kind else "models" if of_models else "papers"
        records = list(catalog.select(chosen, **filters))
        if not records:
            settings.note(f"no {chosen} match")
    text = to_bibtex(works(records, catalog), catalog.vocabularies)
    write_text(text, output, settings)
    finish(incomplete=incomplete)
