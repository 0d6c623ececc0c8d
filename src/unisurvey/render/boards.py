"""Scores as tables of Markdown: the best bold, the second underlined."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unisurvey.render.markdown import table
from unisurvey.text.inline import link
from unisurvey.views.scores import RIGHT
from unisurvey.views.wording import ABSENT

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from unisurvey.fields import Column
    from unisurvey.views.scores import ScoreLine

_HONOURED = {None: "{}", "best": "**{}**", "second": "<ins>{}</ins>"}


def score_table(columns: Sequence[Column], lines: Iterable[ScoreLine]) -> str:
    """Return rows of a board, or of other scores; models and sources are links."""
    align = "".join("r" if column.name in RIGHT else "l" for column in columns)
    rows = ([_cell(line, column.name) for column in columns] for line in lines)
    return table([column.header for column in columns], rows, align)


def _cell(line: ScoreLine, name: str) -> str:
    text = line.cells[name]
    if not text:
        return ABSENT
    shown = link(text, line.links.get(name))
    return _HONOURED[line.honour].format(shown) if name == "value" else shown
