"""Counts, cross tables and lineages on a terminal, as wide as it is.

Bars and marks are characters; colour only softens them, so nothing depends on it.
"""

from __future__ import annotations

import re
import textwrap
from typing import TYPE_CHECKING, Any

from rich.cells import cell_len
from rich.text import Text

from unisurvey.cli.settings import terminal_width
from unisurvey.cli.tables import FOLDED, WHOLE, grid, table
from unisurvey.views.statistics import OTHERS
from unisurvey.views.wording import ABSENT

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from unisurvey.views.lineage import Lineage, LineageNode
    from unisurvey.views.statistics import CrossTable

BAR = 30
"""Width of the longest bar, in cells."""

MARKS = "▁▂▃▄▅▆▇█"
LONGEST_WORD = 20
"""Of a column's heading, in cells; a longer one is broken."""

INDENT = 2
"""Cells by which a version stands below its family."""

NARROWEST = 16
"""Room for names, in cells; with less, lineages go without the counts by year."""

GAP = 2
"""Cells between two columns."""


def numbers(heads: Sequence[str], rows: Sequence[Sequence[str | int]]) -> Iterator[Any]:
    """Yield a table of which all columns but the first are numbers."""
    looks = (FOLDED, *({**WHOLE, "justify": "right"} for _ in heads[1:]))
    if rows:
        yield table(
            zip(heads, looks, strict=True),
            ([str(cell) for cell in row] for row in rows),
        )


