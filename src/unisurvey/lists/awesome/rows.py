"""Blocks of a list → rows about works: title, identifiers, links, venue, date."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from unisurvey.errors import Span
from unisurvey.lists.awesome.cells import (
    Cell,
    columns_of,
    header_of,
    is_empty,
    parts_of,
)
from unisurvey.lists.awesome.links import (
    arxiv_in_text,
    arxiv_in_url,
    doi_in,
    is_label,
    is_web,
    role_of,
)
from unisurvey.lists.awesome.model import ListLink, ListRow, RowPart
from unisurvey.lists.awesome.published import VenueWords, date_in, is_date, venue_year
from unisurvey.lists.awesome.titles import LONGEST_TAG, Titled, find_title, is_people

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from unisurvey.lists.awesome.blocks import ListBlock, ListTable
    from unisurvey.lists.awesome.cells import Column
    from unisurvey.lists.awesome.links import Role

_CAPTION = re.compile(
    r"\W*(?:figures?|figs?\.?|tables?|tabs?\.?|algorithms?)\s*\d+[a-z]?\s*(?:[.:|–—-]|$)",
    re.IGNORECASE,
)
"""The beginning of what stands below a picture or above a table."""

_LIST = re.compile(r"awesome[ -][^:]*$", re.IGNORECASE)
"""The name of a list, which is no work."""

_NO_WORK = re.compile(
    r"//scholar\.google\.[^?#]*/citations|^(?!https?:)[^?#]*\.md$"
    r"|/journals?/[\w.-]+/?(?:$|[?#])|/xpl/RecentIssue"
    r"|//(?:www\.|m\.)?(?:youtube\.com|youtu\.be|bilibili\.com|x\.com|twitter\.com)/",
    re.IGNORECASE,
)
"""Addresses of people, of pages beside the list, of journals, talks and posts."""

_FEWEST = 4
"""Words of a title that stands for a work without any link."""

_GITHUB = "https://github.com"

_AHEAD = 6
"""Lines below the last known one in which a text is looked for."""

_OWN: frozenset[Column] = frozenset({"project", "demo", "dataset"})
"""Columns that say more about a link than the site it leads to."""

_ROLES: dict[Column, Role] = {
    "paper": "paper", "code": "code", "project": "project", "demo": "demo",
    "weights": "weights", "dataset": "dataset",
}  # fmt: skip

_BRACKETED = re.compile(
    rf"[\[(（【]((?:[^\[\]()（）【】]|\([^()]*\)){{3,{LONGEST_TAG}}})[\])）】]"
)


class CellSource(NamedTuple):
    """The lines of a file, for finding the places of what was read, and its words."""

    lines: Sequence[str]
    venues: VenueWords

    def find(self, text: str, line: int) -> Span:
        """Return where a text stands on a line or shortly below it."""
        line = min(max(line, 1), len(self.lines))
        near = self.lines[line - 1 : line - 1 + _AHEAD]
        for wanted in (text, text[:24].rstrip(), text.partition(" ")[0]):
            for n, source in enumerate(near):
                at = source.find(wanted) if wanted else -1
                if at >= 0:
                    return Span(line + n, at + 1, len(wanted), source)
        source = near[0]
        column = len(source) - len(source.lstrip()) + 1
        return Span(line, column, max(len(source.strip()), 1), source)


def rows_of_table(table: ListTable, source: CellSource) -> Iterator[ListRow]:
    """Yield the rows of a table; those without any title, name or link are left out."""
    header, body = header_of(table)
    columns = columns_of(header, body, source.venues)
    offered = {name for name in ("code", "demo", "weights") if name in columns}
    for blocks in body:
        if not blocks:
            continue
        cells = [
            Cell(column, parts_of(block.pieces, source.venues), block.text)
            for column, block in zip(columns, blocks, strict=False)
        ]
        filled = {c.column for c in cells if any(part.href for part in c.parts)}
        missing = frozenset(offered - filled)
        row = _row(cells, blocks[0], table.sections, source, missing)
        if row and (row.title or row.arxiv or row.links):
            yield row


def row_of_block(block: ListBlock, source: CellSource) -> ListRow | None:
    """Return the row that an item or paragraph is; `None` when it is about no work."""
    cell = Cell(None, parts_of(block.pieces, source.venues), block.text)
    linked = ", ".join(part.text for part in cell.parts if part.style == "link")
    if _CAPTION.match(cell.text) or is_people(linked):
        return None
    row = _row([cell], block, block.sections, source)
    if row is None or row.links or row.arxiv:
        return row
    cited = len(row.title.split()) >= _FEWEST and (row.venue or row.date)
    return row if cited else None


def is_about_links(block: ListBlock, source: CellSource) -> bool:
    """Return whether a block only gives links to what was named before it."""
    found = parts_of(block.pieces, source.venues)
    parts = [p for p in found if p.style != "break" and not is_people(p.text)]
    return any(is_web(part.href or "") for part in parts) and all(
        part.style in {"label", "image"} or is_label(part.text) for part in parts
    )


def _row(
    cells: Sequence[Cell],
    block: ListBlock,
    sections: tuple[str, ...],
    source: CellSource,
    missing: frozenset[str] = frozenset(),
) -> ListRow | None:
    titled, name = _titled(cells, source.venues)
    found = _with_paper(list(_links(cells, titled.link, source)), source.venues)
    links = tuple(sorted(found, key=lambda link: link.is_badge))  # badges alone last
    arxiv, dois = _identifiers(cells, titled, links)
    if not (titled.title or name or arxiv or dois) or _LIST.match(titled.title):
        return None
    span = source.find(titled.title or name, titled.line or block.line)
    name = name if name != titled.title else ""
    return ListRow(
        *(span, titled.title, name, titled.perhaps, arxiv, dois, links),
        *_published(cells, titled, source.venues),
        sections=sections,
        empty=missing,
        in_heading=block.kind == "heading",
    )


def _titled(cells: Sequence[Cell], venues: VenueWords) -> tuple[Titled, str]:
    """Return the title and the name; a column for names goes before the title's own."""
    name = ""
    best = named = Titled()
    for cell in cells:
        if cell.column in {None, "title"}:
            best = find_title(cell.parts, venues)
        elif cell.column == "name" and not is_empty(cell.text):
            named = find_title(cell.parts, venues)
            name = named.title or named.name
            if not best.link and named.link:
                link = None if best.title else named.link
                best = best._replace(line=best.line or named.line, link=link)
    if not best.title and named.link and _is_titled(name, named.link):
        best, name = Titled(name, link=named.link, line=named.line), ""
    if is_web(best.title):
        best = best._replace(title="")
    if best.title and is_empty(best.title):
        best = Titled(line=best.line)
    if not best.title and not best.name and not name:
        wordy = [cell for cell in cells if cell.column == "other"]
        found = (find_title(cell.parts, venues) for cell in wordy)
        best = next((t for t in found if t.link), best)
    return best, name or best.name


