import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tests.bib.tex.strategies import one_line

from unisurvey.bib.tex.reader import read
from unisurvey.bib.tex.writer import (
    escape,
    escape_unicode,
    protect_case,
    title_to_latex,
)


@given(one_line)
@example("trailing \\")
@example(r"{\textbackslash}: {GPT}")
@example("$k$NN: Nearest")
def test_title_to_latex_can_be_undone(title):
    for spell_text in (escape, escape_unicode):
        assert read(title_to_latex(title, None, spell_text)).text == title


@given(one_line, st.lists(one_line.filter(bool), min_size=1))
@example("R&D: &c", ["&c"])
def test_title_with_chosen_capitals_can_be_undone(title, capitals):
    assert read(title_to_latex(title, capitals)).text == title


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
        ("Building an A-Frame in a Day", "Building an {A-Frame} in a Day"),
        ("Meet A Sketch and B Sketches", "Meet A Sketch and {B} Sketches"),
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


def test_of_the_words_to_protect_the_longest_is_taken():
    found = title_to_latex("See GPT-4o Draw", ["GPT", "GPT-4o Draw", "GPT-4o"])

    assert found == "See {GPT-4o Draw}"
