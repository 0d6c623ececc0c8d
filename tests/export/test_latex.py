import re
from unicodedata import normalize

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from unisurvey.export.latex import (
    escape,
    escape_name,
    escape_unicode,
    escape_unicode_name,
    latex_to_title,
    protect_case,
    title_to_latex,
    unescape,
)
from unisurvey.export.latex_table import spell

one_line = (
    st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]))
    | st.text(st.sampled_from(r"""\{}&%#_$~^"@:-aA1 """))
    | st.lists(
        st.sampled_from(
            [r"\&", r"\textbackslash", "{", "}", "{Show-o}: ", "GPT-4o ", "ﬁ", "İ"]
        )
    ).map("".join)
    | st.text(st.sampled_from("ễệøĐıİĵơỨ–—“”‘’'`-,?!<²₀αβ→王🙂e\u0301\u0323\u0332"))
).map(lambda text: normalize("NFC", text))
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
    assert unescape(spell(text)) == text


@given(st.text(st.characters(max_codepoint=0x24F, exclude_categories=["Cc", "Cf"])))
def test_latin_letters_with_accents_become_ascii(text):
    letters = "".join(c for c in normalize("NFC", text) if spell(c) or c.isascii())

    assert escape(letters).isascii()


@given(one_line)
@example("trailing \\")
@example(r"{\textbackslash}: {GPT}")
@example("$k$NN: Nearest")
def test_title_to_latex_can_be_undone(title):
    for spell_text in (escape, escape_unicode):
        assert latex_to_title(title_to_latex(title, None, spell_text)) == title


@given(one_line, st.lists(one_line.filter(bool), min_size=1))
@example("R&D: &c", ["&c"])
def test_title_with_chosen_capitals_can_be_undone(title, capitals):
    assert latex_to_title(title_to_latex(title, capitals)) == title


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


@given(one_line)
def test_pieces_join_to_the_title_and_none_is_empty(title):
    pieces = protect_case(title)

    assert "".join(text for text, _ in pieces) == title
    assert all(text for text, _ in pieces)


@given(one_line)
@example("$k$NN: Nearest")
def test_protected_pieces_start_with_a_letter_or_digit(title):
    starts = [text[0] for text, protected in protect_case(title) if protected]

    assert all(map(str.isalnum, starts))


@given(one_line)
def test_only_pieces_with_capitals_are_protected(title):
    kept = [text for text, protected in protect_case(title) if protected]

    assert all(any(char != char.lower() for char in text) for text in kept)


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


@pytest.mark.parametrize(
    ("capitals", "source"),
    [
        (None, "See {GPT-4o} Meet a Chinese: Chinese, Says Hello"),
        (["Chinese"], "See GPT-4o Meet a {Chinese}: {Chinese}, Says Hello"),
        (["Hello", "Says Hello"], "See GPT-4o Meet a Chinese: Chinese, {Says Hello}"),
        ("free", "See GPT-4o Meet a Chinese: Chinese, Says Hello"),
        (["Chin"], "See GPT-4o Meet a Chinese: Chinese, Says Hello"),
    ],
)
def test_a_record_may_choose_its_capitals(capitals, source):
    title = "See GPT-4o Meet a Chinese: Chinese, Says Hello"

    assert title_to_latex(title, capitals) == source.replace(
        "{Chinese}.3", "{Chinese}.3"
    )


@pytest.mark.parametrize(
    ("title", "source"),
    [
        ("Show-o: One Single Transformer", "{Show-o}: One Single Transformer"),
        ("Janus: Decoupling Visual Encoding", "{Janus}: Decoupling Visual Encoding"),
        ("Emu3: Next-Token Prediction", "{Emu3}: Next-Token Prediction"),
        ("Lumina-Image 2.0: A Framework", "{Lumina-Image 2.0}: A Framework"),
        ("A Rather Long Phrase: Details", "A Rather Long Phrase: Details"),
        ("ILLUME+: Illuminating", "{ILLUME}+: Illuminating"),
        ("$k$NN: Nearest", r"\${k\$NN}: Nearest"),
        ("vision: All at Once", "vision: All at Once"),
        ("Ratio 16:9 Matters", "Ratio 16:9 Matters"),
        ("Ⓐ: No Letter Here", "Ⓐ: No Letter Here"),
        ("Ⓐb: A Capital Outside", "Ⓐb: A Capital Outside"),
        ("We Compare GPT-4o", "We Compare {GPT-4o}"),
        ("On BLIP3-o and MMaDA", "On {BLIP3-o} and {MMaDA}"),
        ("On T2I, (MLLMs) and Qwen2.5!", "On {T2I}, ({MLLMs}) and {Qwen2.5}!"),
        ("With Llama-2 and Qwen2.5-Omni", "With {Llama-2} and {Qwen2.5-Omni}"),
        ("Text-to-Image Generation", "Text-to-Image Generation"),
        ("Vision-LLM Models", "{Vision-LLM} Models"),
        ("A Plan I Like: X", "A Plan {I} Like: {X}"),
        ("Making the V in a Q-Former Matter", "Making the {V} in a {Q-Former} Matter"),
        ("See A Cat", "See A Cat"),
        ("On Vision: GPT Again: AI", "{On Vision}: {GPT} Again: {AI}"),
        ("10 Years of 3D", "10 Years of {3D}"),
        ("Élan ÉLAN", r"{\'E}lan {{\'E}LAN}"),
        ("", ""),
    ],
)
def test_title_keeps_the_capitals_that_matter(title, source):
    assert title_to_latex(title) == source
