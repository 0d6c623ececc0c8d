"""The exact text of every form of report."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unisurvey.errors import Problem, Span
from unisurvey.report import summary, to_github, to_json, to_sarif, to_text

LINE = "    paper: htp//x"
PAPER = Problem(
    "data/papers/show-o.yaml",
    "S012",
    "links.paper is not a URL, expected http(s)://...",
    Span(4, 12, 6, LINE),
    "write the whole address",
)
WARNING = Problem("a.yaml", "C100", "looks odd", severity="warning")


def at(text, column, width=1):
    return Problem("f", "X1", "m", Span(1, column, width, text))


def excerpt(problem, width=100):
    return to_text([problem], width=width).split("\n", 1)[1]


def test_on_a_narrow_terminal_words_stay_whole():
    assert to_text([PAPER], width=40, breaks=True) == (
        "data/papers/show-o.yaml:4:12: S012 links.paper\n"
        "    is not a URL, expected http(s)://...\n"
        "        paper: htp//x\n"
        "               ^^^^^^\n"
        "    hint: write the whole address\n"
    )


def test_a_problem_has_line_caret_and_hint():
    assert to_text([PAPER]) == (
        "data/papers/show-o.yaml:4:12: S012 links.paper is not a URL, "
        "expected http(s)://...\n"
        "        paper: htp//x\n"
        "               ^^^^^^\n"
        "    hint: write the whole address\n"
    )


def test_problems_are_sorted_and_kept_apart_by_a_blank_line():
    assert to_text([at("ab", 2), at("ab", 1), WARNING]) == (
        "a.yaml: C100 looks odd\n"
        "\n"
        "f:1:1: X1 m\n    ab\n    ^\n"
        "\n"
        "f:1:2: X1 m\n    ab\n     ^\n"
    )


def test_no_problems_are_no_text():
    assert to_text([]) == ""
    assert to_github([]) == ""
    assert to_json([]) == "[]\n"


def test_color_marks_path_code_and_caret():
    assert to_text([at("ab", 2), WARNING], color=True) == (
        "\x1b[1ma.yaml:\x1b[0m \x1b[33mC100\x1b[0m looks odd\n"
        "\n"
        "\x1b[1mf:1:2:\x1b[0m \x1b[31mX1\x1b[0m m\n"
        "    ab\n"
        "     \x1b[31m^\x1b[0m\n"
    )


@pytest.mark.parametrize(
    ("problem", "expected"),
    [
        (at("王小: 明b", 5), "    王小: 明b\n          ^^\n"),
        (at("Ａ！b", 3), "    Ａ！b\n        ^\n"),
        (at("e\u0301x: y", 3), "    e\u0301x: y\n     ^\n"),
        (at("\ta\tb", 4), "        a    b\n             ^\n"),
        (at("\ta", 1), "        a\n    ^^^^\n"),
        (at("ab", 3), "    ab\n      ^\n"),
        (at("", 1), "    \n    ^\n"),
        (at("x\u202ey", 2), "    x\\u202ey\n     ^^^^^^\n"),
        (at("x\x1b[2Jy", 6), "    x\\u001b[2Jy\n              ^\n"),
        (
            at("a\U000e0041\u00a0b", 4),
            "    a\\U000e0041\\u00a0b\n                     ^\n",
        ),
    ],
    ids=[
        "wide",
        "full width",
        "combining",
        "tabs",
        "tab",
        "end",
        "empty",
        "bidi",
        "escape",
        "tag",
    ],
)
def test_the_caret_stands_under_what_is_seen(problem, expected):
    assert excerpt(problem) == expected


def test_hostile_messages_paths_and_hints_are_spelled_out():
    problem = Problem("a\x1bb", "X1", "m\u202e\n", hint="h\x07")

    assert to_text([problem]) == "a\\u001bb: X1 m\\u202e\\u000a\n    hint: h\\u0007\n"


def test_long_lines_are_clipped_around_the_column():
    line = "abcdefghij" * 10

    assert excerpt(at(line, 1, 3), 24) == "    abcdefghijabcdefgh…\n    ^^^\n"
    assert excerpt(at(line, 51, 2), 24) == (
        "    …cdefghijabcdefghij…\n             ^^\n"
    )
    assert excerpt(at(line, 100), 24) == (
        "    …cdefghijabcdefghij\n                      ^\n"
    )
    assert excerpt(at(line, 1, 100), 24) == (
        "    abcdefghijabcdefgh…\n    ^^^^^^^^^^^^^^^^^^\n"
    )


def test_a_million_characters_on_one_line_are_not_walked(calls):
    def work(length):
        return calls(to_text, [at("x\u202e" * length, length)] * 100)

    assert work(500_000) < 1.1 * work(500)


@given(
    st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=150),
    st.integers(0, 150),
    st.integers(1, 62),
)
def test_a_line_of_ascii_is_clipped_as_one_with_accents(text, place, width):
    text = f"{text[:place]}Q{text[place:]}"
    plain, accented = (
        excerpt(at(line, place + 1, width), 40)
        for line in (text, text.replace("Q", "É"))
    )
    assert accented == plain.replace("Q", "É")


@given(st.text(max_size=60), st.integers(1, 62), st.integers(1, 62), st.integers(0, 60))
def test_no_line_breaks_the_report_or_its_width(text, column, width, room):
    column = min(column, len(text) + 1)

    block = excerpt(at(text, column, width), room)

    source, caret, end = block.split("\n")
    assert end == ""
    assert set(caret) <= {" ", "^"}
    assert len(caret) <= max(room, 20)
    assert not any(ord(char) < 32 for char in source)


@pytest.mark.parametrize(
    ("problems", "files", "expected"),
    [
        ([], 355, "no problems in 355 files"),
        ([], 1, "no problems in 1 file"),
        ([PAPER], 1, "1 problem in 1 file (1 file read)"),
        ([PAPER, PAPER, at("", 1)], 355, "3 problems in 2 files (355 files read)"),
        ([WARNING], 2, "1 warning in 1 file (2 files read)"),
        (
            [WARNING, WARNING, PAPER],
            9,
            "1 problem and 2 warnings in 2 files (9 files read)",
        ),
    ],
)
def test_the_summary_counts(problems, files, expected):
    assert summary(problems, files) == expected


def test_json_has_every_field():
    assert json.loads(to_json([PAPER, WARNING])) == [
        {
            "path": "a.yaml",
            "line": None,
            "column": None,
            "end_column": None,
            "code": "C100",
            "severity": "warning",
            "message": "looks odd",
            "hint": None,
        },
        {
            "path": "data/papers/show-o.yaml",
            "line": 4,
            "column": 12,
            "end_column": 18,
            "code": "S012",
            "severity": "error",
            "message": "links.paper is not a URL, expected http(s)://...",
            "hint": "write the whole address",
        },
    ]


def test_json_has_letters_as_they_are_and_nothing_that_steers_a_terminal():
    problem = Problem("é", "X1", "\x1b\u202e")

    assert to_json([problem]) == (
        '[\n  {\n    "path": "é",\n    "line": null,\n    "column": null,\n'
        '    "end_column": null,\n    "code": "X1",\n    "severity": "error",\n'
        '    "message": "\\u001b\\u202e",\n    "hint": null\n  }\n]\n'
    )


def test_github_annotations():
    assert to_github([PAPER, WARNING]) == (
        "::warning file=a.yaml,title=C100::looks odd\n"
        "::error file=data/papers/show-o.yaml,line=4,col=12,endColumn=18,title=S012"
        "::links.paper is not a URL, expected http(s)://...\n"
    )


def test_github_annotations_escape_what_would_end_them():
    problem = Problem("a,b:c%.yaml", "X1", "100%: a, b\r\nc\u202e")

    assert to_github([problem]) == (
        "::error file=a%2Cb%3Ac%25.yaml,title=X1::100%25: a, b%0D%0Ac\\u202e\n"
    )


def test_sarif_names_rules_places_and_levels():
    warning = Problem("a b.yaml", "C2", "odd", severity="warning", hint="mend it")

    log = json.loads(to_sarif([warning, PAPER], {"D1": "bad things"}, "1.2.3"))

    (run,) = log["runs"]
    assert (log["version"], run["columnKind"]) == ("2.1.0", "unicodeCodePoints")
    assert run["tool"]["driver"]["semanticVersion"] == "1.2.3"
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["C2", PAPER.code]
    first, second = run["results"]
    assert first["message"] == {"text": "odd (mend it)"}
    assert first["level"] == "warning"
    assert first["locations"] == [
        {"physicalLocation": {"artifactLocation": {"uri": "a%20b.yaml"}}}
    ]
    assert second["ruleIndex"] == 1
    region = second["locations"][0]["physicalLocation"]["region"]
    assert PAPER.span
    assert region == {
        "startLine": PAPER.span.line,
        "startColumn": PAPER.span.column,
        "endColumn": PAPER.span.column + PAPER.span.width,
    }
