"""`unisurvey cite`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Literal

import typer

from unisurvey.cli.emit import emit
from unisurvey.cli.options import complete_id, complete_words
from unisurvey.cli.settings import settings_of
from unisurvey.cli.source import cited_papers, find_all, finish, tell_unverified, usable


def _styles() -> Iterable[str]:
    from unisurvey.export.cite.styles import style_names

    return style_names()


def cite(
    context: typer.Context,
    ids: Annotated[
        list[str],
        typer.Argument(
            metavar="ID…",
            help="Ids, aliases, BibTeX keys, names or addresses; a dataset or benchmark "
            "stands for its paper.",
            autocompletion=complete_id,
        ),
    ],
    *,
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
) -> None:
    """Print references as a citation style wants them, in its order.

    Examples:
    unisurvey cite show-o janus --style ieee

    unisurvey cite chameleon --style nature --format html

    unisurvey cite geneval --style ieee-transactions-on-multimedia

    Any other style is given as a file: --style my.csl
    """
    from unisurvey.export.cite.references import references

    catalog, incomplete = usable(context)
    papers = cited_papers(find_all(catalog, ids), catalog)
    settings = settings_of(context)
    tell_unverified(papers, settings)
    lines = references(papers, catalog.vocabularies, style, form)
    text = ("\n\n" if form == "md" else "\n").join(lines) + "\n"
    emit(form, {form: lambda: text}, settings)
    finish(incomplete=incomplete)
