"""Whatever a file holds, reading it ends, and every place lies inside it."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from unisurvey.lists.awesome.blocks import lines_of
from unisurvey.lists.awesome.reader import read_list

LISTS = sorted((Path(__file__).parent / "files").glob("*.md"))
PIECES = st.sampled_from(
    [
        *(
            "- ",
            "* **",
            "**",
            "| ",
            "|--|--|\n",
            "\n",
            "\n\n",
            "# ",
            "    ",
            "[",
            "]",
            "(",
            ")",
        ),
        *(
            "<table>",
            "<tr>",
            "<td rowspan='9'>",
            "</td>",
            "</tr>",
            "</table>",
            "<li>",
            "<ul>",
        ),
        *(
            "<a href='#x'>",
            "</a>",
            "<br>",
            "<!--",
            "-->",
            "<details>",
            "<summary>",
            "</details>",
        ),
        *(
            "![x](https://img.shields.io/badge/arXiv-2408.12528-red)",
            "\\|",
            "\r\n",
            "\r",
            "\t",
        ),
        *(
            "[A Title of Four](https://arxiv.org/abs/2408.12528v2)",
            "2024-13-01",
            "May 2024",
        ),
        *(
            "[code]()",
            "[x](#y)",
            "``",
            "```\n",
            "<pre>",
            "<script>",
            "<textarea>",
            "&lt;",
            "\0",
        ),
        *(
            "Title",
            "Date",
            "Code",
            "“",
            "”",
            "🔥",
            "\u202e",
            "<h1>",
            "</h1>",
            "1. ",
            "> ",
        ),
    ]
)
TEXTS = st.one_of(
    st.text(max_size=300),
    st.lists(PIECES, max_size=60).map("".join),
    st.tuples(st.sampled_from(LISTS), st.lists(st.integers(0, 4000), max_size=6)).map(
        lambda made: damaged(made[0].read_text(), made[1])
    ),
)


def damaged(text, places):
    for place in places:
        at = place % len(text)
        text = text[:at] + text[at + 1 + place % 7 :]
    return text


@given(TEXTS)
def test_any_text_is_read_and_every_place_lies_inside_it(text):
    lines = lines_of(text)

    found = read_list(text, "list.md")

    spans = [row.span for row in found.rows]
    spans += [link.span for row in found.rows for link in row.links]
    spans += [link.span for link in found.inner]
    for span in spans:
        assert 1 <= span.line <= len(lines)
        assert span.text == lines[span.line - 1]
        assert 1 <= span.column <= len(span.text) + 1
        assert span.width >= 1


@given(TEXTS)
def test_a_row_is_about_something(text):
    for row in read_list(text, "list.md").rows:
        assert row.title or row.name or row.arxiv or row.dois
        assert all(len(arxiv.partition(".")[0]) == 4 for arxiv in row.arxiv)


@given(st.text(st.characters(exclude_categories=()), max_size=80))
def test_lone_surrogates_are_read_too(text):
    read_list(text, "list.md")
