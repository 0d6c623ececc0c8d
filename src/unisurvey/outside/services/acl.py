"""ACL Anthology, which gives each paper's entry as .bib: https://aclanthology.org/info/."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from unisurvey.errors import BadAnswerError
from unisurvey.outside.services.bib import from_bib
from unisurvey.outside.services.request import ask, quoted
from unisurvey.outside.services.said import needed

if TYPE_CHECKING:
    from unisurvey.outside.services.work import Work
    from unisurvey.outside.web import Answer, Web


async def fetch(web: Web, identifier: str) -> Work:
    """Return what the Anthology says of a paper.

    Raises:
        NotFoundError: it has no such paper.
        NetworkError: no usable answer.
    """
    missing = f"the ACL Anthology has no paper {identifier}"
    path = f"/{quoted(identifier)}.bib"
    return parse(await ask(web, "acl", path, missing=missing), identifier)


def parse(answer: Answer, identifier: str) -> Work:
    """Return the work of a paper's .bib.

    Raises:
        BadAnswerError: it is not one entry with a title.
    """
    from unisurvey.bib.reader import parse_bib

    bib = parse_bib(answer.body)
    if len(bib.entries) != 1:
        found = len(bib.entries) or "none"
        raise BadAnswerError(answer.url, f"expected one entry of BibTeX, got {found}")
    work = from_bib(bib, bib.entries[0])
    needed(work.title, "title", answer)
    url = f"https://aclanthology.org/{identifier}/"
    return replace(work, service="acl", url=url, file="", links={})
