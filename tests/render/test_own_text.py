"""What somebody typed into a README stays, or the README does."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unisurvey.errors import InvalidTemplateError
from unisurvey.render.own_text import own_texts, placed

HELLO = "## Hello\n\nIt is *mine* | all of it: {{ 1 / 0 }}\n"


@pytest.fixture
def readme(toy_copy, run):
    """The README of the small root, once rendered."""
    run("render", "readme", root=toy_copy)
    return toy_copy / "README.md"


@pytest.mark.parametrize("name", ["intro", "end"])
def test_what_is_typed_between_the_comments_stays(readme, run, toy_copy, name):
    page = readme.read_text()
    typed = page.replace(placed(name, {}), placed(name, {name: HELLO}))
    readme.write_text(typed.replace("Toy-Show", "Toy-Shown"))

    run("render", "readme", root=toy_copy)

    assert readme.read_text() == typed
    run("render", "readme", "--check", root=toy_copy)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("<!-- end of own text -->", "", "T104 text of your own does not fit"),
        ("<!-- own text: end -->\n", "", "T104 text of your own does not fit"),
        ("own text: end -->", "own text: intro -->", "T104 text of your own does not"),
        (
            "own text: end -->\n",
            "own text: outro -->\nx\n",
            "T104 text of your own is in",
        ),
    ],
)
def test_what_would_be_lost_is_not(readme, run, toy_copy, old, new, message):
    damaged = readme.read_text().replace(old, new, 1)
    readme.write_text(damaged)

    told = run("render", "readme", root=toy_copy, code=1).stderr

    assert message in told
    assert "README.md:" in told
    assert readme.read_text() == damaged


def test_the_last_text_needs_an_end(tmp_path):
    page = tmp_path / "README.md"
    page.write_text("<!-- own text: intro -->\nmine\n")

    with pytest.raises(InvalidTemplateError) as caught:
        own_texts(page)

    [problem] = caught.value.problems
    assert "has no end, expected <!-- end of own text -->" in problem.message


def test_other_line_ends_are_the_same(tmp_path):
    page = tmp_path / "README.md"
    page.write_bytes(placed("intro", {"intro": HELLO}).replace("\n", "\r\n").encode())

    assert own_texts(page) == {"intro": HELLO}


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r<")))
def test_any_text_is_read_back(tmp_path_factory, text):
    page = tmp_path_factory.mktemp("page") / "README.md"
    page.write_bytes(f"# Top\n\n{placed('intro', {'intro': text})}\n\nend\n".encode())

    assert own_texts(page) == {"intro": text}
