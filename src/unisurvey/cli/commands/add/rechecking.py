"""`unisurvey add --recheck`: what services say of what nobody has confirmed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import typer

from unisurvey.cli import network
from unisurvey.cli.commands.add.steps import refuse_unanswered
from unisurvey.cli.settings import Exit, Settings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from unisurvey.outside.add.inquiry import Asked
    from unisurvey.outside.add.rechecking import ServiceAnswer
    from unisurvey.outside.web import Web
    from unisurvey.records import Catalog


def recheck(
    catalog: Catalog,
    ids: Sequence[str],
    web: Web,
    settings: Settings,
    *,
    dry_run: bool,
) -> None:
    """Ask about records, confirm what agrees, and tell what does not.

    Raises:
        UsageError: a record has nothing unverified, or no identifier to ask about.
        UnknownRecordError: there is no such record.
        typer.Exit: 1 where a service says otherwise or knows no such work, 4 when one
            does not answer.
    """
    from unisurvey.atomic import write_if_changed
    from unisurvey.errors import UsageError
    from unisurvey.outside.add.inquiry import AskingError, ask
    from unisurvey.outside.add.rechecking import answers, confirmed, references_of
    from unisurvey.records import shown_path
    from unisurvey.records.canonical import canonical

    records = [catalog[word] for word in ids]
    references = [references_of(record, catalog) for record in records]
    for record, found in zip(records, references, strict=True):
        if not record.unverified:
            raise UsageError(f"nothing of {record.id!r} is unverified")
        if not found:
            raise UsageError(
                f"{record.id!r} has no arXiv id, DOI or address that a service knows; "
                "confirm it by hand: a source with the address of a page that you opened"
            )

    async def ask_all() -> list[Asked]:
        async with web:
            return [await ask(found, web, enrich=True) for found in references]

    try:
        told_of = network.run(ask_all())
    except AskingError as error:
        refuse_unanswered(error, settings)
    differs = False
    for record, asked in zip(records, told_of, strict=True):
        for missed in asked.missed:
            settings.note(f"note: {missed}; goes on without")
        fields = answers(record, asked.works, catalog)
        for line in map(line_of, fields):
            typer.echo(f"{record.id}: {line}")
        differs |= any(a.said is not None and not a.agrees for a in fields)
        made = confirmed(record, fields, catalog.vocabularies)
        if made != record and not dry_run:
            write_if_changed(catalog.path(made), canonical(made))
            settings.note(f"wrote {shown_path(catalog.path(made))}")
    if differs:
        raise typer.Exit(Exit.PROBLEMS)


def line_of(answer: ServiceAnswer) -> str:
    """Return one line on a field."""
    if answer.agrees:
        more = _shown(answer.said) if answer.field == "authors" else ""
        longer = more and len(answer.said) > len(answer.held)
        goes_on = f", which goes on: {more}" if longer else ""
        return f"{answer.field} confirmed by {answer.place}{goes_on}"
    if answer.said is None:
        return f"{answer.field} stated by no service that was asked; open a page of it"
    place = f" ({answer.place})" if answer.place else ""
    held, said = _shown(answer.held), _shown(answer.said)
    return f"{answer.field} contradicted: {held} here, {said} there{place}"


def _shown(value: Any) -> str:
    from unisurvey.report import visible

    values = value if isinstance(value, list) else [value]
    return visible(", ".join(map(_name, values)))


def _name(value: Any) -> str:
    return value["organization"] if isinstance(value, dict) else str(value)
