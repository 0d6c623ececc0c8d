"""Newer versions of preprints, and works that were withdrawn or retracted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from unisurvey.bib.tex.reader import tex_in
from unisurvey.matching import bare
from unisurvey.outside.add.pages import called
from unisurvey.outside.refresh.changes import (
    Change,
    Edit,
    edit,
    retitled,
    value_at,
    witness,
)
from unisurvey.outside.refresh.sameness import (
    has_title,
    is_another_work,
    merged,
    same_people,
    shares_authors,
)

if TYPE_CHECKING:
    from unisurvey.outside.services import Work
    from unisurvey.schema import Paper


def revised(paper: Paper, work: Work) -> Change | None:
    """Return what the newest version of a preprint says otherwise.

    A published paper has the title and authors of its publication, so nothing follows
    for it, unless its id is another work's; nor from a version that only withdraws the
    work.
    """
    if paper.venue or work.notice:
        return None if work.notice else mistaken(paper, work)
    retitles = bool(work.title) and not has_title(paper, work.title or "")
    authors_differ = bool(work.authors) and not same_people(
        work.authors, paper.authors or ()
    )
    url = f"{work.url}v{work.arxiv_version}" if work.arxiv_version else work.url
    made: list[Edit] = []
    if retitles:
        made += retitled(paper, work.title or "", witness(url, ("title",)))
    if authors_differ:
        authors = merged(work.authors, paper.authors or ())
        made += edit(paper, ("authors",), authors, witness(url, ("authors",)))
    if not made:
        return None
    which = f"version {work.arxiv_version}" if work.arxiv_version else "arXiv"
    what = " and ".join(
        word for word, new in (("title", retitles), ("authors", authors_differ)) if new
    )
    if paper.authors and not shares_authors(paper, work.authors):
        if retitles:
            note = f"arXiv {work.arxiv} is another work, or was rewritten by others"
        else:
            note = f"{which} has other authors; is it the same work?"
        return Change(paper, "revised", note, tuple(made), decided=False)
    note = f"{which} on arXiv has another {what}"
    if retitles and (tex := tex_in(work.title or "")):
        note += f"; {tex!r} is TeX, which could not be read"
        return Change(paper, "revised", note, tuple(made), decided=False)
    if retitles and not paper.authors:
        note += "; no authors are known to compare"
        return Change(paper, "revised", note, tuple(made), decided=False)
    return Change(paper, "revised", note, tuple(made))


def mistaken(paper: Paper, work: Work) -> Change | None:
    """Return that an identifier leads to another work, by title and authors.

    Nothing is ever written for it: only a person knows the right one.
    """
    if not is_another_work(paper, work):
        return None
    name = f"arXiv {work.arxiv}" if work.arxiv == bare(paper.arxiv) else work.url
    note = f"{name} is another work: {work.title!r}"
    return Change(paper, "identifier", note, decided=False)


def gone(paper: Paper, work: Work) -> Change | None:
    """Return that a work was withdrawn or retracted, where the record does not say so."""
    if work.notice is None or (paper.status and paper.status.kind == work.notice):
        return None
    new = {"kind": work.notice, "source": work.url}
    old: Any = value_at(paper, ("status",))
    change = Edit(("status",), old, new)
    note = f"{called(work)} says that it was {work.notice}"
    if paper.status:
        note += f", the record that it was {paper.status.kind}"
    elif paper.venue and work.notice == "withdrawn":
        note += f", although it was published ({paper.venue})"
    elif work.title and not has_title(paper, work.title) and not work.authors:
        note += ", under another title"
    else:
        return Change(paper, work.notice, note, (change,))
    return Change(paper, work.notice, note, (change,), decided=False)
