"""`unisurvey figure`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from unisurvey.cli.completion import complete_words
from unisurvey.cli.destination import write
from unisurvey.cli.options import Force, with_filters
from unisurvey.cli.progress import working
from unisurvey.cli.settings import settings_of
from unisurvey.cli.source import finish, usable
from unisurvey.figures.drawing import FIGURES, FORMATS, WIDTH


@with_filters
def figure(
    context: typer.Context,
    name: Annotated[
        str,
        typer.Argument(
            metavar="NAME",
            help=f"{'; '.join(f'{n}: {each.help}' for n, each in FIGURES.items())}.",
            autocompletion=complete_words(FIGURES.__iter__),
        ),
    ],
    *,
    output: Annotated[
        str,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help="Its ending, .svg, .pdf or .png, decides the format; - is stdout.",
        ),
    ],
    force: Force = False,
    form: Annotated[
        Literal["svg", "pdf", "png"] | None,
        typer.Option("--format", "-f", help="Default: as FILE ends, svg for stdout."),
    ] = None,
    dark: Annotated[bool, typer.Option("--dark", help="For a dark page.")] = False,
    by: Annotated[
        Literal["year", "quarter", "month"] | None,
        typer.Option(
            help="What timeline and growth count by. Default: quarter for timeline, "
            "month for growth; year where that would be too many."
        ),
    ] = None,
    width: Annotated[
        float,
        typer.Option(
            min=6.5,
            max=40,
            metavar="INCHES",
            help="Text keeps its size, so a wider page holds more.",
        ),
    ] = WIDTH,
    filters: dict[str, Any],
) -> None:
    """Draw a figure from the records.

    Examples:
    unisurvey figure timeline -o timeline.svg

    unisurvey figure timeline --by month --since 2025 --dark -o new.png

    unisurvey figure taxonomy -o taxonomy.pdf

    unisurvey figure components --paradigm hybrid -o - > hybrid.svg
    """
    from unisurvey.errors import UsageError
    from unisurvey.figures import drawing
    from unisurvey.query import make_query
    from unisurvey.query.conditions import in_words

    settings = settings_of(context)
    kind = drawing.figure(name).kind
    chosen = form or _ending(output)
    catalog, incomplete = usable(context)
    records = catalog.select(kind, **filters)
    if not records:
        why = "none of them match" if catalog.records(kind) else "there are none"
        raise UsageError(f"nothing to draw: {name} shows {kind}, and {why}")
    if drawing.shown(name, catalog, records, by).is_empty:
        raise UsageError(
            f"nothing to draw: these {kind} state nothing that {name} shows"
        )
    with working(settings, f"drawing {name}"):
        picture = drawing.draw(
            *(name, catalog, records),
            form=chosen,
            theme="dark" if dark else "light",
            width=width,
            by=by,
            subset=in_words(kind, make_query(catalog, **filters), catalog),
        )
    content = picture.decode() if chosen == "svg" else picture
    write(content, output, settings, force=force)
    finish(incomplete=incomplete)


def _ending(output: str) -> str:
    """Return the format that a file's ending says; svg for stdout."""
    from unisurvey.errors import UsageError

    if output == "-":
        return "svg"
    ending = Path(output).suffix.lower().removeprefix(".")
    if ending not in FORMATS:
        raise UsageError(
            f"cannot tell the format of {output!r}, "
            "expected a name that ends in .svg, .pdf or .png, or --format"
        )
    return ending
