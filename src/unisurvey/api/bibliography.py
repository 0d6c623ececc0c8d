"""BibTeX of selections, and of papers with the vocabularies they refer to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from unisurvey.api.selection import Selection
from unisurvey.bib import bibtex
from unisurvey.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from unisurvey.bib.bibtex import StyleName
    from unisurvey.schema import Paper, Record, Vocabularies


def to_bibtex(
    records: Selection[Record] | Iterable[Paper],
    vocabularies: Vocabularies | None = None,
    *,
    style: StyleName = "bibtex",
    omit: Iterable[str] = (),
    keys: Literal["key", "id"] = "key",
) -> str:
    """Return BibTeX entries in the order given.

    Args:
        records: A selection, which may hold datasets and benchmarks: their papers are
            written, none twice. Or any papers, each once, with `vocabularies`.
        vocabularies: Those that bare papers refer to: `catalog.vocabularies`; a
            selection knows its own.
        style: `bibtex`, `biblatex` or `arxiv`.
        omit: Names of fields to leave out.
        keys: Whether works are cited by their keys or by their ids.

    Raises:
        UnknownValueError: there is no such style or field.
        UsageError: bare papers come without vocabularies.
    """
    if isinstance(records, Selection):
        return records.to_bibtex(style=style, omit=omit, keys=keys)
    if vocabularies is None:
        raise UsageError(
            "records do not know their catalogue; take a selection "
            "(catalog.select, catalog.pick), or add catalog.vocabularies"
        )
    return bibtex.to_bibtex(records, vocabularies, style=style, omit=omit, keys=keys)
