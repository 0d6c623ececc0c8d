r"""Values → LaTeX source that shows exactly them, for tables and figures.

Whatever a record says, the source compiles with pdfTeX. A cell at the start of a row
never starts with what `\\` of the row before would take for an argument.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from unisurvey.bib.tex.writer import escape
from unisurvey.views.wording import ABSENT

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

CITED = "Paper"
r"""Header of the column that `\cite` after the name makes superfluous."""

_USUAL_WEIGHT = 15
_WIDE = 6
"""Columns of a table that needs the smallest type."""

_QUOTED = re.compile(r'"([^"]*)"')
_DATE = re.compile(r"\d{4}(-\d\d){1,2}")


def text(value: str) -> str:
    """Return running text as TeX source; straight quotes become a pair."""
    flat = " ".join(value.split())
    return escape(_QUOTED.sub(r"“\1”", flat))


def cell(value: str | None) -> str:
    r"""Return a cell; a date stays on one line and a missing value is a dash."""
    shown = value or ABSENT
    source = text(shown)
    if _DATE.fullmatch(shown):
        return rf"\mbox{{{source}}}"
    return f"{{}}{source}" if source.startswith(("[", "*")) else source


def header(headers: Sequence[str]) -> str:
    """Return the row of headers, without those of left out columns."""
    return _row([cell(name) for name in headers if name != CITED])


def row(
    headers: Sequence[str],
    cells: Sequence[tuple[str | None, str | None]],
    key: str | None,
) -> str:
    r"""Return a row, with `\cite` after its first cell.

    Args:
        headers: Of all cells, to know which is left out.
        cells: Text and link of each; links are left to the bibliography.
        key: The paper's; `None` cites nothing.
    """
    sources = [
        cell(value)
        for name, (value, _) in zip(headers, cells, strict=True)
        if name != CITED
    ]
    if key:
        sources[0] += rf" \cite{{{key}}}"
    return _row(sources)


def _row(sources: Sequence[str]) -> str:
    return " & ".join(sources) + r" \\"


def columns(headers: Sequence[str], widths: Mapping[str, float]) -> list[str]:
    """Return the column types; all together are no wider than the line.

    Args:
        headers: From left to right.
        widths: Header → how wide its column is beside the others, where that is not 15.
    """
    weights = [widths.get(name, _USUAL_WEIGHT) for name in headers if name != CITED]
    return [
        r">{\raggedright\hspace{0pt}\arraybackslash}"
        rf"p{{\dimexpr 0.{int(1000 * weight / sum(weights)):03}"
        r"\linewidth-2\tabcolsep\relax}"
        for weight in weights
    ]


def size(headers: Sequence[str]) -> str:
    """Return the command for a type size in which the table fits."""
    return r"\scriptsize" if len(headers) > _WIDE else r"\footnotesize"
