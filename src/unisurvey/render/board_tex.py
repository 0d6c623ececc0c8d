"""A board as a table of LaTeX: the best bold, the second underlined."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unisurvey.render import latex
from unisurvey.render.environment import render_template
from unisurvey.views.scores import BOARD_COLUMNS, RIGHT

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from unisurvey.records import Catalog
    from unisurvey.views.scores import ScoreLine

TEX_COLUMNS = ("model", "variant", "value", "others", "by")
"""What fits on the line of an article."""

_TEX_HONOURED = {None: "{}", "best": r"\textbf{{{}}}", "second": r"\underline{{{}}}"}


def board_tex(
    grouped: Sequence[tuple[str, Sequence[ScoreLine]]],
    title: str,
    name: str,
    notes: str,
    catalog: Catalog,
) -> str:
    r"""Return a board as a `longtable` that cites models and those who report them.

    Args:
        grouped: Heading and rows of what can be compared together.
        title: Of all.
        name: Of the label, and of the file that people make of it.
        notes: What the marks stand for.
        catalog: Has the keys of the works.
    """
    chosen = [column for column in BOARD_COLUMNS if column.name in TEX_COLUMNS]
    keys = {paper.id: paper.key for paper in catalog.papers}
    values = {
        "name": name,
        "title": title,
        "notes": notes,
        "columns": "".join("r" if each.name in RIGHT else "l" for each in chosen),
        "header": latex.header([each.header for each in chosen]),
        "groups": [
            {
                "heading": heading,
                "rows": [
                    f"{' & '.join(_tex(line, each.name, keys) for each in chosen)} \\\\"
                    for line in lines
                ],
            }
            for heading, lines in grouped
        ],
    }
    return render_template(catalog, "board.tex.j2", values)


def _tex(line: ScoreLine, name: str, keys: Mapping[str, str]) -> str:
    text = line.cells[name]
    key = keys.get(line.works.get(name, ""))
    match name:
        case "value":
            marks = text.removeprefix(line.number)
            shown = _TEX_HONOURED[line.honour].format(latex.text(line.number))
            return (
                rf"{shown}\textsuperscript{{{latex.text(marks)}}}" if marks else shown
            )
        case _:
            return rf"{latex.cell(text)} \cite{{{key}}}" if key else latex.cell(text)