def _is_titled(name: str, link: RowPart) -> bool:
    """Return whether what a column for names holds is a title that links to a paper."""
    return len(name.split()) >= _FEWEST and role_of(link.href or "", "") == "paper"


def _links(
    cells: Sequence[Cell], title: RowPart | None, source: CellSource
) -> Iterator[ListLink]:
    seen = bool(title and role_of(title.href or "", "") == "paper")
    for cell in cells:
        for part in cell.parts:
            href, text = part.href, part.text
            if href is None:
                if url := part.badge_repository:
                    span = source.find(url.removeprefix(_GITHUB), part.line)
                    yield ListLink("code", url, "", span, is_badge=True)
            elif href == "#":
                yield ListLink("other", "", text, source.find(text, part.line))
            elif not href.startswith("#"):
                role = _role(part, cell.column, is_title=part is title)
                if role == "paper" and part is not title:
                    role = "other" if seen and _is_another(part, source) else role
                    seen = True
                span = source.find(href or text, part.line)
                arxiv = arxiv_in_url(href)
                yield ListLink(role, href, text, span, arxiv, part.badge_arxiv)


def _with_paper(links: list[ListLink], venues: VenueWords) -> list[ListLink]:
    """Return links of which one called by a venue is the paper's if no other is."""
    if all(link.role != "paper" for link in links):
        for n, link in enumerate(links):
            if link.role == "other" and link.url and venues.is_venue(link.text):
                links[n] = link._replace(role="paper")
                break
    return links


