"""Pictures as files: the same bytes everywhere, fonts, what they say of themselves."""

import os
import re
import struct
import subprocess
import sys
from difflib import ndiff

import pytest
from lxml import etree

from unisurvey.errors import UnknownValueError, UsageError
from unisurvey.figures.adapting import adapting
from unisurvey.figures.canvas import text_width
from unisurvey.figures.drawing import FIGURES, WIDTH, draw, shown, svg
from unisurvey.figures.printed import POINTS
from unisurvey.figures.theme import LIGHT, THEMES

pytestmark = pytest.mark.slow

SVG = "{http://www.w3.org/2000/svg}"
DRAW = """
import sys
from pathlib import Path
from unisurvey import load_catalog
from unisurvey.figures.drawing import draw
catalog = load_catalog(sys.argv[1])
for name, form, theme in (("timeline", "svg", "light"), ("growth", "svg", "dark"),
                          ("taxonomy", "pdf", "light"), ("components", "png", "dark")):
    picture = draw(name, catalog, form=form, theme=theme)
    Path(sys.argv[2], f"{name}.{form}").write_bytes(picture)
"""


def test_two_processes_with_other_settings_draw_the_same_bytes(tmp_path, toy):
    own = {
        "svg.fonttype": "none",
        "font.size": "30",
        "axes.facecolor": "red",
        "text.usetex": "True",
        "figure.constrained_layout.use": "True",
    }
    settings = "\n".join(f"{name}: {value}" for name, value in own.items())
    made = []
    for n, (text, zone) in enumerate([(settings, "Asia/Tokyo"), ("", "UTC")]):
        folder = tmp_path / str(n)
        folder.mkdir()
        (folder / "matplotlibrc").write_text(text)
        subprocess.run(
            [sys.executable, "-c", DRAW, str(toy), str(folder)],
            env={
                **os.environ,
                "TZ": zone,
                "MATPLOTLIBRC": str(folder),
                "SOURCE_DATE_EPOCH": str(n * 10**9),
                "PYTHONHASHSEED": str(n),
            },
            check=True,
        )
        files = [path for path in folder.iterdir() if path.name != "matplotlibrc"]
        made.append({path.name: path.read_bytes() for path in files})

    assert len(made[0]) == 4
    assert made[0] == made[1]


@pytest.mark.parametrize("name", FIGURES)
def test_an_svg_says_what_it_shows_and_needs_nothing_from_elsewhere(name, many):
    tree = etree.fromstring(draw(name, many))
    what = shown(name, many, many.records(FIGURES[name].kind))

    title, description = tree[0], tree[1]
    assert (title.tag, title.text) == (f"{SVG}title", what.title)
    assert description.tag == f"{SVG}desc"
    assert description.text.split() == what.alt.split()
    assert tree.get("role") == "img"
    assert tree.get("aria-labelledby") == "title desc"
    written = {element.text for element in tree.iter(f"{SVG}text")}
    page = FIGURES[name].draw(what, LIGHT, WIDTH * POINTS)
    assert written == {text.text for text in page.texts}
    assert tree.findall(f".//{SVG}image") == []
    references = [
        value
        for element in tree.iter()
        for attribute, value in element.attrib.items()
        if attribute.endswith("href") or "url(" in value
    ]
    ids = {element.get("id") for element in tree.iter()}
    for reference in references:
        for wanted in re.findall(r"#([\w-]+)", reference)[:1]:
            assert wanted in ids or re.fullmatch("[0-9a-f]{6}", wanted), reference
    assert not any("http" in reference for reference in references)


@pytest.mark.parametrize("name", FIGURES)
def test_a_pdf_embeds_its_fonts_as_truetype(name, toy_catalog):
    pdf = draw(name, toy_catalog, form="pdf")

    fonts = re.findall(rb"/Type /FontDescriptor.*?>>", pdf, re.DOTALL)
    kinds = set(re.findall(rb"/Type /Font\s+/Subtype /(\w+)", pdf))
    assert fonts
    assert all(b"/FontFile2 " in font for font in fonts)
    assert kinds == {b"Type0", b"CIDFontType2"}
    assert b"DejaVuSans" in pdf
    assert b"CreationDate" not in pdf
    assert pdf.count(b"/Type /Page\n") + pdf.count(b"/Type /Page ") == 1


