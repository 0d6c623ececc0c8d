"""Rows are as rich would draw them."""

import io

from hypothesis import given
from hypothesis import strategies as st
from rich import box
from rich.style import Style
from rich.table import Table
from rich.text import Text

from unisurvey.cli.rows import RowTable
from unisurvey.cli.tables import ShowingConsole

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
STYLES = st.sampled_from([Style(), Style(bold=True), Style(dim=True)])
LOOKS = st.sampled_from(
    [
        {"no_wrap": True, "overflow": "ellipsis", "justify": "left"},
        {"no_wrap": False, "overflow": "fold", "justify": "left"},
        {"no_wrap": True, "overflow": "ellipsis", "justify": "right"},
    ]
)


def printed(renderable, width, color):
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


@given(
    data=st.data(),
    looks=st.lists(LOOKS, min_size=1, max_size=5),
    width=st.integers(8, 120),
    color=st.booleans(),
    header=st.booleans(),
    fixed=st.booleans(),
)
def test_rows_are_as_rich_draws_them(data, looks, width, color, header, fixed):
    columns = [
        (data.draw(WORDS), {**look, "width": data.draw(st.integers(1, 20))})
        if fixed
        else (data.draw(WORDS), {**look, "width": None})
        for look in looks
    ]
    cells = st.tuples(*[st.tuples(TEXTS, STYLES)] * len(looks))
    rows = data.draw(st.lists(cells, max_size=5))
    wanted = Table(
        box=box.SIMPLE_HEAD,
        pad_edge=False,
        show_edge=False,
        padding=(0, 1),
        show_header=header,
    )
    for head, how in columns:
        wanted.add_column(head, **how)
    for row in rows:
        wanted.add_row(*(Text(text, style) for text, style in row))

    found = printed(RowTable(columns, rows, header), width, color)

    assert found == printed(wanted, width, color)
