"""What an Awesome list says, row by row; what it does not say is absent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from unisurvey.errors import Span
    from unisurvey.lists.awesome.links import Arxiv, Role


_FEWEST_LINES = 20
_LARGEST_SHARE = 0.7
"""Lines with links outside any row: a page has some, a list that is read not so many.

Measured on 28 lists of 50 to 2 800 works: at most 10 % of the lines of 26, and 33 % and
47 % of two that describe each work in a section with prose; 98 % of the one whose works
were all taken for descriptions of its categories.
"""

_TITLE = 4
"""Words of a link that may be another work's title."""


Style = Literal["link", "label", "bold", "italic", "plain", "break", "image"]


class RowPart(NamedTuple):
    """One stretch of a block."""

    style: Style
    """`label` is a link that only says what it leads to; badges are labels too."""

    text: str
    line: int
    href: str | None = None
    bold: bool = False
    badge: str = ""
    """Words in the address of the badge that stands for the link."""

    badge_arxiv: str | None = None
    """arXiv id that a badge shows."""

    badge_repository: str | None = None
    """Repository whose stars a badge counts."""


class ListLink(NamedTuple):
    """A link of a row."""

    role: Role
    url: str
    text: str
    span: Span
    arxiv: Arxiv | None = None
    """The id it leads to, when it leads to arXiv or one of its mirrors."""

    badge: str | None = None
    """The arXiv id that the badge shows which stands for the link."""

    is_badge: bool = False
    """A badge that counts a repository's stars, without a link of its own."""


@dataclass(frozen=True, slots=True)
class ListRow:
    """One row of a table, or one item, that is about a work."""

    span: Span
    """Where the title (else the name, else the row) stands."""

    title: str = ""
    name: str = ""
    """Short name beside the title: `Show-o`."""

    perhaps: str = ""
    """Name and description as one text, where that could be the title."""

    arxiv: tuple[str, ...] = ()
    """Ids without version, that of the title's link first."""

    dois: tuple[str, ...] = ()
    links: tuple[ListLink, ...] = ()
    venue: str = ""
    """As written: `ICLR`, `arXiv`, `NeurIPS'24`."""

    date: str | None = None
    """ISO day, month or year; `None` when none is given or there is no such day."""

    date_text: str = ""
    """As written, also when it is impossible."""

    sections: tuple[str, ...] = ()
    """Headings above, outermost first."""

    empty: frozenset[str] = frozenset()
    """Columns that the table has and the row leaves empty: `code`, `demo`."""

    in_heading: bool = False
    """Whether title or name is a heading, in which people also describe."""

    def link(self, role: Role) -> ListLink | None:
        """Return the first link in a role."""
        return next((link for link in self.links if link.role == role), None)

    @property
    def label(self) -> str:
        """What to call the row in a message."""
        return self.title or self.name or next(iter(self.arxiv), "") or "(no title)"

    @property
    def is_identified(self) -> bool:
        """Whether the row says which work it is about, so that it could be added."""
        titled = self.title and self.link("paper")
        return bool(self.arxiv or self.dois or titled)


@dataclass(frozen=True)
class AwesomeList:
    """One file, read."""

    path: str
    rows: tuple[ListRow, ...]
    anchors: frozenset[str]
    """Places that a link within the page can lead to, folded."""

    inner: tuple[ListLink, ...]
    """Links within the page; `url` is what follows `#`."""

    linked: tuple[Span, ...] = ()
    """First links to other sites of all lines that have any."""

    misnamed: tuple[ListLink, ...] = ()
    """Links to papers on arXiv whose id none can have, within rows or not."""

    @property
    def is_understood(self) -> bool:
        """Whether the rows hold a fair share of the list's links.

        Titles of other works that a row took in were not read.
        """
        held = {
            link.span.line
            for row in self.rows
            for link in row.links
            if link.role != "other" or len(link.text.split()) < _TITLE
        }
        unread = sum(span.line not in held for span in self.linked)
        return unread < _FEWEST_LINES or unread <= _LARGEST_SHARE * len(self.linked)
