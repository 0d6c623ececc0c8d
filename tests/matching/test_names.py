"""What is no part of a name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unisurvey.matching.people import _MARKS, bare_name, is_degree, natural


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Oriol Vinyals 0001", "Oriol Vinyals"),
        ("Ann One PhD", "Ann One"),
        ("Ann One, Ph.D.", "Ann One"),
        ("Ann One, MD, FRCP", "Ann One"),
        ("Ann One M.D., MA", "Ann One"),
        ("Prof. Dr. Ann One", "Ann One"),
        ("Ann One*", "Ann One"),
        ("Ann One †‡", "Ann One"),
        ("Ann One1,2,*", "Ann One"),
        ("Ann One¹²", "Ann One"),
        ("Ann One 1", "Ann One"),
        ("Ann One1 PhD*", "Ann One"),
    ],
)
def test_marks_and_degrees_are_no_part_of_a_name(written, name):
    assert bare_name(written) == name


DEGREES = (
    *(
        "PhD",
        "Ph.D.",
        "Ph. D.",
        "Ph D",
        "DPhil",
        "D.Phil.",
        "MD",
        "M.D.",
        "MSc",
        "M.Sc.",
    ),
    *("BSc", "B.Sc.", "DSc", "D.Sc.", "MPH", "MBA", "MBBS", "MBChB", "FRCP", "FRCS"),
    *(
        "FRCR",
        "FRCPath",
        "FRS",
        "FACS",
        "FACP",
        "FACC",
        "FAAP",
        "FMedSci",
        "DDS",
        "DMD",
    ),
    *("DVM", "DrPH", "Dr.PH", "Dr. PH", "Dr PH", "EdD", "Ed.D.", "PsyD", "Psy.D."),
    *("PharmD", "Pharm.D.", "MEng", "M.Eng.", "MPhil", "M.Phil.", "MRes", "M.Res."),
    *("Dr.-Ing", "Dr.-Ing.", "Esq", "Esq."),
)
ALSO_NAMES = ("MA", "MS", "BA", "BS", "RN", "M.A.", "M.S.")


def test_degrees_are_known_in_each_of_their_forms():
    wrong = [
        written
        for degree in DEGREES
        for written in (
            f"Ann One, {degree}",
            f"Ann One,{degree}",
            f"Ann One {degree}",
            f"Ann One, {degree}, {degree}",
            f"Ann One {degree} PhD",
        )
        if bare_name(written) != "Ann One"
    ]

    assert wrong == []
    assert all(is_degree(degree) for degree in DEGREES if " PH" not in degree)
    assert is_degree("PhD, MD")
    assert is_degree("MD PhD")
    assert not is_degree("PhD, Ann")


def test_what_may_be_a_name_is_a_degree_only_behind_a_comma():
    assert {bare_name(f"Ann One, {degree}") for degree in ALSO_NAMES} == {"Ann One"}
    assert {bare_name(f"Ann One {degree}") for degree in ALSO_NAMES} == {
        f"Ann One {degree}" for degree in ALSO_NAMES
    }


@pytest.mark.parametrize(
    "mark",
    [
        *(
            "*",
            "†",
            "**",
            " *",
            ", *",
            ",*",
            "^{1}",
            "^{a,b}",
            "¹",
            " ¹²",
            ", ³",
            " 0001",
        ),
        *(" 7", " 12", "1", "12", "1,2", "1,12,3", "1,2*", "¹,*", "*†‡§¶‖∗⋆✉#⁎"),
    ],
)
def test_marks_behind_a_name_are_no_part_of_it(mark):
    assert bare_name(f"Ann Quill{mark}") == "Ann Quill"
    assert natural(f"Ann Bea{mark}", "Quill") == "Ann Bea Quill"
    assert natural("Ann", f"Quill{mark}", "Jr.") == "Ann Quill Jr."


@pytest.mark.parametrize(
    "name",
    [
        "Ann Quill 123",
        "Ann Quill 01",
        "Ann QU1",
        "Ann Q1",
        "Ann Quill123",
        "Ann Quill1.2",
    ],
)
def test_other_numbers_stay(name):
    expected = {"Ann Quill 01": "Ann Quill"}

    assert bare_name(name) == expected.get(name, name)


@pytest.mark.parametrize(
    ("parts", "name"),
    [
        (("Ann", "One"), "Ann One"),
        (("", "Plato"), "Plato"),
        (("Ann", ""), "Ann"),
        (("Ann", "One", "III"), "Ann One III"),
        (("Ann", "One", "PhD"), "Ann One"),
        (("Dr. Ann", "One"), "Ann One"),
        (("4M", "Team"), "4M Team"),
        (("12", "Team"), "12 Team"),
    ],
)
def test_a_name_is_put_together_from_its_parts(parts, name):
    assert natural(*parts) == name


@pytest.mark.parametrize(
    "name",
    [
        *(
            "Xin MA",
            "Li MD",
            "Qwen2",
            "InternLM2",
            "Md. Rahman",
            "Thi Do",
            "John Doe III",
        ),
        *(
            "Robert Downey Jr.",
            "X Æ A-12",
            "Dr. Dre",
            "Anna Esquivel",
            "王小明",
            "Plato",
        ),
        *("Jean-Éric Müller", "Conan O'Brien", "Team 4M", "Ann Bsc", "Yi-Ling Phd Wu"),
    ],
)
def test_names_stay_whole(name):
    assert bare_name(name) == name


@given(st.text() | st.text("aé文 *¹1,^{}0\n"))
def test_no_mark_ends_with_a_letter(name):
    assert not (_MARKS.search(name) and name[-1:].isalpha())
