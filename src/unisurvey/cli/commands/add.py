"""`unisurvey add`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer

from unisurvey.cli import drafts as drafting
from unisurvey.cli import network, rechecking
from unisurvey.cli.completion import (
    complete_field,
    complete_id,
    complete_side,
    complete_stated,
    in_list,
)
from unisurvey.cli.options import Force, collecting, optional
from unisurvey.cli.settings import settings_of
from unisurvey.cli.source import usable, working_root
from unisurvey.outside.add.options import heads

STATED = "State what it is (comma-separated or repeated where several fit)"


RENAMED = {"takes": "modality input:", "gives": "modality output:"}
"""Options that were, with what says the same now."""


def _with_details(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command an option for every detail, collected in its argument `given`."""
    added = [
        optional(
            *(name, details[0].metavar, " ".join(d.help for d in details), STATED),
            in_list(complete_side) if name == "modality" else complete_stated(field),
            many=True,
        )
        for name, details in heads().items()
        for field in [next(iter(details[0].having.values()))]
    ]
    added += [
        optional(name, "WORD", f"Is --{now}.", STATED, many=True, hidden=True)
        for name, now in RENAMED.items()
    ]
    return collecting(command, "given", added)


@_with_details
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
            "what is unverified in it. Repeatable: each is told of and written by itself.",
            autocompletion=complete_id,
        ),
    ] = None,
    section: Annotated[
        str | None,
        typer.Option(
            metavar="CODE",
            rich_help_panel=STATED,
            autocompletion=complete_field(lambda: "section", tuple),
            help="Where it belongs: b-2. Decides whether it is a model, a dataset, a "
            "benchmark or a paper. Default: a paper.",
        ),
    ] = None,
    name: Annotated[
        str | None,
        typer.Option(
            metavar="TEXT",
            rich_help_panel=STATED,
            help="Short name. Default: what the title has before its colon.",
        ),
    ] = None,
    id_: Annotated[
        str | None,
        typer.Option(
            "--id",
            metavar="ID",
            rich_help_panel=STATED,
            help="Of the record. Default: the short name as a slug, else the key.",
        ),
    ] = None,
    vouched_by: Annotated[
        str | None,
        typer.Option(
            metavar="URL",
            rich_help_panel=STATED,
            help="Page that says what these options state; needed with all but --section, "
            "--name and --id.",
        ),
    ] = None,
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
        typer.Option(
            metavar="ID",
            help="A record that is another work, though alike.",
            autocompletion=complete_id,
        ),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Write nothing; print the records.")
    ] = False,
    output: Annotated[
        str | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help="Write there instead of into data/: - is stdout, an existing directory "
            "takes several records.",
        ),
    ] = None,
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
    from unisurvey.errors import UsageError
    from unisurvey.outside.add.details import make_details

    settings = settings_of(context)
    for old in RENAMED.keys() & given.keys():
        value = ",".join(given[old])
        raise UsageError(f"there is no --{old}, expected --{RENAMED[old]}{value}")
    if recheck:
        if sources or issue or given or section or name or id_ or vouched_by or output:
            raise UsageError("--recheck takes nothing beside it that adds a work")
        working_root(settings)
        catalog, _ = usable(context)
        web = network.web_of(
            service, allow_private=allow_private, retries=retries, cached=False
        )
        rechecking.recheck(catalog, recheck, web, settings, dry_run=dry_run)
        return
    words, foreign = list(sources or ()), []
    suggested: dict[str, list[str]] = {}
    if issue:
        suggestion = drafting.suggestion(issue)
        foreign, section = [suggestion.source], section or suggestion.section
        suggested = {key: [url] for key, url in suggestion.links.items()}
    if not words + foreign:
        raise UsageError("nothing to add, expected an arXiv id, a DOI or an address")
    if dry_run and output not in {None, "-"}:
        raise UsageError("--dry-run writes nothing; leave one of it and -o out")
    elsewhere = dry_run or output is not None
    if not elsewhere:
        working_root(settings)
    catalog, _ = usable(context)
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
    found = drafting.sources(words, foreign, catalog, settings)
    web = network.web_of(service, allow_private=allow_private, retries=retries)
    making = drafting.making(catalog, details, distinct_from)
    drafts = drafting.drafts(found, making, web, enrich=enrich, settings=settings)
    if elsewhere:
        drafting.show(catalog, drafts, output, settings, force=force)
        drafting.refuse_problems(catalog, drafts, settings)
    else:
        drafting.refuse_problems(catalog, drafts, settings)
        drafting.write(catalog, drafts, settings)
    stated = {"section": section, "name": name, "id": id_, "vouched-by": vouched_by}
    again = drafting.command_line(words + foreign, stated, given, service)
    drafting.tell_undecided(drafts, details, again, settings)
