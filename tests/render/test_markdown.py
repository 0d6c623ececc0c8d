import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from unisurvey.render.markdown import table
from unisurvey.text.inline import escape, link, url

SPECIALS = "A|B <i> $x_1$ & [c] *d* `e` 50% # ~ \\ {f}"
READER = MarkdownIt("gfm-like", {"linkify": False})

texts = st.text(
    st.one_of(
        st.sampled_from("\\`*_{}[]<>#|~$&!-+=.():;/@\"'^1aw \n"),
        st.characters(exclude_categories=("Cc", "Cs", "Co", "Cn")),
    ),
    max_size=30,
)
PIECES = [
    "http",
    "https",
    "ftp",
    "://",
    "www",
    ".",
    "@",
    "_",
    "a.b",
    " ",
    "é",
    "1",
    "(",
]
addresses = st.lists(st.sampled_from(PIECES), max_size=8).map("".join)
AUTOLINK = re.compile(r"(?:https?|ftp)://|www\.|@", re.IGNORECASE)


def one_line(text):
    return " ".join(text.split())


def shown(token):
    """What a reader sees of an inline token; anything but text is told apart."""
    marks = {"softbreak": " "}
    return "".join(
        child.content
        if child.type in {"text", "text_special"}
        else marks.get(child.type, f"<{child.type}>")
        for child in token.children
    )


def cells(markdown):
    return [shown(token) for token in READER.parse(markdown) if token.type == "inline"]


def types(markdown):
    return [token.type for token in READER.parse(markdown)]


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("Show-o", "Show-o"),
        ("A|B", "A\\|B"),
        ("<b>", "\\<b\\>"),
        ("$x_1$", "\\$x\\_1\\$"),
        ("`a` *b* [c] #d ~e~", "\\`a\\` \\*b\\* \\[c\\] \\#d \\~e\\~"),
        ("R&D &amp; \\", "R\\&D \\&amp; \\\\"),
        ("two\nlines  and\tmore", "two lines and more"),
        ("1. one", "1. one"),
        ("https://a.b", "https&#58;//a.b"),
        ("WWW.a.b", "WWW&#46;a.b"),
        ("me@a.b", "me&#64;a.b"),
        ("ftp://a.b", "ftp&#58;//a.b"),
    ],
)
def test_what_markdown_would_interpret_is_spelled_out(text, markdown):
    assert escape(text) == markdown


@given(texts)
@example(SPECIALS)
@example("\\|")
@example("trailing \\")
@example("![a](b)")
@example("&amp;")
@example("&#64;@")
@example("a\\\\|b")
def test_a_table_cell_shows_exactly_the_text(text):
    markdown = f"| head | other |\n| --- | --- |\n| {escape(text)} | x |\n"

    assert cells(markdown) == ["head", "other", one_line(text), "x"]


@given(texts.filter(str.strip))
@example(SPECIALS)
@example("one #")
def test_a_heading_shows_exactly_the_text(text):
    markdown = f"## {escape(text)}\n"

    assert types(markdown) == ["heading_open", "inline", "heading_close"]
    assert cells(markdown) == [one_line(text)]


@given(st.one_of(addresses, texts))
@example("_http://a.b")
@example("1https://a.b")
@example("_www.a.b")
@example("(www.a.b")
@example("xhttp://a.b")
def test_nothing_is_left_that_github_makes_an_autolink_of(text):
    """GitHub looks for these in the source, whatever stands before them."""
    assert not AUTOLINK.search(escape(text))


@given(texts.filter(str.strip), texts)
@example(SPECIALS, "https://a.b/c_(1)?d=[e]&f=1_2#g")
@example("[a](b)", "https://a.b/ c")
@example("]", ")")
def test_a_link_shows_the_text_and_leads_to_the_address(text, path):
    address = f"https://example.org/{path}"

    (inline,) = READER.parseInline(link(text, address))

    first, *inner, last = inline.children or []
    assert (first.type, last.type) == ("link_open", "link_close")
    assert "".join(child.content for child in inner) == one_line(text)
    assert {child.type for child in inner} <= {"text", "text_special"}


def test_a_link_without_address_is_the_text():
    assert link("a|b", None) == "a\\|b"


@pytest.mark.parametrize(
    ("address", "target"),
    [
        ("https://a.b/c?d=e&f=%20#g", "https://a.b/c?d=e&f=%20#g"),
        ("https://a.b/c_(1)", "https://a.b/c_%281%29"),
        ("https://a.b/é", "https://a.b/%C3%A9"),
        ("https://a.b/<c> d", "https://a.b/%3Cc%3E%20d"),
    ],
)
def test_a_link_target_holds_nothing_that_ends_it_early(address, target):
    assert url(address) == target


def test_a_table_has_one_line_per_row_and_a_line_of_alignment():
    assert table(["A", "B", "C"], [["1", "2", "3"]], "rc") == (
        "| A | B | C |\n| ---: | :---: | --- |\n| 1 | 2 | 3 |\n"
    )