def bars(tables: Mapping[str, Sequence[tuple[str, int]]]) -> Iterator[Any]:
    """Yield each count with its bar; what is added up as others has none."""
    for n, (name, pairs) in enumerate(tables.items()):
        if n:
            yield ""
        yield Text(name, style="bold")
        most = max((count for word, count in pairs if word != OTHERS), default=1)
        taken = max((cell_len(str(count)) for _, count in pairs), default=0) + 2 * GAP
        longest = max((cell_len(word) for word, _ in pairs), default=0)
        room = terminal_width() - taken - min(longest, terminal_width() // 2)
        rows = []
        for word, count in pairs:
            drawn = count and word != OTHERS
            bar = "█" * max(1, round(min(BAR, room) * count / most)) if drawn else ""
            rows.append((Text(word), str(count), Text(bar, style="cyan")))
        yield grid((FOLDED, {"justify": "right"}, {}), rows)


def cross_table(table: CrossTable) -> Iterator[Text]:
    """Yield numbers with marks; columns that do not fit continue in another block."""
    if not table.cells:
        return
    room = terminal_width()
    (corner, *names), *rows = _with_marks(table)
    heads = [_folded(name) for name in names]
    widths = [
        max(cell_len(text) for text in (*head, *(row[n] for row in rows)))
        for n, head in enumerate(heads, start=1)
    ]
    longest = max(cell_len(label) for label in (corner, *(row[0] for row in rows)))
    first = min(longest, max(room // 3, room - GAP * len(widths) - sum(widths)))
    yield Text(f"{table.kind} by {table.by[0]} and {table.by[1]}", "bold")
    for n, block in enumerate(_blocks(widths, room - first)):
        if n:
            yield Text()
        whole = [first, *(widths[column] for column in block)]
        titles = [textwrap.wrap(corner, first), *(heads[column] for column in block)]
        deep = max(map(len, titles))
        for line in zip(*([""] * (deep - len(t)) + t for t in titles), strict=True):
            yield _line(line, whole)
        for number, row in enumerate(rows):
            if number in {0, len(table.cells)}:
                yield Text("─" * (sum(whole) + GAP * (len(whole) - 1)), "dim")
            label, *more = textwrap.wrap(row[0], first)
            yield _line([label, *(row[column + 1] for column in block)], whole)
            yield from (_line([part], whole) for part in more)


def _with_marks(table: CrossTable) -> list[list[str]]:
    """Return the table's matrix as text; totals and others have no mark."""
    head, *body = table.matrix()
    counted = range(1, len(table.column_records) + 1)
    marked = [n for n in counted if head[n] != OTHERS]
    kept = [row for row in body[: len(table.cells)] if row[0] != OTHERS]
    most = max((int(row[n]) for row in kept for n in marked), default=0)
    return [
        [str(name) for name in head],
        *(
            [
                _marked(str(value), most if row in kept and n in marked else 0)
                if n in counted
                else str(value)
                for n, value in enumerate(row)
            ]
            for row in body
        ),
    ]


def _marked(text: str, most: int) -> str:
    """Return a number and its mark; without a `most` to compare with, a space."""
    if text == "0":
        return "· "
    return text + (MARKS[-(-int(text) * len(MARKS) // most) - 1] if most else " ")


def _folded(heading: str) -> list[str]:
    """Break a heading at spaces and hyphens; short ones stay whole."""
    longest = max(map(len, re.findall(r"[^\s-]+-?", heading)), default=0)
    return textwrap.wrap(heading, min(LONGEST_WORD, max(8, longest))) or [heading]


def _blocks(widths: list[int], room: int) -> list[list[int]]:
    """Return the columns of each block, at least one in each."""
    blocks: list[list[int]] = [[]]
    left = room
    for n, width in enumerate(widths):
        if blocks[-1] and width + GAP > left:
            blocks.append([])
            left = room
        blocks[-1].append(n)
        left -= width + GAP
    return blocks


def _line(cells: Sequence[str], widths: Sequence[int]) -> Text:
    """Return the first cell to the left, the others to the right; marks are coloured."""
    first, *others = cells
    text = first + " " * (widths[0] - cell_len(first))
    for cell, width in zip(others, widths[1:], strict=False):
        text += " " * (GAP + width - cell_len(cell)) + cell
    line = Text(text.rstrip())
    line.highlight_regex(f"[{MARKS}]", "cyan")
    line.highlight_regex(r"(?<= )·(?= |$)", "dim")
    return line


def lineage_tables(lineages: Sequence[Lineage]) -> Iterator[Text]:
    """Yield components with their numbers and, below each, who uses it."""
    for n, lineage in enumerate(found for found in lineages if found.nodes):
        if n:
            yield Text()
        years = lineage.years
        widths = [len("models"), len("2025-01"), len("2025-01"), *[5 for _ in years]]
        room = terminal_width() - sum(widths) - GAP * len(widths)
        if room < NARROWEST:
            years, widths = [], widths[:3]
            room = terminal_width() - sum(widths) - GAP * len(widths)
        names = [INDENT * node.level + cell_len(node.name) for node in lineage]
        widths.insert(0, min(room, max([*names, len(lineage.part)])))
        head = [lineage.part, "models", "first", "last", *(f"{y} " for y in years)]
        heading = _line(head, widths)
        heading.style = "bold"
        yield heading
        most = max((n for node in lineage for n in node.years.values()), default=0)
        for node in lineage:
            yield from _node_lines(node, widths, years, most)


def _node_lines(
    node: LineageNode, widths: list[int], years: list[str], most: int
) -> Iterator[Text]:
    indent = " " * (INDENT * node.level)
    name, *more = textwrap.wrap(node.name, max(8, widths[0] - len(indent)))
    dates = (node.dates[0][:7], node.dates[-1][:7]) if node.dates else (ABSENT, ABSENT)
    marks = [_marked(str(node.years.get(year, 0)), most) for year in years]
    numbers = _line([indent + name, str(len(node.all_uses)), *dates, *marks], widths)
    numbers.stylize("bold", 0, len(indent + name))
    yield numbers
    yield from (Text(indent + part, "bold") for part in more)
    users = [f"{(use.date or ABSENT)[:7]} {use.name}" for use in node.uses]
    margin = " " * (INDENT * (node.level + 1) + INDENT)
    for line in textwrap.wrap(
        ", ".join(user.replace(" ", "\u00a0") for user in users),
        terminal_width(),
        initial_indent=margin,
        subsequent_indent=margin,
        break_on_hyphens=False,
    ):
        yield Text(line.replace("\u00a0", " "), "dim")
