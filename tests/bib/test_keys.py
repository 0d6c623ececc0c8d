import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from unisurvey.bib.keys import Name, make_key, propose_key, split_name
from unisurvey.schema import Organization, Paper
from unisurvey.schema.base import Key

KEY = TypeAdapter(Key)
SHOW_O = "Show-o: One Single Transformer to Unify Understanding"
names = st.text(min_size=1).filter(str.strip)
organizations = names.map(lambda name: Organization.model_construct(organization=name))
author_lists = st.lists(names | organizations, max_size=3)


@pytest.mark.parametrize(
    ("author", "word"),
    [
        ("Jinheng Xie", "xie"),
        ("Laurens van der Maaten", "maaten"),
        ("Jean-Baptiste Alayrac-Dupont", "alayracdupont"),
        ("Łukasz Kałuża", "kaluza"),
        ("Søren Sønderby", "sonderby"),
        ("Hans Groß", "gross"),
        ("Conan O'Brien", "obrien"),
        ("Martin Luther King Jr.", "king"),
        ("Robert Downey Sr", "downey"),
        ("Prince", "prince"),
        ("Xiaoming 王", "xiaoming"),
        ("王小明", "anon"),
        (Organization(organization="DeepSeek-AI"), "deepseekai"),
        (Organization(organization="Qwen Team"), "qwen"),
        (Organization(organization="01 AI"), "ai"),
    ],
)
def test_key_starts_with_the_first_author(author, word):
    assert make_key([author, "Mike Shou"], 2024, SHOW_O) == f"{word}2024showo"


@pytest.mark.parametrize(
    ("title", "word"),
    [
        (SHOW_O, "showo"),
        ("On the Way to a Unified Model", "way"),
        ("What Can We Do", "we"),
        ("Any-to-Any Generation", "anytoany"),
        ("Emu3:Next", "emu3"),
        ("“Quoted” Words", "quoted"),
        ("ILLUME+: Illuminating", "illume"),
        ("— A Dash", "dash"),
        ("To Be", "be"),
        ("What Is It For", "it"),
        ("How To", "how"),
        ("视觉生成", "untitled"),
    ],
)
def test_key_ends_with_the_first_significant_word(title, word):
    assert make_key(["Jinheng Xie"], 2024, title) == f"xie2024{word}"


def test_work_without_authors_is_anonymous():
    assert make_key([], 2024, SHOW_O) == "anon2024showo"


def test_each_collision_makes_the_key_longer():
    taken: list[str] = []
    for _ in range(6):
        taken.append(make_key(["Jinheng Xie"], 2024, "Show-o: One to Unify", taken))

    assert taken == [
        "xie2024showo",
        "xie2024showoone",
        "xie2024showooneunify",
        "xie2024showooneunify2",
        "xie2024showooneunify3",
        "xie2024showooneunify4",
    ]


@given(author_lists, st.integers(0, 9999), st.text())
@example(["İ"], 7, "½")
@example(["𝑨"], 7, "𝑨")
def test_every_key_has_the_form_of_the_schema(authors, year, title):
    key = make_key(authors, year, title)

    assert KEY.validate_python(key) == key


@given(author_lists, st.text(), st.integers(1, 5))
def test_a_key_is_never_given_twice(authors, title, times):
    taken: list[str] = []
    for _ in range(times):
        taken.append(make_key(authors, 2024, title, taken))

    assert len(set(taken)) == times


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Jinheng Xie", ("Jinheng", "Xie", "")),
        ("C. Lawrence Zitnick", ("C. Lawrence", "Zitnick", "")),
        ("Laurens van der Maaten", ("Laurens", "van der Maaten", "")),
        ("Wouter Van Gansbeke", ("Wouter Van", "Gansbeke", "")),
        ("van der Maaten", ("", "van der Maaten", "")),
        ("Carlos de la Cruz III", ("Carlos", "de la Cruz", "III")),
        ("Martin King Jr.", ("Martin", "King", "Jr.")),
        ("Ada Jr", ("Ada", "Jr", "")),
        ("OpenAI", ("", "OpenAI", "")),
        ("II", ("", "II", "")),
    ],
)
def test_name_splits_into_given_family_and_suffix(name, parts):
    assert split_name(name) == Name(*parts)


@pytest.mark.parametrize(
    ("fields", "key"),
    [
        ({"date": "2024-08"}, "xie2024showoone"),
        ({"date": "2024-08", "venue": "iclr-2025"}, "xie2024showoone"),
        ({"venue": "iclr-2025"}, "xie2025showo"),
        ({}, "xie1999showo"),
    ],
)
def test_key_that_another_work_has_gets_a_proposal(fields, key):
    given = {"key": "xie1999showo", "authors": ("Jinheng Xie",), "title": SHOW_O}
    nothing = {"date": None, "venue": None}
    paper = Paper.model_construct(**(nothing | given | fields))

    assert propose_key(paper, {"xie2024showo", "showo"}) == key
