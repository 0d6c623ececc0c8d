"""What is wrong with a list by itself, and which of its paper links are another's."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from unisurvey.checks.links import is_temporary
from unisurvey.lists.awesome.links import (
    impossible_arxiv,
    is_web,
    misspelt_scheme,
    place,
    role_of,
)
from unisurvey.lists.awesome.published import venue_year
from unisurvey.lists.diff.facts import Difference, outside_month, source_of
from unisurvey.matching import squeeze
from unisurvey.matching.venues import is_preprint
from unisurvey.records import name_of
from unisurvey.schema.dates import arxiv_month
from unisurvey.schema.urls import take_apart
from unisurvey.text.addresses import arxiv_address

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from unisurvey.errors import Severity
    from unisurvey.lists.awesome.model import AwesomeList, ListLink, ListRow
    from unisurvey.lists.diff.alignment import Alignment
    from unisurvey.schema import Record

_NOWHERE = re.compile(
    r"#?|todo|tbd|tba|none|n/a|-+|coming[ -]soon|(?:https?://)?", re.IGNORECASE
)
_FEW_LATER = 5
_LATER = 0.05
"""Share of a list's dates after the month of the id: more are no oversights.

Measured on ten lists: 6 % and 12 % of the two that give months of conferences and
later versions, at most 4 % of the others.
"""

_HELD = timedelta(days=90)
"""Before the month of its id a paper can have been submitted: arXiv holds some back.

Measured on 23 lists: of 3 500 months 96 are the one before that of the id, most of them
its last days, 5 two before and 3 three; of the 13 before those, 12 are slips and one is
that of a blog.
"""

_BLOG = re.compile(r"\bblogs?\b", re.IGNORECASE)
"""Where a work can have been told of before its paper."""

_ALIKE = 85
"""Above it two titles are spellings of one."""


def faults(found: AwesomeList, alignments: Iterable[Alignment]) -> Iterator[Difference]:
    """Yield a list's own faults, whatever their order."""
    aligned = tuple(alignments)
    wrong = {id(a.row) for a in aligned if a.stranger}
    for alignment in aligned:
        yield from _wrong_link(alignment)
        yield from _links(alignment.row)
        yield from _several_ids(alignment.row)
    yield from _all_dates(aligned)
    sure = {id(a.row) for a in aligned if "arxiv" in a.by}
    titled = [r for r in found.rows if r.title and r.arxiv and id(r) not in wrong]
    yield from _shared_ids(titled, sure)
    yield from _shared_titles(titled)
    yield from _repeated(found.rows)
    yield from _anchors(found)
    hint = "expected year and month, a dot, and five digits (four before 2015)"
    for link in found.misnamed:
        said = impossible_arxiv(link.url)
        yield _fault("L130", f"there is no arXiv id {said!r}", None, link, hint=hint)


def _fault(
    code: str,
    message: str,
    row: ListRow | None,
    link: ListLink | None = None,
    *fact: Any,
    **more: Any,
) -> Difference:
    span = link.span if link else more.pop("span", row.span if row else None)
    return Difference("fault", code, message, span, row, *fact, **more)


def _wrong_link(alignment: Alignment) -> Iterator[Difference]:
    row, stranger, paper = alignment.row, alignment.stranger, alignment.paper
    if stranger is None or paper is None:
        return
    said = next((x for x in row.arxiv if x == stranger.arxiv), "") or stranger.doi or ""
    link = next((x for x in row.links if x.arxiv and x.arxiv.id == said), None)
    message = f"the paper link of {row.label!r} leads to {stranger.title!r} ({said})"
    known = paper.arxiv or paper.doi or ""
    hint = f"the right one is {known}" if known else ""
    fact = _fact(paper, "arxiv" if paper.arxiv else "doi", said, known)
    yield _fault("L121", message, row, link or row.link("paper"), *fact, hint=hint)


def _fact(record: Record | None, field: str, said: str, known: str) -> tuple[Any, ...]:
    """Return what list and catalogue say of a field, as a fault tells it."""
    source = source_of(record, field) if record and known else ""
    return record, field, said, known, source


