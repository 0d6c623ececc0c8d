"""What a service says about one work, in the words of the catalogue."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from unisurvey.schema import Organization

WorkKind = Literal["paper", "dataset", "model", "repository"]


@dataclass(frozen=True, slots=True)
class Work:
    """One service's statements; `None` or empty where it states nothing.

    Texts are plain Unicode on one line, without TeX and HTML.
    """

    service: str
    """Which service, as in `ENDPOINTS`; `bib` and `list` for files."""

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
