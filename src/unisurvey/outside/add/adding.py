"""From what a person asks for to drafts of records, all or none."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from unisurvey.errors import UsageError
from unisurvey.outside.add.drafting import draft as draft_work
from unisurvey.outside.add.duplicates import DuplicateWorkError, RefusedWorkError, known
from unisurvey.outside.add.grouping import group
from unisurvey.outside.add.pages import page, web_page
from unisurvey.outside.add.proving import mend
from unisurvey.outside.services import Reference, recognise

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from unisurvey.outside.add.details import Details
    from unisurvey.outside.add.making import Drafting
    from unisurvey.outside.add.recording import Draft
    from unisurvey.outside.services.work import Work
    from unisurvey.records import Catalog


class Sources(NamedTuple):
    """What is to be added."""

    asked: Mapping[Reference, str]
    """What services are asked about, and how the user wrote it."""

    works: tuple[Work, ...]
    """What files say, which need no asking."""

    places: tuple[str, ...]
    """Where each of `works` stands: file, line and key."""


def read_sources(words: Sequence[str], foreign: Sequence[str] = ()) -> Sources:
    """Return what words mean: identifiers, addresses and .bib files.

    Args:
        words: As the user gave them.
        foreign: Written by anybody; never taken as files of this machine.

    Raises:
        UsageError: one of them is nothing that is known, or a file has no entries.
        OSError: a file cannot be read.
    """
    asked: dict[Reference, str] = {}
    told: list[tuple[Work, str]] = []
    for word in words:
        if word.casefold().endswith(".bib"):
            told += _entries(Path(word))
        else:
            asked.setdefault(recognise(word), word)
    for word in foreign:
        asked.setdefault(recognise(word), word)
    works, places = tuple(zip(*told, strict=True)) if told else ((), ())
    return Sources(asked, works, places)


def refuse_known(sources: Sources, catalog: Catalog, details: Details) -> None:
    """Refuse what the catalogue has under its identifier, before anybody is asked.

    With details a record may become more complete, so that only the answers tell.

    Raises:
        DuplicateWorkError: names each work that is there already.
    """
    if details:
        return
    found = [(known(one, catalog), word) for one, word in sources.asked.items()]
    told = [twin.told(word) for twin, word in found if twin]
    if told:
        raise DuplicateWorkError(told)


def draft_all(works: Sequence[Work], sources: Sources, making: Drafting) -> list[Draft]:
    """Return the drafts of all works, those that are one put together.

    Args:
        works: Answers to `sources.asked` in its order, then any others.
        sources: How the user names them.
        making: For which catalogue, with which details.

    Raises:
        RefusedWorkError: names each work that the catalogue has, and each that
            nothing identifies.
        UsageError: a work cannot be made a record.
    """
    words = [*sources.asked.values(), *sources.places]
    asked = [*works[: len(sources.asked)], *sources.works]
    name_of = {id(work): word for work, word in zip(asked, words, strict=True)}
    groups = group([*works, *sources.works])
    details = making.details
    if len(groups) > 1 and (details.id or details.name):
        given = "--id" if details.id else "--name"
        raise UsageError(f"{given} is for one work, but these are {len(groups)}")
    drafts: list[Draft] = []
    refused: list[str] = []
    for held in groups:
        named = [name_of[id(work)] for work in held if id(work) in name_of]
        source = " ".join(named) or page(held[0])
        if not any(map(_is_identified, held)):
            refused.append(
                f"{source}: no arXiv id, DOI or web address, by which the work could "
                "be looked up"
            )
            continue
        try:
            draft = draft_work(making, held, source)
        except DuplicateWorkError as error:
            refused += error.told
            continue
        draft = replace(draft, records=mend(making.catalog, draft.records))
        drafts.append(draft)
        making = making.having(draft, source)
    if refused:
        raise RefusedWorkError(refused, len(drafts))
    return drafts


def _is_identified(work: Work) -> bool:
    return bool(work.arxiv or work.doi or web_page(work))


def _entries(path: Path) -> Iterator[tuple[Work, str]]:
    from unisurvey.bib.reader import read_bib
    from unisurvey.outside.services.bib import from_bib

    bib = read_bib(path)
    broken = [problem for problem in bib.problems if problem.severity == "error"]
    if broken:
        place = broken[0].span
        line = f":{place.line}:{place.column}" if place else ""
        raise UsageError(f"{path}{line}: {broken[0].message}")
    if not bib.entries:
        raise UsageError(f"{path} has no entries")
    for entry in bib.entries:
        key = repr(entry.key) if entry.key else "entry without key"
        yield from_bib(bib, entry), f"{path}:{bib.line(entry.start)}: {key}"
