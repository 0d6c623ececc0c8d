"""Pictures of terminals."""

import re

import pytest
from lxml import etree

from unisurvey.cli.examples import run_example, screen

SVG = "{http://www.w3.org/2000/svg}"
LOOKS = pytest.mark.parametrize("look", ["light", "dark"])


def lines(svg):
    """Return the text of each line of the picture, as it stands there."""
    found: dict[float, str] = {}
    for element in etree.fromstring(svg.encode()).iter(f"{SVG}text"):
        y = float(element.get("y"))
        column = round(float(element.get("x")) / 12.2)
        found[y] = found.get(y, "").ljust(column) + (element.text or "")
    return [found[y].replace("\xa0", " ").rstrip() for y in sorted(found)]


@LOOKS
def test_a_picture_shows_the_command_and_all_that_it_prints(real, look):
    line = "unisurvey list --paradigm hybrid --since 2025-06"
    svg = run_example(line, real, look)

    assert lines(svg) == [f"$ {line}", *run_example(line, real).splitlines()]


@LOOKS
def test_everything_lies_within_the_frame(real, look):
    svg = run_example("unisurvey stats --by section", real, look)
    tree = etree.fromstring(svg.encode())
    height = float(tree.get("height"))

    bottoms = [float(element.get("y")) for element in tree.iter(f"{SVG}text")]

    assert max(bottoms) + 16 < height < max(bottoms) + 16 + 24.4


def test_a_picture_says_what_it_shows_and_loads_nothing(real):
    line = "unisurvey stats --by section"
    svg = run_example(line, real, "dark")
    tree = etree.fromstring(svg.encode())

    assert tree[0].text == line
    assert tree[1].text == run_example(line, real)
    assert "http" not in svg.replace("http://www.w3.org/2000/svg", "")
    assert svg == run_example(line, real, "dark")


def test_bars_are_drawn_whole():
    svg = screen("unisurvey stats", "\x1b[36m███▌\x1b[0m", "light", 40)
    bars = re.findall(r'<rect class="terminal-r\d" [^>]*width="([\d.]+)"', svg)

    assert bars == ["42.7"]
    assert "█" not in svg.partition("</desc>")[2]


@pytest.mark.parametrize("text", ["a < b & c", "[bold]not markup[/bold]", "100 %"])
def test_text_is_shown_as_it_is(text):
    assert lines(screen("unisurvey", text, "dark", 40)) == ["$ unisurvey", text]
