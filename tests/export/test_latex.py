import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from unisurvey.export.latex import (
    escape,
    latex_to_title,
    protect_case,
    title_to_latex,
    unescape,
)

one_line = (
    st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]))
    | st.text(st.sampled_from(r"""\{}&%#_$~^"@:-aA1 """))
    | st.lists(
        st.sampled_from(
            [r"\&", r"\textbackslash", "{", "}", "{Show-o}: ", "GPT-4o ", "ﬁ", "İ"]
        )
    ).map("".join)
)


def depths(source):
    """Brace depth after every brace, counted as BibTeX counts: backslash or not."""
    depth = 0
    for brace in re.findall(r"[{}]", source):
        depth += 1 if brace == "{" else -1
        yield depth


@given(one_line)
@example("trailing \\")
@example(r"{\textbackslash}")
def test_escape_can_be_undone(text):
    assert unescape(escape(text)) == text


@given(one_line)
@example("trailing \\")
@example(r"{\textbackslash}: {GPT}")
@example("$k$NN: Nearest")
def test_title_to_latex_can_be_undone(title):
    assert latex_to_title(title_to_latex(title)) == title


@given(one_line)
@example("}{")
@example(r"\{GPT")
def test_braces_are_balanced_and_none_follows_a_backslash(text):
    for source in (escape(text), title_to_latex(text)):
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
        ("é", "é"),
        ("–", "–"),
        ('"', '"'),
    ],
)
def test_every_special_character_has_its_command(char, source):
    assert escape(char) == source


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
        ("A Plan I Like: X", "A Plan I Like: X"),
        ("On Vision: GPT Again: AI", "{On Vision}: {GPT} Again: {AI}"),
        ("10 Years of 3D", "10 Years of {3D}"),
        ("Élan ÉLAN", "Élan {ÉLAN}"),
        ("", ""),
    ],
)
def test_title_keeps_the_capitals_that_matter(title, source):
    assert title_to_latex(title) == source