def _is_another(part: RowPart, source: CellSource) -> bool:
    """Return whether a link behind the paper's is called otherwise: `[extension]`."""
    text = part.text
    named = is_label(text) or is_date(text) or source.venues.is_venue(text)
    return not part.badge and (not named or role_of("", text) == "dataset")


def _role(part: RowPart, column: Column | None, *, is_title: bool) -> Role:
    url = part.href or ""
    beside = is_title or role_of(url, part.text) == "paper"
    own = url and not is_web(url)  # a file beside the list is no page of a work
    if own or (beside and _NO_WORK.search(url)):
        return "other"
    if is_title and column != "name":
        role = role_of(url, "")  # its words are the title's, and tell no role
        return "paper" if role in {"other", "project"} else role
    role = role_of(url, f"{part.text} {part.badge}")
    if is_title:
        return role
    if part.style == "link" and column in {None, "other", "name", "title", "authors"}:
        named = role == "paper" or (column == "other" and role == "weights")
        return "other" if named else role
    if column in _ROLES and (role == "other" or (column in _OWN and role != "paper")):
        return _ROLES[column]
    return role


def _identifiers(
    cells: Sequence[Cell], titled: Titled, links: Iterable[ListLink]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return arXiv ids and DOIs of the row's own work."""
    papers = [link for link in links if link.role == "paper"]
    if titled.link:
        target = titled.link.href
        papers.sort(key=lambda link: link.url != target)
    arxiv = [link.arxiv.id for link in papers if link.arxiv]
    dois = [doi for link in papers if (doi := doi_in(link.url))]
    if not arxiv:
        shown = (part.badge_arxiv for cell in cells for part in cell.parts)
        arxiv = [found for found in shown if found]
    if not arxiv:
        said = [arxiv_in_text(c.text) for c in cells if c.column != "other"]
        ids = {found for each in said for found in each}
        arxiv = list(ids) if len(ids) == 1 else []
    if not dois and (found := doi_in(" ".join(c.text for c in cells))):
        dois = [found]
    return tuple(dict.fromkeys(arxiv)), tuple(dict.fromkeys(dois))


def _published(
    cells: Sequence[Cell], titled: Titled, venues: VenueWords
) -> tuple[str, str | None, str]:
    """Return venue, date, and date as written."""
    venue, told = _cell_text(cells, "venue"), _cell_text(cells, "date")
    texts = [told]
    if not told:
        around = list(_around(cells, titled, venues))
        texts = [*around, venue]
        venue = venue or next(filter(None, map(venues.venue_in, around)), "")
    dates = [found for text in texts if (found := date_in(text))]
    if not dates:
        return venue, None, ""
    best = max(dates, key=lambda found: len(found.iso or found.text))
    if best.iso and len(best.iso) == 4:
        if best.iso in venue or venue_year(venue):
            return venue, None, ""
        if venue and not told:
            return f"{venue} {best.iso}", None, ""
    return venue, best.iso, best.text


def _cell_text(cells: Sequence[Cell], column: Column) -> str:
    text = next((cell.text for cell in cells if cell.column == column), "")
    return "" if is_empty(text) else text


def _around(cells: Sequence[Cell], titled: Titled, venues: VenueWords) -> Iterator[str]:
    """Yield the texts around a title in which venue and date can stand."""
    for cell in cells:
        if cell.column not in {None, "title", "paper", "links"}:
            continue
        text = " ".join(part.text for part in cell.parts if part.style != "label")
        before, found, after = text.partition(titled.title or titled.name or "\0")
        if found:
            yield re.split(r"[\])】]\s*(?=\S{2})", before)[0]
        rest = after if found else text
        yield from _BRACKETED.findall(rest)
        yield from (p.text for p in cell.parts if p.style == "italic")
        labels = (p.text for p in cell.parts if p.style == "label")
        told = (label for label in labels if not label.lower().startswith("arxiv"))
        yield from filter(venues.venue_in, told)
        for segment in re.split(r"[,.;|]\s", rest[:400]):
            few = len(segment.split()) <= 4  # no more than a venue or a date
            if few and (venues.venue_in(segment) or date_in(segment)):
                yield segment
