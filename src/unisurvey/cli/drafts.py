"""The steps of `unisurvey add`, and what it says about them."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from unisurvey.cli import network
from unisurvey.cli.destination import refuse
from unisurvey.cli.destination import write as write_out
from unisurvey.cli.progress import working
from unisurvey.cli.settings import Exit, Settings
from unisurvey.cli.source import print_problems
from unisurvey.cli.terminal import tell

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from unisurvey.outside.add.details import Details
    from unisurvey.outside.add.inquiry import Asked, AskingError
    from unisurvey.outside.add.record import Draft, Drafting
    from unisurvey.outside.add.sources import Sources, Suggestion
    from unisurvey.outside.web import Web
    from unisurvey.records import Catalog

_LONGEST_ISSUE = 2**20
"""Bytes; GitHub takes 65,536 characters."""


def suggestion(issue: Path) -> Suggestion:
    """Return what an issue suggests.

    Raises:
        UsageError: the file is not readable, or not the form's.
    """
    from unisurvey.errors import UsageError
    from unisurvey.files import read_named
    from unisurvey.outside.add.sources import read_issue

    try:
        return read_issue(read_named(issue, _LONGEST_ISSUE).decode())
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"cannot read {issue}: {error}") from None


def making(
    catalog: Catalog, details: Details, distinct_from: Sequence[str] | None
) -> Drafting:
    """Return what makes the drafts; today is the day in UTC."""
    from unisurvey.outside.add.record import Drafting

    distinct = tuple(catalog[name].id for name in distinct_from or ())
    return Drafting(catalog, details, today(), distinct)


def today() -> str:
    """Return the day, as SOURCE_DATE_EPOCH has it where that is set.

    Convention: https://reproducible-builds.org/docs/source-date-epoch/.
    """
    frozen = os.environ.get("SOURCE_DATE_EPOCH", "")
    now = (
        datetime.fromtimestamp(int(frozen), UTC)
        if frozen.isdecimal() and len(frozen) <= len("99999999999")
        else datetime.now(UTC)
    )
    return now.date().isoformat()


def sources(
    words: Sequence[str], foreign: Sequence[str], catalog: Catalog, settings: Settings
) -> Sources:
    """Return what words mean, as `read_sources` does.

    Raises:
        typer.Exit: some are names of records.
    """
    from unisurvey.outside.add.duplicates import refuse_names
    from unisurvey.outside.add.sources import read_sources

    with _refusing(settings):
        refuse_names(words, catalog)
    return read_sources(words, foreign)


@contextmanager
def _refusing(settings: Settings) -> Iterator[None]:
    """Say which works cannot be added, and end the program then."""
    from unisurvey.outside.add.duplicates import RefusedWorkError

    try:
        yield
    except RefusedWorkError as error:
        for told in error.told:
            tell(f"error: {told}")
        if error.waiting:
            waits = (
                "1 other waits"
                if error.waiting == 1
                else f"{error.waiting} others wait"
            )
            settings.note(
                f"nothing was written; {waits} until these are mended or left out"
            )
        raise typer.Exit(Exit.PROBLEMS) from None


def drafts(
    found: Sources, making: Drafting, web: Web, *, enrich: bool, settings: Settings
) -> list[Draft]:
    """Ask, and return the drafts of all works.

    Raises:
        typer.Exit: the catalogue has a work already, or a service does not answer.
    """
    from unisurvey.outside.add.batch import draft_all
    from unisurvey.outside.add.duplicates import refuse_known
    from unisurvey.outside.add.inquiry import AskingError, ask

    async def answers() -> Asked:
        async with web:
            return await ask(list(found.asked), web, enrich=enrich)

    try:
        with _refusing(settings):
            refuse_known(found, making.catalog, making.details)
            with working(settings, f"asking about {', '.join(found.asked.values())}"):
                asked = network.run(answers())
            for missed in asked.missed:
                settings.note(f"note: {missed}; goes on without")
            return draft_all(asked.works, found, making)
    except AskingError as error:
        raise typer.Exit(tell_unanswered(error, settings)) from None


def tell_unanswered(error: AskingError, settings: Settings, about: str = "") -> Exit:
    """Say which service does not answer, or knows no such work.

    Args:
        error: What came of asking.
        settings: Of the program.
        about: Id of the record that it was asked about, if there is one.

    Returns:
        What the program ends with for it.
    """
    from unisurvey.errors import NotFoundError

    unknown = isinstance(error.cause, NotFoundError)
    told = error.cause if unknown else error
    tell(f"error: {about}: {told}" if about else f"error: {told}")
    hint = (
        "check it"
        if unknown
        else "try again later"
        if about
        else "try again later, or give another source such as a DOI, an OpenReview "
        "address or a .bib file"
    )
    written = f"{about} stays as it is" if about else "nothing was written"
    settings.note(f"{written}; {hint}")
    return Exit.PROBLEMS if unknown else Exit.NETWORK


def refuse_problems(
    catalog: Catalog, drafts: Sequence[Draft], settings: Settings
) -> None:
    """Print what is wrong with records that are for the catalogue.

    Raises:
        typer.Exit: something is, beyond warnings.
    """
    from unisurvey.outside.add.proof import prove

    records = [record for draft in drafts for record in draft.records]
    problems = prove(catalog, records)
    if problems:
        print_problems(problems, len(records), settings)
    if any(problem.severity == "error" for problem in problems):
        settings.note(
            "such a record is not written into the catalogue; "
            "-o FILE takes it, to be mended by hand"
        )
        raise typer.Exit(Exit.PROBLEMS)


def show(
    catalog: Catalog,
    drafts: Sequence[Draft],
    output: str | None,
    settings: Settings,
    *,
    force: bool,
) -> None:
    """Print the records, or write them elsewhere than into the catalogue.

    Raises:
        UsageError: several records are to go into one file, or a file is protected.
    """
    from unisurvey.errors import UsageError
    from unisurvey.outside.add.proof import write_all
    from unisurvey.records import shown_path

    texts = _texts(catalog, drafts)
    if output and output != "-" and Path(output).is_dir():
        below = Path(output)
        moved = {below / p.parent.name / p.name: text for p, text in texts.items()}
        for path, text in moved.items():
            refuse(str(path), settings, text, force=force)
        write_all(moved)
        for path in moved:
            settings.note(f"wrote {path}")
        return
    if output not in (None, "-") and len(texts) > 1:
        raise UsageError(
            f"these are {len(texts)} records, which do not fit into one file; give a "
            "directory that exists: -o DIRECTORY"
        )
    if output is None:
        for path in texts:
            settings.note(f"would write {shown_path(path)}")
    if len(texts) == 1:
        write_out(next(iter(texts.values())), output, settings, force=force)
        return
    named = (f"# {shown_path(path)}\n{text}" for path, text in texts.items())
    sys.stdout.write("---\n".join(named))


def write(catalog: Catalog, drafts: Sequence[Draft], settings: Settings) -> None:
    """Write the records into the catalogue, all or none."""
    from unisurvey.outside.add.proof import write_all
    from unisurvey.records import shown_path
    from unisurvey.root import refuse_outside

    texts = _texts(catalog, drafts)
    refuse_outside(texts, catalog.root)
    write_all(texts)
    for path in texts:
        settings.note(f"wrote {shown_path(path)}")
    settings.note("next: unisurvey validate && unisurvey render")


def command_line(
    sources: Sequence[str],
    stated: Mapping[str, str | None],
    given: Mapping[str, Sequence[str]],
    services: Sequence[str] | None,
) -> list[str]:
    """Return the words of a command that adds the same again."""
    pairs = [(name, value) for name, value in stated.items() if value]
    pairs += [(n.replace("_", "-"), ",".join(texts)) for n, texts in given.items()]
    pairs += [("service", text) for text in services or ()]
    return ["add", *sources, *(word for n, text in pairs for word in (f"--{n}", text))]


def tell_undecided(
    drafts: Sequence[Draft], details: Details, words: Sequence[str], settings: Settings
) -> None:
    """Say which fields are left to a person, and the command that states them."""
    from unisurvey.outside.add.drafts import command, undecided

    for draft in drafts:
        for record in draft.records:
            if record.unverified:
                settings.note(
                    f"unverified in {record.id}: {', '.join(record.unverified)}; "
                    "see unisurvey add --recheck"
                )
        left = undecided(draft, details)
        if not left:
            continue
        settings.note(f"to decide in {draft.records[-1].id}:")
        width = max(len(field) for field, _ in left)
        for field, why in left:
            settings.note(f"  {field:{width}}  {why}")
        if len(drafts) == 1:
            again = command(draft, details, words)
            settings.note(f"in one command: {again}", whole=True)


def _texts(catalog: Catalog, drafts: Sequence[Draft]) -> dict[Path, str]:
    from unisurvey.records.canonical import canonical

    return {
        catalog.path(record): canonical(record)
        for draft in drafts
        for record in draft.records
    }
