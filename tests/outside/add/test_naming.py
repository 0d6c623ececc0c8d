import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from unisurvey.outside.add.naming import make_id, short_name, slug
from unisurvey.schema.base import Slug


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Show-o: One Single Transformer to Unify All", "Show-o"),
        ("Skywork UniPic 2.0: Building Things", "Skywork UniPic 2.0"),
        ("Emu9 Technical Report", "Emu9"),
        ("From Pixels to Prose: A Large Dataset", None),
        ("Beyond Text-to-Image: More", None),
        ("Making VQA Matter: More", None),
        ("Diffusion Models in Vision: A Survey", None),
        ("Visual Instruction Tuning", None),
        ("统一: 模型", None),
    ],
)
def test_a_title_tells_a_short_name_or_none(title, name):
    assert short_name(title) == name


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("Qwen2.5-VL", "qwen2.5-vl"),
        ("ILLUME+", "illume+"),
        ("C++", "c++"),
        ("Über Modell", "uber-modell"),
        ("X²: a", "x2-a"),
        ("GPT-4V(ision)", "gpt-4v-ision"),
        ("...", ""),
    ],
)
def test_an_id_is_readable(name, wanted):
    assert slug(name) == wanted


@given(st.text())
@example("a.+b")
@example("a+.")
@example("1..2")
@example("+-+")
@example("a" * 79 + "-b")
def test_every_slug_is_a_valid_id_and_stays_one(name):
    found = slug(name)

    if found:
        TypeAdapter(Slug).validate_python(found)
    assert slug(found) == found


def test_a_taken_id_becomes_the_key():
    assert make_id("Show-o", "xie2024showo", {"show-o"}) == "xie2024showo"
    assert make_id("Show-o", "xie2024showo", set()) == "show-o"
    assert make_id(None, "xie2024showo", set()) == "xie2024showo"


def test_names_of_the_catalogue_are_found_in_their_titles(real):
    wrong = [
        paper.id
        for paper in real.models
        if paper.id != "bagel-canvas"  # its paper is called after its data
        and (name := short_name(paper.title))
        and re.sub(r"\W", "", name).lower()
        not in re.sub(r"\W", "", f"Skywork{paper.model.name}").lower()
    ]

    assert wrong == []
