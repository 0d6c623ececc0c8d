import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unisurvey.text.folding import fold, folded_words


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Nguyễn Đức", "nguyen duc"),
        ("Łukasz Kaiser", "lukasz kaiser"),
        ("Søren  Ægir", "soren aegir"),
        ("Straße", "strasse"),
        ("Guðrún Þórðardóttir", "gudrun thordardottir"),
        ("Đorđe Łoś, Œuvre", "dorde los oeuvre"),
        ("Yıldız", "yildiz"),
        ("ILLUME+", "illume+"),
        ("Show-o: One", "show o one"),
        ("UniCode²", "unicode2"),
        ("", ""),
    ],
)
def test_words_are_compared_as_readers_do(text, folded):
    assert fold(text) == folded


@given(st.text(max_size=40))
def test_words_stand_apart_by_one_space_and_without_accents(text):
    folded = fold(text)

    assert folded == " ".join(folded.split())
    assert not any(map(unicodedata.combining, folded))


@given(st.text(max_size=40))
def test_a_name_is_folded_word_by_word(name):
    assert folded_words(name) == fold(name).split()


@given(st.text("aÉ ́ﬁ²Ł͏漢+-", max_size=20))
def test_latin_letters_fold_as_those_of_other_scripts_do(text):
    assert fold(f"{text} 漢").split() == [*fold(text).split(), "漢"]
