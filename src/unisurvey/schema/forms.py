"""Forms of identifiers, wherever they are read from."""

from __future__ import annotations

import re

DOI = r"10\.\d{4,9}/\S+"
"""https://www.doi.org/doi-handbook/HTML/doi-name-syntax.html allows any character."""

_IN_TEXT = re.compile(rf"(?<!\d){DOI}")
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


def _opens_nothing(text: str) -> bool:
    """Return whether a bracket at the end belongs to the text around."""
    opening = _BRACKETS.get(text[-1])
    return opening is not None and text.count(opening) < text.count(text[-1])
