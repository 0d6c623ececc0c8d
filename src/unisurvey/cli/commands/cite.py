"""`unisurvey cite`."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import Annotated

import typer

from unisurvey.cli.completion import complete_id
from unisurvey.cli.settings import settings_of
from unisurvey.cli.source import find_all, finish, tell_unverified, usable


class CiteFormat(StrEnum):
    """How references are marked up."""

    text = "text"
    html = "html"
    md = "md"


def complete_style(incomplete: str) -> list[str]:
    """Return names of styles that begin so."""
    from unisurvey.export.cite.styles import style_names

    return [name for name in style_names() if name.startswith(incomplete)]


def cite(
    context: typer.Context,
    ids: Annotated[
        list[str],
        typer.Argument(
            metavar="ID…",
            help="Ids, aliases, BibTeX keys or names; a dataset or benchmark stands "
            "for its paper.",
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
            autocompletion=complete_style,
        ),
    ] = "apa",
    form: Annotated[
        CiteFormat, typer.Option("--format", "-f", help="Markup of the references.")
    ] = CiteFormat.text,
) -> None:
    """Print references as a citation style wants them, in its order.

    Examples:
    unisurvey cite show-o janus --style ieee

    unisurvey cite chameleon --style nature --format html

    unisurvey cite geneval --style ieee-transactions-on-multimedia

    Any other style is given as a file: --style my.csl
    """
    from unisurvey.errors import UsageError
    from unisurvey.export.cite.references import references
    from unisurvey.views.flat import works

    catalog, incomplete = usable(context)
    records = find_all(catalog, ids)
    for record in records:
        if catalog.paper_of(record) is None:
            raise UsageError(f"{record.id!r} has no paper that could be cited")
    papers = works(records, catalog)
    tell_unverified(papers, settings_of(context))
    lines = references(papers, catalog.vocabularies, style, form.value)
    between = "\n\n" if form is CiteFormat.md else "\n"
    sys.stdout.write(between.join(lines) + "\n")
    finish(incomplete=incomplete)
