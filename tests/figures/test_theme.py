"""Colours that can be read, and that nothing rests on alone."""

from itertools import combinations

import pytest

from unisurvey.fields import BY_NAME
from unisurvey.figures.theme import DARK, LIGHT, PARADIGM_NAMES, contrast

THEMES = pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])


@THEMES
def test_text_can_be_read_on_everything_that_lies_under_it(theme):
    fills = [theme.page, theme.panel] + [
        theme.tinted(style.colour, share * theme.tint)
        for style in theme.paradigms.values()
        for share in (1, 1.6, 2)
    ]

    assert min(contrast(theme.ink, fill) for fill in fills) >= 4.5
    assert contrast(theme.muted, theme.page) >= 4.5
    assert contrast(theme.muted, theme.panel) >= 4.5


@THEMES
def test_numbers_can_be_read_on_every_shade_of_a_matrix(theme):
    for paradigm in ("autoregressive", "hybrid"):
        for share in range(1, 11):
            fill = theme.tinted(theme.style(paradigm).colour, share / 10)
            assert contrast(theme.on(fill), fill) >= 4.5, fill


@THEMES
def test_shapes_stand_out_from_the_page(theme):
    for style in theme.paradigms.values():
        assert contrast(style.colour, theme.page) >= 3


@THEMES
def test_paradigms_differ_without_colour(theme):
    styles = list(theme.paradigms.values())

    assert all(a.shape != b.shape for a, b in combinations(styles, 2))
    assert all(a.hatch != b.hatch for a, b in combinations(styles, 2))


@THEMES
def test_every_paradigm_has_a_look_and_a_name(theme):
    assert (
        set(theme.paradigms)
        == set(PARADIGM_NAMES)
        == {*BY_NAME["paradigm"].choices, None}
    )


def test_contrast_is_that_of_wcag():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
