"""Pictures as files: the same bytes everywhere, fonts, what they say of themselves."""

import os
import re
import struct
import subprocess
import sys

import pytest
from lxml import etree

from unisurvey.errors import UnknownValueError, UsageError
from unisurvey.figures.drawing import FIGURES, draw, shown

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
    assert description.text == f"{what.alt} {what.details}"
    assert tree.get("role") == "img"
    assert tree.get("aria-labelledby") == "title desc"
    assert tree.findall(f".//{SVG}text") == []
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
        fill = rb' style="fill: #[0-9a-f]{6}"'  # black has none
        return re.sub(fill + rb"|#[0-9a-f]{6}", b"", svg)

    assert b"#0d1117" in dark
    assert b"#0d1117" not in light
    assert colourless(light) == colourless(dark)


def test_the_small_svg_draws_what_matplotlib_draws(real):
    svg = draw("taxonomy", real).decode()
    uses = re.findall(r'xlink:href="#([rb][0-9a-f]+)"', svg)

    assert set(uses) <= set(re.findall(r'<path id="([rb][0-9a-f]+)"', svg))
    assert "scale(0.015625)" in svg
    assert "<!--" not in svg
    assert "clip" not in svg


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
