"""Names of the same person."""

import pytest

from unisurvey.bib.names import split_names
from unisurvey.matching.people import likeness


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
    ],
)
def test_the_same(written, known):
    assert compare(written, known) == "same"


@pytest.mark.parametrize(
    ("written", "known"), [("Dan Roe", "Daniel Roe"), ("Xie", "Jinheng Xie")]
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
    ],
)
def test_another(written, known):
    assert compare(written, known) == "other"
