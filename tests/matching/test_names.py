"""What is no part of a name."""

import pytest

from unisurvey.matching.people import bare_name


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