def _all_dates(alignments: Sequence[Alignment]) -> Iterator[Difference]:
    """Yield what is wrong with dates; later ones only where they are exceptions."""
    found = [each for alignment in alignments for each in _dates(alignment)]
    dated = sum(bool(a.row.date and a.row.arxiv) for a in alignments)
    later = {id(each) for each in found if each.row and _is_later(each.row)}
    if len(later) > max(_FEW_LATER, _LATER * dated):
        found = [each for each in found if id(each) not in later]  # when published
    yield from found


def _is_later(row: ListRow) -> bool:
    return bool(row.date and row.arxiv and row.date[:7] >= arxiv_month(row.arxiv[0]))


def _dates(alignment: Alignment) -> Iterator[Difference]:
    row = alignment.row
    if row.date_text and row.date is None:
        yield _fault("L126", f"there is no date {row.date_text!r}", row)
    sure = alignment.verdict != "unsure" and not alignment.stranger
    if not (sure and row.date and row.arxiv):
        return
    arxiv, month = row.arxiv[0], arxiv_month(row.arxiv[0])
    later = _is_later(row)
    of_year = len(row.date) == len("2029")
    published = not is_preprint(row.venue or "arXiv")
    early = outside_month(row.date, arxiv, _HELD) and not later
    as_published = (later and published) or (of_year and (published or not early))
    if not outside_month(row.date, arxiv) or as_published:
        return
    known = getattr(alignment.record, "date", None) or ""
    if known and known.startswith(row.date):
        return  # of a dataset that is older than its paper
    told = published and venue_year(row.venue) in {None, row.date[:4]}
    told = told or bool(_BLOG.search(row.span.text))
    message = f"date {row.date} is not in {month}, the month of arXiv {arxiv}"
    fact = _fact(alignment.record, "date", row.date, known)
    hint = f"the catalogue has {known}" if known else ""
    severity = "error" if early and not told else "warning"
    yield _fault("L127", message, row, None, *fact, hint, severity)


def _links(row: ListRow) -> Iterator[Difference]:
    seen: set[str] = set()
    for link in row.links:
        url = link.url.strip()
        if url in seen and url:
            continue
        seen.add(url)
        if _NOWHERE.fullmatch(url):
            message = f"the link {link.text!r} leads nowhere"
            soon = re.search(r"\bsoon\b", link.text, re.IGNORECASE)
            severity = "warning" if soon else "error"
            yield _fault("L129", message, row, link, severity=severity)
        elif misspelt_scheme(url):
            yield _fault("L130", f"{url!r} does not begin with https://", row, link)
        elif is_web(url) and take_apart(url) is None:
            yield _fault("L130", f"{url!r} is not a well-formed address", row, link)
        elif is_temporary(url):
            yield _fault("L128", f"{url[:60]!r} works only for a while", row, link)
        if link.arxiv and link.arxiv.version and link.role == "paper":
            message = f"the link names version {link.arxiv.version} of {link.arxiv.id}"
            hint = f"{arxiv_address(link.arxiv.id)} shows the newest"
            yield _fault("L131", message, row, link, hint=hint, severity="warning")
        if link.badge and link.arxiv and link.badge != link.arxiv.id:
            message = f"the badge shows {link.badge}, its link leads to {link.arxiv.id}"
            yield _fault("L132", message, row, link)


def _several_ids(row: ListRow) -> Iterator[Difference]:
    for link in row.links:
        if link.role == "paper" and link.arxiv and link.arxiv.id != row.arxiv[0]:
            message = f"paper links lead to {row.arxiv[0]} and to {link.arxiv.id}"
            yield _fault("L132", message, row, link)
            return


def _grouped(
    rows: Iterable[ListRow], key: Callable[[ListRow], str]
) -> dict[str, list[ListRow]]:
    groups: dict[str, list[ListRow]] = defaultdict(list)
    for row in rows:
        groups[key(row)].append(row)
    return groups


