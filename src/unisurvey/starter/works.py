"""Works of a .bib file or of somebody's list → records of a new catalogue.

Nobody is asked: what a record says is unverified, and its source is the file.
"""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from dataclasses import replace
from itertools import takewhile
from typing import TYPE_CHECKING, NamedTuple

from pydantic import ValidationError

from unisurvey.bib.reader import read_bib
from unisurvey.checks import Choice
from unisurvey.checks.running import findings
from unisurvey.errors import UsageError
from unisurvey.lists.awesome.reader import read_list
from unisurvey.lists.diff.drafts import work_of
from unisurvey.lists.diff.source import read_file
from unisurvey.outside.add.batch import Batch
from unisurvey.outside.add.details import Details
from unisurvey.outside.add.duplicates import DuplicateWorkError
from unisurvey.outside.add.naming import slug
from unisurvey.outside.add.proof import extended, mend
from unisurvey.outside.add.record import Drafting
from unisurvey.outside.services.bib import from_bib
from unisurvey.records.editing import edited
from unisurvey.schema import Paper, Section, Vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from unisurvey.lists.awesome.model import ListRow
    from unisurvey.outside.services.work import Work
    from unisurvey.records import Catalog

PAPERS = "papers"
"""Section of the starter's taxonomy that works go to."""

UNSORTED = "Unsorted"
_LONGEST = 60
"""Characters of a section's id, which gets more where it is not unique."""


class Taken(NamedTuple):
    """A catalogue with the works of a file."""

    catalog: Catalog
    told: tuple[str, ...]
    """What could not be taken over and why, each with file and line."""


class _Given(NamedTuple):
    """One work of a file."""

    place: str
    """File, line and what it is called there."""

    work: Work
    section: str


def take(path: Path, catalog: Catalog, today: str) -> Taken:
    """Return a catalogue with the works of a file.

    Args:
        path: A .bib file, or a list in Markdown, of which headings become sections.
        catalog: Without records.
        today: Day that they enter it, ISO.

    Raises:
        UsageError: the file is neither, cannot be read or has no works.
        OSError: it cannot be read.
    """
    match path.suffix.casefold():
        case ".bib":
            return _take_bib(path, catalog, today)
        case ".md" | ".markdown":
            return _take_list(path, catalog, today)
        case _:
            raise UsageError(f"{path} is neither a .bib file nor a list in .md")


def _take_bib(path: Path, catalog: Catalog, today: str) -> Taken:
    bib = read_bib(path)
    told = [
        f"{path}{f':{problem.span.line}' if problem.span else ''}: {problem.message}"
        for problem in bib.problems
        if problem.severity == "error"
    ]
    given = [
        _Given(f"{path}:{bib.line(e.start)}: {e.key!r}", from_bib(bib, e), PAPERS)
        for e in bib.entries
    ]
    return _taken(given, path, catalog, today, told)


def _take_list(path: Path, catalog: Catalog, today: str) -> Taken:
    found = read_list(read_file(path), str(path), catalog.vocabularies.venues)
    rows = [row for row in found.rows if row.is_identified]
    told = [
        f"{path}:{row.span.line}: {row.label!r} has no arXiv id, DOI or link to a paper"
        for row in found.rows
        if not row.is_identified
    ]
    if not found.is_understood:
        told.append(f"{path}: most of its links stand in no row that was understood")
    if not rows:
        raise _nothing(path, told)
    sections = _sections(rows, catalog)
    below = tuple({section.id: section for section in sections.values()}.values())
    tops = (
        top.model_copy(update={"children": below}) if top.id == PAPERS else top
        for top in catalog.vocabularies.taxonomy
    )
    known = Vocabulary("section", (s for top in tops for s in top.walk()))
    catalog = replace(
        catalog, vocabularies=replace(catalog.vocabularies, sections=known)
    )
    given = [
        _Given(
            f"{path}:{row.span.line}: {row.label!r}",
            work_of(row, file=str(path)),
            sections[_headings(row)].id,
        )
        for row in rows
    ]
    return _taken(given, path, catalog, today, told)


