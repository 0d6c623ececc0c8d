"""Which texts may be nearly the same."""

from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz import fuzz

from unisurvey.matching.pieces import Pieces

WORDS = st.sampled_from(["unified", "model", "token", "draw", "read", "é", "x", "統一"])
TEXT = st.lists(WORDS, max_size=12).map("".join)
CHANGE = st.tuples(st.integers(0, 90), st.integers(0, 2), st.text("aeé ", max_size=2))


@st.composite
def changed(draw, text):
    """Return a text with some letters less and others more."""
    for at, gone, come in draw(st.lists(CHANGE, max_size=5)):
        text = text[:at] + come + text[at + gone :]
    return text


@given(st.data(), TEXT, st.sampled_from([85, 92, 99.9, 100]))
def test_no_text_is_missed_that_comparing_with_each_finds(data, text, least):
    texts = data.draw(st.lists(TEXT | changed(text), max_size=20))

    found = list(Pieces(texts).maybe_near(text, least))

    assert found == sorted(set(found))
    near = {n for n, t in enumerate(texts) if fuzz.ratio(text, t) >= least}
    assert near <= set(found) <= set(range(len(texts)))


def test_what_is_changed_at_every_second_piece_is_found_among_others():
    text = "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz"
    other = "".join(c for n, c in enumerate(text) if n % 13 != 4)
    texts = [text[::-1], other, "another of as many letters" * 2]

    assert fuzz.ratio(text, other) >= 92
    assert list(Pieces(texts).maybe_near(text, 92)) == [1]
