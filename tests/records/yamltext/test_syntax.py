"""The exact words for text that is not YAML (`Y008`)."""

import pytest

from unisurvey.records.yamltext import parse

QUOTE = "put the text in double quotes"
ESCAPE = "write the character itself, \\\\ for a backslash, or use single quotes"

CASES = [
    (
        "t: Show-o: One",
        (1, 10, 1),
        "a second ': ' in the line, expected quotes around text that has one",
        'quote it: "Show-o: One"',
    ),
    (
        "a: b\n  c: d",
        (2, 4, 1),
        "a field indented deeper than the one above, which already has a value",
        "start both in the same column",
    ),
    ('a: "x', (1, 4, 2), 'the text is not closed, expected " at its end'),
    ("a: [x", (1, 4, 1), "the list is not closed, expected ']'"),
    ("a: {x: z", (1, 4, 1), "the mapping is not closed, expected '}'"),
    (
        "[",
        (1, 1, 1),
        "the file ends too early, a list or mapping is not closed",
    ),
    (
        "a: [x: z: w]",
        (1, 9, 1),
        "expected ',' or ']' in the list opened on line 1",
        "quote text that has ': '",
    ),
    (
        "a: [b, , c]",
        (1, 8, 1),
        "nothing stands before ',', expected a value",
        "delete one comma",
    ),
    (
        "a: @x",
        (1, 4, 1),
        "text cannot start with '@' unless it is quoted",
        QUOTE,
    ),
    (
        "a: - b",
        (1, 4, 1),
        "a list cannot start on the line of its key",
        "put each `- ` on its own line, or write [a, b]",
    ),
    (
        "- a\nb: c",
        (2, 1, 1),
        "a field among list items, expected '- '",
        "start the line with '- ' or indent it further",
    ),
    (
        "a: b\nc\nd: e",
        (2, 1, 1),
        "no ': ' on this line, expected a field (`name: value`)",
        "indent the line if it goes on from the line above",
    ),
    (
        'a: "\\q"',
        (1, 5, 2),
        "\\q is not an escape inside double quotes",
        ESCAPE,
    ),
    (
        'a: "\\ud800"',
        (1, 5, 6),
        "\\ud800 is not an escape inside double quotes",
        ESCAPE,
    ),
    (
        'a: "x" z',
        (1, 8, 1),
        "text after the closing quote",
        'put all of it in quotes; inside double quotes write \\" for a quote',
    ),
    ("a: [b]x", (1, 7, 1), "text after ']'", QUOTE),
    ("a: [b]]", (1, 7, 1), "']' closes nothing"),
    (
        "a:\n  - b\n c: d",
        (3, 2, 1),
        "the indentation fits no field above (they start on line 1)",
        "start it in the same column as the fields it belongs to",
    ),
    (
        "a: b\n- c",
        (2, 1, 1),
        "a list item among fields, expected `name: value`",
        "indent the list under its key, which has no value of its own",
    ),
    (": x", (1, 1, 1), "nothing stands before ':', expected a key"),
    ("a: ? b", (1, 4, 1), "'?' cannot stand here unquoted", QUOTE),
    (
        "a: |x\n b",
        (1, 5, 1),
        "text after '|' or '>', expected it on the next line",
    ),
    (
        "a: |0\n b",
        (1, 5, 1),
        "YAML cannot be read from here on",
    ),
    (
        "%YAML 1.1\n---\na: b",
        (1, 1, 1),
        "a directive (`%…`), expected a record",
        "delete the line",
    ),
    (
        "%x",
        (1, 1, 2),
        "a line cannot start with '%'",
        "delete the line",
    ),
    (
        "[a]\nb",
        (2, 1, 1),
        "text after the end of the record",
        "check the line above for a missing quote, comma or ': '",
    ),
    (
        "just text",
        (1, 1, 9),
        "a single value, expected fields (`name: value`) or a list",
    ),
    (
        "a:b",
        (1, 1, 3),
        "a single value, expected fields (`name: value`) or a list",
        "write a space after the colon",
    ),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: repr(case[0]))
def test_a_syntax_error_is_explained_where_it_is(case):
    text, place, message, *hint = case

    (problem,) = parse(text.encode(), "x.yaml").problems

    span = problem.span
    assert span is not None
    assert problem.code == "Y008"
    assert (problem.message, problem.hint) == (message, hint[0] if hint else None)
    assert (span.line, span.column, span.width) == place
