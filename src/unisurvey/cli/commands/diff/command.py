"""`unisurvey diff`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from unisurvey.cli import network
from unisurvey.cli.commands.diff.report import DiffFormat, shown, summary
from unisurvey.cli.options import Force, Kind, with_filters
from unisurvey.cli.settings import Exit, Settings, settings_of
from unisurvey.cli.source import finish, usable
from unisurvey.cli.terminal import styled

if TYPE_CHECKING:
    from unisurvey.lists.diff.comparison import ListDiff
    from unisurvey.records import Catalog


@with_filters
def diff(
    context: typer.Context,
    source: Annotated[
        str,
        typer.Argument(
            metavar="FILE.md|URL",
            help="An Awesome list; of a GitHub repository its README.",
        ),
    ],
    *,
    kind: Annotated[
        list[Kind] | None,
        typer.Option(
            help="What to look for in the list. Repeatable. Default: models, and "
            "datasets or benchmarks when at least three rows are about them."
        ),
    ] = None,
    form: Annotated[
        DiffFormat,
        typer.Option("--format", "-f", help="md is ready for a pull request."),
    ] = DiffFormat.text,
    draft: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR", help="Write draft records of works that the catalogue lacks."
        ),
    ] = None,
    force: Force = False,
    allow_private: network.AllowPrivate = False,
    retries: network.Retries = 3,
    filters: dict[str, Any],
) -> None:
    """Compare an Awesome list with the catalogue, row by row.

    Reports what the catalogue lacks, what the list lacks, facts that disagree and the
    list's own faults, such as paper links of other works. Rows of which title and
    identifiers do not fit together are never guessed. The filters say which records
    the list should have. Exits 1 on differences; hints alone do not count.

    Examples:
    unisurvey diff README.md

    unisurvey diff https://github.com/showlab/Awesome-Unified-Multimodal-Models -f md

    unisurvey diff README.md --draft drafts
    """
    from unisurvey.lists.awesome.reader import read_list
    from unisurvey.lists.diff.comparison import compare_list

    settings = settings_of(context)
    text, url = _read(source, allow_private=allow_private, retries=retries)
    catalog, incomplete = usable(context)
    kinds = [each.value for each in kind or ()]
    listed = read_list(text, source, catalog.vocabularies.venues)
    found = compare_list(listed, catalog, kinds, **filters)
    color = settings.colored(sys.stdout)
    stream = styled(sys.stdout) if form is DiffFormat.text else sys.stdout
    stream.write(shown(found, catalog, form, color=color))
    if draft is not None:
        _draft(found, catalog, draft, (url, source), settings, force=force)
    settings.note(summary(found))
    if found.differs:
        raise typer.Exit(Exit.PROBLEMS)
    finish(incomplete=incomplete)


def _read(source: str, *, allow_private: bool, retries: int) -> tuple[str, str]:
    """Return the list's text and, when it is public, its address."""
    from unisurvey.lists.diff.source import is_address, read_address, read_file

    if not is_address(source):
        return read_file(Path(source)), ""
    web = network.web_of(None, allow_private=allow_private, retries=retries)

    async def answer() -> str:
        async with web:
            return await read_address(source, web)

    return network.run(answer()), source


def _draft(
    found: ListDiff,
    catalog: Catalog,
    directory: Path,
    place: tuple[str, str],
    settings: Settings,
    *,
    force: bool,
) -> None:
    """Write drafts of what is missing; `place` is the list's address and file."""
    from unisurvey.cli.commands.add import steps as adding
    from unisurvey.errors import UsageError
    from unisurvey.lists.diff.drafts import draft_rows
    from unisurvey.outside.add.details import Details

    making = adding.making(catalog, Details(), ())
    drafts, refused = draft_rows(found.missing, making, *place)
    for told in refused:
        settings.note(f"not drafted: {told}")
    if directory.exists() and not directory.is_dir():
        raise UsageError(f"{directory} is a file, expected a directory")
    if drafts:
        directory.mkdir(parents=True, exist_ok=True)
        adding.show(catalog, drafts, str(directory), settings, force=force)