def _sections(
    rows: Iterable[ListRow], catalog: Catalog
) -> Mapping[tuple[str, ...], Section]:
    """Return the section of each heading, by it and those above it.

    Sections with works have none below them, so that they stand side by side, whatever
    the headings do. A heading that several have is told apart by the one above.
    """
    paths = dict.fromkeys(map(_headings, rows))
    often = Counter(path[-1].casefold() for path in paths if path)
    ids = {section.id for section in catalog.vocabularies.sections}
    named: dict[str, Section] = {}
    found: dict[tuple[str, ...], Section] = {}
    for path in paths:
        telling = path[-2:] if path and often[path[-1].casefold()] > 1 else path[-1:]
        name = ": ".join(" ".join(heading.split()) for heading in telling) or UNSORTED
        if name.casefold() not in named:
            made = _section(name, ids)
            ids.add(made.id)
            named.setdefault(made.name.casefold(), made)
            named.setdefault(name.casefold(), made)
        found[path] = named[name.casefold()]
    return found


def _headings(row: ListRow) -> tuple[str, ...]:
    """Return the headings above a row, of which a work's own title is none."""
    return row.sections[:-1] if row.in_heading else row.sections


def _section(name: str, ids: set[str]) -> Section:
    """Return a section of a name that heads a list, under an id that is free."""
    stem = slug(name)[:_LONGEST].rstrip(".-") or "section"
    tried = (stem, f"{PAPERS}-{stem}", *(f"{stem}-{n}" for n in range(2, len(ids) + 3)))
    id_ = next(each for each in tried if each not in ids)
    try:
        return Section(id=id_, name=name, kind="paper")
    except ValidationError:  # a heading that no catalogue would have
        return Section(id="unsorted", name=UNSORTED, kind="paper")


def _taken(
    given: Iterable[_Given], path: Path, catalog: Catalog, today: str, told: list[str]
) -> Taken:
    batch = Batch(Drafting(catalog, Details(), today))
    made: dict[str, Paper] = {}
    places: dict[str, str] = {}
    for place, work, section in given:
        try:
            found = batch.draft([work], place, details=Details(section=section))
        except DuplicateWorkError as error:
            told += error.told
        except UsageError as error:
            told.append(f"{place}: {error}")
        else:
            told += (
                f"{place}: {doubt.field} left out: {doubt.why}"
                for doubt in found.doubts
                if doubt.field != "authors"  # the record says so itself
            )
            made |= {r.id: r for r in found.records if isinstance(r, Paper)}
            places |= dict.fromkeys((r.id for r in found.records), place)
    if not made:
        raise _nothing(path, told)
    catalog = extended(catalog, mend(catalog, tuple(made.values())))
    return Taken(_sound(catalog, places, told), tuple(told))


def _nothing(path: Path, told: Iterable[str]) -> UsageError:
    return UsageError("\n".join([f"no work of {path} can be taken over", *told]))


def _sound(catalog: Catalog, places: Mapping[str, str], told: list[str]) -> Catalog:
    """Return the catalogue without what breaks a rule: a field, else the record."""
    while wrong := {
        finding.record.id: (rule, finding)
        for rule, finding in findings(catalog, Choice())
        if isinstance(finding.record, Paper) and rule.severity == "error"
    }:
        kept: list[Paper] = []
        for record in catalog.papers:
            if record.id not in wrong:
                kept.append(record)
                continue
            rule, finding = wrong[record.id]
            field = tuple(takewhile(lambda part: isinstance(part, str), finding.loc))
            why = f"{rule.code} {finding.message}"
            with suppress(ValidationError):  # a field that every record has
                kept.append(edited(record, {field: None}, catalog.vocabularies))
                why = f"{'.'.join(map(str, field))} left out: {why}"
            told.append(f"{places[record.id]}: {why}")
        catalog = replace(catalog, papers=tuple(kept)).arranged()
    return catalog
