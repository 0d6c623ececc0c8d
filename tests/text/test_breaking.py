from hypothesis import given
from hypothesis import strategies as st

from unisurvey.text.breaking import broken

WORDS = st.lists(
    st.from_regex(r"[a-z-]{1,12}|'[a-z ]{1,30}'", fullmatch=True), max_size=12
)


def test_a_line_breaks_between_words():
    text = "already in the catalogue as papers/janus; see 'unisurvey show papers/janus'"

    assert broken(text, 30) == (
        "already in the catalogue as\npapers/janus; see\n'unisurvey show papers/janus'"
    )
    assert broken(text, 100) == text


def test_what_follows_something_is_indented():
    assert broken("one two three", 12, start=6, indent="  ") == "one\n  two three"


@given(WORDS, st.integers(1, 40))
def test_no_word_and_nothing_quoted_is_broken_or_lost(words, width):
    text = " ".join(words)

    lines = broken(text, width).split("\n")

    assert " ".join(lines).split() == text.split()
    assert all(any(word in line for line in lines) for word in words)
    assert all(
        len(line) <= width or line.strip() in words or line in (text, "")
        for line in lines
    )
