"""`unisurvey refresh`."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from unisurvey.cli.destination import refuse, write_text
from unisurvey.cli.network import AllowPrivate, Retries, Service
from unisurvey.cli.options import Force, OptionalIds, OptionalKind, Output, with_filters
from unisurvey.cli.settings import settings_of
from unisurvey.cli.source import find_all, finish, refuse_packaged, selected, usable

if TYPE_CHECKING:
    from collections.abc import Iterable

    from unisurvey.schema import Record

_PARTS = "What to ask for (default: everything)"


class RefreshFormat(StrEnum):
    """How changes are reported."""

    text = "text"
    md = "md"
    json = "json"


def _part(name: str, text: str) -> Any:
    return typer.Option(f"--{name}", help=text, rich_help_panel=_PARTS)


@with_filters
def refresh(
    context: typer.Context,
    ids: OptionalIds = None,
    *,
    links: Annotated[
        bool, _part("links", "Whether links still lead somewhere.")
    ] = False,
    venues: Annotated[
        bool,
        _part("venues", "Whether preprints were published: OpenReview, DBLP, …"),
    ] = False,
    versions: Annotated[
        bool, _part("versions", "Newer arXiv versions; withdrawn and retracted works.")
    ] = False,
    stars: Annotated[
        bool,
        _part(
            "stars", "Code on GitHub: stars, last commit, licence. Needs GITHUB_TOKEN."
        ),
    ] = False,
    sources: Annotated[
        bool, typer.Option("--sources", help="Links: also those of sources.")
    ] = False,
    kind: OptionalKind = None,
    write: Annotated[
        bool, typer.Option("--write", help="Put what is certain into the records.")
    ] = False,
    form: Annotated[
        RefreshFormat, typer.Option("--format", "-f", help="How to report.")
    ] = RefreshFormat.text,
    output: Output = None,
    force: Force = False,
    max_age: Annotated[
        int,
        typer.Option(
            min=0, max=3650, metavar="DAYS", help="How long an answer counts."
        ),
    ] = 1,
    fresh: Annotated[
        bool, typer.Option("--fresh", help="Ask everything anew.")
    ] = False,
    service: Service = None,
    retries: Retries = 3,
    allow_private: AllowPrivate = False,
    filters: dict[str, Any],
) -> None:
    """Ask the outside world what has changed, and report it.

    A link is dead only when its server says so or does not exist; one that blocks
    programs is undecidable. A preprint is published when two services agree. What is not
    certain is left to a person. Answers are kept as they come, so a run that was
    interrupted goes on where it stopped. JSON has the lists changes, links and gaps.
    Exits 1 when something changed, a link is dead or moved, and 4 when nothing could be
    asked.

    Examples:
    unisurvey refresh

    unisurvey refresh --links --sources --format md -o links.md

    unisurvey refresh --venues --since 2025 --write

    unisurvey refresh show-o janus --versions --stars
    """
    from dataclasses import replace

    from unisurvey.cli.commands.refresh.run import Wish, ask_about, end, report_text
    from unisurvey.cli.network import web_of
    from unisurvey.errors import UsageError
    from unisurvey.outside.refresh import PARTS
    from unisurvey.outside.refresh.changes import write as write_changes
    from unisurvey.outside.refresh.reporting import summary
    from unisurvey.records import shown_path

    settings = settings_of(context)
    if ids and (filters or kind):
        raise UsageError("give either ids or filters, not both")
    refuse(output, settings, force=force)  # before an hour of asking
    catalog, incomplete = usable(context)
    if write:
        refuse_packaged(catalog.root)
    records: Iterable[Record] = catalog
    if ids:
        records = find_all(catalog, ids)
    elif filters or kind:
        records, _ = selected(catalog, kind and kind.value, filters, settings)
    chosen = (links, venues, versions, stars)
    parts = [name for name, on in zip(PARTS, chosen, strict=True) if on]
    web = web_of(service, allow_private=allow_private, retries=retries, cached=False)
    wish = Wish(parts or PARTS, sources, max_age, fresh)
    found = ask_about(tuple(records), catalog, web, wish, settings)
    written = write_changes(found.changes, catalog) if write else None
    for path in written.paths if written else ():
        settings.note(f"wrote {shown_path(path)}")
    told = replace(found, changes=written.changes) if written else found
    text = report_text(told, written, form.value)
    write_text(text, output, settings, force=force)
    settings.note(summary(told))
    end(found, written)
    finish(incomplete=incomplete)
