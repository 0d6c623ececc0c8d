"""Forms of identifiers, wherever they are read from."""

from __future__ import annotations

import re
from urllib.parse import unquote

ARXIV_NEW = r"\d{2}(?:0[1-9]|1[0-2])\.\d{4,5}"
ARXIV_OLD = r"[a-z]+(?:-[a-z]+)?(?:\.[A-Za-z]{2,3})?/\d{7}"
"""Forms of arXiv's ids: https://info.arxiv.org/help/arxiv_identifier.html."""

DOI = r"10\.\d{4,9}/\S+"
"""https://www.doi.org/doi-handbook/HTML/doi-name-syntax.html allows any character."""

_IN_TEXT = re.compile(rf"(?<!\d){DOI}")
_ARXIV_DOI = re.compile(
    rf"(?<!\d)10\.48550/arxiv\.({ARXIV_NEW}|{ARXIV_OLD})(?!\d)",
    re.ASCII | re.IGNORECASE,
)
_BRACKETS = {")": "(", "]": "[", "}": "{", ">": "<"}


def find_doi(text: str) -> str | None:
    """Return the first DOI in a text, without punctuation and quotes after it."""
    match = _IN_TEXT.search(text)
    if match is None:
        return None
    found = re.split(r"[\"{}]", match[0])[0]
    while found[-1] in ".,;:'”’" or _opens_nothing(found):
        found = found[:-1]
    return found if re.fullmatch(DOI, found) else None


def find_published_doi(text: str) -> str | None:
    """Return the first DOI in a text; `None` for arXiv's own, which are preprints'."""
    found = find_doi(text)
    return None if found and found.startswith("10.48550/") else found


def arxiv_of_doi(text: str) -> str | None:
    """Return the arXiv id, without its version, that a DOI in a text stands for.

    arXiv's form is `10.48550/arXiv.2408.12528`; addresses may escape its slash.
    """
    found = _ARXIV_DOI.search(unquote(text))
    return found[1] if found else None


def _opens_nothing(text: str) -> bool:
    """Return whether a bracket at the end belongs to the text around."""
    opening = _BRACKETS.get(text[-1])
    return opening is not None and text.count(opening) < text.count(text[-1])
