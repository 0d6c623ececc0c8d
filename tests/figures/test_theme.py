"""Colours that can be read, and that nothing rests on alone."""

from itertools import combinations

import pytest

from unisurvey.figures.theme import DARK, LIGHT, contrast, paradigm_styles
from unisurvey.schema import Vocabularies, Words

THEMES = pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])


@THEMES
def test_text_can_be_read_on_everything_that_lies_under_it(theme):
    fills = [theme.page, theme.panel] + [
        theme.tinted(colour, share * theme.tint)
        for colour in theme.colours.values()
        for share in (1, 1.6, 2)
    ]

    assert min(contrast(theme.ink, fill) for fill in fills) >= 4.5
    assert contrast(theme.muted, theme.page) >= 4.5
    assert contrast(theme.muted, theme.panel) >= 4.5


@THEMES
def test_numbers_can_be_read_on_every_shade_of_a_matrix(theme):
    for colour in ("blue", "green"):
        for share in range(1, 11):
            fill = theme.tinted(theme.colours[colour], share / 10)
            assert contrast(theme.on(fill), fill) >= 4.5, fill


@THEMES
def test_shapes_stand_out_from_the_page(theme):
    for colour in theme.colours.values():
        assert contrast(colour, theme.page) >= 3


@pytest.mark.parametrize("number", [0, 1, 3, 12])
def test_paradigms_differ_without_colour(number):
    words = Words.model_validate(
        {"paradigms": [{"id": f"p{n}", "name": f"P {n}"} for n in range(number)]}
        if number
        else {}
    )

    styles = list(paradigm_styles(Vocabularies(words=words)).values())

    assert len(styles) == number + 1
    assert all(a.shape != b.shape for a, b in combinations(styles[:12], 2))
    assert all(a.hatch != b.hatch for a, b in combinations(styles[:12], 2))
    assert len({(style.colour, style.mark) for style in styles}) == number + 1


def test_the_colours_of_the_survey_stay(real):
    styles = paradigm_styles(real.vocabularies)

    assert {paradigm: (s.colour, s.mark) for paradigm, s in styles.items()} == {
        "diffusion": ("orange", "circle"),
        "autoregressive": ("blue", "square"),
        "hybrid": ("green", "triangle"),
        None: ("grey", "diamond"),
    }


def test_contrast_is_that_of_wcag():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
