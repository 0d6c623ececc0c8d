"""No label overlaps another or leaves its place, as the renderer measures them."""

from dataclasses import replace
from itertools import combinations

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg

from unisurvey.figures.canvas import (
    Canvas,
    fitting,
    text_width,
    wrapped,
)
from unisurvey.figures.drawing import FIGURES
from unisurvey.figures.printed import drawn, fixed_settings
from unisurvey.figures.shapes import Box, Line
from unisurvey.figures.theme import LIGHT

pytestmark = pytest.mark.slow

WIDTHS = (6.5, 8.65, 14)
TOUCH = 0.3
"""Points that two boxes may share: rounding of the renderer, which counts in pixels."""


def extents(canvas):
    """Return the text, extent and box of every label, in points, y downwards."""
    with fixed_settings():
        figure = drawn(canvas)
        figure.set_dpi(72 * 4)
        renderer = FigureCanvasAgg(
            figure
        ).get_renderer()  # each text would keep its own
        found = []
        for artist, text in zip(figure.axes[0].texts, canvas.texts, strict=True):
            area = artist.get_window_extent(renderer)
            left, right = area.x0 / 4, area.x1 / 4
            top, bottom = canvas.height - area.y1 / 4, canvas.height - area.y0 / 4
            found.append((artist.get_text(), (left, top, right, bottom), text.inside))
        return found


def overlapping(found):
    return [
        (one, other)
        for (one, a, _), (other, b, _) in combinations(found, 2)
        if min(a[2], b[2]) - max(a[0], b[0]) > TOUCH
        and min(a[3], b[3]) - max(a[1], b[1]) > TOUCH
    ]


def outside(found, width, height):
    def leaves(area, box):
        return (
            area[0] < box.x - TOUCH
            or area[2] > box.x + box.width + TOUCH
            or area[1] < box.y - TOUCH
            or area[3] > box.y + box.height + TOUCH
        )

    whole = Box(0, 0, width, height)
    return [text for text, area, box in found if leaves(area, box or whole)]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", FIGURES)
@pytest.mark.parametrize("which", ["real", "many", "toy_catalog"])
def test_no_label_overlaps_another_or_leaves_its_box(name, which, width, page, request):
    canvas = page(name, request.getfixturevalue(which), width=width)

    found = extents(canvas)

    unscored = name.startswith("scores") and which == "many"  # nobody ran those
    assert unscored or len(found) > 3
    assert overlapping(found) == []
    assert outside(found, canvas.width, canvas.height) == []


@pytest.mark.parametrize("by", ["year", "quarter", "month"])
@pytest.mark.parametrize("name", ["timeline", "growth"])
def test_labels_of_any_period_keep_apart(name, by, page, many):
    canvas = page(name, many, by=by)

    found = extents(canvas)

    assert overlapping(found) == []
    assert outside(found, canvas.width, canvas.height) == []


def test_decades_fit_as_well(page, many):
    first, *_, last = many.papers
    old = first.model_copy(update={"date": "1990-02"})
    few = replace(many, papers=(old, last))

    for name in ("timeline", "growth"):
        for by in (None, "quarter"):
            assert overlapping(extents(page(name, few, width=6.5, by=by))) == []


@pytest.mark.parametrize("by", ["year", "quarter", "month"])
@pytest.mark.parametrize(
    "dates", [("1984", "2024-05"), ("2017-11", "2024-01"), ("2023-12", "2024-02")]
)
def test_no_tick_of_time_crosses_its_label(dates, by, page, many):
    papers = tuple(
        paper.model_copy(update={"date": date})
        for paper, date in zip(many.papers, dates, strict=False)
    )
    canvas = page("growth", replace(many, papers=papers), by=by, width=6.5)

    ticks = [
        shape.points[0][0]
        for shape in canvas.flat()
        if isinstance(shape, Line) and len({x for x, _ in shape.points}) == 1
    ]
    crossed = [
        text
        for text, (left, top, right, _), _ in extents(canvas)
        for x in ticks
        if left < x < right and top > canvas.height - 60
    ]
    years = [t for t, _, _ in extents(canvas) if t.isdigit() and int(t) > 1900]

    assert ticks
    assert years
    assert crossed == []


def test_the_layout_check_sees_an_overlap_and_an_escape():
    canvas = Canvas(100, LIGHT)
    canvas.text(10, 10, "one label")
    canvas.text(14, 12, "another label")
    canvas.text(10, 40, "too wide", inside=Box(10, 34, 12, 12))
    canvas.finish(60)

    found = extents(canvas)

    assert overlapping(found) == [("one label", "another label")]
    assert outside(found, 100, 60) == ["too wide"]


@pytest.mark.parametrize("which", ["real", "many"])
def test_the_timeline_names_every_model(which, page, request):
    catalog = request.getfixturevalue(which)
    shown = [text for text, _ in texts(page("timeline", catalog))]

    for record in catalog.models:
        start = record.model.name[:40]
        assert any(text.startswith(start) for text in shown), record.model.name


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", FIGURES)
def test_no_name_of_the_real_catalogue_is_cut(name, width, page, real):
    shown = texts(page(name, real, width=width))

    assert [text for text, _ in shown if text.endswith("…")] == []


@pytest.mark.parametrize("name", FIGURES)
def test_no_text_is_too_small_to_read(name, page, real):
    assert min(size for _, size in texts(page(name, real))) >= 7


def texts(canvas):
    return [(text.text, text.size) for text in canvas.texts]


def test_measured_widths_are_those_of_the_renderer():
    canvas = Canvas(300, LIGHT)
    canvas.text(10, 10, "Skywork UniPic $2.0$", size=8)
    canvas.finish(20)
    ((_, (left, _, right, _), _),) = extents(canvas)

    assert right - left == pytest.approx(text_width("Skywork UniPic $2.0$", 8), abs=0.5)


def test_a_text_is_cut_only_where_it_is_too_wide():
    assert fitting("Show-o", 8, 100) == "Show-o"
    assert fitting("A very long name", 8, 34) == "A very…"
    assert text_width(fitting("A very long name", 8, 34), 8) <= 34


def test_lines_hold_as_many_words_as_fit():
    assert wrapped("Learnable query encoding", 7, 62) == ["Learnable query", "encoding"]
    assert wrapped("", 7, 62) == []
