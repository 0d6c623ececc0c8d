"""What a service says about one work, in the words of the catalogue."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from unisurvey.matching.venues import TELL_TRACKS, edition, is_preprint

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from unisurvey.schema import Organization, Venue, Vocabulary

SERVICES = {
    "acl": "the ACL Anthology",
    "openreview": "OpenReview",
    "crossref": "Crossref",
    "datacite": "DataCite",
    "dblp": "DBLP",
    "arxiv": "arXiv",
    "semanticscholar": "Semantic Scholar",
    "huggingface": "Hugging Face",
    "github": "GitHub",
    "doi": "Crossref and DataCite",
    "bib": "the .bib file",
}
"""Service and how people call it, the better first where two disagree."""

_OF_PUBLISHED = ("acl", "openreview", "crossref", "datacite", "dblp")
_ORDER = tuple(SERVICES)
WorkKind = Literal["paper", "dataset", "model", "repository"]


@dataclass(frozen=True, slots=True)
class Work:
    """One service's statements; `None` or empty where it states nothing.

    Texts are plain Unicode on one line, without TeX and HTML.
    """

    service: str
    """Which service, as in `SERVICES`; `bib` and `list` for files."""

    url: str
    """Public page that was asked and says so; empty for what only a file says."""

    file: str = field(default="", kw_only=True)
    """Name of the file that says so, where no page was asked."""

    where: Mapping[str, str] = field(default_factory=dict, kw_only=True)
    """Pages that state some fields instead of `url`: files at a commit, by field."""

    kind: WorkKind = "paper"

    title: str | None = None
    name: str | None = None
    """Short name where the service has one apart from the title."""

    authors: tuple[str | Organization, ...] = ()
    """Complete and in order, given names first; empty when the list may be cut short."""

    first_authors: tuple[str | Organization, ...] = ()
    """Those that a list names before it is cut short; empty beside `authors`."""

    date: str | None = None
    """Day (or month, or year) of the first public version, ISO."""

    arxiv: str | None = None
    """Without version."""

    arxiv_class: str | None = None
    """Primary category at arXiv: `cs.CV`."""

    arxiv_version: int | None = None
    """Number of the newest version."""

    doi: str | None = None
    """Of the published version; never that of a preprint."""

    venue: str | None = None
    """Where it was published, as the service calls it; `None` for a preprint."""

    year: int | None = None
    """Of the publication."""

    pages: str | None = None
    links: Mapping[str, str] = field(default_factory=dict)
    """`code`, `project`, `demo`, `weights` or `home` and their addresses; `paper` where
    a file says at which address the work itself is."""

    license: str | None = None
    """As the service calls it."""

    comment: str | None = None
    """The authors' remark, such as arXiv's "Accepted by ICLR 2025"."""

    notice: Literal["withdrawn", "retracted"] | None = None
    """What the service says became of the work."""

    @property
    def called(self) -> str:
        """How people call the service that says so."""
        return SERVICES.get(self.service, self.service)

    @property
    def page(self) -> str:
        """Who says so: the page that was asked, else the file."""
        return self.url or self.file

    @property
    def web_page(self) -> str | None:
        """Address of the work, which a file may state without vouching for it."""
        return self.url or self.links.get("paper")

    @property
    def published_in(self) -> str | None:
        """`venue`, unless these words mean a preprint after all."""
        return None if is_preprint(self.venue or "") else self.venue

    def page_of(self, field: str) -> str:
        """Return who states a field."""
        return self.where.get(field) or self.page

    def edition(
        self, venues: Vocabulary[Venue], *, or_track: bool = False
    ) -> str | None:
        """Return the venue and year where it was published, such as `iclr-2025`.

        Args:
            venues: What can be recognised.
            or_track: Whether a venue counts although one of its tracks may be meant.

        Returns:
            `None` when it is not certain, or is a preprint.
        """
        told = or_track or self.service in TELL_TRACKS
        return edition(self.published_in or "", self.year, venues, tracks_told=told)

    def noted(self, says: str) -> str:
        """Return a note for readers: who says what, and where."""
        name = self.called
        start = f"The {name[4:]}" if name.startswith("the ") else name
        return f"{start} {says} ({self.page})."


def best_first(works: Sequence[Work]) -> list[Work]:
    """Return the works, those that describe the published version first."""

    def rank(work: Work) -> tuple[int, int, int]:
        published = work.service in _OF_PUBLISHED and bool(work.venue or work.doi)
        tier = 0 if published else 1 if work.service == "arxiv" else 2
        place = _ORDER.index(work.service) if work.service in _ORDER else len(_ORDER)
        return (work.kind != "paper", tier, place)

    return sorted(works, key=rank)
