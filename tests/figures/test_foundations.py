"""Names below a diagram: as many as its lines hold."""

import pytest

from unisurvey.figures.canvas import MARGIN, SMALL, wrapped
from unisurvey.figures.foundations import (
    NAMES,
    PAD,
    WIRINGS,
    Foundation,
    Foundations,
    draw_foundations,
)
from unisurvey.figures.theme import LIGHT

ROOM = 150.0
NAMED = [f"Sketch{n**3} 20{n:02}" for n in range(40)]


@pytest.mark.parametrize("number", [1, 3, 9, 10, 11, 12, 40, 4000])
def test_as_many_works_are_named_as_the_lines_hold(number):
    works = (NAMED * 100)[:number]
    panel = Foundation("Steps", WIRINGS["projection"], tuple(works))
    wide = ROOM + 2 * PAD + 2 * MARGIN

    canvas = draw_foundations(Foundations("Title", (panel,)), LIGHT, wide)

    def lines(named):
        left = len(works) - named
        words = [*works[:named], *([f"{left} more"] if left else [])]
        return wrapped(", ".join(words), SMALL, ROOM)

    fitting = [n for n in range(min(number, 40) + 1) if len(lines(n)) <= NAMES]
    shown = lines(max(fitting))
    assert [text.text for text in canvas.texts][-len(shown) :] == shown
