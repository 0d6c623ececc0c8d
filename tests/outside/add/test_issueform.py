import pytest
from hypothesis import given
from hypothesis import strategies as st

from unisurvey.errors import UsageError
from unisurvey.outside.add.sources import HEADINGS, Suggestion, read_issue

REASON = """\
It answers questions about images.

It draws, too:
### not a question of the form"""
FULL = f"""\
### Address or identifier

https://arxiv.org/abs/2408.12528

### Section

c-1: Pixel encoding (Fused autoregressive and diffusion models)

### Why it fits

{REASON}

### Code

<https://github.com/showlab/Show-o>

### Weights

_No response_

### Demo

https://huggingface.co/spaces/showlab/Show-o

### Project page

_No response_

### What else you know

The language model is Phi-1.5.
"""


def form(**answers):
    names = {"source": "Address or identifier", "section": "Section", "code": "Code"}
    given = {"source": "2408.12528", **answers}
    return "".join(f"### {names[key]}\n\n{text}\n\n" for key, text in given.items())


def refusal(text):
    with pytest.raises(UsageError) as caught:
        read_issue(text)
    return str(caught.value)


def test_every_answer_is_read():
    assert read_issue(FULL) == Suggestion(
        source="https://arxiv.org/abs/2408.12528",
        section="c-1",
        links={
            "code": "https://github.com/showlab/Show-o",
            "demo": "https://huggingface.co/spaces/showlab/Show-o",
        },
    )


def test_one_answer_is_enough():
    assert read_issue(form()) == Suggestion("2408.12528", None, {})


def test_line_ends_of_a_browser_make_no_difference():
    assert read_issue(FULL.replace("\n", "\r\n")) == read_issue(FULL)


@pytest.mark.parametrize("choice", ["not sure", "Not sure", "_No response_", ""])
def test_a_section_may_be_left_to_the_maintainers(choice):
    assert read_issue(form(section=choice)).section is None


@pytest.mark.parametrize("answer", ["", "_No response_"])
def test_a_missing_source_is_named(answer):
    assert refusal(form(source=answer)) == (
        "the issue has no answer under '### Address or identifier'; "
        "expected one arXiv id, DOI or web address there"
    )


@pytest.mark.parametrize("text", ["", "Please add Show-o", "## Section\n\na", "\0"])
def test_another_issue_is_not_taken_for_the_form(text):
    assert refusal(text) == (
        "the issue is not an answer to the form 'Suggest a paper'; "
        "expected headings such as '### Address or identifier'"
    )


def test_a_question_that_is_there_twice_is_refused():
    assert refusal(form() + form(source="2410.13848")) == (
        "the heading '### Address or identifier' is there twice; leave each once"
    )


@pytest.mark.parametrize(
    ("answer", "shown"),
    [
        ("2408.12528 and 2410.13848", "'2408.12528 and 2410.13848'"),
        ("2408.12528\n2410.13848", r"'2408.12528\n2410.13848'"),
        ("--root=/", "'--root=/'"),
        ("/etc/passwd", "'/etc/passwd'"),
        ("../refs.bib", "'../refs.bib'"),
        ("unisurvey.bib", "'unisurvey.bib'"),
        ("2408\u202e.12528", r"'2408\u202e.12528'"),
        ("2408.1\x0028", r"'2408.1\x0028'"),
        ("<>", "'<>'"),
        ("9" * 501, f"'{'9' * 79}…'"),
    ],
)
def test_a_source_is_one_word(answer, shown):
    assert refusal(form(source=answer)) == (
        f"{shown} under '### Address or identifier' cannot be used, "
        "expected one arXiv id, DOI or web address"
    )


@pytest.mark.parametrize(
    "answer",
    [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "github.com/showlab/Show-o",
        "https://github.com/a https://github.com/b",
        "[code](https://github.com/showlab/Show-o)",
        "https://localhost",
    ],
)
def test_a_link_is_one_web_address(answer):
    assert refusal(form(code=answer)) == (
        f"{answer!r} under '### Code' cannot be used, "
        "expected one web address starting with https:// (or http://)"
    )


@pytest.mark.parametrize("answer", ["../a", "b 2", "--help", "b-2\nc-1", "B-2"])
def test_a_section_is_one_of_the_choices(answer):
    assert refusal(form(section=answer)) == (
        f"{answer!r} under '### Section' is not one of the form's choices, "
        "expected one such as 'b-2: Semantic encoding'"
    )


def test_an_endless_issue_is_refused():
    assert refusal(FULL + "a" * 65_536).endswith("characters, expected at most 65,536")


def test_a_heading_of_blanks_takes_no_time():
    text = f"### a{' ' * 65_000}b\n"

    assert refusal(text)


@given(
    st.lists(
        st.one_of(
            st.sampled_from([f"### {heading}" for heading in HEADINGS]),
            st.sampled_from(["", "\n", "\r", "_No response_", "###", "b-1: x", "<"]),
            st.text(max_size=30),
        )
    ).map("\n".join)
)
def test_any_text_is_read_or_refused_and_never_hides_anything(text):
    found, refused = None, ""
    try:
        found = read_issue(text)
    except UsageError as error:
        refused = str(error)

    assert len(refused.splitlines()) <= 1
    assert len(refused) < 400
    if found:
        for word in (found.source, *found.links.values()):
            assert word.split() == [word]
            assert word[0].isalnum()
        assert all(link.startswith("http") for link in found.links.values())
