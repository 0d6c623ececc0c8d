"""DataCite's DOIs, as of Zenodo and Hugging Face: https://support.datacite.org/docs/api."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from unisurvey.matching.people import natural
from unisurvey.outside.services.answers import (
    arxiv_id,
    data,
    day,
    doi,
    first,
    line,
    mapping,
    needed,
    pages,
    rows,
    title_of,
    titled,
    without_markup,
    year,
)
from unisurvey.outside.services.people import authors, organization
from unisurvey.outside.services.request import ask, quoted
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
    record = mapping(mapping(data(answer).get("data")).get("attributes"))
    known = needed(line(record.get("doi")), "DOI", answer)
    kind = mapping(record.get("types")).get("resourceTypeGeneral")
    kind = kind if isinstance(kind, str) else ""
    published = kind in _PUBLICATIONS
    container = mapping(record.get("container"))
    rights = mapping(first(record.get("rightsList")))
    own = kind in _KINDS or published
    return Work(
        service="datacite",
        url=f"https://doi.org/{known}",
        kind=_KINDS.get(kind, "paper"),
        title=needed(_title(record), "title", answer),
        **authors(map(_creator, rows(record.get("creators")))),
        date=_date(record),
        arxiv=_arxiv(known, record),
        doi=doi(known) if own else _published_doi(record),
        venue=without_markup(container.get("title")) if published else None,
        year=year(record.get("publicationYear")) if published else None,
        pages=_pages(container) if published else None,
        license=line(rights.get("rightsIdentifier")) or line(rights.get("rights")),
    )


def _title(record: dict[str, Any]) -> str | None:
    titles = rows(record.get("titles"))
    mains = [title for title in titles if not title.get("titleType")]
    subs = [title for title in titles if title.get("titleType") == "Subtitle"]
    main, sub = (
        title_of(mapping(first(found)).get("title")) for found in (mains, subs)
    )
    return titled(main, sub)


def _creator(creator: dict[str, Any]) -> str | Organization | None:
    name, given, family = (
        without_markup(creator.get(part))
        for part in ("name", "givenName", "familyName")
    )
    if creator.get("nameType") == "Organizational":
        return organization(name)
    return (natural(given or "", family) if family else name) or "et al."


def _date(record: dict[str, Any]) -> str | None:
    dates = rows(record.get("dates"))
    for kind in _FIRST:
        found = [day(one.get("date")) for one in dates if one.get("dateType") == kind]
        known = sorted(filter(None, found))
        if known:
            return known[0]
    published = year(record.get("publicationYear"))
    return str(published) if published else None


def _related(record: dict[str, Any], kinds: frozenset[str]) -> list[str]:
    """Return the identifiers that stand in one of these relations to the work."""
    return [
        identifier
        for related in rows(record.get("relatedIdentifiers"))
        if line(related.get("relationType")) in kinds
        and (identifier := line(related.get("relatedIdentifier")))
    ]


def _published_doi(record: dict[str, Any]) -> str | None:
    found = set(filter(None, map(doi, _related(record, _PUBLISHED_IN))))
    return found.pop() if len(found) == 1 else None


def _arxiv(known: str, record: dict[str, Any]) -> str | None:
    if own := arxiv_id(known):
        return own
    kinds = frozenset(
        {"HasPreprint", "IsDescribedBy", "IsDocumentedBy", "IsSupplementTo"}
    )
    found = set(filter(None, map(arxiv_id, _related(record, kinds))))
    return found.pop() if len(found) == 1 else None


def _pages(container: dict[str, Any]) -> str | None:
    start, end = (line(container.get(name)) for name in ("firstPage", "lastPage"))
    return pages(f"{start}–{end}") if start and end else None
