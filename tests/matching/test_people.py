"""Names of the same person."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unisurvey.bib.names import split_names
from unisurvey.matching.people import likeness, person_keys


def compare(written, known):
    (name,) = split_names(written).names
    return likeness(name, known)


@pytest.mark.parametrize(
    ("written", "known"),
    [
        ("Mueller, J.", "Jürgen Müller"),
        (r"M{\"u}ller, J{\"u}rgen", "Jürgen Müller"),
        ("Jurgen Muller", "Jürgen Müller"),
        (r"Nguy{\~{\^e}}n, V. A.", "Van Anh Nguyễn"),
        ("Yang, Ming-Hsuan", "Ming-Hsuan Yang"),
        ("Yang, Minghsuan", "Ming-Hsuan Yang"),
        ("M.-H. Yang", "Ming-Hsuan Yang"),
        ("Yang, MH", "Ming-Hsuan Yang"),
        ("van der Maaten, L.", "Laurens van der Maaten"),
        ("van der Maaten L", "Laurens van der Maaten"),
        ("Maaten, Laurens van der", "Laurens van der Maaten"),
        ("Vandermaaten, Laurens", "Laurens van der Maaten"),
        ("King, Jr., Martin Luther", "Martin Luther King Jr."),
        ("Martin King", "Martin Luther King Jr."),
        ("O'Brien, Kim", "Kim OBrien"),
        ("Team, Chameleon", "Chameleon Team"),
        ("{The Chameleon Team}", "The Chameleon Team"),
        ("Aristotle", "Aristotle"),
        ("Yang Minghsuan", "Ming-Hsuan Yang"),
        ("Ii, N.", "Naomasa Ii"),
        ("Minghsuan Yang", "Ming-Hsuan Yang"),
        ("Laurens Vandermaaten", "Laurens van der Maaten"),
        ("Yang M-H", "Ming-Hsuan Yang"),
        ("Yang M H", "Ming-Hsuan Yang"),
        ("Xie J", "Jinheng Xie"),
        ("M. Yang", "Ming-Hsuan Yang"),
        ("David Zhang", "David Junhao Zhang"),
        ("D. J. Zhang", "David Junhao Zhang"),
        ("David J Zhang", "David Junhao Zhang"),
        ("J. Zhang", "David Junhao Zhang"),
        ("King III, Martin", "Martin King"),
        ("Ann One Jr", "Ann One"),
        ("JÜRGEN MÜLLER", "Jürgen Müller"),
        ("Soeren Aagaard", "Søren Ågaard"),
        ("Ågaard, S.", "Soren Agaard"),
    ],
)
def test_the_same(written, known):
    assert compare(written, known) == "same"


@pytest.mark.parametrize(
    ("written", "known"),
    [
        ("Dan Roe", "Daniel Roe"),
        ("Roe, Dan", "Daniel Roe"),
        ("Daniel Roe", "Dan Roe"),
        ("Dan B. Roe", "Daniel Ben Roe"),
        ("Xie", "Jinheng Xie"),
        ("Jinheng Xie", "Xie"),
    ],
)
def test_close(written, known):
    assert compare(written, known) == "close"


@pytest.mark.parametrize(
    ("written", "known"),
    [
        ("Jinheng Xei", "Jinheng Xie"),
        ("Xie, K.", "Jinheng Xie"),
        ("Xie, Jinhen", "Jinheng Xie"),
        ("Mao, Jinheng", "Jinheng Xie"),
        ("Jing Xie", "Jinheng Xie"),
        ("J", "Jinheng Xie"),
        ("Da Roe", "Daniel Roe"),
        ("Dani Roe", "Danie Roe"),
        ("Dan Roe", "Dana Roe"),
        ("Zhang, Junhao David", "David Junhao Li"),
        ("Kim Roe", "Daniel Ben Roe"),
        ("Quill Roe, Ann", "Ann Roe"),
        ("Ben Dan Roe", "Daniel Ben Roe"),
        ("Xie Zhang", "Jinheng Xie"),
    ],
)
def test_another(written, known):
    assert compare(written, known) == "other"


NAMES = st.lists(
    st.sampled_from(["ann", "ben", "cem", "quill", "wren"]), min_size=2, max_size=3,
    unique=True,
).map(lambda words: " ".join(word.capitalize() for word in words))  # fmt: skip


@given(NAMES)
def test_a_name_is_the_same_in_every_usual_way_of_writing_it(name):
    *given_names, family = name.split()
    initials = [word[0] for word in given_names]
    ways = {
        f"{family}, {' '.join(given_names)}",
        f"{family}, {'. '.join(initials)}.",
        f"{'. '.join(initials)}. {family}",
        f"{family} {''.join(initials)}",
        f"{given_names[0]} {family}",
        f"{family}, {initials[0]}.",
        name.upper(),
    }

    assert {way for way in ways if compare(way, name) != "same"} == set()
    assert compare(family, name) == "close"
    assert compare(f"{family}, Dot", name) == "other"
    assert compare(f"{' '.join(given_names)} Dot", name) == "other"


@given(NAMES)
def test_keys_of_a_person_are_those_of_the_name_turned_round(one):
    keys = set(person_keys(one))

    assert keys == set(person_keys(" ".join(reversed(one.split()))))
    assert keys == set(person_keys(f"{one} Jr."))
    assert len(keys) == 2
    assert person_keys("") == person_keys("Jr.") == ()