def test_a_png_has_two_pixels_for_one(real):
    png = draw("growth", real, form="png", width=7)

    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    width, _ = struct.unpack(">II", png[16:24])
    assert width == 7 * 96 * 2
    assert b"Software" not in png


@pytest.mark.parametrize("name", FIGURES)
def test_a_dark_picture_differs_in_colours_alone(name, real):
    light, dark = (draw(name, real, theme=theme) for theme in ("light", "dark"))

    def colourless(svg):
        return re.sub(rb"#[0-9a-f]{6}", b"", svg)

    assert b"#0d1117" in dark
    assert b"#0d1117" not in light
    assert colourless(light) == colourless(dark)


@pytest.mark.parametrize("name", FIGURES)
def test_one_picture_has_the_colours_of_both_pages(name, real):
    both = svg(name, shown(name, real, real.records(FIGURES[name].kind)))
    light, dark = (draw(name, real, theme=theme).decode() for theme in THEMES)

    assert seen(both, dark=False) == paints(light)
    assert seen(both, dark=True) == paints(dark)


def test_a_colour_that_becomes_two_becomes_the_right_one():
    light = '<svg><b fill="#ffffff">fill="#ffffff"</b><i fill="#ffffff"/></svg>'
    dark = '<svg><b fill="#000000">fill="#ffffff"</b><i fill="#eeeeee"/></svg>'

    both = adapting(light, dark)

    assert seen(both, dark=True) == ["#000000", "#eeeeee"]
    assert '>fill="#ffffff"</b>' in both


def paints(svg):
    """Return the colours of the shapes of an SVG, in order."""
    return [
        value
        for element in etree.fromstring(svg.encode()).iter()
        for name, value in element.attrib.items()
        if name in ("fill", "stroke") and value.startswith("#")
    ]


def seen(svg, *, dark):
    """Return the same as a browser shows them on a light or a dark page."""
    tree = etree.fromstring(svg.encode())
    (style,) = tree.iter("{*}style")
    rule = re.compile(r'\[((?:data-)?)(\w+)="(#\w+)"\]\{\2:(#\w+)\}')
    rules = {(data, what, a): b for data, what, a, b in rule.findall(style.text)}
    assert style.text.startswith("@media (prefers-color-scheme: dark) {")
    assert style.text.count("{") == len(rules) + 1
    found = []
    for element in tree.iter():
        for name, value in element.attrib.items():
            if name in ("fill", "stroke") and value.startswith("#"):
                usual = rules["", name, value]
                other = element.get(f"data-{name}")
                own = rules["data-", name, other] if other else usual
                found.append(own if dark else value)
    return found


@pytest.mark.parametrize("name", FIGURES)
def test_a_picture_of_the_whole_catalogue_is_small(name, real):
    picture = svg(name, shown(name, real, real.records(FIGURES[name].kind)))

    assert len(picture.encode()) <= 60_000


def test_text_keeps_its_place_whatever_the_font(real):
    """Every browser spaces text to the width that was measured."""
    tree = etree.fromstring(draw("timeline", real))

    for element in tree.iter(f"{SVG}text"):
        size = float(element.get("font-size", 8))
        weight = element.get("font-weight", "regular")
        if len(element.text) > 3:
            width = float(element.get("textLength"))
            assert width == pytest.approx(text_width(element.text, size, weight))


def test_a_name_more_moves_little_else(real):
    """Of what follows a new name only its line, the later lines and their years move."""
    newest = max((m for m in real.models if m.date), key=lambda m: m.date)
    fewer = [model for model in real.models if model is not newest]
    before, after = (
        draw("timeline", real, models).decode().splitlines()
        for models in (fewer, real.models)
    )

    changed = [line for line in ndiff(before, after) if line[0] in "+-"]

    assert sum(map(len, changed)) < 6_000


def test_wrong_words_are_refused_with_what_there_is(real):
    with pytest.raises(UnknownValueError) as name:
        draw("timelin", real)
    with pytest.raises(UnknownValueError) as form:
        draw("timeline", real, form="jpg")
    with pytest.raises(UsageError) as by:
        draw("taxonomy", real, by="month")

    assert str(name.value) == "unknown figure 'timelin'; did you mean 'timeline'?"
    assert str(form.value) == "unknown format 'jpg'; did you mean 'png'?"
    assert (
        str(by.value) == "taxonomy does not count by month, only timeline and growth do"
    )
