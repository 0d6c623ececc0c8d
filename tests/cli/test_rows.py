"""Tables have room, whatever stands in them; their rows are as rich would draw them."""

import io

from hypothesis import given
from hypothesis import strategies as st
from rich import box
from rich.cells import cell_len
from rich.style import Style
from rich.table import Table
from rich.text import Text

from unisurvey.cli.console import ShowingConsole
from unisurvey.cli.fitting import fit, need
from unisurvey.cli.rows import RowColumn, RowTable

WORDS = st.sampled_from(
    [
        "a",
        "Show-o",
        "unified",
        "視覚",
        "é",
        "–",
        "https://example.org/a/long/address",
        "I",
    ]
)
TEXTS = st.lists(WORDS, min_size=1, max_size=6).map(" ".join)
WHOLE = st.sampled_from(["2024-08-22", "2025", "b-3", "llm-evaluation-22", "視覚-2"])
"""Dates and ids."""

NARROWEST = len("Understanding encoder")
"""Terminal that has room for each of them, and for the longest header."""

STYLES = st.sampled_from([Style(), Style(bold=True), Style(dim=True)])


def printed(renderable, width, color=False):
    out = io.StringIO()
    console = ShowingConsole(
        file=out,
        width=width,
        color_system="truecolor" if color else None,
        force_terminal=color,
        no_color=not color,
        legacy_windows=False,
    )
    console.print(renderable)
    return out.getvalue()


@st.composite
def tables(draw):
    """Return columns with what they need, and rows."""
    wraps = draw(st.lists(st.booleans(), min_size=1, max_size=8))
    count = draw(st.integers(1, 5))
    columns, needs, cells = [], [], []
    for n, broken in enumerate(wraps):
        values = [draw(TEXTS if broken else WHOLE) for _ in range(count)]
        header = draw(st.sampled_from(["Id", "Understanding encoder", "Date"]))
        rank = draw(st.integers(0, 9)) if n else 0
        narrow = draw(st.sampled_from([0, 8, 30])) if broken or not n else 0
        lines = draw(st.sampled_from([None, 3]))
        columns.append(
            RowColumn(
                f"{header}{n}", header, wraps=broken, lines=lines, always=not rank
            )
        )
        needs.append(need(header, values, wraps=broken, rank=rank, narrow=narrow))
        cells.append(values)
    rows = [[(text, Style()) for text in row] for row in zip(*cells, strict=True)]
    return columns, needs, rows


@given(made=tables(), width=st.integers(NARROWEST, 200))
def test_no_line_is_too_wide_and_nothing_is_broken(made, width):
    columns, needs, rows = made
    widths = fit(needs, width)

    text = printed(RowTable(columns, rows, widths), width)

    assert max(map(cell_len, text.splitlines())) <= width
    always = {n for n, each in enumerate(needs) if each.rank == 0}
    shown = always if widths is None else set(widths)
    assert 0 in always <= shown
    for n in shown:
        assert columns[n].header in text
        for row in rows:
            if not columns[n].wraps:
                assert row[n][0] in text


@given(made=tables(), width=st.integers(NARROWEST, 200))
def test_the_least_important_columns_go_first_and_only_where_they_have_to(made, width):
    _, needs, _ = made
    widths = fit(needs, width)
    gone = [each for n, each in enumerate(needs) if widths and n not in widths]

    if widths is None or not gone:
        return
    assert max(needs[n].rank for n in widths) <= min(each.rank for each in gone)
    nearest = min(gone, key=lambda each: each.rank)
    taken = sum(min(widths[n], needs[n].least) for n in widths)
    assert taken + nearest.least + 3 * len(widths) > width


@given(made=tables())
def test_a_terminal_with_room_for_all_breaks_and_hides_nothing(made):
    columns, needs, rows = made

    text = printed(RowTable(columns, rows, fit(needs, 2000)), 2000)

    assert len(text.splitlines()) == 2 + len(rows)
    for line, row in zip(text.splitlines()[2:], rows, strict=True):
        assert all(cell in line for cell, _ in row)


@given(
    data=st.data(),
    wraps=st.lists(st.booleans(), min_size=1, max_size=5),
    color=st.booleans(),
    header=st.booleans(),
)
def test_rows_are_as_rich_draws_them(data, wraps, color, header):
    widths = {n: data.draw(st.integers(10, 20)) for n in range(len(wraps))}
    cells = st.tuples(
        *(st.tuples(TEXTS if broken else st.just("2024"), STYLES) for broken in wraps)
    )
    rows = data.draw(st.lists(cells, min_size=1, max_size=5))
    right = [data.draw(st.booleans()) and not broken for broken in wraps]
    wanted = Table(
        box=box.SIMPLE_HEAD,
        pad_edge=False,
        show_edge=False,
        padding=(0, 1),
        show_header=header,
    )
    for n, width in widths.items():
        wanted.add_column(
            "Head",
            width=width,
            justify="right" if right[n] else "left",
            overflow="fold",
        )
    for row in rows:
        wanted.add_row(*(Text(text, style) for text, style in row))
    columns = [
        RowColumn("head", "Head", wraps=broken, right=right[n])
        for n, broken in enumerate(wraps)
    ]

    found = printed(RowTable(columns, rows, widths, header), 200, color)

    assert found == printed(wanted, 200, color)


def test_an_id_that_is_long_stands_on_a_line_of_its_own():
    columns = [RowColumn("id", "Id"), RowColumn("date", "Date")]
    rows = [[("a-very-long-name", Style()), ("2024-08-22", Style())]]

    text = printed(RowTable(columns, rows, {0: 8, 1: 10}), 21)

    assert [line.rstrip() for line in text.splitlines()[2:]] == [
        "a-very-long-name",
        "           2024-08-22",
    ]


def test_a_venue_that_is_long_keeps_its_year():
    columns = [RowColumn("id", "Id"), RowColumn("venue", "Venue")]
    rows = [[("a", Style()), ("Communications of the ACM 2020", Style())]]

    text = printed(RowTable(columns, rows, {0: 2, 1: 20}), 80)

    assert text.splitlines()[2].rstrip() == "a    Communications… 2020"
