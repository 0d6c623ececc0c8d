"""`unisurvey add`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from unisurvey.cli import network
from unisurvey.cli.commands.add.options import (
    Id,
    Name,
    Output,
    Section,
    VouchedBy,
    with_details,
)
from unisurvey.cli.completion import complete_id
from unisurvey.cli.options import Force
from unisurvey.cli.settings import settings_of
from unisurvey.cli.source import refuse_packaged, usable


@with_details
def add(
    context: typer.Context,
    sources: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="SOURCE…",
            help="arXiv id, DOI, address of a paper, dataset, model or repository, or a "
            ".bib file. Several that are one work become one record.",
        ),
    ] = None,
    *,
    issue: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Body of an issue “Suggest a paper”."),
    ] = None,
    recheck: Annotated[
        list[str] | None,
        typer.Option(
            metavar="ID",
            help="Instead: ask the services about a record that is there, and confirm "
            "what is unverified in it.",
            autocompletion=complete_id,
        ),
    ] = None,
    section: Section = None,
    name: Name = None,
    id_: Id = None,
    vouched_by: VouchedBy = None,
    enrich: Annotated[
        bool,
        typer.Option(
            "--enrich",
            help="Also ask for the published version that a preprint names, and "
            "Hugging Face for its repository.",
        ),
    ] = False,
    distinct_from: Annotated[
        list[str] | None,
        typer.Option(metavar="ID", help="A record that is another work, though alike."),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Write nothing; print the records.")
    ] = False,
    output: Output = None,
    force: Force = False,
    service: network.Service = None,
    allow_private: network.AllowPrivate = False,
    retries: network.Retries = 3,
    given: dict[str, Any],
) -> None:
    """Add works to the catalogue: ask who knows them and write valid records.

    Asks the service that a source belongs to; a record says who vouches for what. All
    works of one run are added or none. Says what a person must still decide; the same
    command with these options completes the record. What a .bib file or an issue states
    is unverified until a service confirms it (--recheck) or a person does.

    Examples:
    unisurvey add 2408.12528

    unisurvey add 2408.12528 --section c-1 --mask bidirectional --vouched-by https://example.org/page

    unisurvey add https://huggingface.co/datasets/Bin1117/AnyEdit --section datasets-editing

    unisurvey add refs.bib --dry-run

    unisurvey add --recheck show-o
    """
    from unisurvey.cli.commands.add import rechecking
    from unisurvey.cli.commands.add import steps as adding
    from unisurvey.errors import UsageError
    from unisurvey.outside.add.details import make_details
    from unisurvey.outside.add.sources import read_sources

    settings = settings_of(context)
    if recheck:
        if sources or issue or given or section or name or id_ or vouched_by or output:
            raise UsageError("--recheck takes nothing beside it that adds a work")
        catalog, _ = usable(context)
        refuse_packaged(catalog.root)
        web = network.web_of(
            service, allow_private=allow_private, retries=retries, cached=False
        )
        rechecking.recheck(catalog, recheck, web, settings, dry_run=dry_run)
        return
    words, foreign = list(sources or ()), []
    suggested: dict[str, list[str]] = {}
    if issue:
        suggestion = adding.suggestion(issue)
        foreign, section = [suggestion.source], section or suggestion.section
        suggested = {key: [url] for key, url in suggestion.links.items()}
    if not words + foreign:
        raise UsageError("nothing to add, expected an arXiv id, a DOI or an address")
    if dry_run and output not in {None, "-"}:
        raise UsageError("--dry-run writes nothing; leave one of it and -o out")
    catalog, _ = usable(context)
    elsewhere = dry_run or output is not None
    if not elsewhere:
        refuse_packaged(catalog.root)
    details = make_details(
        {option.replace("_", "-"): values for option, values in given.items()},
        catalog.vocabularies,
        section=section,
        suggested=suggested,
        file=issue.name if issue else "",
        name=name,
        id=id_,
        vouched_by=vouched_by,
    )
    found = read_sources(words, foreign)
    web = network.web_of(service, allow_private=allow_private, retries=retries)
    making = adding.making(catalog, details, distinct_from)
    drafts = adding.drafts(found, making, web, enrich=enrich, settings=settings)
    if elsewhere:
        adding.show(catalog, drafts, output, settings, force=force)
        adding.refuse_problems(catalog, drafts, settings)
    else:
        adding.refuse_problems(catalog, drafts, settings)
        adding.write(catalog, drafts, settings)
    stated = {"section": section, "name": name, "id": id_, "vouched-by": vouched_by}
    again = adding.command_line(words + foreign, stated, given, service)
    adding.tell_undecided(drafts, details, again, settings)
