"""Unicode → TeX, and that reading undoes it."""

import re
from unicodedata import is_normalized, normalize

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tests.bib.tex.strategies import one_line

from unisurvey.bib.tex.reader import Reading, read
from unisurvey.bib.tex.table import SPELLINGS, spell
from unisurvey.bib.tex.writer import (
    escape,
    escape_name,
    escape_unicode,
    escape_unicode_name,
    title_to_latex,
)

spellers = [escape, escape_unicode, escape_name, escape_unicode_name]


def depths(source):
    """Brace depth after every brace, counted as BibTeX counts: backslash or not."""
    depth = 0
    for brace in re.findall(r"[{}]", source):
        depth += 1 if brace == "{" else -1
        yield depth


@pytest.mark.parametrize("spell", spellers)
@given(text=one_line)
@example(text="trailing \\")
@example(text=r"{\textbackslash}")
@example(text="–-—’'”“`‘?‘,,")
@example(text="Nguyễn ǻ ứ ặ į́")
@example(text="α αβ ά µ")
@example(text="{relax 王}")
def test_escape_can_be_undone(spell, text):
    assert read(spell(text)) == Reading(text, ())


@pytest.mark.slow
def test_no_two_characters_become_another_side_by_side():
    ascii_ones = map(chr, range(ord("!"), ord("~") + 1))
    chars = {char for char in (*SPELLINGS, *ascii_ones) if len(char) == 1}
    lines = [
        " ".join(pair for after in chars if is_normalized("NFC", pair := char + after))
        for char in sorted(chars)
    ]

    assert [line for line in lines if read(escape(line)).text != line] == []


@given(st.text(st.characters(max_codepoint=0x24F, exclude_categories=["Cc", "Cf"])))
def test_latin_letters_with_accents_become_ascii(text):
    letters = "".join(c for c in normalize("NFC", text) if spell(c) or c.isascii())

    assert escape(letters).isascii()


@given(one_line)
@example("}{")
@example(r"\{GPT")
def test_braces_are_balanced_and_none_follows_a_backslash(text):
    for source in (*(to_tex(text) for to_tex in spellers), title_to_latex(text)):
        found = list(depths(source))
        assert all(depth >= 0 for depth in found)
        assert not found or found[-1] == 0
        assert r"\{" not in source
        assert r"\}" not in source


@pytest.mark.parametrize(
    ("char", "source"),
    [
        ("&", r"\&"),
        ("%", r"\%"),
        ("#", r"\#"),
        ("_", r"\_"),
        ("$", r"\$"),
        ("~", r"{\textasciitilde}"),
        ("^", r"{\textasciicircum}"),
        ("\\", r"{\textbackslash}"),
        ("{", r"{\textbraceleft}"),
        ("}", r"{\textbraceright}"),
        ("<", r"{\ensuremath{<}}"),
        ("|", r"{\ensuremath{|}}"),
        ("`", r"{\textasciigrave}"),
        ('"', '"'),
        ("'", "'"),
        ("é", r"{\'e}"),
        ("í", r"{\'\i}"),
        ("ı", r"{\i}"),
        ("İ", r"{\.I}"),
        ("ǰ", r"{\v{\j}}"),
        ("š", r"{\v{s}}"),
        ("ğ", r"{\u{g}}"),
        ("ą", r"{\k{a}}"),
        ("ș", r"{\textcommabelow{s}}"),
        ("å", r"{\aa}"),
        ("ł", r"{\l}"),
        ("ß", r"{\ss}"),
        ("đ", r"{\dj}"),
        ("ễ", r"{\~{\^e}}"),
        ("ệ", r"{\d{\^e}}"),
        ("ị", r"{\d{i}}"),
        ("ứ", r"{\'{\uhorn}}"),
        ("ả", r"{\h{a}}"),
        ("x\u0302", r"{\^x}"),
        ("x\u0332", "x\u0332"),
        ("–", "--"),
        ("—", "---"),
        ("“", "``"),
        ("”", "''"),
        ("’", r"{\textquoteright}"),
        ("²", r"{\texttwosuperior}"),
        ("₀", r"{\textsubscript{0}}"),
        ("α", r"{\ensuremath{\alpha}}"),
        ("→", r"{\ensuremath{\rightarrow}}"),
        ("−", r"{\ensuremath{-}}"),
        ("王", "王"),
        ("Ж", "Ж"),
        ("🙂", "🙂"),
    ],
)
def test_every_special_character_has_its_command(char, source):
    assert escape(char) == source


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("a--b", "a-{}-b"),
        ("–-", "--{}-"),
        ("''", "'{}'"),
        (",,", ",{},"),
        ("Παπα", "Παπα"),
        ("β-VAE", r"{\ensuremath{\beta}}-VAE"),
    ],
)
def test_tex_reads_no_two_signs_as_one(text, source):
    assert escape(text) == source


@pytest.mark.parametrize(
    ("word", "source"),
    [
        ("an&d", r"an{\&}d"),
        ("Nguyễn", r"Nguy{\~{\^e}}n"),
        ("小明", r"{\relax 小}{\relax 明}"),
        ("Ελένη", r"{\relax Ελένη}"),
        ("Σ", r"{\ensuremath{\Sigma}}"),
    ],
)
def test_initials_of_a_name_are_whole_characters(word, source):
    assert escape_name(word) == source


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Nguyễn – “Ж” & Co", r"Nguyễn – “Ж” \& Co"),
        ("α αβ ὕ", r"{\ensuremath{\alpha}} αβ ὕ"),
        ("a--b", "a-{}-b"),
    ],
)
def test_engines_for_unicode_get_unicode(text, source):
    assert escape_unicode(text) == source