def _shared_ids(rows: Sequence[ListRow], sure: set[int]) -> Iterator[Difference]:
    """Yield rows with another row's id; one whose id is known to be right is not blamed."""
    from rapidfuzz import fuzz

    for arxiv, sharing in _grouped(rows, lambda row: row.arxiv[0]).items():
        first = _rightful(sharing, sure)
        for row in sharing:
            if row is first or id(row) in sure or _of_other_version(row, first):
                continue
            one, other = squeeze(row.title), squeeze(first.title)
            if fuzz.ratio(one, other) >= _ALIKE or one in other or other in one:
                continue
            place = f"line {first.span.line}"
            message = f"arXiv {arxiv} is also that of {first.title!r} ({place})"
            yield _fault("L122", message, row, field="arxiv", said=arxiv)


def _rightful(sharing: Sequence[ListRow], sure: set[int]) -> ListRow:
    """Return the row of one id that most likely bears it rightly."""
    often = Counter(squeeze(row.title) for row in sharing)

    def doubt(row: ListRow) -> tuple[bool, bool, int]:
        dated = bool(row.date) and outside_month(row.date or "", row.arxiv[0])
        return id(row) not in sure, dated, -often[squeeze(row.title)]

    return min(sharing, key=doubt)


def _of_other_version(one: ListRow, other: ListRow) -> bool:
    """Return whether rows link to different versions of a paper, renamed between."""
    versions = [
        {x.arxiv.version for x in row.links if x.arxiv and x.arxiv.id == row.arxiv[0]}
        for row in (one, other)
    ]
    return "" not in versions[0] | versions[1] and versions[0].isdisjoint(versions[1])


def _shared_titles(rows: Sequence[ListRow]) -> Iterator[Difference]:
    for first, *others in _grouped(rows, lambda row: squeeze(row.title)).values():
        for row in others:
            if set(row.arxiv).isdisjoint(first.arxiv):
                message = (
                    f"{row.title!r} has arXiv {row.arxiv[0]} here and "
                    f"{first.arxiv[0]} elsewhere (line {first.span.line})"
                )
                yield _fault("L123", message, row, field="arxiv", said=row.arxiv[0])


def _repeated(rows: Sequence[ListRow]) -> Iterator[Difference]:
    seen: dict[tuple[Any, ...], ListRow] = {}
    for row in rows:
        if not (row.title or row.arxiv):
            continue
        what = squeeze(row.title) or row.arxiv
        which = row.arxiv[:1] or row.dois[:1] or (row.venue, _page(row))
        key = (row.sections, what, squeeze(row.name), which)
        first = seen.setdefault(key, row)
        if first is not row:
            place = f"line {first.span.line}"
            message = f"{row.label!r} is in this section already ({place})"
            yield _fault("L124", message, row)


def _page(row: ListRow) -> str:
    """Return the page of a work that is no paper: two can have one name."""
    link = row.link("paper")
    return place(link.url) if link and role_of(link.url, "") != "paper" else ""


def _anchors(found: AwesomeList) -> Iterator[Difference]:
    from difflib import get_close_matches
    from urllib.parse import unquote

    for link in found.inner:
        anchor = unquote(link.url).casefold().removeprefix("user-content-")
        if anchor not in found.anchors:
            close = get_close_matches(anchor, found.anchors, n=1, cutoff=0.7)
            hint = f"did you mean #{close[0]}?" if close else ""
            message = f"no heading of the page is called #{anchor}"
            yield _fault("L125", message, None, link, hint=hint)


def unsure(alignment: Alignment) -> Difference:
    """Return what a person must decide about a row."""
    row, paper = alignment.row, alignment.paper
    what = f"arXiv {row.arxiv[0]}" if row.arxiv else "the name"
    close = f" (close: {name_of(paper)})" if paper else ""
    message = f"{row.label!r} and {what} do not go together: {alignment.reason}{close}"
    severity: Severity = "warning" if alignment.by_page else "error"
    return Difference(
        *("unsure", "L103", message, row.span, row, paper), severity=severity
    )


def unread(found: AwesomeList) -> Difference:
    """Return that most of a list was not understood."""
    rows = len(found.rows)
    read = f"{rows} {'row' if rows == 1 else 'rows'} read"
    message = f"{read} of about {len(found.linked)} lines with links"
    hint = "what the list lacks is not known; rows are tables, items or paragraphs"
    return Difference("unsure", "L104", message, found.linked[0], hint=hint)
