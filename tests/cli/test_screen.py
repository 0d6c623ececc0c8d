"""Pictures of terminals."""

import re

import pytest
from lxml import etree

from unisurvey.cli.examples import run_example, screen

SVG = "{http://www.w3.org/2000/svg}"


def placed(svg):
    """Yield each text of the picture with its x and its y on the page."""

    def below(element, y):
        if found := re.fullmatch(
            r"translate\(0 ([\d.]+)\)", element.get("transform", "")
        ):
            y += float(found[1])
        if element.tag == f"{SVG}text":
            yield float(element.get("x")), y + float(element.get("y")), element.text
        for child in element:
            yield from below(child, y)

    return below(etree.fromstring(svg.encode()), 0)


def lines(svg):
    """Return the text of each line of the picture, as it stands there."""
    found: dict[float, str] = {}
    for x, y, text in placed(svg):
        row = round(y, 1)
        found[row] = found.get(row, "").ljust(round(x / 12.2)) + (text or "")
    return [found[y].rstrip() for y in sorted(found)]


def test_a_picture_shows_the_command_and_all_that_it_prints(real):
    line = "unisurvey list --paradigm hybrid --since 2025-06"
    svg = run_example(line, real, "picture")

    assert lines(svg) == [f"$ {line}", *run_example(line, real).splitlines()]


def test_everything_lies_within_the_frame(real):
    svg = run_example("unisurvey stats --by section", real, "picture")
    height = float(etree.fromstring(svg.encode()).get("height"))

    bottom = max(y for _, y, _ in placed(svg))

    assert bottom + 16 < height < bottom + 16 + 24.4


def test_a_line_more_moves_no_other():
    before = screen("unisurvey", "one\nthree", 40).splitlines()
    after = screen("unisurvey", "one\ntwo\nthree", 40).splitlines()

    moved = [row for row in before if "three" in row]

    assert len(moved) == 2  # in the description, too
    assert set(moved) <= set(after)


def test_a_picture_suits_light_and_dark_pages():
    svg = screen("unisurvey", "\x1b[32mgreen\x1b[0m", 40)

    assert '<text fill="#116329" x="0"' in svg
    assert '[fill="#116329"]{fill:#3fb950}' in svg


def test_a_picture_says_what_it_shows_and_loads_nothing(real):
    line = "unisurvey stats --by section"
    svg = run_example(line, real, "picture")
    tree = etree.fromstring(svg.encode())

    assert tree[0].text == line
    bars = re.compile(r" *█.*$", re.MULTILINE)
    assert tree[1].text == bars.sub("", run_example(line, real))
    assert "http" not in svg.replace("http://www.w3.org/2000/svg", "")
    assert svg == run_example(line, real, "picture")


def test_bars_are_drawn_whole():
    svg = screen("unisurvey stats", "\x1b[36m███▌\x1b[0m", 40)
    bars = re.findall(r'<rect fill="#1b7c83" [^>]*width="([\d.]+)"', svg)

    assert bars == ["42.7"]
    assert "█" not in svg.partition("</desc>")[2]


@pytest.mark.parametrize("text", ["a < b & c", "[bold]not markup[/bold]", "100 %"])
def test_text_is_shown_as_it_is(text):
    assert lines(screen("unisurvey", text, 40)) == ["$ unisurvey", text]
