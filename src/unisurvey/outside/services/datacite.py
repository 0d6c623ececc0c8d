"""DataCite's DOIs, as of Zenodo and Hugging Face: https://support.datacite.org/docs/api."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unisurvey.matching.people import natural
from unisurvey.outside.services.answers import (
    arxiv_id,
    authors,
    doi,
    only,
    organization,
    pages,
    titled,
)
from unisurvey.outside.services.request import ask, quoted
from unisurvey.outside.services.said import Said, data, needed
from unisurvey.outside.services.work import Work

if TYPE_CHECKING:
    from unisurvey.outside.services.work import WorkKind
    from unisurvey.outside.web import Answer, Web
    from unisurvey.schema import Organization

_KINDS: dict[str, WorkKind] = {
    "Dataset": "dataset",
    "Model": "model",
    "Software": "repository",
}
_PUBLICATIONS = frozenset({
    "BookChapter", "ConferencePaper", "ConferenceProceeding", "Dissertation",
    "JournalArticle",
})  # fmt: skip
_PUBLISHED_IN = frozenset({"IsPreprintOf", "IsPreviousVersionOf", "IsVersionOf"})
_DESCRIBED_IN = frozenset(
    {"HasPreprint", "IsDescribedBy", "IsDocumentedBy", "IsSupplementTo"}
)
_FIRST = ("Submitted", "Available", "Issued", "Created")


async def fetch(web: Web, identifier: str) -> Work:
    """Return what DataCite says of a DOI.

    Raises:
        NotFoundError: it is none of DataCite's.
        NetworkError: no usable answer.
    """
    missing = f"DataCite does not know the DOI {identifier}"
    path = f"/dois/{quoted(identifier)}"
    return parse(await ask(web, "datacite", path, missing=missing))


def parse(answer: Answer) -> Work:
    """Return the work of an answer.

    Raises:
        BadAnswerError: it is no DOI's record, or has no title.
    """
    record = data(answer).inside("data").inside("attributes")
    known = needed(record.line("doi"), "DOI", answer)
    kind = record.inside("types").get("resourceTypeGeneral")
    kind = kind if isinstance(kind, str) else ""
    published = kind in _PUBLICATIONS
    container = record.inside("container")
    rights = Said(record.first("rightsList"))
    own = kind in _KINDS or published
    return Work(
        service="datacite",
        url=f"https://doi.org/{known}",
        kind=_KINDS.get(kind, "paper"),
        title=needed(_title(record), "title", answer),
        **authors(map(_creator, record.each("creators"))),
        date=_date(record),
        arxiv=_arxiv(known, record),
        doi=doi(known) if own else _published_doi(record),
        venue=container.text("title") if published else None,
        year=record.year("publicationYear") if published else None,
        pages=_pages(container) if published else None,
        license=rights.line("rightsIdentifier") or rights.line("rights"),
    )


def _title(record: Said) -> str | None:
    titles = record.each("titles")
    mains = [title for title in titles if not title.get("titleType")]
    subs = [title for title in titles if title.get("titleType") == "Subtitle"]
    main, sub = (found[0].title("title") if found else None for found in (mains, subs))
    return titled(main, sub)


def _creator(creator: Said) -> str | Organization | None:
    name, given, family = (
        creator.text(part) for part in ("name", "givenName", "familyName")
    )
    if creator.get("nameType") == "Organizational":
        return organization(name)
    return (natural(given or "", family) if family else name) or "et al."


def _date(record: Said) -> str | None:
    dates = record.each("dates")
    for kind in _FIRST:
        found = [one.day("date") for one in dates if one.get("dateType") == kind]
        known = sorted(filter(None, found))
        if known:
            return known[0]
    published = record.year("publicationYear")
    return str(published) if published else None


def _related(record: Said, kinds: frozenset[str]) -> list[str]:
    """Return the identifiers that stand in one of these relations to the work."""
    return [
        identifier
        for related in record.each("relatedIdentifiers")
        if related.line("relationType") in kinds
        and (identifier := related.line("relatedIdentifier"))
    ]


def _published_doi(record: Said) -> str | None:
    return only(map(doi, _related(record, _PUBLISHED_IN)))


def _arxiv(known: str, record: Said) -> str | None:
    return arxiv_id(known) or only(map(arxiv_id, _related(record, _DESCRIBED_IN)))


def _pages(container: Said) -> str | None:
    start, end = (container.line(name) for name in ("firstPage", "lastPage"))
    return pages(f"{start}–{end}") if start and end else None
