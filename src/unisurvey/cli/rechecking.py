"""`unisurvey add --recheck`: what services say of records that nobody has confirmed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import typer

from unisurvey.cli import network
from unisurvey.cli.drafts import tell_unanswered
from unisurvey.cli.progress import working
from unisurvey.cli.settings import Exit, Settings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from unisurvey.outside.add.inquiry import Asked
    from unisurvey.outside.add.rechecking import ServiceAnswer
    from unisurvey.outside.services import Reference
    from unisurvey.outside.web import Web
    from unisurvey.records import Catalog
    from unisurvey.schema import Record


def recheck(
    catalog: Catalog,
    ids: Sequence[str],
    web: Web,
    settings: Settings,
    *,
    dry_run: bool,
) -> None:
    """Ask about records one after the other, confirm what agrees, tell what does not.

    Raises:
        UsageError: there is nothing to ask about in any of them.
        UnknownRecordError: there is no such record.
        typer.Exit: 4 when a service did not answer about one; else 1 where one says
            otherwise or knows no such work, or where a record names nothing to ask about.
    """
    from unisurvey.outside.add.inquiry import AskingError, ask

    codes = [Exit.DONE]
    asked = _askable(catalog, [catalog[word] for word in ids], codes, settings)

    async def ask_all() -> None:
        async with web:
            for record, references in asked:
                try:
                    told_of = await ask(references, web, enrich=True)
                except AskingError as error:
                    codes.append(tell_unanswered(error, settings, about=record.id))
                else:
                    codes.append(
                        _report(catalog, record, told_of, settings, dry_run=dry_run)
                    )

    with working(settings, f"asking about {', '.join(ids)}"):
        network.run(ask_all())
    if code := max(codes):
        raise typer.Exit(code)


def _askable(
    catalog: Catalog, records: Sequence[Record], codes: list[Exit], settings: Settings
) -> list[tuple[Record, list[Reference]]]:
    """Return the records that can be asked about, and tell of the others.

    Raises:
        UsageError: there are none.
    """
    from unisurvey.errors import UsageError
    from unisurvey.outside.add.rechecking import references_of

    found: list[tuple[Record, list[Reference]]] = []
    others: list[str] = []
    for record in {id(record): record for record in records}.values():
        if not record.unverified:
            others.append(f"nothing of {record.id!r} is unverified")
        elif references := references_of(record, catalog):
            found.append((record, references))
        else:
            codes.append(Exit.PROBLEMS)
            others.append(
                f"{record.id!r} has no arXiv id, DOI or address that a service knows; "
                "confirm it by hand: a source with the address of a page that you opened"
            )
    if not found:
        raise UsageError("\n".join(others))
    for other in others:
        settings.note(f"note: {other}")
    return found


def _report(
    catalog: Catalog, record: Record, asked: Asked, settings: Settings, *, dry_run: bool
) -> Exit:
    """Tell what services say of a record, and write what they confirm."""
    from unisurvey.atomic import write_if_changed
    from unisurvey.outside.add.rechecking import answers, confirmed
    from unisurvey.records import shown_path
    from unisurvey.records.canonical import canonical

    for missed in asked.missed:
        settings.note(f"note: {missed}; goes on without")
    fields = answers(record, asked.works, catalog)
    for line in map(_line, fields):
        typer.echo(f"{record.id}: {line}")
    made = confirmed(record, fields, catalog.vocabularies)
    if made != record and not dry_run:
        write_if_changed(catalog.path(made), canonical(made))
        settings.note(f"wrote {shown_path(catalog.path(made))}")
    differs = any(a.said is not None and not a.agrees for a in fields)
    return Exit.PROBLEMS if differs else Exit.DONE


def _line(answer: ServiceAnswer) -> str:
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
