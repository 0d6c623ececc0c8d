"""`unisurvey cite`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any, Literal

import typer

from unisurvey.cli.completion import complete_words
from unisurvey.cli.emit import emit
from unisurvey.cli.options import (
    Limit,
    OptionalIds,
    OptionalKind,
    with_filters,
)
from unisurvey.cli.progress import working
from unisurvey.cli.settings import settings_of
from unisurvey.cli.source import (
    chosen_records,
    cited_papers,
    finish,
    tell_unverified,
    usable,
)


def _styles() -> Iterable[str]:
    from unisurvey.export.cite.styles import style_names

    return style_names()


@with_filters
def cite(
    context: typer.Context,
    ids: OptionalIds = None,
    *,
    kind: OptionalKind = None,
    limit: Annotated[int | None, Limit] = None,
    style: Annotated[
        str,
        typer.Option(
            "--style",
            "-s",
            metavar="NAME",
            help="apa, ieee, acm, acl, mla, chicago, nature, vancouver, harvard …, a "
            "journal that follows one of them, or a .csl file.",
            autocompletion=complete_words(_styles),
        ),
    ] = "apa",
    form: Annotated[
        Literal["text", "html", "md"],
        typer.Option("--format", "-f", help="Markup of the references."),
    ] = "text",
    filters: dict[str, Any],
) -> None:
    """Print references as a citation style wants them, in its order.

    A dataset or benchmark stands for its paper.

    Examples:
    unisurvey cite show-o janus --style ieee

    unisurvey cite chameleon --style nature --format html

    unisurvey cite --section b-3 --has code --style acl

    unisurvey cite geneval --style ieee-transactions-on-multimedia

    Any other style is given as a file: --style my.csl
    """
    from unisurvey.errors import UsageError
    from unisurvey.export.cite.references import references
    from unisurvey.views.flat import works

    settings = settings_of(context)
    if not (ids or filters or kind):
        raise UsageError("expected ids, or filters such as --since 2025")
    catalog, incomplete = usable(context)
    records, _ = chosen_records(context, catalog, ids, kind, filters)
    several = records[:limit]
    papers = cited_papers(several, catalog) if ids else works(several, catalog)
    tell_unverified(papers, settings)
    with working(settings, f"setting {len(papers)} references"):
        lines = references(papers, catalog.vocabularies, style, form)
    text = ("\n\n" if form == "md" else "\n").join(lines) + "\n"
    emit(form, {form: lambda: text}, settings)
    finish(incomplete=incomplete)
