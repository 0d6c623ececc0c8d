"""Asking everything there is to ask about some records."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, TypeVar

from unisurvey.errors import NotFoundError
from unisurvey.matching import bare
from unisurvey.outside.refresh.links import CheckedLink, ask_links, links_of
from unisurvey.outside.refresh.publications import (
    SERVICES,
    gone,
    mistaken,
    published,
    revised,
)
from unisurvey.outside.refresh.questions import Form, one_by_one
from unisurvey.outside.refresh.repositories import repository_of, restarred
from unisurvey.outside.services import Work
from unisurvey.records import folder_of
from unisurvey.schema import KINDS, Organization, Paper

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable, Sequence

    from unisurvey.outside.refresh.changes import Change, Gap
    from unisurvey.outside.refresh.questions import Asking, Reply
    from unisurvey.outside.services.github import RepositoryAnswer
    from unisurvey.outside.web import Web
    from unisurvey.schema import Record, Vocabularies

T = TypeVar("T")
PARTS = ("links", "venues", "versions", "stars")
"""What can be asked for."""

_BATCH = 50
"""Papers or repositories that one question is about."""


@dataclass(frozen=True)
class Sweep:
    """What a run found out."""

    changes: tuple[Change, ...]
    """In the order of the records."""

    links: tuple[CheckedLink, ...]
    gaps: tuple[Gap, ...]
    told: int
    """How many questions were answered."""

    @property
    def is_deaf(self) -> bool:
        """Whether nothing at all could be asked although there was something to ask."""
        return bool(self.gaps) and not self.told

    @property
    def dead(self) -> tuple[CheckedLink, ...]:
        """Links that lead nowhere any more."""
        return tuple(link for link in self.links if link.verdict == "dead")

    @property
    def moved(self) -> tuple[CheckedLink, ...]:
        """Living links with another address from now on."""
        return tuple(link for link in self.links if link.moved_to)

    @property
    def undecidable(self) -> tuple[CheckedLink, ...]:
        """Links whose servers do not let a program see them."""
        return tuple(link for link in self.links if link.verdict == "undecidable")


async def sweep(
    records: Sequence[Record],
    vocabularies: Vocabularies,
    web: Web,
    asking: Asking,
    *,
    parts: Iterable[str] = PARTS,
    sources: bool = False,
    token: str | None = None,
) -> Sweep:
    """Return what the outside world says otherwise than the records.

    Args:
        records: Which are asked about.
        vocabularies: To read venues and licences with.
        web: Open.
        asking: Keeps the answers; belongs to one run.
        parts: Of `PARTS`.
        sources: Whether the addresses of sources are links too.
        token: For GitHub, which tells nobody about many repositories without one.
    """
    papers = [record for record in records if isinstance(record, Paper)]
    links: list[CheckedLink] = []
    changes: list[Change] = []

    async def part(name: str) -> None:
        match name:
            case "links":
                uses = links_of(records, sources=sources)
                links.extend(await ask_links(web, asking, uses))
            case "venues":
                changes.extend(await _venues(papers, vocabularies, web, asking))
            case "versions":
                changes.extend(await _versions(papers, web, asking))
            case _:
                changes.extend(await _stars(papers, vocabularies, web, asking, token))

    async with asyncio.TaskGroup() as group:
        for name in parts:
            group.create_task(part(name))
    gaps = sorted(asking.gaps, key=lambda gap: gap.service)
    return Sweep(_arranged(changes), tuple(links), tuple(gaps), asking.told)


async def _venues(
    papers: Iterable[Paper], vocabularies: Vocabularies, web: Web, asking: Asking
) -> list[Change]:
    unpublished = [paper for paper in papers if not paper.venue]

    async def ask(service: str) -> dict[str, Reply[tuple[Work, ...]]]:
        questions = (_question(paper, service) for paper in unpublished)
        searching = one_by_one(_searching(service, web))
        return await asking.all(service, questions, searching, _form(tuple[Work, ...]))

    async with asyncio.TaskGroup() as group:
        asked = {service: group.create_task(ask(service)) for service in SERVICES}
    found = {service: task.result() for service, task in asked.items()}
    changes: list[Change] = []
    for paper in unpublished:
        told = {s: found[s].get(_question(paper, s)) for s in SERVICES}
        answers = {s: one.answer or () for s, one in told.items() if one}
        changes += published(paper, answers, vocabularies)
    return changes


def _question(paper: Paper, service: str) -> str:
    """Return what a service is asked: a title, or an identifier it surely knows."""
    if service == "semanticscholar" and paper.arxiv == bare(paper.arxiv):
        return f"ARXIV:{paper.arxiv}"
    return paper.title


def _searching(service: str, web: Web) -> Callable[[str], Awaitable[tuple[Work, ...]]]:
    module = import_module(f"unisurvey.outside.services.{service}")

    async def search(question: str) -> tuple[Work, ...]:
        if not question.startswith("ARXIV:"):
            found: tuple[Work, ...] = await module.search(web, question)
            return found
        try:
            return (await module.fetch(web, question),)
        except NotFoundError:
            return ()

    return search


async def _versions(papers: Iterable[Paper], web: Web, asking: Asking) -> list[Change]:
    from unisurvey.outside.services import arxiv, crossref

    papers = list(papers)

    async def versions(ids: list[str]) -> dict[str, Work | None]:
        works = await arxiv.fetch_many(web, ids)
        return {identifier: works.get(identifier) for identifier in ids}

    async def notice(doi: str) -> Work | None:
        try:
            return await crossref.fetch(web, doi)
        except NotFoundError:
            return None

    form = _form(Work)
    ids = [p.arxiv for p in papers if p.arxiv and p.arxiv == bare(p.arxiv)]
    dois = [paper.doi for paper in papers if paper.doi]
    newest, stated = await asyncio.gather(
        asking.all("arxiv", ids, versions, form, batch=_BATCH, at_once=1),
        asking.all("crossref", dois, one_by_one(notice), form),
    )
    changes: list[Change | None] = []
    for paper in papers:
        version = newest.get(paper.arxiv or "")
        if version and version.answer:
            changes.append(gone(paper, version.answer))
            changes.append(revised(paper, version.answer))
        registered = stated.get(paper.doi or "")
        if registered and registered.answer:
            work = registered.answer
            changes.append(gone(paper, work) if work.notice else mistaken(paper, work))
    return [change for change in changes if change]


async def _stars(
    papers: Iterable[Paper],
    vocabularies: Vocabularies,
    web: Web,
    asking: Asking,
    token: str | None,
) -> list[Change]:
    from unisurvey.outside.services import github

    with_code = [(paper, repository_of(paper)) for paper in papers]
    names = list(dict.fromkeys(name for _, name in with_code if name))
    if not token:
        reason = "its GraphQL needs a token; set GITHUB_TOKEN to any that may read"
        asking.skip("github", reason, len(names))
        return []

    async def states(some: list[str]) -> Mapping[str, RepositoryAnswer]:
        return await github.fetch_repositories(web, some, token)

    told = await asking.all(
        "github", names, states, Form(github.RepositoryAnswer), batch=_BATCH, at_once=1
    )
    changes: list[Change] = []
    for paper, name in with_code:
        one = told.get(name or "")
        if one and one.answer:
            changes += restarred(paper, one.answer, one.day, vocabularies)
    return changes


@cache
def _form(kind: type[T]) -> Form[T]:
    return Form(kind, Mapping=Mapping, Organization=Organization)


def _arranged(changes: Sequence[Change]) -> tuple[Change, ...]:
    """Return the changes in the order of the records.

    A publication goes before a newer preprint of the same work, which is left out.
    """
    folders = list(KINDS)
    appeared = {id(c.record) for c in changes if c.kind == "published" and c.decided}
    kept = (c for c in changes if c.kind != "revised" or id(c.record) not in appeared)
    return tuple(
        sorted(
            kept,
            key=lambda change: (
                folders.index(folder_of(change.record)),
                change.record.id,
                change.kind,
                change.note,
            ),
        )
    )
